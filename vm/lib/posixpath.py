# SPDX-License-Identifier: MIT
# os.path: names of files as text.  Only lexists, ismount, realpath and what
# comes from genericpath look at the file system.

# os imports this module and takes these from it, so they come first.
curdir = '.'
pardir = '..'
extsep = '.'
sep = '/'
pathsep = ':'
defpath = '/bin:/usr/bin'
altsep = None
devnull = '/dev/null'

import genericpath
from genericpath import *
import os
import stat
import sys

__all__ = ['normcase', 'isabs', 'join', 'splitdrive', 'split', 'splitext',
           'basename', 'dirname', 'commonprefix', 'getsize', 'getmtime',
           'getatime', 'getctime', 'islink', 'exists', 'lexists', 'isdir',
           'isfile', 'ismount', 'expanduser', 'expandvars', 'normpath',
           'abspath', 'samefile', 'sameopenfile', 'samestat', 'curdir',
           'pardir', 'sep', 'pathsep', 'defpath', 'altsep', 'extsep',
           'devnull', 'realpath', 'supports_unicode_filenames', 'relpath',
           'commonpath', 'isjunction', 'splitroot']

supports_unicode_filenames = sys.platform == 'darwin'


def _like(path, text):
    # `text` as str or bytes, whichever the path is.
    return text.encode() if isinstance(path, bytes) else text


def normcase(s):
    return os.fspath(s)


def isabs(s):
    s = os.fspath(s)
    return s.startswith(_like(s, '/'))


def join(a, *p):
    path = os.fspath(a)
    slash = _like(path, '/')
    try:
        for part in map(os.fspath, p):
            if part.startswith(slash):
                path = part
            elif not path or path.endswith(slash):
                path += part
            else:
                path += slash + part
        if not p:
            path[:0] + slash
    except (TypeError, AttributeError):
        genericpath._check_arg_types('join', a, *p)
        raise
    return path


def split(p):
    p = os.fspath(p)
    slash = _like(p, '/')
    cut = p.rfind(slash) + 1
    head, tail = p[:cut], p[cut:]
    return head.rstrip(slash) or head, tail


def splitext(p):
    p = os.fspath(p)
    return genericpath._splitext(p, _like(p, '/'), None, _like(p, '.'))


def splitdrive(p):
    p = os.fspath(p)
    return p[:0], p


def splitroot(p):
    p = os.fspath(p)
    slash = _like(p, '/')
    rest = p.lstrip(slash)
    count = len(p) - len(rest)
    if count == 0:
        return p[:0], p[:0], p
    size = 2 if count == 2 else 1
    return p[:0], p[:size], p[size:]


def basename(p):
    return split(p)[1] if not os.fspath(p).endswith(
        _like(os.fspath(p), '/')) else os.fspath(p)[:0]


def dirname(p):
    return split(p)[0]


def islink(path):
    try:
        status = os.lstat(path)
    except (OSError, ValueError, AttributeError):
        return False
    return stat.S_ISLNK(status.st_mode)


def isjunction(path):
    os.fspath(path)
    return False


def lexists(path):
    try:
        os.lstat(path)
    except (OSError, ValueError):
        return False
    return True


def ismount(path):
    try:
        status = os.lstat(path)
    except (OSError, ValueError):
        return False
    if stat.S_ISLNK(status.st_mode):
        return False
    parent = realpath(join(path, _like(os.fspath(path), '..')))
    try:
        above = os.lstat(parent)
    except (OSError, ValueError):
        return False
    return status.st_dev != above.st_dev or status.st_ino == above.st_ino


def expanduser(path):
    path = os.fspath(path)
    tilde, slash = _like(path, '~'), _like(path, '/')
    if not path.startswith(tilde):
        return path
    end = path.find(slash, 1)
    if end < 0:
        end = len(path)
    home = _home_of(path[1:end])
    if home is None:
        return path
    home = _like(path, home).rstrip(slash)
    return home + path[end:] or slash


def _home_of(user):
    # None when nobody knows.
    if not user and 'HOME' in os.environ:
        return os.environ['HOME']
    try:
        import pwd
        if user:
            name = user.decode() if isinstance(user, bytes) else user
            return pwd.getpwnam(name).pw_dir
        return pwd.getpwuid(os.getuid()).pw_dir
    except (ImportError, KeyError):
        return None


def expandvars(path):
    path = os.fspath(path)
    if isinstance(path, bytes):
        return os.fsencode(expandvars(os.fsdecode(path)))
    out = ''
    place = 0
    while True:
        dollar = path.find('$', place)
        if dollar < 0:
            return out + path[place:]
        out += path[place:dollar]
        if path[dollar + 1:dollar + 2] == '{':
            close = path.find('}', dollar)
            end = close + 1
            name = path[dollar + 2:close] if close >= 0 else ''
        else:
            end = dollar + 1
            while end < len(path) and (path[end] == '_' or path[end].isascii()
                                       and path[end].isalnum()):
                end += 1
            name = path[dollar + 1:end]
        if name and name in os.environ:
            out += os.environ[name]
            place = end
        else:
            out += '$'
            place = dollar + 1


def normpath(path):
    path = os.fspath(path)
    slash, dot, up = (_like(path, text) for text in ('/', '.', '..'))
    if not path:
        return dot
    # POSIX lets two leading slashes, but not three, mean something else.
    count = len(path) - len(path.lstrip(slash))
    root = slash * (2 if count == 2 else min(count, 1))
    kept = []
    for part in path.split(slash):
        if not part or part == dot:
            continue
        if part != up or not root and not kept or kept and kept[-1] == up:
            kept.append(part)
        elif kept:
            kept.pop()
    return root + slash.join(kept) or dot


def abspath(path):
    path = os.fspath(path)
    if not isabs(path):
        here = os.getcwdb() if isinstance(path, bytes) else os.getcwd()
        path = join(here, path)
    return normpath(path)


def realpath(filename, *, strict=False):
    filename = os.fspath(filename)
    slash, dot, up = (_like(filename, text) for text in ('/', '.', '..'))
    path = slash if isabs(filename) else (
        os.getcwdb() if isinstance(filename, bytes) else os.getcwd())
    waiting = filename.split(slash)[::-1]
    followed = {}
    while waiting:
        part = waiting.pop()
        if isinstance(part, tuple):
            followed[part[0]] = path        # a link is through
            continue
        if not part or part == dot:
            continue
        if part == up:
            path = dirname(path) if path != slash else path
            continue
        here = join(path, part)
        try:
            is_link = stat.S_ISLNK(os.lstat(here).st_mode)
        except (OSError, ValueError):
            if strict:
                raise
            is_link = False
        if not is_link:
            path = here
        elif here in followed:
            if followed[here] is not None:
                path = followed[here]
                continue
            if strict:
                os.stat(here)
            rest = [item for item in waiting[::-1]
                    if not isinstance(item, tuple)]
            return normpath(join(here, *rest))
        else:
            followed[here] = None
            target = os.readlink(here)
            waiting.append((here,))
            waiting += target.split(slash)[::-1]
            if target.startswith(slash):
                path = slash
    return path


def relpath(path, start=None):
    if not path:
        raise ValueError('no path specified')
    path = os.fspath(path)
    start = _like(path, '.') if start is None else os.fspath(start)
    genericpath._check_arg_types('relpath', path, start)
    slash = _like(path, '/')
    origin = [part for part in abspath(start).split(slash) if part]
    target = [part for part in abspath(path).split(slash) if part]
    shared = len(commonprefix([origin, target]))
    parts = [_like(path, '..')] * (len(origin) - shared) + target[shared:]
    return join(*parts) if parts else _like(path, '.')


def commonpath(paths):
    paths = tuple(map(os.fspath, paths))
    if not paths:
        raise ValueError('commonpath() arg is an empty sequence')
    genericpath._check_arg_types('commonpath', *paths)
    slash, dot = _like(paths[0], '/'), _like(paths[0], '.')
    if len({path.startswith(slash) for path in paths}) > 1:
        raise ValueError("Can't mix absolute and relative paths")
    split_paths = [[part for part in path.split(slash)
                    if part and part != dot] for path in paths]
    root = slash if paths[0].startswith(slash) else slash[:0]
    return root + slash.join(commonprefix(split_paths))
