# SPDX-License-Identifier: MIT
# io: the buffered streams.
#
# Invariant: bytes read ahead and bytes not yet written are never there at
# once. CPython keeps a lock a stream, because the raw stream may let other
# threads run; here `_busy` is the thread inside, set only by calls that go
# to the raw stream.


class _Unflushed:
    """The bytes a buffered writer holds. It does not hold the writer, so that
    a dropped file can be told from one in use."""

    def __init__(self, target):
        self.target = target
        self.data = bytearray()

    def add(self, data):
        if data and not self.data:
            _io_unflushed[id(self)] = self
        self.data += data

    def push(self):
        """All of it to the target; what it does not take stays."""
        if not self.data:
            return
        data = bytes(self.data)
        self.drop()
        try:
            while data:
                count = self.target.write(data)
                if count is None:
                    raise BlockingIOError(
                        11, 'write could not complete without blocking', 0)
                if not 0 <= count <= len(data):
                    raise OSError('raw write() returned invalid length '
                                  f'{count} (should have been between 0 and '
                                  f'{len(data)})')
                data = data[count:]
        finally:
            if data:
                later = bytes(self.data)
                self.drop()
                self.add(data + later)

    def drop(self):
        self.data.clear()
        _io_unflushed.pop(id(self), None)


class _Buffered(_BufferedIOBase):
    _limit = 8192
    _busy = None

    def __init__(self, raw, buffer_size=8192, *extra):
        if extra:
            raise TypeError(f'{type(self).__name__} expected at most 2 '
                            f'arguments, got {2 + len(extra)}')
        self._raw = None
        if buffer_size <= 0:
            raise ValueError('buffer size must be strictly positive')
        if buffer_size >= 1 << 40:
            raise MemoryError
        self._raw = raw
        self._limit = buffer_size
        self._ahead = b''
        is_file = type(raw) is FileIO
        self._record = _Unflushed(
            _NumberTarget(raw._number) if is_file else raw)
        if is_file:
            raw._record = self._record
            raw._outer = self
        elif type(raw) is BytesIO and type(self) in _io_plain_classes:
            _io.settled(self)

    @property
    def raw(self):
        return self._raw

    @property
    def closed(self):
        return self._raw is None or self._raw.closed

    @property
    def name(self):
        return self._raw.name

    @property
    def mode(self):
        return self._raw.mode

    def __repr__(self):
        head = f'{type(self).__module__}.{type(self).__qualname__}'
        try:
            name = self.name
        except AttributeError:
            return f'<{head}>'
        if name is self or _repr_enter(self):
            raise RuntimeError('reentrant call inside '
                               f'{type(self).__name__}.__repr__')
        return f'<{head} name={name!r}>'

    def __getstate__(self):
        raise TypeError(f'cannot pickle {type(self).__name__!r} object')

    def _check_open(self):
        if self._raw is None:
            raise ValueError('raw stream has been detached')
        if self._raw.closed:
            raise ValueError(f'{self._doing} of closed file')

    _doing = 'read'

    def fileno(self):
        return self._raw.fileno()

    def isatty(self):
        return self._raw.isatty()

    def seekable(self):
        return self._raw.seekable()

    def readable(self):
        return self._raw.readable()

    def writable(self):
        return self._raw.writable()

    def detach(self):
        if self._raw is None:
            raise ValueError('raw stream already detached')
        self.flush()
        raw, self._raw = self._raw, None
        return raw

    def close(self):
        if self._raw is None or self._raw.closed:
            return
        try:
            self.flush()
        finally:
            self._record.drop()
            self._enter()
            try:
                self._raw.close()
            finally:
                self._leave()
                if type(self) in _io_plain_classes:
                    _io.settled(self)

    def __del__(self):
        try:
            if self.closed:
                return
            if type(self._raw) is FileIO:
                self._raw._warn_of_drop()
            self.close()
        except Exception:
            pass

    # -- one thread at a time

    def _enter(self):
        me = _import_ident()
        while self._busy is not None:
            if self._busy == me:
                raise RuntimeError(f'reentrant call inside {self!r}')
            _io.park(self, -1)
        self._busy = me

    def _leave(self):
        self._busy = None
        _io.wake(self)

    # -- the raw stream

    def _raw_read(self, size):
        """At most so many bytes; None: there are none yet."""
        raw = self._raw
        if type(raw) is FileIO or not hasattr(raw, 'readinto'):
            return raw.read(size)
        room = bytearray(size)
        count = raw.readinto(memoryview(room))
        if count is None:
            return None
        if not 0 <= count <= size:
            raise OSError(f'raw readinto() returned invalid length {count} '
                          f'(should have been between 0 and {size})')
        return bytes(room[:count])

    def _raw_seek(self, offset, whence):
        place = self._raw.seek(offset, whence)
        if place < 0:
            raise OSError(f'Raw stream returned invalid position {place}')
        return place

    def _raw_all(self):
        readall = getattr(self._raw, 'readall', None)
        if readall is not None:
            data = readall()
            if data is not None and not isinstance(data, bytes):
                raise TypeError('readall() should return bytes')
            return data
        parts = []
        while True:
            part = self._raw.read()
            if not part:
                return part if part is None and not parts else b''.join(parts)
            parts.append(part)

    # -- reading

    def peek(self, size=0):
        self._check_open()
        if not self._ahead:
            self._enter()
            try:
                self._push()
                self._ahead = self._raw_read(self._limit) or b''
            finally:
                self._leave()
        return self._ahead

    def read(self, size=-1):
        self._check_open()
        size = _io_check_index(size)
        if size < -1:
            raise ValueError('read length must be non-negative or -1')
        ahead = self._ahead
        if 0 <= size <= len(ahead) and self._busy is None:
            self._ahead = ahead[size:]
            return ahead[:size]
        self._enter()
        try:
            self._push()
            return self._read_all() if size < 0 else self._read(size)
        finally:
            self._leave()

    def _read_all(self):
        ahead, self._ahead = self._ahead, b''
        rest = self._raw_all()
        return ahead + rest if rest else ahead or rest

    def _read(self, size):
        ahead = self._ahead
        while len(ahead) < size:
            part = self._raw_read(max(self._limit, size - len(ahead)))
            if part is None and not ahead:
                return None
            if not part:
                break
            ahead += part
        self._ahead = ahead[size:]
        return ahead[:size]

    def read1(self, size=-1):
        self._check_open()
        size = self._limit if size < 0 else size
        if not self._ahead and size:
            self._enter()
            try:
                self._push()
                self._ahead = self._raw_read(self._limit) or b''
            finally:
                self._leave()
        data, self._ahead = self._ahead[:size], self._ahead[size:]
        return data

    def readinto1(self, buffer):
        return io_read_into(buffer, self._read_once)

    def _read_once(self, size):
        """What is there, and as much as one read may add to it."""
        data, self._ahead = self._ahead[:size], self._ahead[size:]
        if len(data) == size:
            return data
        self._enter()
        try:
            self._push()
            if size - len(data) > self._limit:
                return data + (self._raw_read(size - len(data)) or b'')
            if not data:
                more = self._raw_read(self._limit) or b''
                data, self._ahead = more[:size], more[size:]
            return data
        finally:
            self._leave()

    def readline(self, size=-1):
        self._check_open()
        size = _io_check_index(size)
        end = self._ahead.find(b'\n') + 1
        if end and not 0 <= size < end and self._busy is None:
            line, self._ahead = self._ahead[:end], self._ahead[end:]
            return line
        self._enter()
        try:
            self._push()
            return self._read_line(size)
        finally:
            self._leave()

    def _read_line(self, size):
        ahead = self._ahead
        searched = 0
        while True:
            end = ahead.find(b'\n', searched) + 1
            if end or 0 <= size <= len(ahead):
                break
            searched = len(ahead)
            part = self._raw_read(self._limit)
            if not part:
                break
            ahead += part
        end = end or len(ahead)
        if 0 <= size < end:
            end = size
        self._ahead = ahead[end:]
        return ahead[:end]

    # -- writing

    def _push(self):
        self._record.push()

    def write(self, data):
        if self._raw is not None and self._raw.closed:
            raise ValueError('write to closed file')
        self._check_open()
        if isinstance(data, str):
            raise TypeError("a bytes-like object is required, not 'str'")
        data = bytes(memoryview(data))
        record = self._record
        if self._busy is None and not self._ahead and \
                len(record.data) + len(data) <= self._limit > len(data):
            record.add(data)
            return len(data)
        self._enter()
        try:
            if self._raw.closed:
                raise ValueError('write to closed file')
            return self._write(data, record)
        finally:
            self._leave()

    def _write(self, data, record):
        self._forget_ahead()
        if len(record.data) + len(data) > self._limit:
            try:
                record.push()
            except BlockingIOError as error:
                return self._write_some(data, record, error)
        record.add(data)
        if len(data) >= self._limit:
            try:
                record.push()
            except BlockingIOError as error:
                over = len(record.data) - self._limit
                if over > 0:
                    del record.data[self._limit:]
                    error.characters_written = len(data) - over
                    raise
        return len(data)

    def _write_some(self, data, record, error):
        """As much as there is room for, and an error where that is less."""
        room = self._limit - len(record.data)
        if room >= len(data):
            record.add(data)
            return len(data)
        record.add(data[:max(room, 0)])
        raise BlockingIOError(error.errno, error.strerror, max(room, 0))

    def _forget_ahead(self):
        if self._ahead:
            self._raw_seek(-len(self._ahead), 1)
            self._ahead = b''

    def flush(self):
        if self._raw is None:
            raise ValueError('raw stream has been detached')
        if self._raw.closed:
            raise ValueError('flush of closed file')
        if self._record.data:
            self._enter()
            try:
                self._push()
            finally:
                self._leave()

    # -- both

    def seek(self, offset, whence=0):
        if whence not in (0, 1, 2):
            raise ValueError(f'whence value {whence} unsupported')
        self._check_open()
        offset = _io_offset(offset)
        self._enter()
        try:
            self._push()
            if whence == 1:
                offset -= len(self._ahead)
            place = self._raw_seek(offset, whence)
            self._ahead = b''
            return place
        finally:
            self._leave()

    def tell(self):
        self._check_open()
        place = self._raw_seek(0, 1) - len(self._ahead) \
            + len(self._record.data)
        return max(place, 0)

    def truncate(self, size=None):
        self._check_open()
        if not self.writable():
            raise UnsupportedOperation('truncate')
        self._push()
        size = self.tell() if size is None else size
        return self._raw.truncate(size)


class BufferedReader(_Buffered):
    def __init__(self, raw, buffer_size=8192, *extra):
        if not extra and not raw.readable():
            raise OSError('File or stream is not readable.')
        _Buffered.__init__(self, raw, buffer_size, *extra)

    def writable(self):
        return False

    def write(self, data):
        self._unsupported('write')

    def flush(self):
        _Buffered.flush(self)
        flush = getattr(self._raw, 'flush', None)
        if flush is not None:
            flush()


class BufferedWriter(_Buffered):
    _doing = 'write'

    def __init__(self, raw, buffer_size=8192, *extra):
        if not extra and not raw.writable():
            raise OSError('File or stream is not writable.')
        _Buffered.__init__(self, raw, buffer_size, *extra)

    def readable(self):
        return False

    def read(self, size=-1):
        self._unsupported('read')

    read1 = readline = peek = readinto = readinto1 = read


class BufferedRandom(_Buffered):
    def __init__(self, raw, buffer_size=8192, *extra):
        if not extra:
            if not raw.seekable():
                raise UnsupportedOperation('File or stream is not seekable.')
            if not raw.readable():
                raise OSError('File or stream is not readable.')
            if not raw.writable():
                raise OSError('File or stream is not writable.')
        _Buffered.__init__(self, raw, buffer_size, *extra)

    def flush(self):
        _Buffered.flush(self)
        self._forget_ahead()


class BufferedRWPair(_BufferedIOBase):
    """A stream to read from and one to write to, as one."""

    def __init__(self, reader, writer, buffer_size=8192, *extra):
        if extra:
            raise TypeError('BufferedRWPair expected at most 3 arguments, got '
                            f'{3 + len(extra)}')
        if not reader.readable():
            raise OSError('"reader" argument must be readable.')
        if not writer.writable():
            raise OSError('"writer" argument must be writable.')
        self.reader = BufferedReader(reader, buffer_size)
        self.writer = BufferedWriter(writer, buffer_size)

    def read(self, size=-1):
        return self.reader.read(size)

    def read1(self, size=-1):
        return self.reader.read1(size)

    def peek(self, size=0):
        return self.reader.peek(size)

    def readinto(self, buffer):
        return self.reader.readinto(buffer)

    def readinto1(self, buffer):
        return self.reader.readinto1(buffer)

    def readline(self, size=-1):
        return self.reader.readline(size)

    def readable(self):
        return self.reader.readable()

    def write(self, data):
        return self.writer.write(data)

    def flush(self):
        return self.writer.flush()

    def writable(self):
        return self.writer.writable()

    def isatty(self):
        return self.writer.isatty() or self.reader.isatty()

    def close(self):
        try:
            self.writer.close()
        finally:
            self.reader.close()

    @property
    def closed(self):
        return self.writer.closed


_io_plain_classes = (BufferedReader, BufferedWriter, BufferedRandom)
for _name in _io_plain_classes + (BufferedRWPair,):
    _name.__module__ = '_io'
