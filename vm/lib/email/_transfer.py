# SPDX-License-Identifier: MIT
# Transfer encodings undone, as far as a body allows it.

import binascii
import re

from email import errors

_FOREIGN = re.compile(rb'[^A-Za-z0-9+/]+')


def decoded(data, encoding):
    """(bytes, what was wrong with them)"""
    undo = _UNDO.get(encoding)
    return undo(data) if undo else (data, ())


def _quoted_printable(data):
    return binascii.a2b_qp(data), ()


def _base64(data):
    data = b''.join(data.splitlines())
    digits = _FOREIGN.sub(b'', data)
    padding, needed = data.count(b'='), -len(digits) % 4
    defects = []
    if len(digits) + padding < len(data):
        defects.append(errors.InvalidBase64CharactersDefect())
    if needed == 3:
        # No number of bytes has so many digits.
        return data, [*defects, errors.InvalidBase64LengthDefect()]
    if padding < needed:
        defects.append(errors.InvalidBase64PaddingDefect())
    return binascii.a2b_base64(digits + b'=' * needed), defects


def _uu(data):
    lines = data.splitlines()
    begun = [place for place, line in enumerate(lines, 1)
             if line.startswith(b'begin ')]
    try:
        return (b''.join(_uu_lines(lines[begun[0]:])) if begun else data), ()
    except binascii.Error:
        return data, ()


def _uu_lines(lines):
    for line in lines:
        if not line or line.strip() == b'end':
            return
        try:
            yield binascii.a2b_uu(line)
        except binascii.Error:
            # Some encoders write more characters than the count says.
            groups = (line[0] - 32 & 63) * 4 + 5
            yield binascii.a2b_uu(line[:groups // 3])


_UNDO = {'quoted-printable': _quoted_printable, 'base64': _base64,
         **dict.fromkeys(('uuencode', 'x-uuencode', 'uue', 'x-uue'), _uu)}
