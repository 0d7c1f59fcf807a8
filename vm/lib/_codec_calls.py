# SPDX-License-Identifier: MIT
# codecs.utf_8_encode() and its kin: one encoding each, without a state.
#
# An encoder gives (bytes, characters used), a decoder (text, bytes used); what
# may be the beginning of a character is left, unless `final` is true.

from _codecs import whole_part

__all__ = ['utf_16_ex_decode', 'readbuffer_encode', 'ascii_decode',
           'latin_1_decode', 'unicode_escape_decode',
           'raw_unicode_escape_decode']

_text = str
_MARKS = {'utf-16': ((b'\xff\xfe', -1), (b'\xfe\xff', 1)),
          'utf-32': ((b'\xff\xfe\0\0', -1), (b'\0\0\xfe\xff', 1))}


def _bytes(data):
    return data.encode() if isinstance(data, str) else bytes(memoryview(data))


def _encoder(encoding):
    def encode(str, errors=None, /):
        if not isinstance(str, _text):
            raise TypeError(f'{name}() argument 1 must be str, not '
                            f'{type(str).__name__}')
        return str.encode(encoding, errors or 'strict'), len(str)

    name = encode.__name__ = encoding.replace('-', '_') + '_encode'
    return encode


def _ordered(encoding, data, errors, byteorder, final):
    """(text, bytes used, byte order) of UTF-16 or UTF-32."""
    used = len(data) if final else whole_part(data, encoding)
    size = len(_MARKS[encoding][0][0])
    if not byteorder:
        for mark, order in _MARKS[encoding]:
            if data.startswith(mark):
                text = data[size:used].decode(_real(encoding, order), errors)
                return text, used, order
    text = data[:used].decode(_real(encoding, byteorder), errors)
    return text, used, byteorder


def _real(encoding, order):
    return encoding + ('-be' if order > 0 else '-le')


def utf_16_ex_decode(data, errors=None, byteorder=0, final=False, /):
    return _ordered('utf-16', _bytes(data), errors or 'strict', byteorder,
                    final)


def utf_32_ex_decode(data, errors=None, byteorder=0, final=False, /):
    return _ordered('utf-32', _bytes(data), errors or 'strict', byteorder,
                    final)


def _decoder(encoding):
    def decode(data, errors=None, final=False, /):
        data = _bytes(data)
        errors = errors or 'strict'
        if encoding in _MARKS:
            return _ordered(encoding, data, errors, 0, final)[:2]
        used = len(data) if final else whole_part(data, encoding)
        return data[:used].decode(encoding, errors), used

    decode.__name__ = encoding.replace('-', '_') + '_decode'
    return decode


def _whole_decoder(encoding):
    def decode(data, errors=None, /):
        data = _bytes(data)
        return data.decode(encoding, errors or 'strict'), len(data)

    decode.__name__ = encoding.replace('-', '_') + '_decode'
    return decode


def readbuffer_encode(data, errors=None, /):
    data = _bytes(data)
    return data, len(data)


for _name in ('utf-8', 'utf-16', 'utf-16-le', 'utf-16-be', 'utf-32',
              'utf-32-le', 'utf-32-be', 'ascii', 'latin-1', 'unicode-escape',
              'raw-unicode-escape'):
    _made = _encoder(_name)
    globals()[_made.__name__] = _made
    _made = (_decoder if _name.startswith('utf') else _whole_decoder)(_name)
    globals()[_made.__name__] = _made
    __all__ += [_name.replace('-', '_') + '_encode', _made.__name__]
__all__.append('utf_32_ex_decode')
del _name, _made


def utf_7_encode(str, errors=None, /):
    from _utf7 import utf_7_encode as encode
    return encode(str, errors or 'strict')


def utf_7_decode(data, errors=None, final=False, /):
    from _utf7 import utf_7_decode as decode
    return decode(_bytes(data), errors or 'strict', final)


__all__ += ['utf_7_decode', 'utf_7_encode']
