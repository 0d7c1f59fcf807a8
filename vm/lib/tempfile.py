# SPDX-License-Identifier: MIT
# Files and folders with names nobody else has.

import errno as _errno
import io as _io
import os as _os
import warnings as _warnings
import weakref as _weakref
from random import Random as _Random

__all__ = ['NamedTemporaryFile', 'TemporaryFile', 'SpooledTemporaryFile',
           'TemporaryDirectory', 'mkstemp', 'mkdtemp', 'mktemp', 'TMP_MAX',
           'gettempprefix', 'tempdir', 'gettempdir', 'gettempprefixb',
           'gettempdirb']

TMP_MAX = 10000
tempdir = None
template = 'tmp'

_text_openflags = (_os.O_RDWR | _os.O_CREAT | _os.O_EXCL
                   | getattr(_os, 'O_NOFOLLOW', 0))
_bin_openflags = _text_openflags | getattr(_os, 'O_BINARY', 0)
_names = None


# ---- Names ----

class _RandomNameSequence:
    """Eight characters that fit into a name, again and again."""

    characters = 'abcdefghijklmnopqrstuvwxyz0123456789_'

    def __init__(self):
        self._random = _Random()

    def __iter__(self):
        return self

    def __next__(self):
        return ''.join(self._random.choices(self.characters, k=8))


def _get_candidate_names():
    global _names
    if _names is None:
        _names = _RandomNameSequence()
    return _names


def gettempprefix():
    return template


def gettempprefixb():
    return _os.fsencode(template)


def _candidate_tempdir_list():
    """Where temporary files might go, the likeliest place first."""
    places = [_os.getenv(name) for name in ('TMPDIR', 'TEMP', 'TMP')]
    places = [place for place in places if place]
    places += ['/tmp', '/var/tmp', '/usr/tmp']
    try:
        places.append(_os.getcwd())
    except OSError:
        places.append(_os.curdir)
    return places


def _takes_files(folder):
    """Whether a file can be made and written there; None: another name."""
    path = _os.path.join(folder, next(_get_candidate_names()))
    try:
        descriptor = _os.open(path, _bin_openflags, 0o600)
    except FileExistsError:
        return None
    try:
        try:
            with _io.open(descriptor, 'wb', closefd=False) as file:
                file.write(b'-')
        finally:
            _os.close(descriptor)
    finally:
        _os.unlink(path)
    return True


def _get_default_tempdir():
    places = _candidate_tempdir_list()
    for place in places:
        folder = place if place == _os.curdir else _os.path.abspath(place)
        try:
            for _ in range(100):
                if _takes_files(folder):
                    return folder
        except OSError:
            continue
    raise FileNotFoundError(
        _errno.ENOENT, f'No usable temporary directory found in {places}')


def gettempdir():
    """The folder for temporary files."""
    global tempdir
    if tempdir is None:
        tempdir = _get_default_tempdir()
    return tempdir


def gettempdirb():
    return _os.fsencode(gettempdir())


def _infer_return_type(*parts):
    """str or bytes, as all parts of a name are that are given."""
    kinds = {bytes if isinstance(part, bytes) else str
             for part in parts if part is not None}
    if len(kinds) > 1:
        raise TypeError("Can't mix bytes and non-bytes in path components.")
    return kinds.pop() if kinds else str


def _sanitize_params(prefix, suffix, dir):
    kind = _infer_return_type(prefix, suffix, dir)
    convert = _os.fsencode if kind is bytes else str
    return (convert(template) if prefix is None else prefix,
            kind() if suffix is None else suffix,
            convert(gettempdir()) if dir is None else dir, kind)


# ---- Making files and folders ----

def _make(make, dir, pre, suf, kind, what):
    # Calls make(path) with new names until one is not there yet.
    names = _get_candidate_names()
    for _ in range(TMP_MAX):
        name = next(names)
        if kind is bytes:
            name = _os.fsencode(name)
        path = _os.path.join(dir, pre + name + suf)
        try:
            return make(path), _os.path.abspath(path)
        except FileExistsError:
            continue
    raise FileExistsError(_errno.EEXIST,
                          f'No usable temporary {what} name found')


def _mkstemp_inner(dir, pre, suf, flags, output_type):
    return _make(lambda path: _os.open(path, flags, 0o600),
                 dir, pre, suf, output_type, 'file')


def mkstemp(suffix=None, prefix=None, dir=None, text=False):
    """A new file: (descriptor, path)."""
    prefix, suffix, dir, kind = _sanitize_params(prefix, suffix, dir)
    flags = _text_openflags if text else _bin_openflags
    return _mkstemp_inner(dir, prefix, suffix, flags, kind)


def mkdtemp(suffix=None, prefix=None, dir=None):
    """A new folder: its path."""
    prefix, suffix, dir, kind = _sanitize_params(prefix, suffix, dir)
    made = []

    def make(path):
        _os.mkdir(path, 0o700)
        made.append(path)
    _make(make, dir, prefix, suffix, kind, 'directory')
    return made[0]


def mktemp(suffix='', prefix=template, dir=None):
    """A path that is not there now; somebody may make it before you do."""
    made = []

    def absent(path):
        if _os.path.lexists(path):
            raise FileExistsError(path)
        made.append(path)
    _make(absent, gettempdir() if dir is None else dir, prefix, suffix, str,
          'file')
    return made[0]


# ---- Open files ----

class _TemporaryFileCloser:
    # Knows the file and how to do away with it; methods taken from a wrapper
    # keep this alive, and nothing that leads back to them.

    def __init__(self, file, name, delete):
        self.file = file
        self.name = name
        self.delete = delete
        self.closed = False

    def close(self, unlink=_os.unlink):
        if self.closed:
            return
        self.closed = True
        try:
            self.file.close()
        finally:
            if self.delete:
                unlink(self.name)

    def __del__(self):
        self.close()


class _TemporaryFileWrapper:
    # A file and its removal when it is closed.

    def __init__(self, file, name, delete=True):
        self.file = file
        self.name = name
        self.delete = delete
        self._closer = _TemporaryFileCloser(file, name, delete)

    def __getattr__(self, name):
        value = getattr(self.__dict__['file'], name)
        if not callable(value):
            return value
        closer = self._closer

        def method(*args, **kwargs):
            return closer and value(*args, **kwargs)
        try:
            method.__name__, method.__doc__ = value.__name__, value.__doc__
        except AttributeError:
            pass
        self.__dict__[name] = method
        return method

    def __enter__(self):
        self.file.__enter__()
        return self

    def __exit__(self, *error):
        self.close()

    def __iter__(self):
        for line in self.file:
            yield line

    def close(self):
        self._closer.close()

    def __repr__(self):
        return f'<tempfile._TemporaryFileWrapper object, file={self.file!r}>'


def _opened(suffix, prefix, dir, mode, finish, *how):
    # finish(file, path), of a new file that is removed if it cannot be opened.
    descriptor, path = mkstemp(suffix, prefix, dir)
    try:
        return finish(_io.open(descriptor, mode, *how), path)
    except BaseException:
        _os.close(descriptor)
        if _os.path.lexists(path):
            _os.unlink(path)
        raise


def NamedTemporaryFile(mode='w+b', buffering=-1, encoding=None, newline=None,
                       suffix=None, prefix=None, dir=None, delete=True, *,
                       errors=None, delete_on_close=True):
    """An open file with a .name, removed when it is closed."""
    def finish(file, path):
        return _TemporaryFileWrapper(file, path, delete)
    return _opened(suffix, prefix, dir, mode, finish, buffering, encoding,
                   errors, newline)


def TemporaryFile(mode='w+b', buffering=-1, encoding=None, newline=None,
                  suffix=None, prefix=None, dir=None, *, errors=None):
    """An open file without a name."""
    def finish(file, path):
        _os.unlink(path)
        return file
    return _opened(suffix, prefix, dir, mode, finish, buffering, encoding,
                   errors, newline)


class SpooledTemporaryFile:
    """A file kept in memory until it is larger than max_size."""

    _rolled = False

    def __init__(self, max_size=0, mode='w+b', buffering=-1, encoding=None,
                 newline=None, suffix=None, prefix=None, dir=None, *,
                 errors=None):
        if 'b' in mode:
            self._file = _io.BytesIO()
        else:
            self._file = _io.TextIOWrapper(
                _io.BytesIO(), encoding=encoding, errors=errors,
                newline=newline, write_through=True)
        self._max_size = max_size
        self._how = dict(mode=mode, buffering=buffering, encoding=encoding,
                         newline=newline, suffix=suffix, prefix=prefix,
                         dir=dir, errors=errors)

    def __class_getitem__(cls, item):
        from types import GenericAlias
        return GenericAlias(cls, item)

    def __enter__(self):
        if self._file.closed:
            raise ValueError('Cannot enter context with closed file')
        return self

    def __exit__(self, *error):
        self._file.close()

    def __iter__(self):
        return iter(self._file)

    def rollover(self):
        """Move to the disk now."""
        if self._rolled:
            return
        old, new = self._file, TemporaryFile(**self._how)
        place = old.tell()
        if hasattr(old, 'buffer'):
            new.buffer.write(old.detach().getvalue())
        else:
            new.write(old.getvalue())
        new.seek(place)
        self._file = new
        self._rolled = True

    def _check(self, result, size=0):
        if not self._rolled and 0 < self._max_size < (
                size or self._file.tell()):
            self.rollover()
        return result

    def write(self, data):
        return self._check(self._file.write(data))

    def writelines(self, lines):
        return self._check(self._file.writelines(lines))

    def truncate(self, size=None):
        if size is None:
            return self._file.truncate()
        self._check(None, size)
        return self._file.truncate(size)

    def fileno(self):
        self.rollover()
        return self._file.fileno()

    # What the file has, whichever it is by then.

    def close(self):
        self._file.close()

    def flush(self):
        self._file.flush()

    def isatty(self):
        return self._file.isatty()

    def read(self, *size):
        return self._file.read(*size)

    def readline(self, *size):
        return self._file.readline(*size)

    def readlines(self, *size):
        return self._file.readlines(*size)

    def seek(self, *place):
        return self._file.seek(*place)

    def tell(self):
        return self._file.tell()

    closed = property(lambda self: self._file.closed)
    encoding = property(lambda self: self._file.encoding)
    errors = property(lambda self: self._file.errors)
    newlines = property(lambda self: self._file.newlines)
    name = property(lambda self: getattr(self._file, 'name', None))

    @property
    def mode(self):
        return getattr(self._file, 'mode', None) or self._how['mode']


# ---- Folders ----

class TemporaryDirectory:
    """A folder that is removed with all in it when `with` is left."""

    def __init__(self, suffix=None, prefix=None, dir=None,
                 ignore_cleanup_errors=False, *, delete=True):
        self.name = mkdtemp(suffix, prefix, dir)
        self._ignore = ignore_cleanup_errors
        self._delete = delete
        self._finalizer = _weakref.finalize(
            self, self._forgotten, self.name, ignore_cleanup_errors, delete,
            f'Implicitly cleaning up {self!r}')

    @classmethod
    def _forgotten(cls, name, ignore, delete, message):
        if delete:
            cls._remove(name, ignore)
            _warnings.warn(message, ResourceWarning)

    @staticmethod
    def _remove(name, ignore):
        import shutil

        def again(function, path, info):
            # Folders and files that may not be touched are made touchable.
            if isinstance(info[1], FileNotFoundError):
                return
            if not isinstance(info[1], PermissionError) or path == done[-1]:
                if not ignore:
                    raise info[1]
                return
            done.append(path)
            for place in _os.path.dirname(path), path:
                if place.startswith(name) and not _os.path.islink(place):
                    _os.chmod(place, 0o700)
            if _os.path.isdir(path) and not _os.path.islink(path):
                shutil.rmtree(path, onerror=again)
            else:
                _os.unlink(path)
        done = [None]
        shutil.rmtree(name, onerror=again)

    def __class_getitem__(cls, item):
        from types import GenericAlias
        return GenericAlias(cls, item)

    def __repr__(self):
        return f'<{type(self).__name__} {self.name!r}>'

    def __enter__(self):
        return self.name

    def __exit__(self, *error):
        if self._delete:
            self.cleanup()

    def cleanup(self):
        if self._finalizer.detach() or _os.path.exists(self.name):
            self._remove(self.name, self._ignore)
