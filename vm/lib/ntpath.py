# SPDX-License-Identifier: MIT
# Paths as Windows has them, for programs that work on such texts elsewhere.
#
# A path is a drive ('c:', or '\\host\share') and a rest; both slashes part.

import genericpath
import os
import stat
from genericpath import *

__all__ = ['normcase', 'isabs', 'join', 'splitdrive', 'split', 'splitext',
           'basename', 'dirname', 'commonprefix', 'getsize', 'getmtime',
           'getatime', 'getctime', 'islink', 'exists', 'lexists', 'isdir',
           'isfile', 'ismount', 'expanduser', 'expandvars', 'normpath',
           'abspath', 'curdir', 'pardir', 'sep', 'pathsep', 'defpath',
           'altsep', 'extsep', 'devnull', 'realpath',
           'supports_unicode_filenames', 'relpath', 'samefile',
           'sameopenfile', 'samestat', 'commonpath']

curdir, pardir, extsep, sep, altsep = '.', '..', '.', '\\', '/'
pathsep, defpath, devnull = ';', '.;C:\\bin', 'nul'
supports_unicode_filenames = True


def _like(path, *texts):
    """The texts in the type of a path."""
    if isinstance(path, bytes):
        return [text.encode('ascii') for text in texts]
    return list(texts)


def _get_bothseps(path):
    return _like(path, '\\/')[0]


def normcase(s):
    """Small letters and backslashes."""
    s = os.fspath(s)
    slash, back = _like(s, '/', '\\')
    return s.replace(slash, back).lower()


def isabs(s):
    s = os.fspath(s)
    slash, back, device = _like(s, '/', '\\', '\\\\?\\')
    if s.replace(slash, back).startswith(device):
        return True
    rest = splitdrive(s)[1]
    return len(rest) > 0 and rest[:1] in (slash, back)


def join(path, *paths):
    path = os.fspath(path)
    back, colon = _like(path, '\\', ':')
    both = _get_bothseps(path)
    try:
        if not paths:
            path[:0] + back
        drive, rest = splitdrive(path)
        for other in map(os.fspath, paths):
            new_drive, new_rest = splitdrive(other)
            if new_rest[:1] and new_rest[:1] in both:
                drive = new_drive or drive
                rest = new_rest
                continue
            if new_drive and new_drive != drive:
                if new_drive.lower() != drive.lower():
                    drive, rest = new_drive, new_rest
                    continue
                drive = new_drive
            if rest and rest[-1:] not in both:
                rest += back
            rest += new_rest
        if rest and rest[:1] not in both and drive and \
                drive[-1:] != colon:
            return drive + back + rest
        return drive + rest
    except (TypeError, AttributeError, BytesWarning):
        genericpath._check_arg_types('join', path, *paths)
        raise


def splitdrive(p):
    """('c:' or '\\\\host\\share', the rest)"""
    p = os.fspath(p)
    slash, back, colon = _like(p, '/', '\\', ':')
    plain = p.replace(slash, back)
    if len(p) < 2:
        return p[:0], p
    if plain[:2] == back * 2 and plain[2:3] != back:
        share = plain.find(back, 2)
        if share < 0:
            return p[:0], p
        end = plain.find(back, share + 1)
        if end == share + 1:
            return p[:0], p
        end = len(p) if end < 0 else end
        return p[:end], p[end:]
    if plain[1:2] == colon:
        return p[:2], p[2:]
    return p[:0], p


def split(p):
    p = os.fspath(p)
    both = _get_bothseps(p)
    drive, rest = splitdrive(p)
    place = len(rest)
    while place and rest[place - 1:place] not in both:
        place -= 1
    head, tail = rest[:place], rest[place:]
    return drive + (head.rstrip(both) or head), tail


def splitext(p):
    p = os.fspath(p)
    return genericpath._splitext(p, *_like(p, '\\', '/', '.'))


def basename(p):
    return split(p)[1]


def dirname(p):
    return split(p)[0]


def islink(path):
    try:
        return stat.S_ISLNK(os.lstat(path).st_mode)
    except (OSError, ValueError, AttributeError):
        return False


def lexists(path):
    try:
        os.lstat(path)
    except (OSError, ValueError):
        return False
    return True


def ismount(path):
    """Is it the root of a drive or of a share?"""
    path = os.fspath(path)
    both = _get_bothseps(path)
    drive, rest = splitdrive(abspath(path))
    if drive and drive[:1] in both:
        return not rest or rest in both
    return len(rest) == 1 and rest in both


def expanduser(path):
    """~ and ~name at the start."""
    path = os.fspath(path)
    tilde, = _like(path, '~')
    if not path.startswith(tilde):
        return path
    both = _get_bothseps(path)
    end = 1
    while end < len(path) and path[end:end + 1] not in both:
        end += 1
    if 'USERPROFILE' in os.environ:
        home = os.environ['USERPROFILE']
    elif 'HOMEPATH' in os.environ:
        home = join(os.environ.get('HOMEDRIVE', ''), os.environ['HOMEPATH'])
    else:
        return path
    if isinstance(path, bytes):
        home = os.fsencode(home)
    if end != 1:
        home = join(dirname(home), path[1:end])
    return home + path[end:]


def expandvars(path):
    """$NAME, ${NAME} and %NAME%; '' and %% and $$ stand for themselves."""
    path = os.fspath(path)
    if isinstance(path, bytes):
        return os.fsencode(expandvars(os.fsdecode(path)))
    import re
    pattern = re.compile(
        r"('[^']*'?)|%%|%([^%']*)%|(%.*)|\$\$|\$\{([^}]*)\}|(\$\{.*)|"
        r'\$([A-Za-z0-9_-]+)', re.ASCII | re.DOTALL)

    def value(match):
        whole = match[0]
        if match[1] or match[3] or match[5]:
            return whole
        if whole in ('%%', '$$'):
            return whole[0]
        name = match[2] if match[2] is not None else \
            match[4] if match[4] is not None else match[6]
        return os.environ.get(name, whole)
    return pattern.sub(value, path)


def normpath(path):
    """Without needless dots and slashes."""
    path = os.fspath(path)
    slash, back, dot, dots, device, shell = _like(path, '/', '\\', '.', '..',
                                                  '\\\\.\\', '\\\\?\\')
    if path.startswith((device, shell)):
        return path
    drive, rest = splitdrive(path.replace(slash, back))
    root = back if rest.startswith(back) else rest[:0]
    parts = []
    for part in rest.split(back):
        if not part or part == dot:
            continue
        if part != dots:
            parts.append(part)
        elif parts and parts[-1] != dots:
            parts.pop()
        elif not root:
            parts.append(part)
    if not drive and not root and not parts:
        return dot
    return drive + root + back.join(parts)


def abspath(path):
    path = os.fspath(path)
    if not isabs(path):
        here = os.getcwdb() if isinstance(path, bytes) else os.getcwd()
        path = join(here, path)
    return normpath(path)


realpath = abspath


def relpath(path, start=None):
    """The way from one path to another."""
    path = os.fspath(path)
    if not path:
        raise ValueError('no path specified')
    back, dot, dots = _like(path, '\\', '.', '..')
    start = dot if start is None else os.fspath(start)
    try:
        to_drive, to = splitdrive(abspath(normpath(path)))
        from_drive, source = splitdrive(abspath(normpath(start)))
        if normcase(to_drive) != normcase(from_drive):
            raise ValueError(f'path is on mount {to_drive!r}, start on '
                             f'mount {from_drive!r}')
        to = [part for part in to.split(back) if part]
        source = [part for part in source.split(back) if part]
        same = 0
        for one, other in zip(source, to):
            if normcase(one) != normcase(other):
                break
            same += 1
        parts = [dots] * (len(source) - same) + to[same:]
        return join(*parts) if parts else dot
    except (TypeError, ValueError, AttributeError, BytesWarning,
            DeprecationWarning):
        genericpath._check_arg_types('relpath', path, start)
        raise


def commonpath(paths):
    """The longest path that all the paths begin with."""
    if not paths:
        raise ValueError('commonpath() arg is an empty sequence')
    paths = tuple(map(os.fspath, paths))
    slash, back, dot = _like(paths[0], '/', '\\', '.')
    try:
        pairs = [splitdrive(path.replace(slash, back).lower())
                 for path in paths]
        if len({rest[:1] == back for _, rest in pairs}) != 1:
            raise ValueError("Can't mix absolute and relative paths")
        if len({drive for drive, _ in pairs}) != 1:
            raise ValueError("Paths don't have the same drive")
        drive, rest = splitdrive(paths[0].replace(slash, back))
        common = [part for part in rest.split(back)
                  if part and part != dot]
        split = [[part for part in rest.split(back)
                  if part and part != dot] for _, rest in pairs]
        low, high = min(split), max(split)
        size = 0
        while size < min(len(low), len(high)) and low[size] == high[size]:
            size += 1
        root = drive + back if pairs[0][1][:1] == back else drive
        return root + back.join(common[:size])
    except (TypeError, AttributeError):
        genericpath._check_arg_types('commonpath', *paths)
        raise
