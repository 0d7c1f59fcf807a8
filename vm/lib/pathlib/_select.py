# SPDX-License-Identifier: MIT
# Path.glob: the paths below a folder that fit a list of name patterns.

import fnmatch


def parts_of(flavour, pattern):
    """The patterns name by name; what glob() does not take is an error."""
    if not pattern:
        raise ValueError(f'Unacceptable pattern: {pattern!r}')
    drive, root, parts = flavour.split(pattern)
    if drive or root:
        raise NotImplementedError('Non-relative patterns are unsupported')
    if any('**' in part and part != '**' for part in parts):
        raise ValueError("Invalid pattern: '**' can only be an entire "
                         'path component')
    return parts


def select(path, parts):
    """The paths below a folder that fit the patterns, in order."""
    if not parts:
        if path.exists() or path.is_symlink():
            yield path
        return
    first, rest = parts[0], parts[1:]
    if first == '**':
        yield from _anywhere(path, rest)
    elif not any(c in first for c in '*?['):
        yield from select(path._below(first), rest)
    else:
        fold = path._flavour.fold
        first = fold(first)
        for child in _children(path):
            if fnmatch.fnmatchcase(fold(child.name), first) and (
                    not rest or child.is_dir()):
                yield from select(child, rest)


def _anywhere(path, rest):
    seen = set()
    for folder in _folders(path):
        for found in select(folder, rest) if rest else (folder,):
            if found not in seen:
                seen.add(found)
                yield found


def _folders(path):
    yield path
    for child in _children(path):
        try:
            below = child.is_dir() and not child.is_symlink()
        except PermissionError:
            continue
        if below:
            yield from _folders(child)


def _children(path):
    try:
        return list(path.iterdir())
    except OSError:
        return []
