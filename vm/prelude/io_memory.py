# SPDX-License-Identifier: MIT
# io: the streams that live in memory.

import _io


def _io_closes_quietly(cls, base):
    """Nobody can tell whether an object of this class is closed at its end."""
    return cls is base or all(
        getattr(cls, name) is getattr(base, name)
        for name in ('close', 'flush', 'closed', '__del__'))


class BytesIO(_BufferedIOBase):
    def __init__(self, initial_bytes=b''):
        self._data = bytearray(b'' if initial_bytes is None
                               else io_bytes(initial_bytes))
        self._at = 0
        if _io_closes_quietly(type(self), BytesIO):
            _io.settled(self)

    def _check_open(self):
        if self._closed:
            raise ValueError('I/O operation on closed file.')

    def readable(self):
        self._check_open()
        return True

    writable = seekable = readable

    def close(self):
        del self._data[:]   # not while there is a view of it
        self._closed = True

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
        return BytesIO.read(self, size)

    def readinto(self, buffer):
        self._check_open()
        return io_read_into(buffer, lambda size: BytesIO.read(self, size))

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
        if not data:
            return 0
        if at > len(self._data):
            self._data += bytes(at - len(self._data))
        self._data[at:at + len(data)] = data
        self._at = at + len(data)
        return len(data)

    def seek(self, offset, whence=0):
        self._check_open()
        offset = _io_offset(offset)
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
        size = self._at if size is None else _io_offset(size)
        if size < 0:
            raise ValueError(f'negative size value {size}')
        del self._data[size:]
        return size

    def __getstate__(self):
        space = {name: value for name, value in self.__dict__.items()
                 if name not in ('_data', '_at', '_closed')}
        return self.getvalue(), self._at, space or None

    def __setstate__(self, state):
        self._check_open()
        if not isinstance(state, tuple) or len(state) < 3:
            raise TypeError(f'{type(self).__qualname__}.__setstate__ argument '
                            'should be 3-tuple, got '
                            + type(state).__name__)
        data, at, space = state
        _io_check_state(at, space)
        self._data = bytearray(io_bytes(data))
        self._at = at
        self.__dict__.update(space or {})


def _io_check_state(at, space):
    if not isinstance(at, int):
        raise TypeError('third item of state must be an integer, got '
                        + type(at).__name__)
    if at < 0:
        raise ValueError('position value cannot be negative')
    if space is not None and not isinstance(space, dict):
        raise TypeError('fourth item of state should be a dict, got a '
                        + type(space).__name__)


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
        self._seen = ()
        self._translate = newline is None
        self._plain = newline in ('', '\n')  # open, and nothing to translate
        if initial_value:
            self.write(initial_value)
            self._at = 0
            self._joined()
        if _io_closes_quietly(type(self), StringIO):
            _io.settled(self)

    line_buffering = False

    @property
    def newlines(self):
        self._check_open()
        return _io_newlines(self._seen)

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
        if not self._newline:
            self._seen = _io_see_newlines(self._seen, text)
        if self._translate:
            text = text.replace('\r\n', '\n').replace('\r', '\n')
        elif self._newline in ('\r', '\r\n'):
            text = text.replace('\n', self._newline)
        if self._at is None:
            self._pieces.append(text)
            return given
        whole = self._joined()
        at = self._at
        if not text:
            return given
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
        offset = _io_offset(offset)
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
        size = at if size is None else _io_offset(size)
        if size < 0:
            raise ValueError(f'Negative size value {size}')
        self._text = whole[:size]
        return size

    _own_state = frozenset(('_pieces', '_text', '_at', '_newline', '_seen',
                            '_translate', '_plain', '_closed'))

    def __getstate__(self):
        self._check_open()
        space = {name: value for name, value in self.__dict__.items()
                 if name not in self._own_state}
        whole, at = self._position()
        return whole, self._newline, at, space or None

    def __setstate__(self, state):
        self._check_open()
        if not isinstance(state, tuple) or len(state) < 4:
            raise TypeError(f'{type(self).__qualname__}.__setstate__ argument '
                            'should be 4-tuple, got '
                            + type(state).__name__)
        text, newline, at, space = state
        _io_check_state(at, space)
        StringIO.__init__(self, '', newline)
        if not isinstance(text, str):
            raise TypeError('initial_value must be str or None, not '
                            + type(text).__name__)
        self._text, self._at = text, at
        self.__dict__.update(space or {})


for _name in (BytesIO, StringIO):
    _name.__module__ = '_io'
