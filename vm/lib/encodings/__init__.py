# SPDX-License-Identifier: MIT
# encodings: names of encodings. The encodings themselves are native or in
# _codecs; each is also a module here in CPython, which programs seldom use.

from codecs import CodecInfo, lookup
import codecs
from encodings import aliases


class CodecRegistryError(LookupError, SystemError):
    pass


def normalize_encoding(encoding):
    """Everything but letters, digits and dots as one underscore."""
    if isinstance(encoding, bytes):
        encoding = str(encoding, 'ascii')
    made, gap = [], False
    for char in encoding:
        if char.isalnum() or char == '.':
            if gap and made:
                made.append('_')
            if char.isascii():
                made.append(char)
            gap = False
        else:
            gap = True
    return ''.join(made)


def search_function(encoding):
    try:
        return lookup(encoding)
    except LookupError:
        return None
