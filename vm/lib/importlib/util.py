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
