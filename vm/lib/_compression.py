# SPDX-License-Identifier: MIT
# What gzip, bz2 and lzma files have in common: reading a decompressor's output
# as a file.

import io

BUFFER_SIZE = io.DEFAULT_BUFFER_SIZE


class BaseStream(io.BufferedIOBase):
    """Checks for files of one mode."""

    def _check_not_closed(self):
        if self.closed:
            raise ValueError('I/O operation on closed file')

    def _need(self, able, what):
        if not able():
            raise io.UnsupportedOperation(what)

    def _check_can_read(self):
        self._need(self.readable, 'File not open for reading')

    def _check_can_write(self):
        self._need(self.writable, 'File not open for writing')

    def _check_can_seek(self):
        self._need(self.readable, 'Seeking is only supported on files open '
                                  'for reading')
        self._need(self.seekable, 'The underlying file object does not '
                                  'support seeking')


class DecompressReader(io.RawIOBase):
    """A raw file of what comes out of decompressors, one after another."""

    def __init__(self, fp, decomp_factory, trailing_error=(), **decomp_args):
        self._fp = fp
        self._factory, self._args = decomp_factory, decomp_args
        self._trailing_error = trailing_error
        self._size = -1         # known once the end was seen
        self._step = BUFFER_SIZE    # input to take next: more each time
        self._begin()

    def _begin(self):
        self._eof = False
        self._pos = 0
        self._decompressor = self._factory(**self._args)

    def _rewind(self):
        self._fp.seek(0)
        self._begin()

    def readable(self):
        return True

    def seekable(self):
        return self._fp.seekable()

    def tell(self):
        return self._pos

    def close(self):
        self._decompressor = None
        return super().close()

    def readinto(self, b):
        with memoryview(b) as view, view.cast('B') as room:
            data = self.read(len(room))
            room[:len(data)] = data
        return len(data)

    def _next_stream(self):
        """The input behind the end of a stream; is there another stream?"""
        rest = self._decompressor.unused_data or self._fp.read(self._step)
        if not rest:
            return None
        self._decompressor = self._factory(**self._args)
        return rest

    def _more(self, size):
        """Some output, or None at the end."""
        if self._decompressor.eof:
            rest = self._next_stream()
            if rest is None:
                return None
            try:
                return self._decompressor.decompress(rest, size)
            except self._trailing_error:
                return None     # what follows is no stream
        rest = b''
        if self._decompressor.needs_input:
            rest = self._fp.read(self._step)
            self._step *= 2
            if not rest:
                raise EOFError('Compressed file ended before the '
                               'end-of-stream marker was reached')
        return self._decompressor.decompress(rest, size)

    def read(self, size=-1):
        if size < 0:
            return self.readall()
        if not size or self._eof:
            return b''
        while True:
            data = self._more(size)
            if data is None:
                self._eof = True
                self._size = self._pos
                return b''
            if data:
                self._pos += len(data)
                return data

    def readall(self):
        return b''.join(iter(lambda: self.read(1 << 30), b''))

    def seek(self, offset, whence=io.SEEK_SET):
        """Backwards means from the start again."""
        if whence == io.SEEK_CUR:
            offset += self._pos
        elif whence == io.SEEK_END:
            if self._size < 0:
                while self.read(BUFFER_SIZE):
                    pass
            offset += self._size
        elif whence != io.SEEK_SET:
            raise ValueError(f'Invalid value for whence: {whence}')
        if offset < self._pos:
            self._rewind()
        while self._pos < offset:
            if not self.read(min(BUFFER_SIZE, offset - self._pos)):
                break
        return self._pos


class CompressedFile(BaseStream):
    """A file that is compressed on the way out, or decompressed on the way
    in; subclasses open it."""

    def _attach(self, filename, mode):
        """The file beneath, opened by name or given."""
        self._closefp = isinstance(filename, (str, bytes)) or \
            hasattr(filename, '__fspath__')
        if self._closefp:
            import builtins
            self._fp = builtins.open(filename, mode)
        elif hasattr(filename, 'read') or hasattr(filename, 'write'):
            self._fp = filename
        else:
            raise TypeError('filename must be a str, bytes, file or '
                            'PathLike object')

    def _read_through(self, factory, trailing_error, **args):
        raw = DecompressReader(self._fp, factory, trailing_error, **args)
        self._buffer = io.BufferedReader(raw)

    def close(self):
        """Finish what is written; the file is closed if we opened it."""
        if self._fp is None:
            return
        try:
            if self._reading:
                self._buffer.close()
            else:
                self._fp.write(self._compressor.flush())
        finally:
            file, self._fp = self._fp, None
            self._compressor = self._buffer = None
            if self._closefp:
                file.close()
            self._closefp = False

    @property
    def closed(self):
        return self._fp is None

    def fileno(self):
        self._check_not_closed()
        return self._fp.fileno()

    def seekable(self):
        return self.readable() and self._buffer.seekable()

    def readable(self):
        self._check_not_closed()
        return self._reading

    def writable(self):
        self._check_not_closed()
        return not self._reading

    def peek(self, *n):
        """Bytes to come, at least one, without moving on."""
        self._check_can_read()
        return self._buffer.peek(*n)

    def read(self, size=-1):
        self._check_can_read()
        return self._buffer.read(size)

    def read1(self, size=-1):
        self._check_can_read()
        return self._buffer.read1(BUFFER_SIZE if size < 0 else size)

    def readinto(self, b):
        self._check_can_read()
        return self._buffer.readinto(b)

    def readline(self, size=-1):
        self._check_can_read()
        if not isinstance(size, int):
            if not hasattr(size, '__index__'):
                raise TypeError('Integer argument expected')
            size = size.__index__()
        return self._buffer.readline(size)

    def write(self, data):
        """Compress data; how many bytes of it."""
        self._check_can_write()
        size = len(data) if isinstance(data, (bytes, bytearray)) \
            else memoryview(data).nbytes
        self._fp.write(self._compressor.compress(data))
        self._pos += size
        return size

    def seek(self, offset, whence=io.SEEK_SET):
        self._check_can_seek()
        return self._buffer.seek(offset, whence)

    def tell(self):
        self._check_not_closed()
        return self._buffer.tell() if self._reading else self._pos


def file_mode(mode, *for_reading):
    """The mode of the file beneath; also for_reading means reading."""
    if mode in for_reading:
        return 'rb'
    if mode not in ('r', 'w', 'x', 'a', 'rb', 'wb', 'xb', 'ab'):
        raise ValueError(f'Invalid mode: {mode!r}')
    return mode[0] + 'b'


def all_streams(data, new_decompressor, no_stream, truncated):
    """Yields what each stream in the data becomes.

    no_stream is what a decompressor raises where there is none: behind the
    last stream that is no error.  truncated is raised where one has no end.
    """
    first = True
    while data or first:
        stream = new_decompressor()
        try:
            output = stream.decompress(data)
        except no_stream:
            if first:
                raise
            return
        if not stream.eof:
            raise truncated('Compressed data ended before the end-of-stream '
                            'marker was reached')
        yield output
        data, first = stream.unused_data, False


def open_with(kind, filename, mode, encoding, errors, newline, **args):
    """The open() of a module: a file of this kind, maybe as text."""
    text = 't' in mode
    if text and 'b' in mode:
        raise ValueError(f'Invalid mode: {mode!r}')
    if not text:
        for value, name in ((encoding, 'encoding'), (errors, 'errors'),
                            (newline, 'newline')):
            if value is not None:
                raise ValueError(f"Argument '{name}' not supported in "
                                 'binary mode')
    file = kind(filename, mode.replace('t', ''), **args)
    return io.TextIOWrapper(file, encoding, errors, newline) if text \
        else file
