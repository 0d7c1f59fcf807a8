# SPDX-License-Identifier: MIT
# grp: the groups in /etc/group.

from _prelude import prelude_value as _prelude_value

struct_group = _prelude_value('struct_sequence')(
    'grp.struct_group', 'gr_name gr_passwd gr_gid gr_mem')


def _groups():
    try:
        with open('/etc/group', encoding='utf-8',
                  errors='surrogateescape') as file:
            lines = file.read().splitlines()
    except OSError:
        lines = ['root:x:0:']
    for line in lines:
        parts = line.split(':')
        if len(parts) == 4 and parts[2].isdigit():
            members = [name for name in parts[3].split(',') if name]
            yield struct_group((parts[0], parts[1], int(parts[2]), members))


def getgrall():
    """All the groups."""
    return list(_groups())


def getgrnam(name):
    """The group of a name."""
    if not isinstance(name, str):
        raise TypeError('getgrnam() argument must be str, not '
                        f'{type(name).__name__}')
    if '\0' in name:
        raise ValueError('embedded null byte')
    for group in _groups():
        if group.gr_name == name:
            return group
    raise KeyError(f'getgrnam(): name not found: {name!r}')


def getgrgid(id):
    """The group of a number."""
    if isinstance(id, float):
        import warnings
        warnings.warn('group id must be int, not float', DeprecationWarning,
                      2)
        id = int(id)
    if not hasattr(type(id), '__index__'):
        raise TypeError(f'group id must be int, not {type(id).__name__}')
    for group in _groups():
        if group.gr_gid == id:
            return group
    raise KeyError(f'getgrgid(): gid not found: {id}')
