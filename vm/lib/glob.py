# SPDX-License-Identifier: MIT
# Names of files that fit a shell pattern; ** is any number of folders.

import fnmatch
import itertools
import os
import re

__all__ = ['glob', 'iglob', 'escape']

_MAGIC = re.compile('([*?[])')
_MAGIC_BYTES = re.compile(b'([*?[])')


def glob(pathname, *, root_dir=None, dir_fd=None, recursive=False,
         include_hidden=False):
    return list(iglob(pathname, root_dir=root_dir, recursive=recursive,
                      include_hidden=include_hidden))


def iglob(pathname, *, root_dir=None, dir_fd=None, recursive=False,
          include_hidden=False):
    base = pathname[:0] if root_dir is None else os.fspath(root_dir)
    found = _walk(pathname, base, recursive, False, include_hidden)
    if not pathname or recursive and _is_deep(pathname[:2]):
        first = next(found, '')     # the folder itself has no name
        if first:
            found = itertools.chain((first,), found)
    return found


def glob0(dirname, basename):
    return list(_exact(dirname, basename, dirname[:0], False))


def glob1(dirname, pattern):
    return list(_level(dirname, pattern, dirname[:0], False, False))


def has_magic(s):
    pattern = _MAGIC_BYTES if isinstance(s, bytes) else _MAGIC
    return pattern.search(s) is not None


def escape(pathname):
    if isinstance(pathname, bytes):
        return _MAGIC_BYTES.sub(rb'[\1]', pathname)
    return _MAGIC.sub(r'[\1]', pathname)


def _is_deep(part):
    return part == (b'**' if isinstance(part, bytes) else '**')


def _is_hidden(name):
    return name[:1] in ('.', b'.')


def _under(base, path):
    return os.path.join(base, path) if base else path


def _walk(pathname, base, recursive, only_folders, hidden):
    folder, name = os.path.split(pathname)
    if not has_magic(pathname):
        if os.path.lexists(_under(base, pathname)) if name else \
                os.path.isdir(_under(base, folder)):
            yield pathname
        return
    if recursive and _is_deep(name):
        look = _deep
    elif has_magic(name):
        look = _level
    else:
        look = _exact
    if not folder:
        yield from look(folder, name, base, only_folders, hidden)
        return
    if folder != pathname and has_magic(folder):
        folders = _walk(folder, base, recursive, True, hidden)
    else:
        folders = [folder]
    for each in folders:
        for found in look(each, name, base, only_folders, hidden):
            yield os.path.join(each, found)


def _names(folder, base, only_folders):
    here = _under(base, folder)
    if not here:
        here = b'.' if isinstance(folder, bytes) else os.curdir
    try:
        with os.scandir(here) as entries:
            for entry in entries:
                try:
                    if not only_folders or entry.is_dir():
                        yield entry.name
                except OSError:
                    pass
    except OSError:
        return


def _level(folder, pattern, base, only_folders, hidden):
    names = [name for name in _names(folder, base, only_folders)
             if hidden or _is_hidden(pattern) or not _is_hidden(name)]
    return fnmatch.filter(names, pattern)


def _exact(folder, name, base, only_folders, hidden=False):
    here = _under(base, folder)
    if name:
        return [name] if os.path.lexists(os.path.join(here, name)) else []
    return [name] if os.path.isdir(here) else []


def _deep(folder, pattern, base, only_folders, hidden):
    if not folder or os.path.isdir(_under(base, folder)):
        yield pattern[:0]
    yield from _below(folder, base, only_folders, hidden)


def _below(folder, base, only_folders, hidden):
    for name in _names(folder, base, only_folders):
        if hidden or not _is_hidden(name):
            yield name
            path = os.path.join(folder, name) if folder else name
            for inner in _below(path, base, only_folders, hidden):
                yield os.path.join(name, inner)
