# SPDX-License-Identifier: MIT
# The files that tar archives lie in, and those that lie in them.

import builtins
import io
import shutil

from _tarinfo import BLOCKSIZE, CompressionError, ReadError, StreamError


def copyfileobj(src, dst, length=None, exception=OSError, bufsize=None):
    """So many bytes from one file to another."""
    step = bufsize or 16 * 1024
    if length is None:
        shutil.copyfileobj(src, dst, step)
        return
    while length > 0:
        data = src.read(min(step, length))
        if not data:
            raise exception('unexpected end of data')
        dst.write(data)
        length -= len(data)


class _Stream:
    """Blocks that are only read or written in order, compressed on the
    way."""

    def __init__(self, name, mode, comptype, fileobj, bufsize):
        self._extfileobj = fileobj is not None
        if fileobj is None:
            fileobj = builtins.open(name, 'rb' if mode == 'r' else 'wb')
        self.name, self.mode = name or '', mode
        self.fileobj, self.bufsize = fileobj, bufsize
        self.pos, self.closed = 0, False
        self.buf = b''
        if comptype == '*':
            self.buf = fileobj.read(BLOCKSIZE)
            comptype = _kind_of(self.buf)
        self.comptype = comptype
        self._raw, self.buf = self.buf, b''
        try:
            self._coder = self._new_coder(comptype, mode)
        except ImportError:
            if not self._extfileobj:
                fileobj.close()
            self.closed = True
            raise CompressionError(f'{comptype} module is not available') \
                from None
        self._done = False

    @staticmethod
    def _new_coder(comptype, mode):
        reading = mode == 'r'
        if comptype == 'tar':
            return None
        if comptype == 'gz':
            import zlib
            return zlib.decompressobj(31) if reading \
                else zlib.compressobj(9, zlib.DEFLATED, 31)
        if comptype == 'bz2':
            import bz2
            return bz2.BZ2Decompressor() if reading else bz2.BZ2Compressor()
        if comptype == 'xz':
            import lzma
            return lzma.LZMADecompressor() if reading \
                else lzma.LZMACompressor()
        raise CompressionError(f'unknown compression type {comptype!r}')

    def write(self, data):
        self.pos += len(data)
        self.buf += self._coder.compress(data) if self._coder else data
        while len(self.buf) > self.bufsize:
            self.fileobj.write(self.buf[:self.bufsize])
            self.buf = self.buf[self.bufsize:]

    def close(self):
        if self.closed:
            return
        self.closed = True
        try:
            if self.mode == 'w':
                if self._coder:
                    self.buf += self._coder.flush()
                self.fileobj.write(self.buf)
                self.buf = b''
        finally:
            if not self._extfileobj:
                self.fileobj.close()

    def tell(self):
        return self.pos

    def seek(self, pos=0):
        if pos < self.pos:
            raise StreamError('seeking backwards is not allowed')
        while self.pos < pos:
            if not self.read(min(self.bufsize, pos - self.pos)):
                break
        return self.pos

    def _more(self):
        """More of the archive, or nothing."""
        data = self._raw or self.fileobj.read(self.bufsize)
        self._raw = b''
        if self._coder is None or not data:
            return data
        if getattr(self._coder, 'eof', False):
            return b''
        try:
            return self._coder.decompress(data) or self._more()
        except Exception as error:
            raise ReadError('invalid compressed data') from error

    def read(self, size=None):
        assert size is not None
        while len(self.buf) < size:
            data = self._more()
            if not data:
                break
            self.buf += data
        data, self.buf = self.buf[:size], self.buf[size:]
        self.pos += len(data)
        return data


def _kind_of(head):
    if head.startswith(b'\x1f\x8b\x08'):
        return 'gz'
    if head[:3] == b'BZh' and head[4:10] == b'1AY&SY':
        return 'bz2'
    if head.startswith((b'\x5d\x00\x00\x80', b'\xfd7zXZ')):
        return 'xz'
    return 'tar'


class _FileInFile:
    """The data of a member inside the archive; holes are zeros."""

    def __init__(self, fileobj, offset, size, blockinfo=None, name=None):
        self.fileobj, self.offset, self.size = fileobj, offset, size
        self.position = 0
        self.name = name or getattr(fileobj, 'name', None)
        self.closed = False
        self.map = []           # (start, end, place of the data or None)
        last, place = 0, offset
        for start, length in [(0, size)] if blockinfo is None else blockinfo:
            if start > last:
                self.map.append((last, start, None))
            self.map.append((start, start + length, place))
            place += length
            last = start + length
        if last < size:
            self.map.append((last, size, None))

    def flush(self):
        pass

    def readable(self):
        return True

    def writable(self):
        return False

    def seekable(self):
        return self.fileobj.seekable()

    def tell(self):
        return self.position

    def seek(self, position, whence=io.SEEK_SET):
        if whence == io.SEEK_CUR:
            position += self.position
        elif whence == io.SEEK_END:
            position += self.size
        elif whence != io.SEEK_SET:
            raise ValueError('Invalid argument')
        self.position = max(min(position, self.size), 0)
        return self.position

    def read(self, size=None):
        left = self.size - self.position
        size = left if size is None or size < 0 else min(size, left)
        out = []
        while size > 0:
            for start, end, place in self.map:
                if start <= self.position < end:
                    break
            count = min(size, end - self.position)
            if place is None:
                out.append(bytes(count))
            else:
                self.fileobj.seek(place + self.position - start)
                data = self.fileobj.read(count)
                if len(data) != count:
                    raise ReadError('unexpected end of data')
                out.append(data)
            size -= count
            self.position += count
        return b''.join(out)

    def readinto(self, b):
        data = self.read(len(b))
        b[:len(data)] = data
        return len(data)

    def close(self):
        self.closed = True


class ExFileObject(io.BufferedReader):
    """The data of a member, as a file."""

    def __init__(self, tarfile, tarinfo):
        super().__init__(_FileInFile(
            tarfile.fileobj, tarinfo.offset_data, tarinfo.size,
            tarinfo.sparse, tarinfo.name))
