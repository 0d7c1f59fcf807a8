# SPDX-License-Identifier: MIT
# Paths that ask the file system, all of it through one table of calls.

import io
import os
import stat
import sys
from errno import EBADF, ELOOP, ENOENT, ENOTDIR
from pathlib._pure import PurePath, PurePosixPath, PureWindowsPath
from pathlib._select import parts_of, select
from types import SimpleNamespace

# What a path asks of the system; a test may replace one.
_normal_accessor = _ask = SimpleNamespace(**{
    name: getattr(os, name) for name in (
        'chmod', 'close', 'getcwd', 'link', 'listdir', 'lstat', 'mkdir',
        'open', 'readlink', 'rename', 'replace', 'rmdir', 'scandir', 'stat',
        'symlink', 'unlink', 'utime')})


def _missing(error):
    return getattr(error, 'errno', None) in (ENOENT, ENOTDIR, ELOOP, EBADF)


class Path(PurePath):
    """A path that can ask the file system."""

    __slots__ = ('_closed',)

    def __new__(cls, *args, **kwargs):
        if cls is Path:
            cls = PosixPath
        if issubclass(cls, PureWindowsPath):
            raise NotImplementedError(
                f'cannot instantiate {cls.__name__!r} on your system')
        return PurePath.__new__(cls, *args)

    def __init__(self, *args, **kwargs):
        pass

    @classmethod
    def cwd(cls):
        return cls(_ask.getcwd())

    @classmethod
    def home(cls):
        return cls(os.path.expanduser('~'))

    # Up to 3.8 a path left by `with` can no longer be used.

    def __enter__(self):
        self._check_open()
        return self

    def __exit__(self, kind, value, traceback):
        if sys.version_info < (3, 9):
            self._closed = True

    def _check_open(self):
        if getattr(self, '_closed', False):
            raise ValueError('I/O operation on closed path')

    # ---- what is there ----

    def stat(self, *, follow_symlinks=True):
        return _ask.stat(self) if follow_symlinks else _ask.lstat(self)

    def lstat(self):
        return _ask.lstat(self)

    def owner(self):
        import pwd
        return pwd.getpwuid(self.stat().st_uid).pw_name

    def group(self):
        import grp
        return grp.getgrgid(self.stat().st_gid).gr_name

    def _mode(self, follow=True):
        try:
            return (self.stat() if follow else self.lstat()).st_mode
        except OSError as error:
            if not _missing(error):
                raise
        except ValueError:
            pass
        return None

    def exists(self):
        return self._mode() is not None

    def _is(self, test, follow=True):
        mode = self._mode(follow)
        return mode is not None and test(mode)

    def is_dir(self):
        return self._is(stat.S_ISDIR)

    def is_file(self):
        return self._is(stat.S_ISREG)

    def is_symlink(self):
        return self._is(stat.S_ISLNK, False)

    def is_fifo(self):
        return self._is(stat.S_ISFIFO)

    def is_socket(self):
        return self._is(stat.S_ISSOCK)

    def is_block_device(self):
        return self._is(stat.S_ISBLK)

    def is_char_device(self):
        return self._is(stat.S_ISCHR)

    def is_mount(self):
        if not self.exists() or not self.is_dir():
            return False
        above = (self / '..').stat()
        here = self.stat()
        return (here.st_dev != above.st_dev
                or here.st_ino == above.st_ino)

    def samefile(self, other_path):
        return os.path.samestat(self.stat(), _ask.stat(other_path))

    def absolute(self):
        self._check_open()
        if self.is_absolute():
            return self
        return self._made(*self._combined((_ask.getcwd(), self)))

    def resolve(self, strict=False):
        self._check_open()
        path = self._made(*self._flavour.split(self._real(strict)))
        if strict:
            path.stat()
        return path

    def _real(self, strict):
        # A loop of links is an error, which realpath() would pass over.
        text = os.path.realpath(self)
        try:
            _ask.stat(self)
        except OSError as error:
            if error.errno == ELOOP:
                raise RuntimeError(f'Symlink loop from {str(self)!r}')
        return text

    def readlink(self):
        return self._made(*self._flavour.split(_ask.readlink(self)))

    def expanduser(self):
        if not self._root and self._tail and self._tail[0][:1] == '~':
            home = os.path.expanduser(self._tail[0])
            if home[:1] == '~':
                raise RuntimeError("Can't determine home directory")
            return self._made(*self._combined((home, *self._tail[1:])))
        return self

    # ---- folders ----

    def iterdir(self):
        self._check_open()
        for name in _ask.listdir(self):
            self._check_open()
            yield self._below(name)

    def glob(self, pattern):
        parts = parts_of(self._flavour, pattern)
        if self.is_dir():
            yield from select(self, parts)

    def rglob(self, pattern):
        parts = parts_of(self._flavour, pattern)
        if self.is_dir():
            yield from select(self, ['**'] + parts)

    def mkdir(self, mode=0o777, parents=False, exist_ok=False):
        self._check_open()
        try:
            _ask.mkdir(self, mode)
        except FileNotFoundError:
            if not parents or self.parent == self:
                raise
            self.parent.mkdir(parents=True, exist_ok=True)
            self.mkdir(mode, parents=False, exist_ok=exist_ok)
        except OSError:
            if not exist_ok or not self.is_dir():
                raise

    def rmdir(self):
        self._check_open()
        _ask.rmdir(self)

    # ---- files ----

    def open(self, mode='r', buffering=-1, encoding=None, errors=None,
             newline=None):
        self._check_open()
        return io.open(self, mode, buffering, encoding, errors, newline)

    def read_bytes(self):
        with self.open('rb') as file:
            return file.read()

    def read_text(self, encoding=None, errors=None):
        with self.open('r', encoding=encoding, errors=errors) as file:
            return file.read()

    def write_bytes(self, data):
        view = memoryview(data)
        with self.open('wb') as file:
            return file.write(view)

    def write_text(self, data, encoding=None, errors=None, newline=None):
        if not isinstance(data, str):
            raise TypeError(f'data must be str, not {type(data).__name__}')
        with self.open('w', encoding=encoding, errors=errors,
                       newline=newline) as file:
            return file.write(data)

    def touch(self, mode=0o666, exist_ok=True):
        self._check_open()
        if exist_ok and self.exists():
            _ask.utime(self, None)
            return
        flags = os.O_CREAT | os.O_WRONLY | (0 if exist_ok else os.O_EXCL)
        _ask.close(_ask.open(self, flags, mode))

    def unlink(self, missing_ok=False):
        self._check_open()
        try:
            _ask.unlink(self)
        except FileNotFoundError:
            if not missing_ok:
                raise

    def rename(self, target):
        self._check_open()
        _ask.rename(self, target)
        return type(self)(target)

    def replace(self, target):
        self._check_open()
        _ask.replace(self, target)
        return type(self)(target)

    def chmod(self, mode):
        self._check_open()
        _ask.chmod(self, mode)

    def lchmod(self, mode):
        self._check_open()
        if not hasattr(os, 'lchmod'):
            raise NotImplementedError(
                'lchmod() not available on this system')
        os.lchmod(self, mode)

    def symlink_to(self, target, target_is_directory=False):
        self._check_open()
        _ask.symlink(target, self)

    def link_to(self, target):
        self._check_open()
        _ask.link(self, target)

    def hardlink_to(self, target):
        _ask.link(target, self)


class PosixPath(Path, PurePosixPath):
    """A path of this system."""

    __slots__ = ()


class WindowsPath(Path, PureWindowsPath):
    """Not on this system."""

    __slots__ = ()
