# SPDX-License-Identifier: MIT
# Which kind of JSON value starts at a place, told by its first character.

try:
    # (value, place behind it) of a text without errors, else None.
    from _json import scan as _native_scan
except ImportError:
    _native_scan = None

__all__ = ['make_scanner']

_DIGITS = '0123456789'
_WORDS = (('null', None), ('true', True), ('false', False))
_NUMBERS = ('NaN', 'Infinity', '-Infinity')


def _digits_end(text, place):
    while text[place:place + 1] and text[place] in _DIGITS:
        place += 1
    return place


def _number_end(text, place):
    # (end, is it an integer); the end is `place` when no number is there.
    start = place
    if text[place:place + 1] == '-':
        place += 1
    if text[place:place + 1] == '0':
        place += 1
    else:
        end = _digits_end(text, place)
        if end == place:
            return start, True
        place = end
    whole = True
    if text[place:place + 1] == '.':
        end = _digits_end(text, place + 1)
        if end > place + 1:
            place, whole = end, False
    if text[place:place + 1] in ('e', 'E'):
        sign = place + 1
        if text[sign:sign + 1] in ('+', '-'):
            sign += 1
        end = _digits_end(text, sign)
        if end > sign:
            place, whole = end, False
    return place, whole


def py_make_scanner(context):
    def scan(text, place):
        if place < 0:
            raise ValueError('idx cannot be negative')
        c = text[place:place + 1]
        if not c:
            raise StopIteration(place)
        if c == '"':
            return context.parse_string(text, place + 1, context.strict)
        if c == '{':
            return context.parse_object(
                (text, place + 1), context.strict, scan, context.object_hook,
                context.object_pairs_hook, context.memo)
        if c == '[':
            return context.parse_array((text, place + 1), scan)
        for word, value in _WORDS:
            if text.startswith(word, place):
                return value, place + len(word)
        end, whole = _number_end(text, place)
        if end > place:
            parse = context.parse_int if whole else context.parse_float
            return parse(text[place:end]), end
        for word in _NUMBERS:
            if text.startswith(word, place):
                return context.parse_constant(word), place + len(word)
        raise StopIteration(place)

    def scan_once(text, place):
        try:
            return scan(text, place)
        finally:
            context.memo.clear()

    return scan_once


def _is_usual(context):
    # Does the native read just what this decoder would?
    from json import decoder
    return (context.parse_float is float and context.parse_int is int
            and context.parse_constant == decoder._CONSTANTS.__getitem__
            and context.object_hook is None
            and context.object_pairs_hook is None
            and context.parse_string is decoder.scanstring
            and context.parse_object is decoder.JSONObject
            and context.parse_array is decoder.JSONArray)


def c_make_scanner(context):
    strict = bool(context.strict)
    careful = py_make_scanner(context)
    if not _is_usual(context):
        return careful

    def scan_once(text, place):
        found = _native_scan(text, place, strict)
        return careful(text, place) if found is None else found

    return scan_once


make_scanner = py_make_scanner if _native_scan is None else c_make_scanner
