# SPDX-License-Identifier: MIT
# Text and bytes by the name of an encoding, and the escapes of old pickles.


def encode(obj, encoding='utf-8', errors='strict'):
    return obj.encode(encoding, errors)


def decode(obj, encoding='utf-8', errors='strict'):
    return bytes(obj).decode(encoding, errors)


_SHORT = {0x5c: b'\\', 0x27: b"'", 0x22: b'"', 0x62: b'\b', 0x66: b'\f',
          0x74: b'\t', 0x6e: b'\n', 0x72: b'\r', 0x76: b'\v', 0x61: b'\a',
          0x0a: b''}
_OCTAL = b'01234567'


def _one_escape(data, at):
    # What the escape at data[at:] stands for, and the place behind it.
    if at == len(data):
        raise ValueError('Trailing \\ in string')
    code = data[at]
    if code in _SHORT:
        return _SHORT[code], at + 1
    if code in _OCTAL:
        end = at + 1
        while end < at + 3 and data[end:end + 1] and data[end] in _OCTAL:
            end += 1
        return bytes([int(data[at:end], 8) & 0xff]), end
    if code == 0x78:
        try:
            return bytes.fromhex(data[at + 1:at + 3].decode()), at + 3
        except ValueError:
            raise ValueError(f'invalid \\x escape at position {at - 1}') \
                from None
    return b'\\' + data[at:at + 1], at + 1


def escape_decode(data, errors='strict'):
    if isinstance(data, str):
        data = data.encode()
    parts = []
    at = 0
    while True:
        end = data.find(b'\\', at)
        if end < 0:
            parts.append(data[at:])
            return b''.join(parts), len(data)
        parts.append(data[at:end])
        part, at = _one_escape(data, end + 1)
        parts.append(part)
