# SPDX-License-Identifier: MIT
# Paths that never ask the file system: a drive, a root, and names below.

import fnmatch
import functools
import os
import sys
from _collections_abc import Sequence
from pathlib import _flavour


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
        return path._made(path._drive, path._root, path._tail[:-place - 1])

    def __repr__(self):
        return f'<{type(self._path).__name__}.parents>'


@functools.total_ordering
class PurePath:
    """A path that never asks the file system."""

    __slots__ = ('_drive', '_root', '_tail', '_text', '_shown', '_key',
                 '_hash')

    _flavour = _flavour.posix

    def __new__(cls, *args):
        if cls is PurePath:
            cls = PurePosixPath
        self = object.__new__(cls)
        self._drive, self._root, self._tail = cls._combined(args)
        self._text = self._shown = self._key = self._hash = None
        return self

    def __init__(self, *args):
        pass

    @classmethod
    def _combined(cls, args):
        pieces = []
        for arg in args:
            if isinstance(arg, PurePath):
                pieces += arg.parts
                continue
            arg = os.fspath(arg)
            if not isinstance(arg, str):
                raise TypeError(
                    'argument should be a str object or an os.PathLike '
                    f'object returning str, not {type(arg)!r}')
            pieces.append(arg)
        if len(pieces) == 1:
            return cls._flavour.split(pieces[0])
        return cls._flavour.combine(pieces)

    def _made(self, drive, root, tail):
        path = object.__new__(type(self))
        path._drive, path._root, path._tail = drive, root, list(tail)
        path._text = path._shown = path._key = path._hash = None
        return path

    def _below(self, name):
        return self._made(self._drive, self._root, self._tail + [name])

    def __reduce__(self):
        return type(self), self.parts

    # ---- as text ----

    def __str__(self):
        if self._text is None:
            names = self._flavour.sep.join(self._tail)
            self._text = self._drive + self._root + names or '.'
        return self._text

    def __fspath__(self):
        return str(self)

    def as_posix(self):
        return str(self).replace(self._flavour.sep, '/')

    def __bytes__(self):
        return os.fsencode(self)

    def __repr__(self):
        return f'{type(self).__name__}({self.as_posix()!r})'

    def as_uri(self):
        if not self.is_absolute():
            raise ValueError("relative path can't be expressed as a file URI")
        return self._flavour.uri(self)

    # ---- comparing ----

    @property
    def _folded(self):
        # What makes two paths equal.
        if self._key is None:
            fold = self._flavour.fold
            self._key = [fold(part) for part in self.parts]
        return self._key

    def __hash__(self):
        if self._hash is None:
            self._hash = hash(tuple(self._folded))
        return self._hash

    def _like(self, other):
        return isinstance(other, PurePath) and self._flavour is other._flavour

    def __eq__(self, other):
        if not isinstance(other, PurePath):
            return NotImplemented
        return self._like(other) and self._folded == other._folded

    def __lt__(self, other):
        if not self._like(other):
            return NotImplemented
        return self._folded < other._folded

    # ---- parts ----

    drive = property(lambda self: self._drive)
    root = property(lambda self: self._root)
    anchor = property(lambda self: self._drive + self._root)

    @property
    def parts(self):
        if self._shown is None:
            anchor = self._drive + self._root
            self._shown = tuple([anchor] * bool(anchor) + [
                sys.intern(name) if type(name) is str else name
                for name in self._tail])
        return self._shown

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
        if not self._tail:
            return self
        return self._made(self._drive, self._root, self._tail[:-1])

    @property
    def parents(self):
        return _Parents(self)

    def is_absolute(self):
        return self._flavour.is_absolute(self._drive, self._root)

    def is_reserved(self):
        return self._flavour.is_reserved(self._drive, self._tail)

    # ---- new paths ----

    def joinpath(self, *args):
        mine = self._drive, self._root, self._tail
        return self._made(*self._flavour.join(mine, self._combined(args)))

    def __truediv__(self, key):
        try:
            return self.joinpath(key)
        except TypeError:
            return NotImplemented

    def __rtruediv__(self, key):
        try:
            return self._made(*self._combined((key, self)))
        except TypeError:
            return NotImplemented

    def with_name(self, name):
        if not self.name:
            raise ValueError(f'{self!r} has an empty name')
        flavour = self._flavour
        drive, root, names = flavour.split(name)
        if drive or root or len(names) != 1 or name[-1] in (
                flavour.sep, flavour.altsep):
            raise ValueError(f'Invalid name {name!r}')
        return self._made(self._drive, self._root, self._tail[:-1] + [name])

    def with_stem(self, stem):
        return self.with_name(stem + self.suffix)

    def with_suffix(self, suffix):
        flavour = self._flavour
        if flavour.sep in suffix or (flavour.altsep or '\0') in suffix or (
                suffix and not suffix.startswith('.') or suffix == '.'):
            raise ValueError(f'Invalid suffix {suffix!r}')
        if not self.name:
            raise ValueError(f'{self!r} has an empty name')
        return self._made(self._drive, self._root,
                          self._tail[:-1] + [self.stem + suffix])

    def _steps(self):
        # The way to this path: drive and root are steps of their own.
        steps = [self._drive] * bool(self._drive or self._root)
        return steps + [self._root] * bool(self._root) + self._tail

    def relative_to(self, *other):
        if not other:
            raise TypeError('need at least one argument')
        other = self._made(*self._combined(other))
        fold = self._flavour.fold
        mine, theirs = self._steps(), other._steps()
        size = len(theirs)
        anchored = bool(self._drive or self._root)
        if (anchored and not size
                or [fold(step) for step in mine[:size]]
                != [fold(step) for step in theirs]):
            if sys.version_info < (3, 9):
                raise ValueError(f'{str(self)!r} does not start with '
                                 f'{str(other)!r}')
            raise ValueError(
                f'{str(self)!r} is not in the subpath of {str(other)!r} OR '
                'one path is relative and the other is absolute.')
        if anchored and self._root and size == 1:
            return self._made('', self._root, self._tail)
        return self._made('', '', mine[size:])

    def is_relative_to(self, *other):
        try:
            self.relative_to(*other)
        except ValueError:
            return False
        return True

    def match(self, path_pattern):
        flavour = self._flavour
        drive, root, names = flavour.split(flavour.fold(path_pattern))
        if not (drive or root or names):
            raise ValueError('empty pattern')
        if (drive and drive != flavour.fold(self._drive)
                or root and root != flavour.fold(self._root)):
            return False
        mine = self._folded
        if drive or root:
            if len(mine) != len(names) + 1:
                return False
        elif len(names) > len(mine):
            return False
        return all(fnmatch.fnmatchcase(name, pattern) for name, pattern
                   in zip(reversed(mine), reversed(names)))


os.PathLike.register(PurePath)


class PurePosixPath(PurePath):
    """A path of a POSIX system."""

    __slots__ = ()


class PureWindowsPath(PurePath):
    """A path of Windows, on any system."""

    __slots__ = ()

    _flavour = _flavour.windows
