# SPDX-License-Identifier: MIT
# io: text on bytes.
#
# Written text is encoded at once and waits in the buffer below, so that no
# text is lost when a file is dropped. Read text waits here, decoded.
#
# Where the encoding is simple (_io_simple), a place in the text is told by
# encoding again what was read ahead. For others, as in CPython, the decoder's
# state before the last piece is kept, and a place is (position, that state,
# bytes to feed, characters to skip) in one int.


def _io_encoding_name(encoding):
    if encoding is None:
        return 'UTF-8'
    if not isinstance(encoding, str):
        raise TypeError('TextIOWrapper() argument 2 must be str or None, not '
                        f'{type(encoding).__name__}')
    if encoding.lower().replace('_', '-') not in _io_simple:
        info = import_absolute('_codecs').lookup(encoding)
        if not getattr(info, '_is_text_encoding', True):
            raise LookupError(f'{encoding!r} is not a text encoding; use '
                              'codecs.open() to handle arbitrary codecs')
    return encoding


class TextIOWrapper(_TextIOBase):
    _chunk = 8192
    _mark_written = False
    _buffer = None

    def __init__(self, buffer, encoding=None, errors=None, newline=None,
                 line_buffering=False, write_through=False):
        self._buffer = None
        _io_check_newline(newline)
        self.encoding = _io_encoding_name(encoding)
        if errors is not None and not isinstance(errors, str):
            raise TypeError('TextIOWrapper() argument 3 must be str or None, '
                            f'not {type(errors).__name__}')
        self.errors = 'strict' if errors is None else errors
        self.line_buffering = bool(line_buffering)
        self.write_through = bool(write_through)
        self._set_newline(newline)
        self._seen = ()
        self._name = None
        self._telling = self._seekable = buffer.seekable()
        self._forget()
        self._decoder = None
        self._started = False       # has anything been read?
        self._mark_written = bool(
            self._seekable and buffer.writable() and buffer.tell())
        self._buffer = buffer
        if type(buffer) in _io_plain_classes and type(buffer._raw) is FileIO:
            buffer._raw._outer = self
        # What it writes is below at once: only the buffer has to be flushed.
        if type(self) is TextIOWrapper and (
                type(buffer) is BytesIO or type(buffer) in _io_plain_classes):
            _io.settled(self)

    def _set_newline(self, newline):
        self._newline = newline
        self._ending = newline if newline in ('\r', '\r\n') else None

    def _forget(self):
        """Nothing is read ahead."""
        self._text = ''     # decoded, not read yet from _at on
        self._source = ''   # the same with its own newlines
        self._at = 0
        self._bytes = b''   # read, not decoded yet
        self._end = False
        self._snapshot = None   # (flag, bytes) before the last piece
        self._piece = 0         # how many characters that gave

    def _is_simple(self):
        return self.encoding.lower().replace('_', '-') in _io_simple

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
        return _io_newlines(self._seen)

    @property
    def _CHUNK_SIZE(self):
        self._check_open()
        return self._chunk

    @_CHUNK_SIZE.setter
    def _CHUNK_SIZE(self, size):
        self._check_open()
        size = _io_offset(size)
        if size <= 0:
            raise ValueError('a strictly positive integer is required')
        self._chunk = size

    def __repr__(self):
        parts = []
        if self.encoding is None:
            raise ValueError('I/O operation on uninitialized object')
        for field in ('name', 'mode'):
            try:
                value = getattr(self, field)
            except AttributeError:
                continue
            if value is self or field == 'name' and _repr_enter(self):
                raise RuntimeError('reentrant call inside '
                                   f'{type(self).__name__}.__repr__')
            parts.append(f'{field}={value!r}')
        parts.append(f'encoding={self.encoding!r}')
        return f"<_io.TextIOWrapper {' '.join(parts)}>"

    def __getstate__(self):
        raise TypeError(f'cannot pickle {type(self).__name__!r} object')

    def _check_open(self):
        if self._buffer is None:
            if self.encoding is None:
                raise ValueError('I/O operation on uninitialized object')
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
        if self._started and (encoding is not None or errors is not None
                              or newline is not ...):
            raise UnsupportedOperation(
                'It is not possible to set the encoding or newline of stream '
                'after the first read')
        if newline is not ...:
            _io_check_newline(newline)
        self.flush()
        if encoding is not None:
            self.encoding = _io_encoding_name(encoding)
            self.errors = 'strict'
            self._decoder = None
            if self._seekable:
                self._mark_written = bool(self._buffer.tell())
        if errors is not None:
            self.errors = errors
        if newline is not ...:
            self._set_newline(newline)
        if line_buffering is not None:
            self.line_buffering = bool(line_buffering)
        if write_through is not None:
            self.write_through = bool(write_through)

    def detach(self):
        self._check_open()
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
        self._telling = self._seekable
        self._buffer.flush()

    # -- writing

    def _encoded(self, text):
        encoding = self.encoding
        if self._marked():
            if self._mark_written:
                name = encoding.lower().replace('_', '-')
                name = name.replace('utf1', 'utf-1').replace('utf3', 'utf-3')
                encoding = 'utf-8' if name == 'utf-8-sig' else name + '-le'
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
        if self._at < len(self._text) or self._bytes:
            self._give_back()
        self._buffer.write(self._encoded(text))
        if due:
            self._buffer.flush()
        self._snapshot = None
        if self._decoder is not None:
            self._decoder.reset()
        return given

    # -- reading

    def _translated(self, text):
        if self._newline in (None, ''):
            self._seen = _io_see_newlines(self._seen, text)
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

    def _make_decoder(self):
        made = import_absolute('codecs').getincrementaldecoder(self.encoding)
        self._decoder = made(self.errors)
        if self._newline in (None, ''):
            self._decoder = IncrementalNewlineDecoder(
                self._decoder, self._newline is None)

    def _by_decoder(self, data, final):
        """Text of a further piece, by a decoder with a state."""
        if self._decoder is None:
            self._make_decoder()
        decoder = self._decoder
        if self._telling:
            held, flag = decoder.getstate()
            if not isinstance(held, bytes):
                raise TypeError('illegal decoder state: the first item should '
                                'be a bytes object, not '
                                f'{type(held).__name__!r}')
            self._snapshot = flag, held + data
        text = decoder.decode(data, final)
        if not isinstance(text, str):
            raise TypeError('decoder should return a string result, not '
                            f'{type(text).__name__!r}')
        self._piece = len(text)
        if self._newline in (None, ''):
            for feed in decoder._seen:
                if feed not in self._seen:
                    self._seen += (feed,)
        return text

    def _fill(self):
        """More text; False at the end."""
        if self._end:
            self._end = False
            return False
        self._started = True
        buffer = self._buffer
        read = getattr(buffer, 'read1', buffer.read)
        data = read(self._chunk)
        if type(data) is not bytes:
            data = self._as_bytes(data, 'read1')
        try:
            if self._is_simple():
                source = self._decoded(data, not data)
                text = self._translated(source)
                self._source = self._ahead() + source
            else:
                text = self._by_decoder(data, not data)
        except BaseException:
            # The beginning of the line is lost, as in CPython.
            self._text, self._at, self._source = '', 0, ''
            raise
        self._text = self._text[self._at:] + text
        self._at = 0
        if not data and text:
            self._end = True
        return bool(data) or bool(text)

    def _as_bytes(self, data, name):
        try:
            return bytes(memoryview(data))
        except TypeError:
            raise TypeError(f'underlying {name}() should have returned a '
                            'bytes-like object, not '
                            f'{type(data).__name__!r}') from None

    def _check_readable(self):
        self._check_open()
        if not self._buffer.readable():
            raise UnsupportedOperation('not readable')

    def read(self, size=-1):
        self._check_readable()
        size = _io_check_index(size)
        if size < 0:
            self._started = True
            data = self._buffer.read()
            if type(data) is not bytes:
                data = self._as_bytes(data, 'read')
            text = self._text[self._at:]
            if self._is_simple():
                text += self._translated(self._decoded(data, True))
            else:
                text += self._by_decoder(data, True)
            self._forget()
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
        self._telling = False
        line = self.readline()
        if not line:
            self._telling = self._seekable
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
        """Forget what was read ahead: the buffer stands behind the rest."""
        if self._is_simple():
            ahead = len(self._ahead().encode(self.encoding, self.errors)) \
                + len(self._bytes)
            if ahead:
                self._buffer.seek(-ahead, 1)
        self._forget()

    def tell(self):
        self._check_open()
        if not self._seekable:
            raise UnsupportedOperation('underlying stream is not seekable')
        if not self._telling:
            raise OSError('telling position disabled by next() call')
        self.flush()
        place = self._buffer.tell()
        if self._is_simple():
            ahead = self._ahead().encode(self.encoding, self.errors)
            return place - len(ahead) - len(self._bytes)
        if self._snapshot is None:
            return place
        flag, data = self._snapshot
        used = self._piece - (len(self._text) - self._at)
        return self._cookie(place - len(data), flag, data, used)

    def _cookie(self, place, flag, data, used):
        """The place `used` characters behind the one where the decoder, with
        that flag, had not seen `data` yet."""
        decoder = self._decoder
        if decoder is None or not used:
            return place | flag << 64
        saved = decoder.getstate()
        fed = chars = end = 0
        try:
            decoder.setstate((b'', flag))
            for byte in data:
                if chars >= used:
                    break
                fed += 1
                chars += len(decoder.decode(bytes((byte,))))
                held, now = decoder.getstate()
                if not held and chars <= used:
                    place, flag, used = place + fed, now, used - chars
                    fed = chars = 0
            else:
                if chars < used:
                    chars += len(decoder.decode(b'', True))
                    end = 1
                    if chars < used:
                        raise OSError("can't reconstruct logical file "
                                      'position')
        finally:
            decoder.setstate(saved)
        return place | flag << 64 | fed << 128 | used << 192 | end << 256

    def seek(self, cookie, whence=0):
        self._check_open()
        if not self._seekable:
            raise UnsupportedOperation('underlying stream is not seekable')
        if whence == 1:
            if cookie:
                raise UnsupportedOperation(
                    "can't do nonzero cur-relative seeks")
            whence, cookie = 0, self.tell()
        if whence == 2 and cookie:
            raise UnsupportedOperation("can't do nonzero end-relative seeks")
        if whence not in (0, 2):
            raise ValueError(f'invalid whence ({whence}, should be 0, 1 or 2)')
        cookie = _io_offset(cookie)
        if cookie < 0:
            raise ValueError(f'negative seek position {cookie}')
        self.flush()
        self._forget()
        mask = (1 << 64) - 1
        place = self._buffer.seek(cookie & mask, whence)
        self._mark_written = place != 0
        flag = cookie >> 64 & mask
        if self._decoder is not None:
            if whence == 2 or not cookie:
                self._decoder.reset()
            else:
                self._decoder.setstate((b'', flag))
        if cookie >> 128:
            self._skip_to(flag, cookie >> 128 & mask, cookie >> 192 & mask,
                          bool(cookie >> 256))
        elif cookie and not self._is_simple():
            self._snapshot = flag, b''
        return cookie if whence == 0 else place

    def _skip_to(self, flag, feed, skip, final):
        if self._decoder is None:
            self._make_decoder()
            self._decoder.setstate((b'', flag))
        data = self._buffer.read(feed)
        self._text = self._decoder.decode(data, final)
        self._snapshot = flag, data
        self._piece = len(self._text)
        if self._piece < skip:
            raise OSError("can't restore logical file position")
        self._at = skip

    def truncate(self, size=None):
        self.flush()
        size = self.tell() if size is None else size
        return self._buffer.truncate(size)


TextIOWrapper.__module__ = '_io'
