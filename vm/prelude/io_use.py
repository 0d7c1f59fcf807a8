# SPDX-License-Identifier: MIT
# io: the standard streams, open(), print() to elsewhere, and input().

import sys as _sys
import _io


# ---- Standard output and error ----

class _StandardBuffer(_Buffered):
    """sys.stdout.buffer: it shares what print() has not handed over yet."""

    def write(self, data):
        self._check_open()
        if isinstance(data, str):
            raise TypeError("a bytes-like object is required, not 'str'")
        data = bytes(memoryview(data))
        _io.put(self._raw.fileno(), data)
        return len(data)

    def flush(self):
        self._check_open()
        _io.flush(self._raw.fileno())

    def close(self):
        _io_plain_no_more(self)
        _Buffered.close(self)


def _io_plain_no_more(buffer):
    """print() must ask sys.stdout: it is no longer what it was."""
    global _stdout
    if _stdout is not None and _stdout._buffer is buffer:
        _stdout = None


_StandardBuffer.__name__ = _StandardBuffer.__qualname__ = 'BufferedWriter'
_StandardBuffer.__module__ = '_io'


class _StandardText(TextIOWrapper):
    def write(self, text):
        if self._buffer is None or self._buffer.closed or \
                type(text) is not str or self._ending is not None or \
                self.encoding != 'utf-8' or self.errors != self._own_errors:
            count = TextIOWrapper.write(self, text)
            if self.write_through:
                self._buffer.flush()
            return count
        _io.put(self._number, text)
        if self.write_through:
            _io.flush(self._number)
        return len(text)

    def detach(self):
        _io_plain_no_more(self._buffer)
        return TextIOWrapper.detach(self)

    def reconfigure(self, *, encoding=None, errors=None, newline=..., **named):
        if encoding is not None or errors is not None or newline is not ...:
            _io_plain_no_more(self._buffer)
        TextIOWrapper.reconfigure(self, encoding=encoding, errors=errors,
                                  newline=newline, **named)


_StandardText.__name__ = _StandardText.__qualname__ = 'TextIOWrapper'
_StandardText.__module__ = '_io'


def _io_standard(number, name, errors):
    raw = FileIO(number, 'w', closefd=False)
    raw.name = name
    mode = _io.stdout_mode() if number == 1 else 0
    text = _StandardText(_StandardBuffer(raw), 'utf-8', errors,
                         line_buffering=mode == 0)
    text._number = number
    text._own_errors = errors
    text.mode = 'w'
    return text


def io_make_streams():
    global _stdout
    raw = FileIO(0, 'r', closefd=False)
    raw.name = '<stdin>'
    stdin = TextIOWrapper(BufferedReader(raw), 'utf-8', 'strict')
    stdin.mode = 'r'
    _stdout = _io_standard(1, '<stdout>', 'strict')
    _sys.stdin = _sys.__stdin__ = stdin
    _sys.stdout = _sys.__stdout__ = _stdout
    _sys.stderr = _sys.__stderr__ = _io_standard(2, '<stderr>',
                                                 'backslashreplace')


# ---- open ----

def _io_parse_mode(mode):
    kinds = set(mode)
    if kinds - set('axrwb+tU') or len(mode) > len(kinds):
        raise ValueError(f'invalid mode: {mode!r}')
    if 'U' in kinds and kinds & set('axw+'):
        raise ValueError("mode U cannot be combined with 'x', 'w', 'a', or "
                         "'+'")
    if 't' in kinds and 'b' in kinds:
        raise ValueError("can't have text and binary mode at once")
    chosen = kinds & set('axrwU')
    if len(chosen) > 1 and chosen != {'r', 'U'}:
        raise ValueError('must have exactly one of '
                         'create/read/write/append mode')
    if not chosen:
        raise ValueError('Must have exactly one of create/read/write/append '
                         'mode and at most one plus')
    return ''.join(kind for kind in 'axrw' if kind in kinds) or 'r'


def builtins_open(file, mode=None, buffering=None, encoding=None, errors=None,
                  newline=None, closefd=None, opener=None):
    mode = 'r' if mode is None else mode
    buffering = -1 if buffering is None else buffering
    closefd = True if closefd is None else closefd
    if not isinstance(mode, str):
        raise TypeError('open() argument 2 must be str, not '
                        f'{type(mode).__name__}')
    if not isinstance(buffering, int):
        raise TypeError('an integer is required (got type '
                        f'{type(buffering).__name__})')
    kind = _io_parse_mode(mode)
    if 'U' in mode:
        import_absolute('warnings').warn("'U' mode is deprecated",
                                         DeprecationWarning, 2)
    binary = 'b' in mode
    if binary and encoding is not None:
        raise ValueError("binary mode doesn't take an encoding argument")
    if binary and errors is not None:
        raise ValueError("binary mode doesn't take an errors argument")
    if binary and newline is not None:
        raise ValueError("binary mode doesn't take a newline argument")
    if not binary:
        _io_check_newline(newline)
        _io_encoding_name(encoding)
    if isinstance(file, float):
        raise TypeError('integer argument expected, got float')
    if not isinstance(file, int):
        io_path(file)
        if not isinstance(file, (str, bytes)):
            file = type(file).__fspath__(file)
    raw = FileIO(file, kind + ('+' if '+' in mode else ''), closefd,
                       opener)
    if buffering == 0:
        if binary:
            return raw
        raw.close()
        raise ValueError("can't have unbuffered text I/O")
    if buffering == 1 and binary:
        import warnings
        warnings.warn("line buffering (buffering=1) isn't supported in binary "
                      'mode, the default buffer size will be used',
                      RuntimeWarning, 2)
    line = buffering == 1 and not binary or buffering < 0 and raw.isatty()
    size = buffering if buffering > 1 else 8192
    if '+' in mode:
        buffer = BufferedRandom(raw, size)
    elif kind == 'r':
        buffer = BufferedReader(raw, size)
    else:
        buffer = BufferedWriter(raw, size)
    if binary:
        return buffer
    text = TextIOWrapper(buffer, encoding, errors, newline, line)
    text.mode = mode
    return text


# ---- print to elsewhere, input ----

def builtins_print(*args, sep=None, end=None, file=None, flush=False):
    if file is None:
        if not hasattr(_sys, 'stdout'):
            raise RuntimeError('lost sys.stdout')
        file = _sys.stdout
        if file is None:
            return
    write = file.write
    for i, value in enumerate(args):
        if i:
            write(' ' if sep is None else sep)
        write(str(value))
    write('\n' if end is None else end)
    if flush:
        file.flush()


def _input_flush(stream):
    try:
        stream.flush()
    except Exception:
        pass


def builtins_input(prompt='', /):
    for name in ('stdin', 'stdout', 'stderr'):
        if getattr(_sys, name, None) is None:
            raise RuntimeError(f'input(): lost sys.{name}')
    _input_flush(_sys.stderr)
    text = str(prompt)
    if text:
        _sys.stdout.write(text)
    _input_flush(_sys.stdout)
    line = _sys.stdin.readline()
    if not isinstance(line, str):
        raise TypeError('object.readline() returned non-string')
    if not line:
        raise EOFError('EOF when reading a line')
    return line[:-1] if line[-1] == '\n' else line
