# SPDX-License-Identifier: MIT
# Lines of source files, each file read once.
#
# Invariant: cache[filename] is (size, mtime or None, lines, full name), mtime
# None meaning that checkcache() leaves the entry alone; or (function,) when
# the loader, which the function asks, is to be asked for the first line.

import sys

# os is loaded where a file is asked for: traceback starts faster without it.

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
    names = list(cache) if filename is None else [filename]
    for name in names:
        entry = cache.get(name)
        if entry is None or len(entry) == 1 or entry[1] is None:
            continue
        import os
        try:
            status = os.stat(entry[3])
        except OSError:
            cache.pop(name, None)
            continue
        if (entry[0], entry[1]) != (status.st_size, status.st_mtime):
            cache.pop(name, None)


def _asker(module_globals):
    """A function that gets the source from the module's loader, or None."""
    space = module_globals or {}
    name = space.get('__name__')
    get_source = getattr(space.get('__loader__'), 'get_source', None)
    if not name or not get_source:
        return None
    return lambda: get_source(name)


def _from_loader(filename):
    """The lines that a loader has, which are kept; None: there are none."""
    try:
        source = cache[filename][0]()
    except (ImportError, OSError):
        return None
    if source is None:
        return []
    lines = [line + '\n' for line in source.splitlines()]
    cache[filename] = len(source), None, lines, filename
    return lines


def _is_name_of_no_file(filename):
    return not filename or filename[:1] == '<' and filename[-1:] == '>'


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
    if filename in cache and len(cache[filename]) != 1:
        del cache[filename]
    if _is_name_of_no_file(filename):
        return []
    import os
    candidates = [filename]
    try:
        os.stat(filename)
    except OSError:
        if lazycache(filename, module_globals):
            lines = _from_loader(filename)
            if lines is not None:
                return lines
        if os.path.isabs(filename):
            return []
        candidates = [os.path.join(folder, filename) for folder in sys.path
                      if isinstance(folder, str)]
    except ValueError:
        return []
    for path in candidates:
        try:
            status = os.stat(path)
            lines = _read(path)
        except (OSError, ValueError) as error:
            if isinstance(error, UnicodeDecodeError) and not _forgiving():
                raise
            continue
        except SyntaxError:
            if not _forgiving():
                raise
            continue
        if lines and not lines[-1].endswith('\n'):
            lines[-1] += '\n'
        cache[filename] = status.st_size, status.st_mtime, lines, path
        return lines
    return []


def _forgiving():
    # Whether a file that cannot be decoded is as if it were not there.
    return sys.version_info >= (3, 10)


def lazycache(filename, module_globals):
    """Have the loader asked when the first line is wanted."""
    if filename in cache:
        return len(cache[filename]) == 1
    if _is_name_of_no_file(filename):
        return False
    ask = _asker(module_globals)
    if ask is not None:
        cache[filename] = ask,
    return ask is not None
