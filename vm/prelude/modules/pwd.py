# SPDX-License-Identifier: MIT
# pwd: the accounts in /etc/passwd.

from _prelude import prelude_value as _prelude_value

struct_passwd = _prelude_value('struct_sequence')(
    'pwd.struct_passwd',
    'pw_name pw_passwd pw_uid pw_gid pw_gecos pw_dir pw_shell')


def _accounts():
    try:
        with open('/etc/passwd', encoding='utf-8',
                  errors='surrogateescape') as file:
            lines = file.read().splitlines()
    except OSError:
        lines = ['root:x:0:0:root:/root:/bin/sh']
    for line in lines:
        parts = line.split(':')
        if len(parts) == 7 and parts[2].isdigit() and parts[3].isdigit():
            parts[2:4] = int(parts[2]), int(parts[3])
            yield struct_passwd(parts)


def getpwall():
    """All the accounts."""
    return list(_accounts())


def getpwnam(name, /):
    """The account of a name."""
    if not isinstance(name, str):
        raise TypeError('getpwnam() argument must be str, not '
                        f'{type(name).__name__}')
    if '\0' in name:
        raise ValueError('embedded null byte')
    for account in _accounts():
        if account.pw_name == name:
            return account
    raise KeyError(f'getpwnam(): name not found: {name!r}')


def getpwuid(uidobj, /):
    """The account of a number."""
    if isinstance(uidobj, float) or not hasattr(type(uidobj), '__index__'):
        raise TypeError('uid should be integer, not '
                        f'{type(uidobj).__name__}')
    if -1 <= uidobj < 1 << 32:
        for account in _accounts():
            if account.pw_uid == uidobj:
                return account
    raise KeyError(f'getpwuid(): uid not found: {uidobj}')
