# SPDX-License-Identifier: MIT
# The operating system: posix's functions, and what is made from them.
#
# Invariant: environ is the one view of the environment; changing it goes
# through putenv and unsetenv where posix has them.

import abc
import sys
import posix
import stat as _stat
from posix import *
from _collections_abc import Mapping as _Mapping
from _collections_abc import MutableMapping as _MutableMapping

name = 'posix'
linesep = '\n'
SEEK_SET, SEEK_CUR, SEEK_END, SEEK_DATA, SEEK_HOLE = range(5)
P_WAIT, P_NOWAIT, P_NOWAITO = 0, 1, 1

_exit = posix._exit
error = OSError


def _fscodec():
    return sys.getfilesystemencoding(), sys.getfilesystemencodeerrors()


def fspath(path):
    if isinstance(path, (str, bytes)):
        return path
    kind = type(path)
    try:
        method = kind.__fspath__
    except AttributeError:
        raise TypeError('expected str, bytes or os.PathLike object, not '
                        + kind.__name__) from None
    found = method(path)
    if isinstance(found, (str, bytes)):
        return found
    raise TypeError(f'expected {kind.__name__}.__fspath__() to return str or '
                    f'bytes, not {type(found).__name__}')


if hasattr(posix, 'fspath'):
    fspath = posix.fspath


def fsencode(filename):
    filename = fspath(filename)
    return filename.encode(*_fscodec()) if isinstance(filename, str) \
        else filename


def fsdecode(filename):
    filename = fspath(filename)
    return filename.decode(*_fscodec()) if isinstance(filename, bytes) \
        else filename


class PathLike(abc.ABC):
    @abc.abstractmethod
    def __fspath__(self):
        raise NotImplementedError

    @classmethod
    def __subclasshook__(cls, subclass):
        if cls is PathLike:
            return hasattr(subclass, '__fspath__') or NotImplemented
        return NotImplemented

    def __class_getitem__(cls, item):
        from types import GenericAlias
        return GenericAlias(cls, item)


import posixpath as path
sys.modules['os.path'] = path
from posixpath import (altsep, curdir, defpath, devnull, extsep, pardir,
                       pathsep, sep)


# ---- The environment ----

class _Environ(_MutableMapping):
    def __init__(self, data, encode, decode):
        self._data = data
        self.encodekey = self.encodevalue = encode
        self.decodekey = self.decodevalue = decode

    def __getitem__(self, key):
        try:
            value = self._data[self.encodekey(key)]
        except KeyError:
            raise KeyError(key) from None
        return self.decodevalue(value)

    def __setitem__(self, key, value):
        key, value = self.encodekey(key), self.encodevalue(value)
        if hasattr(posix, 'putenv'):
            posix.putenv(key, value)
        self._data[key] = value

    def __delitem__(self, key):
        encoded = self.encodekey(key)
        if hasattr(posix, 'unsetenv'):
            posix.unsetenv(encoded)
        try:
            del self._data[encoded]
        except KeyError:
            raise KeyError(key) from None

    def __iter__(self):
        for key in list(self._data):
            yield self.decodekey(key)

    def __len__(self):
        return len(self._data)

    def __repr__(self):
        inside = [f'{self.decodekey(key)!r}: {self.decodevalue(value)!r}'
                  for key, value in self._data.items()]
        return f"environ({{{', '.join(inside)}}})"

    def copy(self):
        return dict(self)

    def setdefault(self, key, value):
        if key not in self:
            self[key] = value
        return self[key]

    def __or__(self, other):
        if not isinstance(other, _Mapping):
            return NotImplemented
        return {**self, **other}

    def __ror__(self, other):
        if not isinstance(other, _Mapping):
            return NotImplemented
        return {**other, **self}

    def __ior__(self, other):
        self.update(other)
        return self


def _encode(value):
    if not isinstance(value, str):
        raise TypeError(f'str expected, not {type(value).__name__}')
    return value.encode(*_fscodec())


def _decode(value):
    return value.decode(*_fscodec())


def _as_bytes(value):
    if not isinstance(value, bytes):
        raise TypeError(f'bytes expected, not {type(value).__name__}')
    return value


environ = _Environ(
    {(key if isinstance(key, bytes) else _encode(key)):
     (value if isinstance(value, bytes) else _encode(value))
     for key, value in posix.environ.items()}, _encode, _decode)
environb = _Environ(environ._data, _as_bytes, bytes)
supports_bytes_environ = True


def getenv(key, default=None):
    return environ.get(key, default)


def getenvb(key, default=None):
    return environb.get(key, default)


def get_exec_path(env=None):
    found = (environ if env is None else env).get('PATH')
    as_bytes = env.get(b'PATH') if env and b'PATH' in env else None
    if found is not None and as_bytes is not None:
        raise ValueError("env cannot contain 'PATH' and b'PATH' keys")
    if found is None:
        found = defpath if as_bytes is None else as_bytes
    return fsdecode(found).split(pathsep)


# ---- Folders ----

def _parts(name):
    """The folder that it is in, and its last part."""
    folder, last = path.split(name)
    return (folder, last) if last else path.split(folder)   # it was 'x/'


def makedirs(name, mode=0o777, exist_ok=False):
    folder, last = _parts(name)
    if folder and last and not path.exists(folder):
        try:
            makedirs(folder, exist_ok=exist_ok)
        except FileExistsError:
            pass        # somebody else has made it meanwhile
        if last in (curdir, curdir.encode()):
            return
    try:
        mkdir(name, mode)
    except OSError:
        if exist_ok and path.isdir(name):
            return
        raise


def removedirs(name):
    rmdir(name)
    folder, last = _parts(name)
    while folder and last:
        try:
            rmdir(folder)
        except OSError:
            break       # something else is in it
        folder, last = path.split(folder)


def renames(old, new):
    folder, last = path.split(new)
    if folder and last and not path.exists(folder):
        makedirs(folder)
    rename(old, new)
    folder, last = path.split(old)
    if folder and last:
        try:
            removedirs(folder)
        except OSError:
            pass


if not hasattr(posix, 'scandir'):
    class DirEntry:
        __slots__ = ('name', 'path', '_status', '_mode',
                     '_inode')

        def __new__(cls, *args, **kwargs):
            raise TypeError("cannot create 'posix.DirEntry' instances")

        @classmethod
        def _made(cls, name, path):
            self = object.__new__(cls)
            self.name = name
            self.path = path
            # What was asked for, by follow_symlinks; the mode is the one
            # there was when the folder was read.
            self._status = {}
            try:
                found = lstat(path)
                self._mode, self._inode = found.st_mode, found.st_ino
            except OSError:
                self._mode = self._inode = 0
            return self

        def __reduce__(self):
            raise TypeError("cannot pickle 'posix.DirEntry' object")

        def __fspath__(self):
            return self.path

        def __repr__(self):
            return f'<DirEntry {self.name!r}>'

        def stat(self, *, follow_symlinks=True):
            found = self._status
            follow = bool(follow_symlinks)
            if follow and False in found and not _stat.S_ISLNK(self._mode):
                follow = False
            if follow not in found:
                found[follow] = stat(self.path) if follow else lstat(self.path)
            return found[follow]

        def inode(self):
            return self._inode

        def _is(self, test, follow_symlinks):
            if self._mode and not (follow_symlinks
                                   and _stat.S_ISLNK(self._mode)):
                return test(self._mode)
            try:
                status = self.stat(follow_symlinks=follow_symlinks)
            except FileNotFoundError:
                return False
            return test(status.st_mode)

        def is_dir(self, *, follow_symlinks=True):
            return self._is(_stat.S_ISDIR, follow_symlinks)

        def is_file(self, *, follow_symlinks=True):
            return self._is(_stat.S_ISREG, follow_symlinks)

        def is_symlink(self):
            return self._is(_stat.S_ISLNK, False)

    DirEntry.__module__ = 'posix'

    class _Scan:
        def __init__(self, folder):
            self._entries = iter([
                DirEntry._made(entry, path.join(folder, entry))
                for entry in listdir(folder)])

        def __iter__(self):
            return self

        def __next__(self):
            return next(self._entries)

        def __enter__(self):
            return self

        def __exit__(self, *exc_info):
            self.close()

        def close(self):
            self._entries = iter(())

    def scandir(path=None):
        if isinstance(path, int):
            raise TypeError('scandir: path should be string, bytes, '
                            'os.PathLike or None, not int')
        if isinstance(path, (bytearray, memoryview)):
            import warnings
            warnings.warn('path should be string, bytes, or os.PathLike, not '
                          + type(path).__name__, DeprecationWarning,
                          stacklevel=2)
            path = bytes(path)
        return _Scan('.' if path is None else fspath(path))


def walk(top, topdown=True, onerror=None, followlinks=False):
    top = fspath(top)
    folders, files = [], []
    try:
        with scandir(top) as entries:
            for entry in entries:
                try:
                    is_folder = entry.is_dir()
                except OSError:
                    is_folder = False
                (folders if is_folder else files).append(entry.name)
    except OSError as problem:
        if onerror is not None:
            onerror(problem)
        return
    if topdown:
        yield top, folders, files
    below = (path.join(top, folder) for folder in folders)
    if not topdown:
        below = list(below)
    for inner in below:
        if followlinks or not path.islink(inner):
            yield from walk(inner, topdown, onerror, followlinks)
    if not topdown:
        yield top, folders, files


# ---- Files, programs, processes ----

def fdopen(fd, *args, **kwargs):
    if not isinstance(fd, int):
        raise TypeError(f'invalid fd type ({type(fd)}, expected integer)')
    import io
    return io.open(fd, *args, **kwargs)


def system(command):
    import subprocess
    code = subprocess.call(fsdecode(command), shell=True)
    return -code if code < 0 else code << 8


def popen(cmd, mode='r', buffering=-1):
    if not isinstance(cmd, str):
        raise TypeError(f'invalid cmd type ({type(cmd)}, expected string)')
    if mode not in ('r', 'w'):
        raise ValueError(f'invalid mode {mode!r}')
    if buffering == 0 or buffering is None:
        raise ValueError('popen() does not support unbuffered streams')
    import io
    import subprocess
    side = 'stdout' if mode == 'r' else 'stdin'
    process = subprocess.Popen(cmd, shell=True, bufsize=buffering,
                               **{side: subprocess.PIPE})
    stream = getattr(process, side)
    return _Pipe(io.TextIOWrapper(stream), process)


class _Pipe:
    def __init__(self, stream, process):
        self._stream = stream
        self._process = process

    def close(self):
        self._stream.close()
        code = self._process.wait()
        if code == 0:
            return None
        return code << 8 if code > 0 else code

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.close()

    def __getattr__(self, name):
        return getattr(self._stream, name)

    def __iter__(self):
        return iter(self._stream)


def _spawn(mode, file, args, env, search):
    if not isinstance(args, (tuple, list)):
        raise TypeError('argv must be a tuple or a list')
    if not args or not args[0]:
        raise ValueError('argv first element cannot be empty')
    if mode not in (P_WAIT, P_NOWAIT):
        raise ValueError('mode must be P_WAIT or P_NOWAIT')
    import subprocess
    if not search and path.sep not in fsdecode(file):
        file = path.join(curdir, fsdecode(file))
    try:
        process = subprocess.Popen(args, executable=file, env=env)
    except OSError:
        if mode == P_WAIT:
            return 127
        process = subprocess.Popen(['/bin/sh', '-c', 'exit 127'])
    if mode == P_NOWAIT:
        process.returncode = 0      # its end is the caller's to wait for
        return process.pid
    return process.wait()


def spawnv(mode, file, args):
    return _spawn(mode, file, args, None, False)


def spawnve(mode, file, args, env):
    return _spawn(mode, file, args, env, False)


def spawnvp(mode, file, args):
    return _spawn(mode, file, args, None, True)


def spawnvpe(mode, file, args, env):
    return _spawn(mode, file, args, env, True)


def spawnl(mode, file, *args):
    return spawnv(mode, file, args)


def spawnle(mode, file, *args):
    return spawnve(mode, file, args[:-1], args[-1])


def spawnlp(mode, file, *args):
    return spawnvp(mode, file, args)


def spawnlpe(mode, file, *args):
    return spawnvpe(mode, file, args[:-1], args[-1])


def process_cpu_count():
    return cpu_count()


# Which functions take what instead of a path; folders have no descriptors.
supports_dir_fd = set()
supports_effective_ids = set()
supports_fd = {stat, chown, pathconf}
supports_follow_symlinks = {stat, chown}

if 'stat_result' not in globals():
    stat_result = type(stat('.'))

__all__ = [_name for _name in dir() if _name[0] != '_'
           and _name not in ('abc', 'sys', 'posix')] + ['_exit']
