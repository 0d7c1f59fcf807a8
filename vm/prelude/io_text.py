# SPDX-License-Identifier: MIT
# io: text on bytes, the standard streams, open() and input().
#
# Written text is encoded at once and waits in the buffer below, so that no
# text is lost when a file is dropped. Read text waits here, decoded.

import sys as _sys
import _io


def _io_encoding_name(encoding):
    if encoding is None:
        return 'UTF-8'
    if not isinstance(encoding, str):
        raise TypeError('TextIOWrapper() argument 2 must be str or None, not '
                        f'{type(encoding).__name__}')
    ''.encode(encoding)
    return encoding


def _io_whole_part(data, encoding):
    """How many of these bytes end with a whole character."""
    name = encoding.lower().replace('_', '-')
    if name in ('utf-8', 'utf8', 'utf-8-sig'):
        for back in range(1, min(4, len(data) + 1)):
            byte = data[-back]
            if byte & 0xc0 != 0x80:
                need = 1 if byte < 0xc0 else 2 if byte < 0xe0 else \
                    3 if byte < 0xf0 else 4
                return len(data) - back if need > back else len(data)
        return len(data)
    if name.startswith(('utf-16', 'utf16')):
        return len(data) & ~1
    if name.startswith(('utf-32', 'utf32')):
        return len(data) & ~3
    return len(data)


class TextIOWrapper(_TextIOBase):
    _chunk = 8192

    def __init__(self, buffer, encoding=None, errors=None, newline=None,
                 line_buffering=False, write_through=False):
        _io_check_newline(newline)
        self.encoding = _io_encoding_name(encoding)
        self.errors = 'strict' if errors is None else errors
        self.line_buffering = bool(line_buffering)
        self.write_through = bool(write_through)
        self._newline = newline
        self._ending = newline if newline in ('\r', '\r\n') else None
        self._buffer = buffer
        self._text = ''     # decoded, not read yet
        self._source = ''   # the same with its own newlines
        self._at = 0
        self._bytes = b''   # read, not decoded yet
        self._end = False
        self._seen = ()
        self._name = None
        if hasattr(buffer, 'seekable') and buffer.seekable() \
                and buffer.writable() and self._marked() and buffer.tell():
            self._mark_written = True

    _mark_written = False

    def _marked(self):
        name = self.encoding.lower().replace('_', '-')
        return name in ('utf-16', 'utf-32', 'utf-8-sig', 'utf16', 'utf32')

    @property
    def buffer(self):
        return self._buffer

    @property
    def name(self):
        return self.buffer.name

    @property
    def mode(self):
        if self._name is None:
            raise AttributeError("'_io.TextIOWrapper' object has no attribute "
                                 "'mode'")
        return self._name

    @mode.setter
    def mode(self, mode):
        self._name = mode

    @property
    def closed(self):
        return self._buffer is None or self._buffer.closed

    @property
    def newlines(self):
        seen = tuple(feed for feed in ('\r', '\n', '\r\n')
                     if feed in self._seen)
        return seen[0] if len(seen) == 1 else seen or None

    def __repr__(self):
        parts = []
        for field in ('name', 'mode'):
            try:
                parts.append(f'{field}={getattr(self, field)!r}')
            except AttributeError:
                pass
        parts.append(f'encoding={self.encoding!r}')
        return f"<_io.TextIOWrapper {' '.join(parts)}>"

    def _check_open(self):
        if self._buffer is None:
            raise ValueError('underlying buffer has been detached')
        if self._buffer.closed:
            raise ValueError('I/O operation on closed file.')

    def fileno(self):
        return self.buffer.fileno()

    def isatty(self):
        self._check_open()
        return self.buffer.isatty()

    def readable(self):
        return self.buffer.readable()

    def writable(self):
        return self.buffer.writable()

    def seekable(self):
        return self.buffer.seekable()

    def reconfigure(self, *, encoding=None, errors=None, newline=...,
                    line_buffering=None, write_through=None):
        self.flush()
        if encoding is not None:
            self.encoding = _io_encoding_name(encoding)
            self.errors = 'strict'
        if errors is not None:
            self.errors = errors
        if newline is not ...:
            _io_check_newline(newline)
            self._newline = newline
            self._ending = newline if newline in ('\r', '\r\n') else None
        if line_buffering is not None:
            self.line_buffering = bool(line_buffering)
        if write_through is not None:
            self.write_through = bool(write_through)

    def detach(self):
        self.flush()
        buffer, self._buffer = self._buffer, None
        return buffer

    def close(self):
        if self._buffer is not None and not self._buffer.closed:
            try:
                self.flush()
            finally:
                self._buffer.close()

    def flush(self):
        self._check_open()
        self._buffer.flush()

    # -- writing

    def _encoded(self, text):
        encoding = self.encoding
        if self._mark_written:
            name = encoding.lower().replace('_', '-').replace('utf1', 'utf-1') \
                .replace('utf3', 'utf-3')
            encoding = 'utf-8' if name == 'utf-8-sig' else name + '-le'
        elif self._marked():
            self._mark_written = True
        return text.encode(encoding, self.errors)

    def write(self, text):
        self._check_open()
        if not isinstance(text, str):
            raise TypeError('write() argument must be str, not '
                            f'{type(text).__name__}')
        if not self._buffer.writable():
            raise UnsupportedOperation('not writable')
        due = self.line_buffering and ('\n' in text or '\r' in text)
        given = len(text)
        if self._ending is not None:
            text = text.replace('\n', self._ending)
        if self._at < len(self._text):
            self._give_back()
        self._buffer.write(self._encoded(text))
        if due or self.write_through:
            self._buffer.flush()
        return given

    # -- reading

    def _translated(self, text):
        if self._newline in (None, ''):
            single = text.replace('\r\n', '') if '\r' in text else text
            for feed, where in (('\r', single), ('\n', single),
                                ('\r\n', text)):
                if feed in where and feed not in self._seen:
                    self._seen += (feed,)
        if self._newline is None and '\r' in text:
            return text.replace('\r\n', '\n').replace('\r', '\n')
        return text

    def _decoded(self, data, final):
        data = self._bytes + data
        whole = len(data) if final else _io_whole_part(data, self.encoding)
        if not final and self._newline in (None, '') and \
                data[whole - 1:whole] == b'\r':
            whole -= 1
        self._bytes = data[whole:]
        return data[:whole].decode(self.encoding, self.errors)

    def _fill(self):
        """More text; False at the end."""
        if self._end:
            self._end = False
            return False
        buffer = self._buffer
        read = getattr(buffer, 'read1', buffer.read)
        data = read(self._chunk)
        source = self._decoded(data, not data)
        text = self._translated(source)
        before = self._ahead()
        self._text = self._text[self._at:] + text
        self._at = 0
        self._source = before + source
        if not data and text:
            self._end = True
        return bool(data) or bool(text)

    def _check_readable(self):
        self._check_open()
        if not self._buffer.readable():
            raise UnsupportedOperation('not readable')

    def read(self, size=-1):
        self._check_readable()
        size = _io_check_index(size)
        if size < 0:
            text = self._text[self._at:] + self._translated(
                self._decoded(self._buffer.read(), True))
            self._text, self._at, self._source = '', 0, ''
            return text
        while len(self._text) - self._at < size and self._fill():
            pass
        text = self._text[self._at:self._at + size]
        self._at += len(text)
        return text

    def readline(self, size=-1):
        self._check_readable()
        size = _io_check_index(size)
        newline = '\n' if self._newline is None else self._newline
        while True:
            end = _io_line_end(self._text, self._at, newline)
            if end >= 0 or 0 <= size <= len(self._text) - self._at:
                break
            if not self._fill():
                break
        if end < 0:
            end = len(self._text)
        if size >= 0:
            end = min(end, self._at + size)
        line = self._text[self._at:end]
        self._at = end
        return line

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    # -- position

    def _ahead(self):
        """What was read ahead, before newlines were translated."""
        source = self._source
        if len(source) == len(self._text):
            return source[self._at:]
        place = len(source)
        for _ in range(len(self._text) - self._at):
            place -= 2 if source.endswith('\r\n', 0, place) else 1
        return source[place:]

    def _give_back(self):
        """Forget what was read ahead: the buffer stands behind what was read."""
        ahead = len(self._ahead().encode(self.encoding, self.errors)) \
            + len(self._bytes)
        self._text, self._at, self._bytes, self._source = '', 0, b'', ''
        if ahead:
            self._buffer.seek(-ahead, 1)

    def tell(self):
        self._check_open()
        if not self._buffer.seekable():
            raise UnsupportedOperation('underlying stream is not seekable')
        self._buffer.flush()
        ahead = self._ahead().encode(self.encoding, self.errors)
        return self._buffer.tell() - len(ahead) - len(self._bytes)

    def seek(self, cookie, whence=0):
        self._check_open()
        if not self._buffer.seekable():
            raise UnsupportedOperation('underlying stream is not seekable')
        if whence == 1:
            if cookie:
                raise UnsupportedOperation(
                    "can't do nonzero cur-relative seeks")
            return self.tell()
        if whence == 2 and cookie:
            raise UnsupportedOperation("can't do nonzero end-relative seeks")
        if whence not in (0, 2):
            raise ValueError(f'invalid whence ({whence}, should be 0, 1 or 2)')
        if cookie < 0:
            raise ValueError(f'negative seek position {cookie}')
        self._text, self._at, self._bytes, self._end = '', 0, b'', False
        self._source = ''
        place = self._buffer.seek(cookie, whence)
        if place == 0:
            self._mark_written = False
        return place

    def truncate(self, size=None):
        self.flush()
        size = self.tell() if size is None else size
        return self._buffer.truncate(size)


TextIOWrapper.__module__ = '_io'


# ---- Standard output and error ----

class _StandardBuffer(_Buffered):
    """sys.stdout.buffer: it shares what print() has not handed over yet."""

    def write(self, data):
        self._check_open()
        if isinstance(data, str):
            raise TypeError("a bytes-like object is required, not 'str'")
        data = bytes(memoryview(data))
        _io.put(self.raw.fileno(), data)
        return len(data)

    def flush(self):
        self._check_open()
        _io.flush(self.raw.fileno())

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
            return TextIOWrapper.write(self, text)
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
    raw = _DroppedFile(file, kind + ('+' if '+' in mode else ''), closefd,
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


def builtins_input(prompt='', /):
    for name in ('stdin', 'stdout', 'stderr'):
        if getattr(_sys, name, None) is None:
            raise RuntimeError(f'input(): lost sys.{name}')
    _sys.stderr.flush()
    text = str(prompt)
    if text:
        _sys.stdout.write(text)
    _sys.stdout.flush()
    line = _sys.stdin.readline()
    if not isinstance(line, str):
        raise TypeError('object.readline() returned non-string')
    if not line:
        raise EOFError('EOF when reading a line')
    return line[:-1] if line[-1] == '\n' else line
