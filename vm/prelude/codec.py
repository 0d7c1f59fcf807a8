# SPDX-License-Identifier: MIT
# str.encode and bytes.decode for what the natives do not know: an encoding or
# an error handler of the program's, or a table of the library's.


def str_encode(self, encoding='utf-8', errors='strict'):
    _codecs = import_absolute('_codecs')
    return _codecs.text_encode(self, encoding, errors)


def bytes_decode(self, encoding='utf-8', errors='strict'):
    _codecs = import_absolute('_codecs')
    return _codecs.text_decode(self, encoding, errors) if self else ''


bytearray_decode = bytes_decode
