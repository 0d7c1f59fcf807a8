# SPDX-License-Identifier: MIT
# Who runs the program, and a question whose answer is not shown.
#
# The terminal's echo is not ours to turn off, so the answer is read as any
# other line after the warning that CPython gives in that case.

import os
import sys
import warnings

__all__ = ['getpass', 'getuser', 'GetPassWarning']


class GetPassWarning(UserWarning):
    pass


def getpass(prompt='Password: ', stream=None):
    warnings.warn('Can not control echo on the terminal.', GetPassWarning,
                  stacklevel=2)
    if stream is None:
        stream = sys.stderr
    print('Warning: Password input may be echoed.', file=stream)
    stream.write(str(prompt))
    stream.flush()
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return line[:-1] if line.endswith('\n') else line


def getuser():
    for name in ('LOGNAME', 'USER', 'LNAME', 'USERNAME'):
        user = os.environ.get(name)
        if user:
            return user
    return 'user'
