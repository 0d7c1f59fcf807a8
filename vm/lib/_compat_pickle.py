# SPDX-License-Identifier: MIT
# Names as Python 2 knew them: what protocols 0 to 2 write and read.

_MODULES = {'builtins': '__builtin__', 'copyreg': 'copy_reg',
            'queue': 'Queue', 'configparser': 'ConfigParser',
            'reprlib': 'repr', 'socketserver': 'SocketServer',
            '_thread': 'thread'}
_NAMES = {('builtins', 'range'): ('__builtin__', 'xrange'),
          ('functools', 'reduce'): ('__builtin__', 'reduce'),
          ('sys', 'intern'): ('__builtin__', 'intern'),
          ('builtins', 'chr'): ('__builtin__', 'unichr'),
          ('builtins', 'str'): ('__builtin__', 'unicode'),
          ('builtins', 'int'): ('__builtin__', 'long'),
          ('itertools', 'zip_longest'): ('itertools', 'izip_longest'),
          ('itertools', 'filterfalse'): ('itertools', 'ifilterfalse'),
          ('builtins', 'zip'): ('itertools', 'izip'),
          ('builtins', 'map'): ('itertools', 'imap'),
          ('builtins', 'filter'): ('itertools', 'ifilter'),
          ('collections', 'UserDict'): ('UserDict', 'IterableUserDict'),
          ('collections', 'UserList'): ('UserList', 'UserList'),
          ('collections', 'UserString'): ('UserString', 'UserString')}


def old_name(module, name):
    module, name = _NAMES.get((module, name), (module, name))
    if module == 'builtins' and isinstance(
            getattr(__import__(module), name, None), type) and issubclass(
            getattr(__import__(module), name), BaseException):
        return 'exceptions', name
    return _MODULES.get(module, module), name


def new_name(module, name):
    for new, old in _NAMES.items():
        if old == (module, name):
            return new
    if module == 'exceptions':
        return 'builtins', 'Exception' if name == 'StandardError' else name
    for new, old in _MODULES.items():
        if old == module:
            return new, name
    return module, name
