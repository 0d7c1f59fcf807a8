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


_cache = {}     # CPython keeps what was found; here _codecs does


def __getattr__(name):
    # The module of one encoding, made of what lookup() finds.
    if name[:1] == '_':
        raise AttributeError(f'module {__name__!r} has no attribute {name!r}')
    try:
        info = lookup(name)
    except LookupError:
        raise AttributeError(f'module {__name__!r} has no attribute '
                             f'{name!r}') from None
    return globals().setdefault(name, _module_of(name, info))


def _module_of(name, info):
    import sys
    made = type(sys)(f'{__name__}.{name}')
    made.Codec = type('Codec', (codecs.Codec,), {
        'encode': lambda self, input, errors='strict': info.encode(
            input, errors),
        'decode': lambda self, input, errors='strict': info.decode(
            input, errors)})
    made.IncrementalEncoder = codecs.getincrementalencoder(name)
    made.IncrementalDecoder = codecs.getincrementaldecoder(name)
    made.StreamReader = codecs.getreader(name)
    made.StreamWriter = codecs.getwriter(name)
    made.getregentry = lambda: info
    sys.modules[made.__name__] = made
    return made
