# SPDX-License-Identifier: MIT
# Paths as objects, for POSIX systems. A path is its root and its parts.

import fnmatch
import functools
import io
import os
import stat
import sys
from _collections_abc import Sequence
from errno import ELOOP, ENOENT, ENOTDIR

__all__ = ['PurePath', 'PurePosixPath', 'PureWindowsPath', 'Path',
           'PosixPath', 'WindowsPath']


def _split(text):
    # (root, parts): '//' at the start is a root of its own.
    root = ''
    if text[:1] == '/':
        root = '//' if text[:2] == '//' and text[:3] != '///' else '/'
    return root, [part for part in text.split('/')
                  if part and part != '.']


class _Parents(Sequence):
    def __init__(self, path):
        self._path = path

    def __len__(self):
        return len(self._path._tail)

    def __getitem__(self, place):
        if isinstance(place, slice):
            return tuple(self[i] for i in range(*place.indices(len(self))))
        if place < 0 and sys.version_info >= (3, 10):
            place += len(self)
        if not 0 <= place < len(self):
            raise IndexError(place)
        path = self._path
        return path._made(path._root, path._tail[:-place - 1])

    def __repr__(self):
        return f'<{type(self._path).__name__}.parents>'


@functools.total_ordering
class PurePath:
    """A path that never asks the file system."""

    __slots__ = ('_root', '_tail', '_text', '_hash')

    def __new__(cls, *args):
        if cls is PurePath:
            cls = PurePosixPath
        self = object.__new__(cls)
        self._root, self._tail = cls._joined(args)
        self._text = self._hash = None
        return self

    def __init__(self, *args):
        pass

    @classmethod
    def _joined(cls, args):
        root, tail = '', []
        for arg in args:
            if isinstance(arg, PurePath):
                first, parts = arg._root, arg._tail
            else:
                arg = os.fspath(arg)
                if not isinstance(arg, str):
                    raise TypeError(
                        'argument should be a str object or an os.PathLike '
                        f'object returning str, not {type(arg)!r}')
                first, parts = _split(arg)
            if first:
                root, tail = first, []
            tail = tail + parts
        return root, tail

    def _made(self, root, tail):
        path = object.__new__(type(self))
        path._root, path._tail = root, list(tail)
        path._text = path._hash = None
        return path

    def __reduce__(self):
        return type(self), self.parts

    # ---- as text ----

    def __str__(self):
        if self._text is None:
            self._text = self._root + '/'.join(self._tail) or '.'
        return self._text

    def __fspath__(self):
        return str(self)

    def as_posix(self):
        return str(self)

    def __bytes__(self):
        return os.fsencode(self)

    def __repr__(self):
        return f'{type(self).__name__}({self.as_posix()!r})'

    def as_uri(self):
        if not self.is_absolute():
            raise ValueError("relative path can't be expressed as a file URI")
        from urllib.parse import quote_from_bytes
        return 'file://' + quote_from_bytes(bytes(self))

    # ---- comparing ----

    def __hash__(self):
        if self._hash is None:
            self._hash = hash((self._root, tuple(self._tail)))
        return self._hash

    def __eq__(self, other):
        if not isinstance(other, PurePath):
            return NotImplemented
        return self.parts == other.parts

    def __lt__(self, other):
        if not isinstance(other, PurePath):
            return NotImplemented
        return self.parts < other.parts

    # ---- parts ----

    drive = property(lambda self: '')
    root = property(lambda self: self._root)
    anchor = property(lambda self: self._root)

    @property
    def parts(self):
        return tuple([self._root] + self._tail if self._root
                     else self._tail)

    @property
    def name(self):
        return self._tail[-1] if self._tail else ''

    @property
    def suffix(self):
        name = self.name
        dot = name.rfind('.')
        return name[dot:] if 0 < dot < len(name) - 1 else ''

    @property
    def suffixes(self):
        name = self.name
        if name.endswith('.'):
            return []
        return ['.' + suffix for suffix in name.lstrip('.').split('.')[1:]]

    @property
    def stem(self):
        suffix = self.suffix
        return self.name[:-len(suffix)] if suffix else self.name

    @property
    def parent(self):
        return self._made(self._root, self._tail[:-1]) if self._tail else self

    @property
    def parents(self):
        return _Parents(self)

    def is_absolute(self):
        return bool(self._root)

    def is_reserved(self):
        return False

    # ---- new paths ----

    def joinpath(self, *args):
        return self._made(*self._joined((self,) + args))

    def __truediv__(self, key):
        try:
            return self.joinpath(key)
        except TypeError:
            return NotImplemented

    def __rtruediv__(self, key):
        try:
            return self._made(*self._joined((key, self)))
        except TypeError:
            return NotImplemented

    def with_name(self, name):
        if not self.name:
            raise ValueError(f'{self!r} has an empty name')
        if not name or '/' in name or name == '.':
            raise ValueError(f'Invalid name {name!r}')
        return self._made(self._root, self._tail[:-1] + [name])

    def with_stem(self, stem):
        return self.with_name(stem + self.suffix)

    def with_suffix(self, suffix):
        if '/' in suffix or (suffix and not suffix.startswith('.')
                             or suffix == '.'):
            raise ValueError(f'Invalid suffix {suffix!r}')
        if not self.name:
            raise ValueError(f'{self!r} has an empty name')
        return self.with_name(self.stem + suffix)

    def relative_to(self, *other):
        if not other:
            raise TypeError('need at least one argument')
        root, tail = self._joined(other)
        size = len(tail)
        if root != self._root or tail != self._tail[:size]:
            shown = self._made(root, tail)
            if sys.version_info < (3, 9):
                raise ValueError(f'{str(self)!r} does not start with '
                                 f'{str(shown)!r}')
            raise ValueError(
                f'{str(self)!r} is not in the subpath of {str(shown)!r} OR '
                'one path is relative and the other is absolute.')
        return self._made('', self._tail[size:])

    def is_relative_to(self, *other):
        try:
            self.relative_to(*other)
        except ValueError:
            return False
        return True

    def match(self, path_pattern):
        root, parts = _split(path_pattern)
        if not parts and not root:
            raise ValueError('empty pattern')
        mine = self._tail
        if root:
            if root != self._root or len(parts) != len(mine):
                return False
        elif len(parts) > len(mine):
            return False
        return all(fnmatch.fnmatchcase(name, pattern) for name, pattern
                   in zip(reversed(mine), reversed(parts)))


os.PathLike.register(PurePath)


class PurePosixPath(PurePath):
    """A path of a POSIX system."""

    __slots__ = ()


class PureWindowsPath(PurePath):
    """Windows' paths are not supported here."""

    __slots__ = ()

    def __new__(cls, *args):
        raise NotImplementedError(
            f'cannot instantiate {cls.__name__!r} on your system')


def _missing(error):
    return getattr(error, 'errno', None) in (ENOENT, ENOTDIR, ELOOP, 9)


class Path(PurePath):
    """A path that can ask the file system."""

    __slots__ = ()

    def __new__(cls, *args, **kwargs):
        if cls is Path:
            cls = PosixPath
        return PurePath.__new__(cls, *args)

    def __init__(self, *args, **kwargs):
        pass

    @classmethod
    def cwd(cls):
        return cls(os.getcwd())

    @classmethod
    def home(cls):
        return cls(os.path.expanduser('~'))

    def __enter__(self):
        return self

    def __exit__(self, kind, value, traceback):
        pass

    # ---- what is there ----

    def stat(self, *, follow_symlinks=True):
        return os.stat(self) if follow_symlinks else os.lstat(self)

    def lstat(self):
        return os.lstat(self)

    def _mode(self, look=os.stat):
        try:
            return look(self).st_mode
        except OSError as error:
            if not _missing(error):
                raise
        except ValueError:
            pass
        return None

    def exists(self):
        return self._mode() is not None

    def _is(self, test, look=os.stat):
        mode = self._mode(look)
        return mode is not None and test(mode)

    def is_dir(self):
        return self._is(stat.S_ISDIR)

    def is_file(self):
        return self._is(stat.S_ISREG)

    def is_symlink(self):
        return self._is(stat.S_ISLNK, os.lstat)

    def is_fifo(self):
        return self._is(stat.S_ISFIFO)

    def is_socket(self):
        return self._is(stat.S_ISSOCK)

    def is_block_device(self):
        return self._is(stat.S_ISBLK)

    def is_char_device(self):
        return self._is(stat.S_ISCHR)

    def samefile(self, other_path):
        return os.path.samestat(self.stat(), os.stat(other_path))

    def absolute(self):
        if self.is_absolute():
            return self
        return self._made(*self._joined((os.getcwd(), self)))

    def resolve(self, strict=False):
        path = self._made(*_split(os.path.realpath(self)))
        if strict:
            path.stat()
        return path

    def readlink(self):
        return self._made(*_split(os.readlink(self)))

    def expanduser(self):
        if not self._root and self._tail and self._tail[0][:1] == '~':
            home = os.path.expanduser(self._tail[0])
            if home[:1] == '~':
                raise RuntimeError("Can't determine home directory")
            return self._made(*self._joined((home, *self._tail[1:])))
        return self

    # ---- folders ----

    def iterdir(self):
        for name in os.listdir(self):
            yield self._made(self._root, self._tail + [name])

    def _selected(self, parts):
        if not parts:
            if self.exists() or self.is_symlink():
                yield self
            return
        first, rest = parts[0], parts[1:]
        if first == '**':
            yield from self._selected_below(rest)
        elif not any(c in first for c in '*?['):
            yield from self._made(self._root, self._tail + [first])._selected(
                rest)
        else:
            for child in self._children():
                if fnmatch.fnmatchcase(child.name, first) and (
                        not rest or child.is_dir()):
                    yield from child._selected(rest)

    def _selected_below(self, rest):
        seen = set()
        for folder in self._folders():
            found = folder._selected(rest) if rest else (folder,)
            for path in found:
                if path not in seen:
                    seen.add(path)
                    yield path

    def _folders(self):
        yield self
        for child in self._children():
            if child.is_dir() and not child.is_symlink():
                yield from child._folders()

    def _children(self):
        try:
            return list(self.iterdir())
        except OSError:
            return []

    def _pattern(self, pattern):
        if not pattern:
            raise ValueError(f'Unacceptable pattern: {pattern!r}')
        root, parts = _split(pattern)
        if root:
            raise NotImplementedError('Non-relative patterns are unsupported')
        if any('**' in part and part != '**' for part in parts):
            raise ValueError("Invalid pattern: '**' can only be an entire "
                             'path component')
        return parts

    def glob(self, pattern):
        parts = self._pattern(pattern)
        if self.is_dir():
            yield from self._selected(parts)

    def rglob(self, pattern):
        parts = self._pattern(pattern)
        if self.is_dir():
            yield from self._selected(['**'] + parts)

    def mkdir(self, mode=0o777, parents=False, exist_ok=False):
        try:
            os.mkdir(self, mode)
        except FileNotFoundError:
            if not parents or self.parent == self:
                raise
            self.parent.mkdir(parents=True, exist_ok=True)
            self.mkdir(mode, parents=False, exist_ok=exist_ok)
        except OSError:
            if not exist_ok or not self.is_dir():
                raise

    def rmdir(self):
        os.rmdir(self)

    # ---- files ----

    def open(self, mode='r', buffering=-1, encoding=None, errors=None,
             newline=None):
        return io.open(self, mode, buffering, encoding, errors, newline)

    def read_bytes(self):
        with self.open('rb') as file:
            return file.read()

    def read_text(self, encoding=None, errors=None):
        with self.open('r', encoding=encoding, errors=errors) as file:
            return file.read()

    def write_bytes(self, data):
        with self.open('wb') as file:
            return file.write(memoryview(data))

    def write_text(self, data, encoding=None, errors=None, newline=None):
        if not isinstance(data, str):
            raise TypeError(f'data must be str, not {type(data).__name__}')
        with self.open('w', encoding=encoding, errors=errors,
                       newline=newline) as file:
            return file.write(data)

    def touch(self, mode=0o666, exist_ok=True):
        if exist_ok and self.exists():
            os.utime(self, None)
            return
        flags = os.O_CREAT | os.O_WRONLY | (0 if exist_ok else os.O_EXCL)
        os.close(os.open(self, flags, mode))

    def unlink(self, missing_ok=False):
        try:
            os.unlink(self)
        except FileNotFoundError:
            if not missing_ok:
                raise

    def rename(self, target):
        os.rename(self, target)
        return type(self)(target)

    def replace(self, target):
        os.replace(self, target)
        return type(self)(target)

    def chmod(self, mode):
        os.chmod(self, mode)

    def symlink_to(self, target, target_is_directory=False):
        os.symlink(target, self)

    def link_to(self, target):
        os.link(self, target)

    def hardlink_to(self, target):
        os.link(target, self)


class PosixPath(Path, PurePosixPath):
    """A path of this system."""

    __slots__ = ()


class WindowsPath(Path, PureWindowsPath):
    """Not on this system."""

    __slots__ = ()

    def __new__(cls, *args, **kwargs):
        raise NotImplementedError(
            f'cannot instantiate {cls.__name__!r} on your system')
