# SPDX-License-Identifier: MIT
# Twins of `str % args` and `bytes % args`: user-defined classes are turned into
# text and numbers here, one by one, then the native formats those.


def _number_for(code, value):
    cls = type(value)
    if isinstance(value, (int, float)):
        return value
    if code in 'eEfFgG':
        return float(value)
    if code in 'diu' and hasattr(cls, '__int__'):
        return int(value)
    return index_of(value)


class _Percent:
    """Where one formatting stands in its arguments."""

    codes = 'sradiuoxXeEfFgGc'

    def __init__(self, args):
        self.args = args
        self.mapping = not isinstance(args, (tuple, str)) and \
            hasattr(type(args), '__getitem__')
        self.left = list(args) if isinstance(args, tuple) else [args]

    def take(self):
        if not self.left:
            raise TypeError("not enough arguments for format string")
        return self.left.pop(0)

    def size(self, text, at):
        """Behind digits or a star; what the star stood for."""
        if text[at:at + 1] == '*':
            size = self.take()
            if not isinstance(size, int):
                raise TypeError("* wants int")
            return at + 1, [size]
        while text[at:at + 1].isdigit():
            at += 1
        return at, []

    def key_end(self, text, at):
        depth = 1
        while at < len(text):
            depth += (text[at] == '(') - (text[at] == ')')
            if not depth:
                return at
            at += 1
        raise ValueError("incomplete format key")

    def directive(self, text, at):
        """One specification from its % on: its end and its text."""
        at += 1
        if text[at:at + 1] == '%':
            return at + 1, '%'
        keyed = text[at:at + 1] == '('
        if keyed:
            if not self.mapping:
                raise TypeError("format requires a mapping")
            end = self.key_end(text, at + 1)
            value = self.args[self.key(text[at + 1:end])]
            at = end + 1
        flags = at
        while text[at:at + 1] and text[at] in '-+ #0':
            at += 1
        at, stars = self.size(text, at)
        if text[at:at + 1] == '.':
            at, more = self.size(text, at + 1)
            stars += more
        if text[at:at + 1] and text[at] in 'hlL':
            at += 1
        code = text[at:at + 1]
        spec = '%' + text[flags:at]
        if not code:
            raise ValueError("incomplete format")
        if not keyed:
            value = self.take()
        if code not in self.codes:
            self.unsupported(code, at)
        return at + 1, self.piece(spec, code, stars, value)

    def unsupported(self, code, at):
        shown = code if 31 < ord(code) < 128 else '?'
        raise ValueError("unsupported format character '%s' (0x%x) at index "
                         "%d" % (shown, ord(code), at))

    def key(self, text):
        return text

    def piece(self, spec, code, stars, value):
        if code in 'sra':
            value = str(value) if code == 's' else \
                repr(value) if code == 'r' else ascii(value)
            code = 's'
        elif code != 'c':
            value = _number_for(code, value)
        elif not isinstance(value, str):
            value = index_of(value)
        return (spec + code) % (*stars, value)

    def run(self, text, kind):
        pieces = []
        at = 0
        while True:
            end = text.find('%', at)
            if end < 0:
                pieces.append(text[at:])
                break
            pieces.append(text[at:end])
            at, piece = self.directive(text, end)
            pieces.append(piece)
        if self.left and not self.mapping:
            raise TypeError("not all arguments converted during %s formatting"
                            % kind)
        return ''.join(pieces)


class _PercentBytes(_Percent):
    """The same for bytes, written as latin-1 text meanwhile."""

    codes = _Percent.codes + 'b'

    def __init__(self, args):
        _Percent.__init__(self, args)
        if isinstance(args, (bytes, bytearray)):
            self.mapping = False

    def key(self, text):
        return text.encode('latin-1')

    def piece(self, spec, code, stars, value):
        if code in 'sb':
            method = getattr(type(value), '__bytes__', None)
            if not isinstance(value, (bytes, bytearray)) and method:
                value = method(value)
        elif code in 'ra':
            value = ascii(value).encode('ascii')
            code = 's'
        elif code != 'c':
            value = _number_for(code, value)
        elif not isinstance(value, (bytes, bytearray)):
            value = index_of(value)
        plain = (spec + code).encode('latin-1') % (*stars, value)
        return plain.decode('latin-1')


def str_mod(self, args):
    return _Percent(args).run(self, 'string')


def bytes_mod(self, args):
    text = _PercentBytes(args).run(self.decode('latin-1'), 'bytes')
    return text.encode('latin-1')


def bytearray_mod(self, args):
    return bytearray(bytes_mod(self, args))
