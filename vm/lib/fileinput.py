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
    _state = FileInput(files, inplace, backup, mode=mode, openhook=openhook)
    return _state


def close():
    global _state
    state, _state = _state, None
    if state:
        state.close()


def _active():
    if not _state:
        raise RuntimeError('no active input()')
    return _state


def nextfile():
    return _active().nextfile()


def filename():
    return _active().filename()


def lineno():
    return _active().lineno()


def filelineno():
    return _active().filelineno()


def fileno():
    return _active().fileno()


def isfirstline():
    return _active().isfirstline()


def isstdin():
    return _active().isstdin()


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
        self._inplace = inplace
        self._backup = backup
        self._savestdout = None
        self._output = None
        self._filename = None
        self._startlineno = 0
        self._filelineno = 0
        self._isstdin = False
        self._backupfilename = None
        if mode not in ('r', 'rU', 'U', 'rb'):
            raise ValueError("FileInput opening mode must be one of 'r', "
                             "'rU', 'U' and 'rb'")
        if 'U' in mode:
            import warnings
            warnings.warn("'U' mode is deprecated", DeprecationWarning, 2)
        self._mode = mode
        self._write_mode = 'w' if 'U' in mode else mode.replace('r', 'w')
        if openhook:
            if inplace:
                raise ValueError('FileInput cannot use an opening hook in '
                                 'inplace mode')
            if not callable(openhook):
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
        while True:
            line = self._readline()
            if line:
                self._filelineno += 1
                return line
            if not self._file:
                raise StopIteration
            self.nextfile()

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
            try:
                if file and not self._isstdin:
                    file.close()
            finally:
                old, self._backupfilename = self._backupfilename, None
                if old and not self._backup:
                    try:
                        os.unlink(old)
                    except OSError:
                        pass
                self._isstdin = False

    def readline(self):
        while True:
            line = self._readline()
            if line:
                self._filelineno += 1
                return line
            if not self._file:
                return line
            self.nextfile()

    def _readline(self):
        """Open the next file and read its first line."""
        if not self._files:
            return b'' if 'b' in self._mode else ''
        self._filename, *rest = self._files
        self._files = tuple(rest)
        self._startlineno = self.lineno()
        self._filelineno = 0
        self._isstdin = False
        if self._filename == '-':
            self._filename = '<stdin>'
            self._file = getattr(sys.stdin, 'buffer', sys.stdin) \
                if 'b' in self._mode else sys.stdin
            self._isstdin = True
        elif self._inplace:
            self._open_inplace()
        elif self._openhook:
            self._file = self._openhook(self._filename, self._mode)
        else:
            self._file = open(self._filename, self._mode.replace('U', '')
                              or 'r')
        self._readline = self._file.readline
        return self._readline()

    def _open_inplace(self):
        self._backupfilename = os.fspath(self._filename) + \
            (self._backup or '.bak')
        try:
            os.unlink(self._backupfilename)
        except OSError:
            pass
        os.rename(self._filename, self._backupfilename)
        self._file = open(self._backupfilename,
                          self._mode.replace('U', '') or 'r')
        try:
            mode = os.fstat(self._file.fileno()).st_mode
        except OSError:
            mode = None
        self._output = open(self._filename, self._write_mode)
        if mode is not None:
            try:
                os.chmod(self._filename, mode)
            except OSError:
                pass
        self._savestdout = sys.stdout
        sys.stdout = self._output

    def filename(self):
        return self._filename

    def lineno(self):
        return self._startlineno + self._filelineno

    def filelineno(self):
        return self._filelineno

    def fileno(self):
        if self._file:
            try:
                return self._file.fileno()
            except ValueError:
                return -1
        return -1

    def isfirstline(self):
        return self._filelineno == 1

    def isstdin(self):
        return self._isstdin


def hook_compressed(filename, mode):
    """An opening hook for files that end in .gz or .bz2, too."""
    ending = os.path.splitext(filename)[1]
    if ending == '.gz':
        import gzip
        return gzip.open(filename, mode)
    if ending == '.bz2':
        import bz2
        return bz2.BZ2File(filename, mode)
    return open(filename, mode)


def hook_encoded(encoding, errors=None):
    def openhook(filename, mode):
        return open(filename, mode, encoding=encoding, errors=errors)
    return openhook
