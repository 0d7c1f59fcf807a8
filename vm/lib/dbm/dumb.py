# SPDX-License-Identifier: MIT
# A database of two text files: NAME.dat holds the values, NAME.dir says where
# each key's value lies in it.

import ast
import collections.abc
import io
import os

__all__ = ['error', 'open']

_BLOCK = 512
error = OSError


class _Database(collections.abc.MutableMapping):
    _index = None

    def __init__(self, filebasename, mode, flag='c'):
        self._mode = mode
        self._readonly = flag == 'r'
        base = os.fsdecode(filebasename)
        self._dirfile = base + '.dir'
        self._datfile = base + '.dat'
        self._bakfile = base + '.bak'
        self._modified = False
        self._create(flag)
        self._update(flag)

    def _create(self, flag):
        if flag == 'n':
            for name in (self._datfile, self._bakfile, self._dirfile):
                if os.path.exists(name):
                    os.remove(name)
        if not os.path.exists(self._datfile):
            if flag not in ('c', 'n'):
                raise FileNotFoundError(2, 'No such file or directory',
                                        self._datfile)
            io.open(self._datfile, 'w', encoding='latin-1').close()
            os.chmod(self._datfile, self._mode)

    def _update(self, flag):
        self._index = {}
        try:
            file = io.open(self._dirfile, encoding='latin-1')
        except OSError:
            if flag not in ('c', 'n'):
                self._index = None
                raise
            self._modified = not self._readonly
            return
        with file:
            for line in file:
                key, place = ast.literal_eval(line.rstrip())
                self._index[key.encode('latin-1')] = place

    def _commit(self):
        if self._index is None or not self._modified:
            return
        for function, args in ((os.unlink, (self._bakfile,)),
                               (os.rename, (self._dirfile, self._bakfile))):
            try:
                function(*args)
            except OSError:
                pass
        with io.open(self._dirfile, 'w', encoding='latin-1') as file:
            for key, place in self._index.items():
                file.write(f"{key.decode('latin-1')!r}, {place!r}\n")
        os.chmod(self._dirfile, self._mode)
        self._modified = False

    sync = _commit

    def _check_open(self):
        if self._index is None:
            raise error('DBM object has already been closed')

    @staticmethod
    def _bytes_of(value, what):
        if isinstance(value, str):
            return value.encode('utf-8')
        if not isinstance(value, (bytes, bytearray)):
            raise TypeError(f'{what} must be bytes or strings')
        return bytes(value)

    def __getitem__(self, key):
        key = key.encode('utf-8') if isinstance(key, str) else key
        self._check_open()
        at, size = self._index[key]
        with io.open(self._datfile, 'rb') as file:
            file.seek(at)
            return file.read(size)

    def __setitem__(self, key, value):
        if self._readonly:
            raise error('The database is opened for reading only')
        key = self._bytes_of(key, 'keys')
        value = self._bytes_of(value, 'values')
        self._check_open()
        self._modified = True
        at, size = self._index.get(key, (None, -1))
        if at is not None and \
                -(-len(value) // _BLOCK) <= -(-size // _BLOCK):
            with io.open(self._datfile, 'rb+') as file:
                file.seek(at)
                file.write(value)
        else:
            at = self._append(value)
        new = key not in self._index
        self._index[key] = at, len(value)
        if new:
            with io.open(self._dirfile, 'a', encoding='latin-1') as file:
                file.write(f"{key.decode('latin-1')!r}, "
                           f'{(at, len(value))!r}\n')

    def _append(self, value):
        with io.open(self._datfile, 'rb+') as file:
            end = file.seek(0, 2)
            at = -(-end // _BLOCK) * _BLOCK
            file.write(bytes(at - end) + value)
        return at

    def __delitem__(self, key):
        if self._readonly:
            raise error('The database is opened for reading only')
        key = key.encode('utf-8') if isinstance(key, str) else key
        self._check_open()
        self._modified = True
        del self._index[key]
        self._commit()

    def keys(self):
        self._check_open()
        return list(self._index)

    def items(self):
        self._check_open()
        return [(key, self[key]) for key in self._index]

    def __contains__(self, key):
        key = key.encode('utf-8') if isinstance(key, str) else key
        self._check_open()
        return key in self._index

    def iterkeys(self):
        self._check_open()
        return iter(self._index)

    __iter__ = iterkeys

    def __len__(self):
        self._check_open()
        return len(self._index)

    def close(self):
        try:
            self._commit()
        finally:
            self._index = None

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.close()


def open(file, flag='c', mode=0o666):
    """The database `file`, in file.dat and file.dir."""
    if flag not in ('r', 'w', 'c', 'n'):
        raise ValueError("Flag must be one of 'r', 'w', 'c', or 'n'")
    umask = os.umask(0)
    os.umask(umask)
    return _Database(file, mode & ~umask, flag=flag)
