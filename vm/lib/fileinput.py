# SPDX-License-Identifier: MIT
# The lines of all files named on the command line, one after the other.

import os
import sys

__all__ = ['input', 'close', 'nextfile', 'filename', 'lineno', 'filelineno',
           'fileno', 'isfirstline', 'isstdin', 'FileInput', 'hook_compressed',
           'hook_encoded']

_state = None


def input(files=None, inplace=False, backup='', *, mode='r', openhook=None):
    global _state
    if _state and _state._file:
        raise RuntimeError('input() already active')
    _state = made = FileInput(files, inplace, backup, mode=mode,
                              openhook=openhook)
    return made


def close():
    global _state
    ended, _state = _state, None
    if ended:
        ended.close()


def _of_active(name):
    # The function that asks the input() of the moment.
    def function():
        if _state:
            return getattr(_state, name)()
        raise RuntimeError('no active input()')

    function.__name__ = function.__qualname__ = name
    return function


nextfile = _of_active('nextfile')
filename = _of_active('filename')
lineno = _of_active('lineno')
filelineno = _of_active('filelineno')
fileno = _of_active('fileno')
isfirstline = _of_active('isfirstline')
isstdin = _of_active('isstdin')


def _quietly(function, *args):
    try:
        return function(*args)
    except OSError:
        return None


class FileInput:
    """The lines of several files; inplace: print() rewrites them."""

    _file = None

    def __init__(self, files=None, inplace=False, backup='', *, mode='r',
                 openhook=None):
        if isinstance(files, str) or hasattr(files, '__fspath__'):
            files = os.fspath(files),
        elif files is None:
            files = sys.argv[1:]
        self._files = tuple(files) or ('-',)
        self._inplace, self._backup = inplace, backup
        self._savestdout = self._output = self._backupfilename = None
        self._filename, self._isstdin = None, False
        self._startlineno = self._filelineno = 0
        if mode not in 'r rU U rb'.split():
            raise ValueError("FileInput opening mode must be one of 'r', "
                             "'rU', 'U' and 'rb'")
        universal = 'U' in mode
        if universal:
            import warnings
            warnings.warn("'U' mode is deprecated", DeprecationWarning, 2)
        self._mode = mode
        self._modes = (mode, 'w') if universal else (mode, 'w' + mode[1:])
        if openhook and inplace:
            raise ValueError('FileInput cannot use an opening hook in '
                             'inplace mode')
        if openhook and not callable(openhook):
            raise ValueError('FileInput openhook must be callable')
        self._openhook = openhook

    def __del__(self):
        self.close()

    def close(self):
        try:
            self.nextfile()
        finally:
            self._files = ()

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.close()

    def __iter__(self):
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def __getitem__(self, i):
        import warnings
        warnings.warn('Support for indexing FileInput objects is deprecated. '
                      'Use iterator protocol instead.', DeprecationWarning, 2)
        if i != self.lineno():
            raise RuntimeError('accessing lines out of order')
        try:
            return next(self)
        except StopIteration:
            raise IndexError('end of input reached') from None

    def nextfile(self):
        """Leave this file."""
        stdout, self._savestdout = self._savestdout, None
        if stdout:
            sys.stdout = stdout
        output, self._output = self._output, None
        try:
            if output:
                output.close()
        finally:
            file, self._file = self._file, None
            self.__dict__.pop('_readline', None)
            ours, self._isstdin = not self._isstdin, False
            try:
                if file and ours:
                    file.close()
            finally:
                old, self._backupfilename = self._backupfilename, None
                if old and not self._backup:
                    _quietly(os.unlink, old)

    def readline(self):
        line = self._readline()
        while not line and self._file:
            self.nextfile()
            line = self._readline()
        if line:
            self._filelineno += 1
        return line

    def _readline(self):
        """Open the next file and read its first line."""
        if not self._files:
            return b'' if 'b' in self._mode else ''
        name, *rest = self._files
        self._startlineno += self._filelineno
        self._files, self._filename = tuple(rest), name
        self._filelineno, self._isstdin = 0, name == '-'
        if self._isstdin:
            self._filename, self._file = '<stdin>', sys.stdin
            if 'b' in self._mode:
                self._file = getattr(sys.stdin, 'buffer', sys.stdin)
        elif self._inplace:
            self._open_inplace(name)
        elif self._openhook:
            self._file = self._openhook(name, self._mode)
        else:
            self._file = open(name, self._modes[0])
        self._readline = self._file.readline
        return self._readline()

    def _open_inplace(self, name):
        # Read what the file was, from beside it; print into a new one.
        self._backupfilename = old = os.fspath(name) + (self._backup or '.bak')
        _quietly(os.unlink, old)
        os.rename(name, old)
        self._file = open(old, self._modes[0])
        there = _quietly(os.fstat, self._file.fileno())
        self._output = open(name, self._modes[1])
        if there is not None:
            _quietly(os.chmod, name, there.st_mode)
        self._savestdout, sys.stdout = sys.stdout, self._output

    def isstdin(self):
        return self._isstdin

    def isfirstline(self):
        return self.filelineno() == 1

    def filename(self):
        return self._filename

    def fileno(self):
        try:
            return self._file.fileno() if self._file else -1
        except ValueError:
            return -1       # closed by somebody

    def filelineno(self):
        return self._filelineno

    def lineno(self):
        return self._startlineno + self.filelineno()


def hook_compressed(filename, mode):
    """An opening hook for files that end in .gz or .bz2, too."""
    ending = os.path.splitext(filename)[1]
    opener = open
    if ending == '.gz':
        from gzip import open as opener
    elif ending == '.bz2':
        from bz2 import BZ2File as opener
    return opener(filename, mode)


def hook_encoded(encoding, errors=None):
    """An opening hook for text in an encoding."""
    return lambda filename, mode: open(filename, mode, encoding=encoding,
                                       errors=errors)
