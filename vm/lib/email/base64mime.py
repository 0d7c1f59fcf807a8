# SPDX-License-Identifier: MIT
# base64 as messages use it.

from base64 import b64encode
from binascii import a2b_base64, b2a_base64

__all__ = ['body_decode', 'body_encode', 'decode', 'decodestring',
           'header_encode', 'header_length']


def header_length(bytearray):
    """How long they are in base64."""
    return (len(bytearray) + 2) // 3 * 4


def header_encode(header_bytes, charset='iso-8859-1'):
    """One encoded word."""
    if not header_bytes:
        return ''
    if isinstance(header_bytes, str):
        header_bytes = header_bytes.encode(charset)
    return f'=?{charset}?b?{b64encode(header_bytes).decode("ascii")}?='


def body_encode(s, maxlinelen=76, eol='\n'):
    """Lines of base64."""
    if not s:
        return s
    step = maxlinelen * 3 // 4
    lines = []
    for place in range(0, len(s), step):
        line = b2a_base64(s[place:place + step]).decode('ascii')
        lines.append(line[:-1] + eol)
    return ''.join(lines)


def decode(string):
    """The bytes of base64."""
    if not string:
        return b''
    if isinstance(string, str):
        string = string.encode('raw-unicode-escape')
    return a2b_base64(string)


body_decode = decodestring = decode
