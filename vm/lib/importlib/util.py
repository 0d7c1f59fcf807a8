# SPDX-License-Identifier: MIT
# importlib.util: finding modules, and loading a file as one.
from _prelude import prelude_value

find_spec = prelude_value('import_spec')
module_from_spec = prelude_value('import_module_from_spec')
spec_from_file_location = prelude_value('import_spec_from_file')


def spec_from_loader(name, loader, *, origin=None, is_package=None):
    return prelude_value('ModuleSpec')(name, loader, origin=origin,
                                       is_package=is_package)


def resolve_name(name, package):
    level = len(name) - len(name.lstrip('.'))
    if not level:
        return name
    if not package:
        raise ValueError(f'no package specified for {name!r} (required for '
                         'relative module names)')
    return prelude_value('import_resolve')(name[level:], package, level)


def decode_source(source_bytes):
    """The text of a source file, in the encoding that it names."""
    import io
    import tokenize
    lines = io.BytesIO(source_bytes).readline
    encoding, _ = tokenize.detect_encoding(lines)
    text = source_bytes.decode(encoding)
    return text.replace('\r\n', '\n').replace('\r', '\n')


def cache_from_source(path, debug_override=None, *, optimization=None):
    """Where CPython would keep the compiled form of a source file."""
    import os
    import sys
    folder, name = os.path.split(os.fspath(path))
    base = name.rpartition('.')[0] or name
    tail = f'.opt-{optimization}' if optimization else ''
    return os.path.join(folder, '__pycache__',
                        f'{base}.{sys.implementation.cache_tag}{tail}.pyc')


def source_from_cache(path):
    """The source file of such a path."""
    import os
    folder, name = os.path.split(os.fspath(path))
    above, cache = os.path.split(folder)
    if cache != '__pycache__' or name.count('.') not in (2, 3):
        raise ValueError(f'__pycache__ not bottom-level directory in {path!r}'
                         if cache != '__pycache__' else
                         f'expected only 2 or 3 dots in {name!r}')
    return os.path.join(above, name.partition('.')[0] + '.py')


MAGIC_NUMBER = b'U\r\r\n'   # what a .pyc file of 3.8 begins with


def source_hash(source_bytes):
    """What a .pyc file says of its source: SipHash-2-4, keyed by the magic
    number."""
    mask = (1 << 64) - 1
    key = int.from_bytes(MAGIC_NUMBER, 'little')
    a, b, c, d = (key ^ 0x736f6d6570736575, 0x646f72616e646f6d,
                  key ^ 0x6c7967656e657261, 0x7465646279746573)

    def turn(word, bits):
        return (word << bits | word >> 64 - bits) & mask

    def rounds(count):
        nonlocal a, b, c, d
        for _ in range(count):
            a, c = (a + b) & mask, (c + d) & mask
            b, d = turn(b, 13) ^ a, turn(d, 16) ^ c
            a, c = (turn(a, 32) + d) & mask, (c + b) & mask
            d, b = turn(d, 21) ^ a, turn(b, 17) ^ c
            c = turn(c, 32)

    size = len(source_bytes)
    data = source_bytes + bytes(7 - size % 8) + bytes([size & 255])
    for place in range(0, len(data), 8):
        word = int.from_bytes(data[place:place + 8], 'little')
        d ^= word
        rounds(2)
        a ^= word
    c ^= 255
    rounds(4)
    return (a ^ b ^ c ^ d).to_bytes(8, 'little')
