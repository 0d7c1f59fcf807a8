# SPDX-License-Identifier: MIT
# Lines of source files, each file read once.
#
# Invariant: cache[filename] is (size, mtime or None, lines, full name); mtime
# None means that checkcache() leaves the entry alone.

__all__ = ['getline', 'clearcache', 'checkcache', 'lazycache']

cache = {}


def clearcache():
    cache.clear()


def getline(filename, lineno, module_globals=None):
    lines = getlines(filename, module_globals)
    if 1 <= lineno <= len(lines):
        return lines[lineno - 1]
    return ''


def getlines(filename, module_globals=None):
    entry = cache.get(filename)
    if entry is not None and len(entry) != 1:
        return entry[2]
    try:
        return updatecache(filename, module_globals)
    except MemoryError:
        clearcache()
        return []


def checkcache(filename=None):
    import os
    names = list(cache) if filename is None else [filename]
    for name in names:
        entry = cache.get(name)
        if entry is None or len(entry) == 1 or entry[1] is None:
            continue
        try:
            status = os.stat(entry[3])
        except OSError:
            cache.pop(name, None)
            continue
        if (entry[0], entry[1]) != (status.st_size, status.st_mtime):
            cache.pop(name, None)


def _source_of_loader(filename, module_globals):
    loader = (module_globals or {}).get('__loader__')
    get_source = getattr(loader, 'get_source', None)
    if get_source is None:
        return None
    try:
        return get_source(module_globals.get('__name__'))
    except (ImportError, OSError):
        return None


def _read(path):
    with open(path, 'rb') as file:
        data = file.read()
    try:
        if b'coding' in data[:400]:
            raise ValueError('it may name its encoding')
        text = data.decode('utf-8-sig')
    except ValueError:
        from importlib.util import decode_source
        text = decode_source(data)
    text = text.replace('\r\n', '\n').replace('\r', '\n')
    return [line + '\n' for line in text.split('\n')[:-1]] + \
        ([text.rpartition('\n')[2]] if text[-1:] not in ('', '\n') else [])


def updatecache(filename, module_globals=None):
    import os
    import sys
    cache.pop(filename, None)
    if not filename or filename.startswith('<') and filename.endswith('>'):
        return []
    candidates = [filename]
    if not os.path.isabs(filename):
        candidates += [os.path.join(folder, filename) for folder in sys.path
                       if isinstance(folder, str)]
    for path in candidates:
        try:
            status = os.stat(path)
            lines = _read(path)
        except (OSError, UnicodeDecodeError, SyntaxError, ValueError):
            continue
        if lines and not lines[-1].endswith('\n'):
            lines[-1] += '\n'
        cache[filename] = status.st_size, status.st_mtime, lines, path
        return lines
    source = _source_of_loader(filename, module_globals)
    if source is None:
        return []
    lines = [line + '\n' for line in source.splitlines()]
    cache[filename] = len(source), None, lines, filename
    return lines


def lazycache(filename, module_globals):
    # The loader is asked when the first line is wanted.
    if filename in cache:
        return len(cache[filename]) == 1
    if not filename or filename.startswith('<') and filename.endswith('>'):
        return False
    source = _source_of_loader(filename, module_globals)
    if source is None:
        return False
    lines = [line + '\n' for line in source.splitlines()]
    cache[filename] = len(source), None, lines, filename
    return True
