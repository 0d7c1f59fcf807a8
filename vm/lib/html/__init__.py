# SPDX-License-Identifier: MIT
# Text in HTML: escape() and its way back.

import re

__all__ = ['escape', 'unescape']

_ESCAPES = {'&': '&amp;', '<': '&lt;', '>': '&gt;'}
_QUOTES = {'"': '&quot;', "'": '&#x27;'}
# What browsers make of numbers that are no characters of their own.
_WINDOWS = dict(zip(range(0x80, 0xa0), bytes(range(0x80, 0xa0)).decode(
    'latin-1')))
_WINDOWS.update({
    0x80: '\u20ac', 0x82: '\u201a', 0x83: '\u0192', 0x84: '\u201e',
    0x85: '\u2026', 0x86: '\u2020', 0x87: '\u2021', 0x88: '\u02c6',
    0x89: '\u2030', 0x8a: '\u0160', 0x8b: '\u2039', 0x8c: '\u0152',
    0x8e: '\u017d', 0x91: '\u2018', 0x92: '\u2019', 0x93: '\u201c',
    0x94: '\u201d', 0x95: '\u2022', 0x96: '\u2013', 0x97: '\u2014',
    0x98: '\u02dc', 0x99: '\u2122', 0x9a: '\u0161', 0x9b: '\u203a',
    0x9c: '\u0153', 0x9e: '\u017e', 0x9f: '\u0178', 0: '\ufffd', 13: '\r'})


def escape(s, quote=True):
    """The text with & < > (and quotes) as entities."""
    for char, text in _ESCAPES.items():
        s = s.replace(char, text)
    if quote:
        for char, text in _QUOTES.items():
            s = s.replace(char, text)
    return s


def _number(digits):
    value = (int(digits[1:], 16) if digits[0] in 'xX' else int(digits))
    if value in _WINDOWS:
        return _WINDOWS[value]
    if 0xd800 <= value <= 0xdfff or value > 0x10ffff:
        return '\ufffd'
    if (value < 9 or 11 == value or 14 <= value < 32 or 127 <= value < 160
            or 0xfdd0 <= value <= 0xfdef or value & 0xfffe == 0xfffe):
        return ''
    return chr(value)


def _replaced(match):
    name = match.group(1)
    if name[0] == '#':
        return _number(name[1:].rstrip(';'))
    from html.entities import html5
    if name in html5:
        return html5[name]
    for size in range(len(name) - 1, 1, -1):
        if name[:size] in html5:
            return html5[name[:size]] + name[size:]
    return '&' + name


def unescape(s):
    """The text with its entities replaced."""
    if '&' not in s:
        return s
    return re.sub(r'&(#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[^\t\n\f <&#;]{1,32};?)',
                  _replaced, s)
