# SPDX-License-Identifier: MIT
# io: what all streams share, and those that live in memory.
#
# CPython writes these classes in C, one opcode a call. Here they are Python
# without check points, so a thread is never switched inside one of them except
# where it waits.


class UnsupportedOperation(OSError, ValueError):
    pass


UnsupportedOperation.__module__ = 'io'


def _io_check_index(size):
    if size is None:
        return -1
    try:
        index = size.__index__
    except AttributeError:
        raise TypeError('argument should be integer or None, not '
                        f"'{type(size).__name__}'") from None
    return index()


def io_bytes(data):
    """What a bytes-like object holds."""
    if data.__class__ is bytes:
        return data
    if hasattr(data, 'typecode'):       # array
        return data.tobytes()
    if isinstance(data, (bytes, bytearray, memoryview)):
        return bytes(data)
    raise TypeError('a bytes-like object is required, not '
                    f"'{type(data).__name__}'")


def io_read_into(buffer, read):
    """Put what read(size) gives at the beginning of a writable buffer."""
    if hasattr(buffer, 'typecode'):     # array
        room = bytearray(buffer.tobytes())
        count = io_read_into(room, read)
        if count:
            changed = buffer[:0]
            changed.frombytes(bytes(room))
            buffer[:] = changed
        return count
    if isinstance(buffer, (str, bytes)):
        raise TypeError('readinto() argument must be read-write bytes-like '
                        f'object, not {type(buffer).__name__}')
    view = memoryview(buffer)
    data = read(len(view))
    if data is None:
        return None
    view[:len(data)] = data
    return len(data)


class _IOBase:
    _closed = False

    def _check_open(self):
        if self.closed:
            raise ValueError('I/O operation on closed file.')

    def _unsupported(self, name):
        raise UnsupportedOperation(name)

    @property
    def closed(self):
        return self._closed

    def close(self):
        if not self._closed:
            try:
                self.flush()
            finally:
                self._closed = True

    def flush(self):
        if self.closed:
            raise ValueError('I/O operation on closed file.')

    def __enter__(self):
        self._check_open()
        return self

    def __exit__(self, *exc_info):
        self.close()

    def __iter__(self):
        self._check_open()
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def readable(self):
        return False

    def writable(self):
        return False

    def seekable(self):
        return False

    def isatty(self):
        self._check_open()
        return False

    def fileno(self):
        self._unsupported('fileno')

    def seek(self, offset, whence=0):
        self._unsupported('seek')

    def tell(self):
        return self.seek(0, 1)

    def truncate(self, size=None):
        self._unsupported('truncate')

    def readlines(self, hint=None):
        hint = _io_check_index(hint)
        lines = []
        total = 0
        for line in self:
            lines.append(line)
            total += len(line)
            if 0 < hint <= total:
                break
        return lines

    def writelines(self, lines):
        self._check_open()
        for line in lines:
            self.write(line)

    def readline(self, size=-1):
        size = _io_check_index(size)
        line = bytearray()
        while size < 0 or len(line) < size:
            byte = self.read(1)
            if not byte:
                break
            line += byte
            if line.endswith(b'\n'):
                break
        return bytes(line)


class _RawIOBase(_IOBase):
    def read(self, size=-1):
        size = _io_check_index(size)
        if size < 0:
            return self.readall()
        room = bytearray(size)
        count = self.readinto(room)
        return None if count is None else bytes(room[:count])

    def readall(self):
        parts = []
        while True:
            part = self.read(8192)
            if not part:
                return part if part is None and not parts else b''.join(parts)
            parts.append(part)

    def readinto(self, buffer):
        self._unsupported('readinto')

    def write(self, data):
        self._unsupported('write')


class _BufferedIOBase(_IOBase):
    def read(self, size=-1):
        self._unsupported('read')

    def read1(self, size=-1):
        self._unsupported('read1')

    def write(self, data):
        self._unsupported('write')

    def detach(self):
        self._unsupported('detach')

    def readinto(self, buffer):
        return io_read_into(buffer, self.read)

    def readinto1(self, buffer):
        return io_read_into(buffer, self.read1)


class _TextIOBase(_IOBase):
    encoding = None
    errors = None
    newlines = None

    def read(self, size=-1):
        self._unsupported('read')

    def readline(self, size=-1):
        self._unsupported('readline')

    def write(self, text):
        self._unsupported('write')

    def detach(self):
        self._unsupported('detach')


# ---- In memory ----

class BytesIO(_BufferedIOBase):
    def __init__(self, initial_bytes=b''):
        self._data = bytearray(b'' if initial_bytes is None
                               else initial_bytes)
        self._at = 0

    def _check_open(self):
        if self._closed:
            raise ValueError('I/O operation on closed file.')

    def readable(self):
        self._check_open()
        return True

    writable = seekable = readable

    def close(self):
        self._closed = True
        self._data = bytearray()

    def getvalue(self):
        self._check_open()
        return bytes(self._data)

    def getbuffer(self):
        self._check_open()
        return memoryview(self._data)

    def read(self, size=-1):
        self._check_open()
        size = _io_check_index(size)
        at = self._at
        end = len(self._data) if size < 0 else at + size
        data = bytes(self._data[at:end])
        self._at = at + len(data)
        return data

    def read1(self, size=-1):
        return self.read(size)

    def readline(self, size=-1):
        self._check_open()
        size = _io_check_index(size)
        end = self._data.find(b'\n', self._at) + 1 or len(self._data)
        if size >= 0:
            end = min(end, self._at + size)
        line = bytes(self._data[self._at:end])
        self._at += len(line)
        return line

    def write(self, data):
        self._check_open()
        if isinstance(data, str):
            raise TypeError("a bytes-like object is required, not 'str'")
        data = bytes(memoryview(data))
        at = self._at
        if at > len(self._data):
            self._data += bytes(at - len(self._data))
        self._data[at:at + len(data)] = data
        self._at = at + len(data)
        return len(data)

    def seek(self, offset, whence=0):
        self._check_open()
        if whence == 0 and offset < 0:
            raise ValueError(f'negative seek value {offset}')
        if whence not in (0, 1, 2):
            raise ValueError(f'invalid whence ({whence}, should be 0, 1 or 2)')
        base = (0, self._at, len(self._data))[whence]
        self._at = max(0, base + offset)
        return self._at

    def tell(self):
        self._check_open()
        return self._at

    def truncate(self, size=None):
        self._check_open()
        size = self._at if size is None else size
        if size < 0:
            raise ValueError(f'negative size value {size}')
        del self._data[size:]
        return size


class StringIO(_TextIOBase):
    """Text at the end is collected in pieces; any other use joins them."""

    def __init__(self, initial_value='', newline='\n'):
        if initial_value is not None and not isinstance(initial_value, str):
            raise TypeError('initial_value must be str or None, not '
                            f'{type(initial_value).__name__}')
        _io_check_newline(newline)
        self._pieces = []
        self._text = ''
        self._at = 0
        self._newline = newline
        self._translate = newline is None
        self._plain = newline in ('', '\n')  # open, and nothing to translate
        if initial_value:
            self.write(initial_value)
            self._at = 0
            self._joined()

    line_buffering = False

    def _check_open(self):
        if self._closed:
            raise ValueError('I/O operation on closed file')

    def _joined(self):
        if self._pieces:
            self._text += ''.join(self._pieces)
            self._pieces.clear()
        return self._text

    def readable(self):
        self._check_open()
        return True

    writable = seekable = readable

    def close(self):
        self._closed = True
        self._plain = False
        self._text = ''
        self._pieces.clear()

    def getvalue(self):
        self._check_open()
        return self._joined()

    def write(self, text):
        if self._at is None and self._plain and type(text) is str:
            self._pieces.append(text)
            return len(text)
        self._check_open()
        if not isinstance(text, str):
            raise TypeError('string argument expected, got '
                            f"'{type(text).__name__}'")
        given = len(text)
        if self._translate:
            text = text.replace('\r\n', '\n').replace('\r', '\n')
        elif self._newline in ('\r', '\r\n'):
            text = text.replace('\n', self._newline)
        if self._at is None:
            self._pieces.append(text)
            return given
        whole = self._joined()
        at = self._at
        if at == len(whole):
            self._pieces.append(text)
            self._at = None
            return given
        if at > len(whole):
            whole += '\0' * (at - len(whole))
        self._text = whole[:at] + text + whole[at + len(text):]
        self._at = at + len(text)
        return given

    def _position(self):
        whole = self._joined()
        if self._at is None:
            self._at = len(whole)
        return whole, self._at

    def read(self, size=-1):
        self._check_open()
        size = _io_check_index(size)
        whole, at = self._position()
        text = whole[at:] if size < 0 else whole[at:at + size]
        self._at = at + len(text)
        return text

    def readline(self, size=-1):
        self._check_open()
        size = _io_check_index(size)
        whole, at = self._position()
        end = _io_line_end(whole, at, '\n' if self._translate
                           else self._newline)
        if end < 0:
            end = len(whole)
        if size >= 0:
            end = min(end, at + size)
        self._at = max(at, end)
        return whole[at:end]

    def tell(self):
        self._check_open()
        return self._position()[1]

    def seek(self, offset, whence=0):
        self._check_open()
        if whence not in (0, 1, 2):
            raise ValueError(f'Invalid whence ({whence}, should be 0, 1 or 2)')
        if whence == 0 and offset < 0:
            raise ValueError(f'Negative seek position {offset}')
        if whence != 0 and offset != 0:
            raise OSError("Can't do nonzero cur-relative seeks")
        whole, at = self._position()
        self._at = (offset, at, len(whole))[whence]
        return self._at

    def truncate(self, size=None):
        self._check_open()
        whole, at = self._position()
        size = at if size is None else size
        if size < 0:
            raise ValueError(f'Negative size value {size}')
        self._text = whole[:size]
        return size


def _io_check_newline(newline):
    if newline is not None and not isinstance(newline, str):
        raise TypeError('newline must be str or None, not '
                        f'{type(newline).__name__}')
    if newline not in (None, '', '\n', '\r', '\r\n'):
        raise ValueError(f'illegal newline value: {newline!r}')


def _io_line_end(text, at, newline):
    """Where the line at `at` ends, its newline included; -1: not in `text`."""
    if newline:
        end = text.find(newline, at)
        return end if end < 0 else end + len(newline)
    feed = text.find('\n', at)
    back = text.find('\r', at, feed if feed >= 0 else len(text))
    if back < 0:
        return feed if feed < 0 else feed + 1
    return back + 2 if text[back + 1:back + 2] == '\n' else back + 1


def _io_publish():
    for cls, name in ((_IOBase, '_IOBase'), (_RawIOBase, '_RawIOBase'),
                      (_BufferedIOBase, '_BufferedIOBase'),
                      (_TextIOBase, '_TextIOBase'), (BytesIO, 'BytesIO'),
                      (StringIO, 'StringIO')):
        cls.__module__ = '_io'


_io_publish()
