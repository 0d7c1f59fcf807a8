# SPDX-License-Identifier: MIT
# Values to JSON text, in chunks.

try:
    from _json import encode_basestring_ascii as c_encode_basestring_ascii
except ImportError:
    c_encode_basestring_ascii = None

try:
    from _json import encode_basestring as c_encode_basestring
except ImportError:
    c_encode_basestring = None

try:
    # All of a value made of built-in types, or None: _Writer must look.
    from _json import text as _native_text
except ImportError:
    _native_text = None

_SHORT = {'"': '\\"', '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t',
          '\f': '\\f', '\b': '\\b'}
_CONTROL = {code: _SHORT.get(chr(code), f'\\u{code:04x}')
            for code in [*range(32), ord('"'), ord('\\')]}
INFINITY = float('inf')


def py_encode_basestring(s):
    return '"' + s.translate(_CONTROL) + '"'


def _ascii(c):
    code = ord(c)
    if code < 0x80:
        return c
    if code < 0x10000:
        return f'\\u{code:04x}'
    code -= 0x10000
    return f'\\u{0xd800 | code >> 10:04x}\\u{0xdc00 | code & 0x3ff:04x}'


def py_encode_basestring_ascii(s):
    text = s.translate(_CONTROL)
    if not text.isascii():
        text = ''.join(map(_ascii, text))
    return '"' + text + '"'


encode_basestring = c_encode_basestring or py_encode_basestring
encode_basestring_ascii = (c_encode_basestring_ascii
                           or py_encode_basestring_ascii)


class JSONEncoder:
    item_separator = ', '
    key_separator = ': '

    def __init__(self, *, skipkeys=False, ensure_ascii=True,
                 check_circular=True, allow_nan=True, sort_keys=False,
                 indent=None, separators=None, default=None):
        self.skipkeys, self.sort_keys = skipkeys, sort_keys
        self.ensure_ascii, self.allow_nan = ensure_ascii, allow_nan
        self.check_circular, self.indent = check_circular, indent
        if separators is not None:
            self.item_separator, self.key_separator = separators
        elif indent is not None:
            self.item_separator = ','
        if default is not None:
            self.default = default

    def default(self, o):
        raise TypeError(f'Object of type {o.__class__.__name__} is not JSON '
                        'serializable')

    def encode(self, o):
        if isinstance(o, str):
            return self._quote()(o)
        return ''.join(self.iterencode(o, _one_shot=True))

    def _quote(self):
        return encode_basestring_ascii if self.ensure_ascii \
            else encode_basestring

    def _float(self, o):
        if o != o:
            text = 'NaN'
        elif o == INFINITY:
            text = 'Infinity'
        elif o == -INFINITY:
            text = '-Infinity'
        else:
            return float.__repr__(o)
        if not self.allow_nan:
            raise ValueError('Out of range float values are not JSON '
                             f'compliant: {o!r}' if self._says_which() else
                             'Out of range float values are not JSON '
                             'compliant')
        return text

    @staticmethod
    def _says_which():
        import sys
        return sys.version_info >= (3, 12)

    def iterencode(self, o, _one_shot=False):
        markers = {} if self.check_circular else None
        sort, allow_nan = bool(self.sort_keys), bool(self.allow_nan)
        bool(self.skipkeys)     # these three are asked before anything else
        if (_one_shot and _native_text is not None and self.indent is None
                and not sort):
            text = _native_text(o, self.item_separator, self.key_separator,
                                bool(self.ensure_ascii), allow_nan)
            if text is not None:
                return text,
        return _Writer(self, markers).value(o, 0)


class _Writer:
    # One run of an encoder.  `open` holds the containers being written, by
    # id, so that one inside itself is noticed.

    def __init__(self, encoder, markers):
        self.encoder = encoder
        self.open = markers
        self.quote = encoder._quote()
        indent = encoder.indent
        self.indent = ' ' * indent if isinstance(indent, int) else indent

    def scalar(self, o):
        # The text of a value that has no parts, else None.
        if isinstance(o, str):
            return self.quote(o)
        if o is None:
            return 'null'
        if o is True:
            return 'true'
        if o is False:
            return 'false'
        if isinstance(o, int):
            return int.__repr__(o)
        if isinstance(o, float):
            return self.encoder._float(o)
        return None

    def value(self, o, level):
        text = self.scalar(o)
        if text is not None:
            yield text
        elif isinstance(o, (list, tuple)):
            yield from self.guarded(o, level, self.array)
        elif isinstance(o, dict):
            yield from self.guarded(o, level, self.object)
        else:
            yield from self.guarded(o, level, self.other)

    def guarded(self, o, level, write):
        if self.open is None:
            yield from write(o, level)
            return
        if id(o) in self.open:
            raise ValueError('Circular reference detected')
        self.open[id(o)] = o
        yield from write(o, level)
        del self.open[id(o)]

    def other(self, o, level):
        yield from self.value(self.encoder.default(o), level)

    def newline(self, level):
        return '' if self.indent is None else '\n' + self.indent * level

    def array(self, items, level):
        if not items:
            yield '[]'
            return
        between = self.encoder.item_separator + self.newline(level + 1)
        before = '[' + self.newline(level + 1)
        for item in items:
            text = self.scalar(item)
            if text is not None:
                yield before + text
            else:
                yield before
                yield from self.value(item, level + 1)
            before = between
        yield self.newline(level) + ']'

    def key(self, key):
        if isinstance(key, str):
            return key
        if isinstance(key, (int, float)) or key is None:
            return self.scalar(key)
        if self.encoder.skipkeys:
            return None
        raise TypeError('keys must be str, int, float, bool or None, not '
                        + key.__class__.__name__)

    def object(self, mapping, level):
        if not mapping:
            yield '{}'
            return
        between = self.encoder.item_separator + self.newline(level + 1)
        before = '{' + self.newline(level + 1)
        pairs = mapping.items()
        if self.encoder.sort_keys:
            pairs = sorted(pairs)
        for key, value in pairs:
            key = self.key(key)
            if key is None:
                continue
            yield before + self.quote(key) + self.encoder.key_separator
            yield from self.value(value, level + 1)
            before = between
        if before is not between:
            yield '{}'
        else:
            yield self.newline(level) + '}'


def _make_encoder(markers, default, encoder, indent, key_separator,
                  item_separator, sort_keys, skipkeys, allow_nan):
    """A function of a value and its level, giving the chunks as a tuple."""
    if markers is not None and not isinstance(markers, dict):
        raise TypeError('make_encoder() argument 1 must be dict or None, not '
                        + type(markers).__name__)

    def quote(text):
        quoted = encoder(text)
        if not isinstance(quoted, str):
            raise TypeError('encoder() must return a string, not '
                            + type(quoted).__name__)
        return quoted

    settings = JSONEncoder(skipkeys=skipkeys, allow_nan=allow_nan,
                           sort_keys=sort_keys, indent=indent,
                           separators=(item_separator, key_separator),
                           default=default)
    writer = _Writer(settings, markers)
    writer.quote = quote
    return lambda o, _current_indent_level: tuple(
        writer.value(o, _current_indent_level))


try:
    from _json import make_encoder as c_make_encoder
except ImportError:
    c_make_encoder = None
