# SPDX-License-Identifier: MIT
# Dictionaries of bytes in a file. The databases that C libraries make are not
# here; what dbm.dumb writes, CPython reads.

import io
import os

__all__ = ['open', 'whichdb', 'error']


class error(Exception):
    pass


from dbm import dumb

error = (error, OSError)


def open(file, flag='r', mode=0o666):
    """The database of this name; flag r, w, c or n."""
    kind = whichdb(file) if 'n' not in flag else None
    if kind is None:
        if 'c' not in flag and 'n' not in flag:
            raise error[0]("need 'c' or 'n' flag to open new db")
    elif kind == '':
        raise error[0]('db type could not be determined')
    return dumb.open(file, flag, mode)


def whichdb(filename):
    """'dbm.dumb'; '' where it is something else; None where is nothing."""
    filename = os.fsdecode(filename)
    try:
        os.stat(filename + '.dat')
        size = os.stat(filename + '.dir').st_size
    except OSError:
        return '' if os.path.exists(filename) else None
    if size == 0:
        return 'dbm.dumb'
    with io.open(filename + '.dir', 'rb') as file:
        return 'dbm.dumb' if file.read(1) in (b"'", b'"') else ''
