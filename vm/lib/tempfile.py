# SPDX-License-Identifier: MIT
# Files and folders with names nobody else has.

import io
import os
from random import Random

__all__ = ['NamedTemporaryFile', 'TemporaryFile', 'SpooledTemporaryFile',
           'TemporaryDirectory', 'mkstemp', 'mkdtemp', 'mktemp', 'TMP_MAX',
           'gettempprefix', 'tempdir', 'gettempdir', 'gettempprefixb',
           'gettempdirb']

TMP_MAX = 10000
tempdir = None
template = 'tmp'
_LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789_'
_names = None


def _name():
    global _names
    if _names is None:
        _names = Random()
    return ''.join(_names.choices(_LETTERS, k=8))


def gettempprefix():
    return template


def gettempprefixb():
    return os.fsencode(template)


def gettempdir():
    """The folder for temporary files."""
    global tempdir
    if tempdir is None:
        places = [os.environ.get(name) for name in ('TMPDIR', 'TEMP', 'TMP')]
        places += ['/tmp', '/var/tmp', '/usr/tmp', os.getcwd()]
        for place in places:
            if place and os.path.isdir(place) and os.access(place, os.W_OK):
                tempdir = os.path.abspath(place)
                break
        else:
            raise FileNotFoundError(
                2, f'No usable temporary directory found in {places}')
    return tempdir


def gettempdirb():
    return os.fsencode(gettempdir())


def _sanitized(suffix, prefix, dir):
    # All three as str or all as bytes; the kind as its empty value.
    kinds = {type(part[:0]) for part in map(
        lambda part: None if part is None else os.fspath(part),
        (suffix, prefix, dir)) if part is not None}
    if len(kinds) > 1:
        raise TypeError("Can't mix bytes and non-bytes in path components.")
    convert = os.fsencode if kinds == {bytes} else str
    return (convert(suffix or ''),
            convert(template if prefix is None else prefix),
            convert(gettempdir()) if dir is None else os.fspath(dir), convert)


def _make(make, suffix, prefix, dir, what):
    # Calls make(path) with new names until one is not there yet.
    suffix, prefix, dir, convert = _sanitized(suffix, prefix, dir)
    for _ in range(TMP_MAX):
        path = os.path.join(dir, prefix + convert(_name()) + suffix)
        try:
            return make(path), os.path.abspath(path)
        except FileExistsError:
            continue
    raise FileExistsError(17, f'No usable temporary {what} name found')


def mkstemp(suffix=None, prefix=None, dir=None, text=False):
    """A new file: (descriptor, path)."""
    return _make(lambda path: os.open(
        path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600),
        suffix, prefix, dir, 'file')


def mkdtemp(suffix=None, prefix=None, dir=None):
    """A new folder: its path."""
    return _make(lambda path: os.mkdir(path, 0o700), suffix, prefix, dir,
                 'directory')[1]


def mktemp(suffix='', prefix=template, dir=None):
    """A path that is not there now; somebody may make it before you do."""
    def absent(path):
        if os.path.exists(path):
            raise FileExistsError(path)
    return _make(absent, suffix, prefix, dir, 'file')[1]


class _TemporaryFileWrapper:
    # A file and its removal when it is closed.

    def __init__(self, file, name, delete=True):
        self.file = file
        self.name = name
        self.delete = delete
        self._gone = False

    def __getattr__(self, name):
        value = getattr(self.__dict__['file'], name)
        if callable(value):
            self.__dict__[name] = value
        return value

    def __enter__(self):
        self.file.__enter__()
        return self

    def __exit__(self, *error):
        self.close()

    def __iter__(self):
        return iter(self.file)

    def close(self):
        try:
            self.file.close()
        finally:
            if self.delete and not self._gone:
                self._gone = True
                os.unlink(self.name)

    def __repr__(self):
        return f'<tempfile._TemporaryFileWrapper object, file={self.file!r}>'


def NamedTemporaryFile(mode='w+b', buffering=-1, encoding=None, newline=None,
                       suffix=None, prefix=None, dir=None, delete=True, *,
                       errors=None, delete_on_close=True):
    """An open file with a .name, removed when it is closed."""
    descriptor, name = mkstemp(suffix, prefix, dir)
    try:
        file = io.open(descriptor, mode, buffering, encoding, errors, newline)
    except BaseException:
        os.close(descriptor)
        os.unlink(name)
        raise
    return _TemporaryFileWrapper(file, name, delete)


def TemporaryFile(mode='w+b', buffering=-1, encoding=None, newline=None,
                  suffix=None, prefix=None, dir=None, *, errors=None):
    """An open file without a name."""
    descriptor, name = mkstemp(suffix, prefix, dir)
    os.unlink(name)
    try:
        return io.open(descriptor, mode, buffering, encoding, errors, newline)
    except BaseException:
        os.close(descriptor)
        raise


class SpooledTemporaryFile:
    """A file kept in memory until it is larger than max_size."""

    def __init__(self, max_size=0, mode='w+b', buffering=-1, encoding=None,
                 newline=None, suffix=None, prefix=None, dir=None, *,
                 errors=None):
        if 'b' in mode:
            self._file = io.BytesIO()
        else:
            self._file = io.TextIOWrapper(
                io.BytesIO(), encoding=encoding, errors=errors,
                newline=newline, write_through=True)
        self._max_size = max_size
        self._rolled = False
        self._how = dict(mode=mode, buffering=buffering, encoding=encoding,
                         newline=newline, suffix=suffix, prefix=prefix,
                         dir=dir, errors=errors)

    def __getattr__(self, name):
        if name == '_file':
            raise AttributeError(name)
        return getattr(self._file, name)

    def __enter__(self):
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

    def _check(self, result):
        if not self._rolled and 0 < self._max_size < self._file.tell():
            self.rollover()
        return result

    def write(self, data):
        return self._check(self._file.write(data))

    def writelines(self, lines):
        return self._check(self._file.writelines(lines))

    def fileno(self):
        self.rollover()
        return self._file.fileno()

    @property
    def name(self):
        return getattr(self._file, 'name', None)


class TemporaryDirectory:
    """A folder that is removed with all in it when `with` is left."""

    def __init__(self, suffix=None, prefix=None, dir=None,
                 ignore_cleanup_errors=False, *, delete=True):
        self.name = mkdtemp(suffix, prefix, dir)
        self._ignore = ignore_cleanup_errors
        self._delete = delete

    def __repr__(self):
        return f'<{type(self).__name__} {self.name!r}>'

    def __enter__(self):
        return self.name

    def __exit__(self, *error):
        if self._delete:
            self.cleanup()

    def cleanup(self):
        import shutil
        if os.path.exists(self.name):
            shutil.rmtree(self.name, self._ignore)
