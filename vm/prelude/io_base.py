# SPDX-License-Identifier: MIT
# io: what all streams share.
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


def _io_offset(number):
    """A position or a size, as an int."""
    try:
        index = type(number).__index__
    except AttributeError:
        raise TypeError(f"'{type(number).__name__}' object cannot be "
                        'interpreted as an integer') from None
    return index(number)


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

    def __del__(self):
        # Of those classes whose objects have something to lose, and of all
        # that programs derive; others call _io.settled().
        try:
            if not self.closed:
                self.close()
        except Exception:
            pass

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


for _name in (_IOBase, _RawIOBase, _BufferedIOBase, _TextIOBase):
    _name.__module__ = '_io'
