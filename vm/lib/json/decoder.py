# SPDX-License-Identifier: MIT
# JSON text to values: a reader of one value at a place in the text.
#
# Invariant: a reading function gets the text and a place, and returns the
# value and the place behind it.  StopIteration(place) says that no value
# starts there.

import sys
from json import scanner

__all__ = ['JSONDecoder', 'JSONDecodeError']

_BLANK = ' \t\n\r'
_ESCAPES = {'"': '"', '\\': '\\', '/': '/', 'b': '\b', 'f': '\f', 'n': '\n',
            'r': '\r', 't': '\t'}
_CONSTANTS = {'-Infinity': float('-inf'), 'Infinity': float('inf'),
              'NaN': float('nan')}


class JSONDecodeError(ValueError):
    def __init__(self, msg, doc, pos):
        start = doc.rfind('\n', 0, pos) + 1     # of the line
        self.msg, self.doc, self.pos = msg, doc, pos
        self.lineno = doc.count('\n', 0, start) + 1
        self.colno = pos - start + 1
        super().__init__(f'{msg}: line {self.lineno} column {self.colno} '
                         f'(char {pos})')

    def __reduce__(self):
        return type(self), (self.msg, self.doc, self.pos)


def _skip(text, place):
    while text[place:place + 1] and text[place] in _BLANK:
        place += 1
    return place


try:
    from _json import skip as _skip
except ImportError:
    pass


def _code_unit(text, place):
    digits = text[place:place + 4]
    if len(digits) == 4 and all(c in '0123456789abcdefABCDEF'
                                for c in digits):
        return int(digits, 16)
    raise JSONDecodeError('Invalid \\uXXXX escape', text, place - 1)


def py_scanstring(s, end, strict=True):
    # `end` is just behind the opening quote.
    if end > sys.maxsize:
        raise OverflowError('Python int too large to convert to C ssize_t')
    begin = end - 1
    parts = []
    start = end
    while True:
        c = s[end:end + 1]
        if not c:
            raise JSONDecodeError('Unterminated string starting at', s, begin)
        if c == '"':
            parts.append(s[start:end])
            return ''.join(parts), end + 1
        if c != '\\':
            if c < ' ' and strict:
                raise JSONDecodeError('Invalid control character at', s, end)
            end += 1
            continue
        parts.append(s[start:end])
        escape = s[end + 1:end + 2]
        if not escape:
            raise JSONDecodeError('Unterminated string starting at', s, begin)
        if escape != 'u':
            if escape not in _ESCAPES:
                raise JSONDecodeError('Invalid \\escape', s, end)
            parts.append(_ESCAPES[escape])
            end += 2
        else:
            unit = _code_unit(s, end + 2)
            end += 6
            if 0xd800 <= unit <= 0xdbff and s[end:end + 2] == '\\u':
                low = _code_unit(s, end + 2)
                if 0xdc00 <= low <= 0xdfff:
                    unit = 0x10000 + ((unit - 0xd800) << 10 | low - 0xdc00)
                    end += 6
            parts.append(chr(unit))
        start = end


try:
    from _json import scanstring as c_scanstring
except ImportError:
    c_scanstring = None
scanstring = c_scanstring or py_scanstring


try:
    from _json import scanstring
except ImportError:
    pass


def JSONObject(text_and_end, strict, scan_once, object_hook,
               object_pairs_hook, memo=None):
    text, place = text_and_end
    pairs = []
    keep = (memo if memo is not None else {}).setdefault
    place = _skip(text, place)
    if text[place:place + 1] == '}':
        return _as_object(pairs, object_hook, object_pairs_hook), place + 1
    while True:
        if text[place:place + 1] != '"':
            raise JSONDecodeError('Expecting property name enclosed in double '
                                  'quotes', text, place)
        key, place = scanstring(text, place + 1, strict)
        place = _skip(text, place)
        if text[place:place + 1] != ':':
            raise JSONDecodeError("Expecting ':' delimiter", text, place)
        place = _skip(text, place + 1)
        try:
            value, place = scan_once(text, place)
        except StopIteration as stop:
            raise JSONDecodeError('Expecting value', text,
                                  stop.value) from None
        pairs.append((keep(key, key), value))
        place = _skip(text, place)
        c = text[place:place + 1]
        if c == '}':
            return (_as_object(pairs, object_hook, object_pairs_hook),
                    place + 1)
        if c != ',':
            raise JSONDecodeError("Expecting ',' delimiter", text, place)
        place = _skip(text, place + 1)


def _as_object(pairs, object_hook, object_pairs_hook):
    if object_pairs_hook is not None:
        return object_pairs_hook(pairs)
    made = dict(pairs)
    return made if object_hook is None else object_hook(made)


def JSONArray(text_and_end, scan_once):
    text, place = text_and_end
    values = []
    place = _skip(text, place)
    if text[place:place + 1] == ']':
        return values, place + 1
    while True:
        try:
            value, place = scan_once(text, place)
        except StopIteration as stop:
            raise JSONDecodeError('Expecting value', text,
                                  stop.value) from None
        values.append(value)
        place = _skip(text, place)
        c = text[place:place + 1]
        if c == ']':
            return values, place + 1
        if c != ',':
            raise JSONDecodeError("Expecting ',' delimiter", text, place)
        place = _skip(text, place + 1)


class JSONDecoder:
    def __init__(self, *, object_hook=None, parse_float=None, parse_int=None,
                 parse_constant=None, strict=True, object_pairs_hook=None):
        self.strict, self.memo = strict, {}
        # what reads each kind of value
        self.parse_object, self.parse_array, self.parse_string = (
            JSONObject, JSONArray, scanstring)
        self.parse_int, self.parse_float = parse_int or int, (parse_float
                                                              or float)
        self.parse_constant = parse_constant or _CONSTANTS.__getitem__
        # what becomes of an object's pairs
        self.object_hook, self.object_pairs_hook = (object_hook,
                                                    object_pairs_hook)
        self.scan_once = scanner.make_scanner(self)

    def decode(self, s):
        value, end = self.raw_decode(s, _skip(s, 0))
        end = _skip(s, end)
        if end != len(s):
            raise JSONDecodeError('Extra data', s, end)
        return value

    def raw_decode(self, s, idx=0):
        try:
            return self.scan_once(s, idx)
        except StopIteration as stop:
            raise JSONDecodeError('Expecting value', s, stop.value) from None
