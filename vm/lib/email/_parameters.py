# SPDX-License-Identifier: MIT
# Fields such as `text/plain; charset="utf-8"`: a value and its parameters.
#
# A parameter is (name, value); its value is text or, where RFC 2231 was used,
# (charset, language, text).

import re

from email import utils

# Up to a ; that is not inside quotes.
_PIECE = re.compile(r'(?s)(?:[^;"]+|"(?:[^"\\]+|\\.?)*"?)*')
_QUOTED = re.compile(r'[][ ()<>@,;:\\"/?=]')


def split(text):
    """[(name, value)]; the field's own value comes first, as a name."""
    text, at, found = str(text), 0, []
    while at <= len(text):
        piece = _PIECE.match(text, at)
        at = piece.end() + 1
        name, equals, value = piece.group().partition('=')
        name = name.strip()
        found.append((name.lower() if equals else name, value.strip()))
    return found


def value_of(text):
    """What a field says before its parameters."""
    return str(text).partition(';')[0].strip()


def plain(value):
    """A value without its quotes."""
    if isinstance(value, tuple):
        return (*value[:2], utils.unquote(value[2]))
    return utils.unquote(value)


def read(text, unquote):
    """split(), the parts of RFC 2231 put together."""
    pairs = utils.decode_params(split(text))
    return [(name, plain(value)) for name, value in pairs] if unquote \
        else pairs


def write(name, value=None, quote=True):
    """name=value, quoted or encoded where it must be."""
    if value is None or not len(value):
        return name
    if isinstance(value, str):
        if not value.isascii():
            value = 'utf-8', '', value
        elif quote or _QUOTED.search(value):
            value = f'"{utils.quote(value)}"'
    if isinstance(value, tuple):
        charset, language, text = value
        name += '*'
        value = utils.encode_rfc2231(text, charset, language)
    return f'{name}={value}'


def join(pairs, quote=True):
    """The text of a field."""
    return '; '.join([write(name, value, quote) for name, value in pairs])
