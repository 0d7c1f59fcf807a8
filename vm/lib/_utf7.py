# SPDX-License-Identifier: MIT
# UTF-7: ASCII as it is, the rest as UTF-16 in base 64 between + and -.

from _codecs import lookup_error

_LETTERS = (b'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
            b'0123456789+/')
_PLACES = {letter: place for place, letter in enumerate(_LETTERS)}
_DIRECT = frozenset(set(range(33, 127)) - set(b'+\\~') | set(b' \t\n\r'))


def utf_7_encode(str, errors='strict', /):
    out = bytearray()
    held = bytearray()      # UTF-16 to be written in base 64

    def close(following):
        if not held:
            return
        bits = int.from_bytes(held, 'big')
        size = len(held) * 8
        padding = -size % 6
        bits <<= padding
        out.append(0x2b)
        for shift in range(size + padding - 6, -1, -6):
            out.append(_LETTERS[bits >> shift & 63])
        if following is None or following in _PLACES or following == 0x2d:
            out.append(0x2d)
        held.clear()

    for char in str:
        code = ord(char)
        if code in _DIRECT:
            close(code)
            out.append(code)
        elif code == 0x2b and not held:
            out += b'+-'
        else:
            held += char.encode('utf-16-be', 'surrogatepass')
    close(None)
    return bytes(out), len(str)


class _Decoding:
    # One run over some bytes.

    def __init__(self, data, errors):
        self.data = data
        self.errors = errors
        self.out = []
        self.begin = None       # of the shifted sequence we are in
        self.kept = 0           # how much of `out` comes before it
        self.bits = self.count = 0
        self.high = None        # a surrogate that wants a second one

    def unit(self, code):
        if self.high is not None:
            if 0xdc00 <= code < 0xe000:
                self.out.append(chr(0x10000 + (self.high - 0xd800 << 10)
                                    + code - 0xdc00))
                self.high = None
                return
            self.out.append(chr(self.high))
            self.high = None
        if 0xd800 <= code < 0xdc00:
            self.high = code
        else:
            self.out.append(chr(code))

    def leave(self):
        """What is wrong with the sequence that ends here, or None."""
        wrong = None
        if self.count >= 6:
            wrong = 'partial character in shift sequence'
        elif self.bits & (1 << self.count) - 1:
            wrong = 'non-zero padding bits in shift sequence'
        return wrong

    def handle(self, start, end, reason):
        error = UnicodeDecodeError('utf7', self.data, start, end, reason)
        text, place = lookup_error(self.errors)(error)
        self.out.append(text)
        self.begin = self.high = None
        return place if place >= 0 else place + len(self.data)

    def run(self, final):
        """How many bytes are done with."""
        data, at = self.data, 0
        while at < len(data):
            step = self.plain if self.begin is None else self.shifted
            at = step(at)
        if self.begin is None:
            return at
        if not final:
            del self.out[self.kept:]
            return self.begin
        if self.high is not None or self.count >= 6 or \
                self.count and self.bits & (1 << self.count) - 1:
            self.handle(self.begin, len(data), 'unterminated shift sequence')
        return len(data)

    def plain(self, at):
        code = self.data[at]
        if code == 0x2b:
            following = self.data[at + 1:at + 2]
            if following == b'-':
                self.out.append('+')
                return at + 2
            if following and following[0] not in _PLACES:
                return self.handle(at, at + 2, 'ill-formed sequence')
            self.begin, self.kept = at, len(self.out)
            self.bits = self.count = 0
            return at + 1
        if code > 127:
            return self.handle(at, at + 1, 'unexpected special character')
        self.out.append(chr(code))
        return at + 1

    def shifted(self, at):
        code = self.data[at]
        if code in _PLACES:
            self.bits = self.bits << 6 | _PLACES[code]
            self.count += 6
            if self.count >= 16:
                self.count -= 16
                unit = self.bits >> self.count
                self.bits &= (1 << self.count) - 1
                self.unit(unit)
            return at + 1
        wrong = self.leave()
        if wrong is not None:
            return self.handle(self.begin, at + 1, wrong)
        if self.high is not None and code < 128 and code not in b'+\\~':
            self.out.append(chr(self.high))
        self.begin = self.high = None
        return at + 1 if code == 0x2d else at


def utf_7_decode(data, errors='strict', final=False, /):
    run = _Decoding(bytes(memoryview(data)), errors or 'strict')
    used = run.run(final)
    return ''.join(run.out), used
