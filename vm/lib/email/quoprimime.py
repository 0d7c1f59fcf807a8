# SPDX-License-Identifier: MIT
# Quoted-printable as messages use it: =XX for a byte, = at an end of line for
# a line that goes on.

import re
from string import ascii_letters, digits

__all__ = ['body_decode', 'body_encode', 'body_length', 'decode',
           'decodestring', 'header_decode', 'header_encode',
           'header_length', 'quote', 'unquote']

CRLF, NL = '\r\n', '\n'
_CODES = [f'={code:02X}' for code in range(256)]
_HEADER = {code: _CODES[code] for code in range(256)}
_BODY = _CODES[:]
for _code in b'-!*+/' + ascii_letters.encode() + digits.encode():
    _HEADER[_code] = chr(_code)
_HEADER[ord(' ')] = '_'
for _code in b' \t!"#$%&\'()*+,-./0123456789:;<>?@[\\]^_`{|}~' + \
        ascii_letters.encode():
    _BODY[_code] = chr(_code)


def header_check(octet):
    """Must it be quoted in a header?"""
    return chr(octet) != _HEADER[octet]


def body_check(octet):
    """Must it be quoted in a body?"""
    return chr(octet) != _BODY[octet]


def header_length(bytearray):
    return sum(len(_HEADER[octet]) for octet in bytearray)


def body_length(bytearray):
    return sum(len(_BODY[octet]) for octet in bytearray)


def quote(c):
    return _CODES[ord(c)]


def unquote(s):
    return chr(int(s[1:3], 16))


def header_encode(header_bytes, charset='iso-8859-1'):
    """One encoded word."""
    if not header_bytes:
        return ''
    text = header_bytes.decode('latin1').translate(_HEADER)
    return f'=?{charset}?q?{text}?='


_QUOTED = re.compile(r'=([0-9a-fA-F]{2})')


def _cut(line, width):
    """The pieces of a quoted line, all but the last with a = to come."""
    place = 0
    while len(line) - place > width:
        end = place + width - 1
        # Not inside =XX.
        if line[end - 1] == '=':
            end -= 1
        elif line[end - 2] == '=':
            end -= 2
        yield line[place:end] + '='
        place = end
    yield line[place:]


def body_encode(body, maxlinelen=76, eol=NL):
    """Quote what must be and fold long lines."""
    if maxlinelen < 4:
        raise ValueError('maxlinelen must be at least 4')
    if not body:
        return body
    table = dict(enumerate(_BODY))
    table[13], table[10] = '\r', '\n'
    out = []
    for line in body.translate(table).splitlines():
        last = line[-1:]
        if last in (' ', '\t') and last:
            line = line[:-1]
        pieces = list(_cut(line, maxlinelen))
        if last in (' ', '\t') and last:
            room = maxlinelen - len(pieces[-1])
            if room >= 3:
                pieces[-1] += quote(last)
            elif room == 2:
                pieces[-1] += last + '='
                pieces.append('')
            else:
                pieces[-1] += '='
                pieces.append(quote(last))
        out.extend(pieces)
    if body[-1] in CRLF:
        out.append('')
    return eol.join(out)


def decode(encoded, eol=NL):
    """What was quoted."""
    if not encoded:
        return encoded
    out = []
    for line in encoded.splitlines():
        line = line.rstrip()
        soft = line.endswith('=')
        text = _QUOTED.sub(lambda m: chr(int(m[1], 16)),
                           line[:-1] if soft else line)
        out.append(text if soft else text + eol)
    text = ''.join(out)
    if encoded[-1] not in '\r\n' and text.endswith(eol):
        text = text[:-len(eol)]
    return text


body_decode = decodestring = decode


def header_decode(s):
    """The text of an encoded word."""
    return _QUOTED.sub(lambda m: chr(int(m[1], 16)), s.replace('_', ' '))
