# SPDX-License-Identifier: MIT
# Bytes as letters: bases 16, 32, 64 and 85.
#
# Base 64 is binascii's; where that is not there, the arithmetic below does it.

try:
    from binascii import Error
except ImportError:
    class Error(ValueError):
        pass

try:
    from binascii import a2b_base64, b2a_base64
except ImportError:
    a2b_base64 = b2a_base64 = None

__all__ = ['encode', 'decode', 'encodebytes', 'decodebytes', 'b64encode',
           'b64decode', 'b32encode', 'b32decode', 'b32hexencode',
           'b32hexdecode', 'b16encode', 'b16decode', 'b85encode',
           'b85decode', 'a85encode', 'a85decode', 'standard_b64encode',
           'standard_b64decode', 'urlsafe_b64encode', 'urlsafe_b64decode']

MAXLINESIZE = 76
MAXBINSIZE = MAXLINESIZE // 4 * 3
_UPPER = b'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
_BASE16 = b'0123456789ABCDEF'
_BASE32 = _UPPER + b'234567'
_BASE32HEX = b'0123456789' + _UPPER[:22]
_BASE64 = _UPPER + _UPPER.lower() + b'0123456789+/'
_BASE85 = (b'0123456789' + _UPPER + _UPPER.lower()
           + b'!#$%&()*+-;<=>?@^_`{|}~')


def _bytes_from(s):
    if isinstance(s, str):
        try:
            return s.encode('ascii')
        except UnicodeEncodeError:
            raise ValueError('string argument should contain only ASCII '
                             'characters')
    if isinstance(s, (bytes, bytearray)):
        return bytes(s)
    try:
        return memoryview(s).tobytes()
    except TypeError:
        raise TypeError('argument should be a bytes-like object or ASCII '
                        f'string, not {type(s).__name__!r}') from None


def _need_bytes(s):
    try:
        return memoryview(s).tobytes()
    except TypeError:
        raise TypeError('a bytes-like object is required, not '
                        f'{type(s).__name__!r}') from None


# ---- Any power of two ----

def _spell(data, alphabet, bits, group):
    # `group` letters at a time, filled up with '='.
    out = bytearray()
    held = count = 0
    for byte in data:
        held = held << 8 | byte
        count += 8
        while count >= bits:
            count -= bits
            out.append(alphabet[held >> count])
            held &= (1 << count) - 1
    if count:
        out.append(alphabet[held << bits - count])
    out += b'=' * (-len(out) % group)
    return bytes(out)


def _read(letters, alphabet, bits, message):
    known = {letter: place for place, letter in enumerate(alphabet)}
    out = bytearray()
    held = count = 0
    for letter in letters:
        if letter not in known:
            raise Error(message)
        held = held << bits | known[letter]
        count += bits
        if count >= 8:
            count -= 8
            out.append(held >> count)
            held &= (1 << count) - 1
    return bytes(out)


# ---- Base 64 ----

def _to_64(data):
    if b2a_base64 is not None:
        return b2a_base64(data, newline=False)
    return _spell(_need_bytes(data), _BASE64, 6, 4)


def _from_64(text):
    if a2b_base64 is not None:
        return a2b_base64(text)
    known = set(_BASE64)
    letters = bytearray()
    padding = 0
    for byte in text:
        if byte == 0x3d:
            padding += 1
            if len(letters) % 4 + padding >= 4 and len(letters) % 4 >= 2:
                break
        elif byte in known:
            letters.append(byte)
            padding = 0
    rest = len(letters) % 4
    if rest == 1:
        raise Error('Invalid base64-encoded string: number of data characters '
                    f'({len(letters)}) cannot be 1 more than a multiple of 4')
    if rest and rest + padding < 4:
        raise Error('Incorrect padding')
    return _read(letters, _BASE64, 6, 'Non-base64 digit found')


def b64encode(s, altchars=None):
    encoded = _to_64(s)
    if altchars is None:
        return encoded
    assert len(altchars) == 2, repr(altchars)
    return encoded.translate(bytes.maketrans(b'+/', altchars))


def b64decode(s, altchars=None, validate=False):
    s = _bytes_from(s)
    if altchars is not None:
        altchars = _bytes_from(altchars)
        assert len(altchars) == 2, repr(altchars)
        s = s.translate(bytes.maketrans(altchars, b'+/'))
    if validate:
        body = s.rstrip(b'=')
        if len(s) - len(body) > 2 or not set(body) <= set(_BASE64):
            raise Error('Non-base64 digit found')
    return _from_64(s)


def standard_b64encode(s):
    return b64encode(s)


def standard_b64decode(s):
    return b64decode(s)


def urlsafe_b64encode(s):
    return b64encode(s, b'-_')


def urlsafe_b64decode(s):
    return b64decode(_bytes_from(s).translate(bytes.maketrans(b'-_', b'+/')))


def _need_row(s):
    # Of bytes, one behind the other.
    try:
        view = memoryview(s)
    except TypeError as error:
        raise TypeError('expected bytes-like object, not '
                        + type(s).__name__) from error
    if view.format not in 'cbB':
        raise TypeError(f'expected single byte elements, not {view.format!r} '
                        f'from {type(s).__name__}')
    if view.ndim != 1:
        raise TypeError(f'expected 1-D data, not {view.ndim}-D data from '
                        + type(s).__name__)
    return view.tobytes()


def encodebytes(s):
    data = _need_row(s)
    return b''.join(_to_64(data[place:place + MAXBINSIZE]) + b'\n'
                    for place in range(0, len(data), MAXBINSIZE))


def decodebytes(s):
    return _from_64(_need_row(s))


def __getattr__(name):
    # Two old names, up to 3.8.
    import sys
    now = {'encodestring': encodebytes, 'decodestring': decodebytes}.get(name)
    if now is None or sys.version_info >= (3, 9):
        raise AttributeError(f'module {__name__!r} has no attribute {name!r}')

    def old(s):
        from warnings import warn
        warn(f'{name}() is a deprecated alias since Python 3.1, use '
             f'{now.__name__}()', DeprecationWarning, stacklevel=2)
        return now(s)

    old.__name__ = name
    return old


def encode(input, output):
    while True:
        data = input.read(MAXBINSIZE)
        while data and len(data) < MAXBINSIZE:
            more = input.read(MAXBINSIZE - len(data))
            if not more:
                break
            data += more
        if not data:
            return
        output.write(_to_64(data) + b'\n')


def decode(input, output):
    for line in iter(input.readline, b''):
        output.write(_from_64(line))


# ---- Base 32 and 16 ----

def b32encode(s):
    return _spell(_need_bytes(s), _BASE32, 5, 8)


def b32hexencode(s):
    return _spell(_need_bytes(s), _BASE32HEX, 5, 8)


def _from_32(s, alphabet, casefold, map01=None):
    s = _bytes_from(s)
    if len(s) % 8:
        raise Error('Incorrect padding')
    if map01 is not None:
        map01 = _bytes_from(map01)
        assert len(map01) == 1, repr(map01)
        s = s.translate(bytes.maketrans(b'01', b'O' + map01))
    if casefold:
        s = s.upper()
    body = s.rstrip(b'=')
    found = _read(body, alphabet, 5, 'Non-base32 digit found')
    if len(s) - len(body) not in (0, 1, 3, 4, 6):
        raise Error('Incorrect padding')
    return found


def b32decode(s, casefold=False, map01=None):
    return _from_32(s, _BASE32, casefold, map01)


def b32hexdecode(s, casefold=False):
    return _from_32(s, _BASE32HEX, casefold)


def b16encode(s):
    return _spell(_need_bytes(s), _BASE16, 4, 2)


def b16decode(s, casefold=False):
    s = _bytes_from(s)
    if casefold:
        s = s.upper()
    if not set(s) <= set(_BASE16):
        raise Error('Non-base16 digit found')
    if len(s) % 2:
        raise Error('Odd-length string')
    return _read(s, _BASE16, 4, 'Non-base16 digit found')


# ---- Base 85: five letters for four bytes ----

def _to_85(data, alphabet, pad=False, zero=None, spaces=None):
    missing = -len(data) % 4
    words = data + b'\0' * missing
    out = []
    for place in range(0, len(words), 4):
        word = words[place:place + 4]
        if zero and word == b'\0\0\0\0':
            out.append(zero)
        elif spaces and word == b'    ':
            out.append(spaces)
        else:
            number = int.from_bytes(word, 'big')
            out.append(bytes(alphabet[number // 85 ** power % 85]
                             for power in (4, 3, 2, 1, 0)))
    if missing and not pad:
        if out[-1] == zero:
            out[-1] = alphabet[:1] * 5
        out[-1] = out[-1][:-missing]
    return b''.join(out)


def _from_85(letters, places, what):
    missing = -len(letters) % 5
    digits = [*letters, *[84] * missing]
    out = []
    for place in range(0, len(digits), 5):
        number = 0
        for digit in digits[place:place + 5]:
            number = number * 85 + digit
        if number > 0xffffffff:
            raise ValueError(what(place))
        out.append(number.to_bytes(4, 'big'))
    found = b''.join(out)
    return found[:-missing] if missing else found


def b85encode(b, pad=False):
    return _to_85(_need_bytes(b), _BASE85, pad)


def b85decode(b):
    b = _bytes_from(b)
    known = {letter: place for place, letter in enumerate(_BASE85)}
    for place, letter in enumerate(b):
        if letter not in known:
            raise ValueError(f'bad base85 character at position {place}')
    return _from_85([known[letter] for letter in b], b,
                    lambda place: 'base85 overflow in hunk starting at byte '
                                  f'{place}')


_ASCII85 = bytes(range(33, 118))


def a85encode(b, *, foldspaces=False, wrapcol=0, pad=False, adobe=False):
    text = _to_85(_need_bytes(b), _ASCII85, pad, b'z',
                  b'y' if foldspaces else None)
    if adobe:
        text = b'<~' + text
    if wrapcol:
        wrapcol = max(2 if adobe else 1, wrapcol)
        lines = [text[place:place + wrapcol]
                 for place in range(0, len(text), wrapcol)]
        if adobe and len(lines[-1]) + 2 > wrapcol:
            lines.append(b'')
        text = b'\n'.join(lines)
    return text + b'~>' if adobe else text


def a85decode(b, *, foldspaces=False, adobe=False, ignorechars=b' \t\n\r\v'):
    b = _bytes_from(b)
    if adobe:
        if not b.endswith(b'~>'):
            raise ValueError('Ascii85 encoded byte sequences must end with '
                             "b'~>'")
        b = b[2:-2] if b.startswith(b'<~') else b[:-2]
    digits = []
    for letter in b:
        if 33 <= letter <= 117:
            digits.append(letter - 33)
        elif letter in b'zy' and (letter == 0x7a or foldspaces):
            if len(digits) % 5:
                raise ValueError(f'{chr(letter)} inside Ascii85 5-tuple')
            word = b'\0\0\0\0' if letter == 0x7a else b'    '
            number = int.from_bytes(word, 'big')
            digits += [number // 85 ** power % 85
                       for power in (4, 3, 2, 1, 0)]
        elif letter not in ignorechars:
            raise ValueError(f'Non-Ascii85 digit found: {chr(letter)}')
    return _from_85(digits, b, lambda place: 'Ascii85 overflow')


# ---- python -m base64 ----

_USAGE = '''\
usage: {} [-d|-e|-u|-t] [file|-]
        -d, -u: decode
        -e: encode (default)
        -t: encode and decode string 'Aladdin:open sesame'
'''


def _show():
    text = b'Aladdin:open sesame'
    coded = encodebytes(text)
    for shown in (text, coded, decodebytes(coded)):
        print(repr(shown))


def main():
    import getopt
    import sys
    try:
        options, args = getopt.getopt(sys.argv[1:], 'deut')
    except getopt.error as error:
        print(error, _USAGE.format(sys.argv[0]), sep='\n', end='',
              file=sys.stderr)
        sys.exit(2)
    work = encode
    for option, _ in options:
        if option == '-t':
            return _show()
        work = encode if option == '-e' else decode
    if args and args[0] != '-':
        with open(args[0], 'rb') as file:
            work(file, sys.stdout.buffer)
    else:
        work(sys.stdin.buffer, sys.stdout.buffer)


if __name__ == '__main__':
    main()
