# SPDX-License-Identifier: MIT
# What of binascii is rare enough to be done in Python: digits in groups, and
# the encodings of old mail.

import binascii as _binascii


def _binascii_bytes(data):
    if isinstance(data, str):
        try:
            return data.encode('ascii')
        except UnicodeEncodeError:
            raise ValueError('string argument should contain only ASCII '
                             'characters') from None
    try:
        return bytes(memoryview(data))
    except TypeError:
        raise TypeError('argument should be bytes, buffer or ASCII string, '
                        f'not {type(data).__name__!r}') from None


def binascii_hexlify(data, sep=None, bytes_per_sep=None):
    data = bytes(memoryview(data))
    if bytes_per_sep is None:
        bytes_per_sep = 1
    if sep is None:
        return data.hex().encode('ascii')
    return data.hex(sep, bytes_per_sep).encode('ascii')


binascii_b2a_hex = binascii_hexlify


def binascii_b2a_uu(data, backtick=False):
    data = bytes(memoryview(data))
    if len(data) > 45:
        raise _binascii.Error('At most 45 bytes at once')
    zero = 0x60 if backtick else 0x20
    made = bytearray([len(data) + 0x20 if data else zero])
    for at in range(0, len(data), 3):
        three = int.from_bytes(data[at:at + 3].ljust(3, b'\0'), 'big')
        for shift in (18, 12, 6, 0):
            part = three >> shift & 63
            made.append(part + 0x20 if part else zero)
    return bytes(made + b'\n')


def binascii_a2b_uu(data):
    text = _binascii_bytes(data)
    size = (text[0] - 0x20 & 63) if text else 0x20
    made = bytearray()
    bits = count = 0
    for place in range(1, 1 + -(-size // 3) * 4):
        code = text[place] if place < len(text) else 0x0a
        if code in b'\r\n':
            code = 0x20
        if not 0x20 <= code <= 0x60:
            raise _binascii.Error('Illegal char')
        bits = bits << 6 | code - 0x20 & 63
        count += 6
        if count >= 8:
            count -= 8
            made.append(bits >> count & 255)
    for code in text[1 + (size * 8 + 5) // 6:]:
        if code not in b' `\r\n':
            raise _binascii.Error('Trailing garbage')
    return bytes(made[:size])


def binascii_crc_hqx(data, crc):
    crc &= 0xffff
    for byte in bytes(memoryview(data)):
        crc ^= byte << 8
        for _ in range(8):
            crc = (crc << 1 ^ 0x1021 if crc & 0x8000 else crc << 1) & 0xffff
    return crc


def binascii_a2b_qp(data, header=False):
    text = _binascii_bytes(data)
    made = bytearray()
    at = 0
    while at < len(text):
        code = text[at]
        at += 1
        if code == 0x5f and header:
            made.append(0x20)
        elif code != 0x3d:
            made.append(code)
        elif at >= len(text):
            break
        elif text[at] in b'\r\n':
            while at < len(text) and text[at] != 0x0a:
                at += 1
            at += 1
        elif text[at] == 0x3d:
            made.append(0x3d)
            at += 1
        else:
            pair = text[at:at + 2].decode('latin-1')
            if len(pair) == 2 and all(char in '0123456789abcdefABCDEF'
                                      for char in pair):
                made.append(int(pair, 16))
                at += 2
            else:
                made.append(0x3d)
    return bytes(made)


def _binascii_quoted(code, rest, column, quotetabs, istext, header):
    """Must this byte be written as three? The next two are `rest`."""
    following = rest[0] if rest else None
    if code > 126 or code == 0x3d or header and code == 0x5f:
        return True
    if code == 0x2e and column == 0:
        return following is None or following in b'\r\n\0'
    if not istext and code in b'\r\n':
        return True
    if code in b'\t ' and (not rest or istext and (
            following == 10 or rest == b'\r\n')):
        return True         # white space must not end a line
    return code < 33 and code not in b'\r\n\t ' or \
        code in b'\t ' and quotetabs


def binascii_b2a_qp(data, quotetabs=None, istext=None, header=None):
    data = bytes(memoryview(data))
    istext = istext is None or istext
    made, column = bytearray(), 0
    at = 0
    ending = b'\r\n' if b'\r\n' in data[:data.find(b'\n') + 1] else b'\n'
    while at < len(data):
        code = data[at]
        if istext and (code == 10 or data[at:at + 2] == b'\r\n'):
            made += ending
            column = 0
            at += 1 if code == 10 else 2
            continue
        following = data[at + 1] if at + 1 < len(data) else None
        if _binascii_quoted(code, data[at + 1:at + 3], column, quotetabs,
                            istext, header):
            piece = b'=%02X' % code
        elif header and code == 0x20:
            piece = b'_'
        else:
            piece = bytes([code])
        last = following is None or following == 10
        if column + len(piece) > (76 if last else 75):
            made += b'=' + ending
            column = 0
        made += piece
        column += len(piece)
        at += 1
    return bytes(made)


# ---- binhex4, up to 3.10: runs of bytes, then six bits a letter ----

_HQX_LETTERS = (b'!"#$%&\'()*+,-012345689@ABCDEFGHIJKLMNPQRSTUVXYZ[`'
                b'abcdefhijklmpqr')
_HQX_RUN = 0x90     # repeats the byte before it, as often as the next one says


def binascii_b2a_hqx(data):
    data = bytes(memoryview(data))
    made = bytearray()
    for at in range(0, len(data), 3):
        group = data[at:at + 3]
        bits = int.from_bytes(group.ljust(3, b'\0'), 'big')
        letters = [_HQX_LETTERS[bits >> shift & 63]
                   for shift in (18, 12, 6, 0)]
        made += bytes(letters[:len(group) + 1])
    return bytes(made)


def binascii_a2b_hqx(data):
    bits = count = done = 0
    made = bytearray()
    for code in _binascii_bytes(data):
        if code in b'\r\n':
            continue
        if code == 0x3a:
            done = 1
            break
        place = _HQX_LETTERS.find(code)
        if place < 0:
            raise _binascii.Error('Illegal char')
        bits = bits << 6 | place
        count += 6
        if count >= 8:
            count -= 8
            made.append(bits >> count & 255)
    if count and not done:
        raise _binascii.Incomplete('String has incomplete number of bytes')
    return bytes(made), done


def binascii_rlecode_hqx(data):
    data = bytes(memoryview(data))
    made = bytearray()
    at = 0
    while at < len(data):
        code = data[at]
        end = at + 1
        if code == _HQX_RUN:
            made += b'\x90\0'
        else:
            while end < min(len(data), at + 255) and data[end] == code:
                end += 1
            if end - at > 3:
                made += bytes((code, _HQX_RUN, end - at))
            else:
                made += data[at:end]
        at = end
    return bytes(made)


def binascii_rledecode_hqx(data):
    data = bytes(memoryview(data))
    made = bytearray()
    at = 0
    while at < len(data):
        code = data[at]
        at += 1
        if code != _HQX_RUN:
            made.append(code)
            continue
        if at == len(data):
            raise _binascii.Incomplete
        count = data[at]
        at += 1
        if not count:
            made.append(_HQX_RUN)
        elif not made:
            raise _binascii.Error('Orphaned RLE code at start')
        else:
            made += made[-1:] * (count - 1)
    return bytes(made)
