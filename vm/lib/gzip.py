# SPDX-License-Identifier: MIT
# Files compressed as gzip does it: members of a head, deflated data, a
# checksum and a length.

import builtins
import io
import os
import struct
import sys
import time
import zlib

__all__ = ['BadGzipFile', 'GzipFile', 'open', 'compress', 'decompress']

FTEXT, FHCRC, FEXTRA, FNAME, FCOMMENT = 1, 2, 4, 8, 16
READ, WRITE = 1, 2
_COMPRESS_LEVEL_FAST = 1
_COMPRESS_LEVEL_TRADEOFF = 6
_COMPRESS_LEVEL_BEST = 9


class BadGzipFile(OSError):
    """What is no gzip file, or a broken one."""


def open(filename, mode='rb', compresslevel=_COMPRESS_LEVEL_BEST,
         encoding=None, errors=None, newline=None):
    """A GzipFile, or a text on top of one."""
    if 't' in mode:
        if 'b' in mode:
            raise ValueError(f'Invalid mode: {mode!r}')
    else:
        for name, value in (('encoding', encoding), ('errors', errors),
                            ('newline', newline)):
            if value is not None:
                raise ValueError(f"Argument {name!r} not supported in binary "
                                 'mode')
    plain = mode.replace('t', '')
    if isinstance(filename, (str, bytes, os.PathLike)):
        file = GzipFile(filename, plain, compresslevel)
    elif hasattr(filename, 'read') or hasattr(filename, 'write'):
        file = GzipFile(None, plain, compresslevel, filename)
    else:
        raise TypeError('filename must be a str or bytes object, or a file')
    if 't' in mode:
        return io.TextIOWrapper(file, encoding, errors, newline)
    return file


class _Padded:
    """A file into which bytes can be put back."""

    def __init__(self, file, prepend=b''):
        self.file = file
        self._left = prepend

    def read(self, size):
        if not self._left:
            return self.file.read(size)
        data, self._left = self._left[:size], self._left[size:]
        if len(data) < size:
            data += self.file.read(size - len(data))
        return data

    def prepend(self, data=b''):
        self._left = data + self._left

    def rewind(self):
        self._left = b''
        self.file.seek(0)


def _exactly(file, size):
    data = file.read(size)
    while len(data) < size:
        more = file.read(size - len(data))
        if not more:
            raise EOFError('Compressed file ended before the end-of-stream '
                           'marker was reached')
        data += more
    return data


def _skip_text(file):
    while _exactly(file, 1) != b'\0':
        pass


def _read_head(file):
    """The time in a member's head; None: there is no further member."""
    magic = file.read(2)
    if not magic:
        return None
    if magic != b'\037\213':
        raise BadGzipFile(f'Not a gzipped file ({magic!r})')
    method, flags, mtime = struct.unpack('<BBIxx', _exactly(file, 8))
    if method != 8:
        raise BadGzipFile('Unknown compression method')
    if flags & FEXTRA:
        _exactly(file, struct.unpack('<H', _exactly(file, 2))[0])
    if flags & FNAME:
        _skip_text(file)
    if flags & FCOMMENT:
        _skip_text(file)
    if flags & FHCRC:
        _exactly(file, 2)
    return mtime


class _GzipReader(io.RawIOBase):
    """The members of a file, one behind the other, decompressed."""

    def __init__(self, file):
        self._fp = _Padded(file)
        self._last_mtime = None
        self._start()

    def _start(self):
        self._inside = False
        self._ended = False
        self._pos = 0
        self._size = -1

    def readable(self):
        return True

    def seekable(self):
        return True

    def _begin_member(self):
        mtime = _read_head(self._fp)
        if mtime is None:
            return False
        self._last_mtime = mtime
        self._crc = zlib.crc32(b'')
        self._count = 0
        self._decompressor = zlib.decompressobj(-zlib.MAX_WBITS)
        self._inside = True
        return True

    def _end_member(self):
        crc, size = struct.unpack('<II', _exactly(self._fp, 8))
        if crc != self._crc:
            raise BadGzipFile(f'CRC check failed {hex(crc)} != '
                              f'{hex(self._crc)}')
        if size != self._count & 0xffffffff:
            raise BadGzipFile('Incorrect length of data produced')
        byte = b'\0'
        while byte == b'\0':
            byte = self._fp.read(1)
        if byte:
            self._fp.prepend(byte)
        self._inside = False

    def read(self, size=-1):
        if size < 0:
            return self.readall()
        if not size or self._ended:
            return b''
        while True:
            if not self._inside and not self._begin_member():
                self._ended = True
                self._size = self._pos
                return b''
            decompressor = self._decompressor
            if decompressor.eof:
                self._fp.prepend(decompressor.unused_data)
                self._end_member()
                continue
            data = decompressor.unconsumed_tail or \
                self._fp.read(io.DEFAULT_BUFFER_SIZE)
            made = decompressor.decompress(data, size)
            if made:
                self._crc = zlib.crc32(made, self._crc)
                self._count += len(made)
                self._pos += len(made)
                return made
            if not data:
                raise EOFError('Compressed file ended before the '
                               'end-of-stream marker was reached')

    def readall(self):
        parts = []
        while True:
            data = self.read(sys.maxsize)
            if not data:
                return b''.join(parts)
            parts.append(data)

    def readinto(self, into):
        view = memoryview(into)
        data = self.read(len(view))
        view[:len(data)] = data
        return len(data)

    def tell(self):
        return self._pos

    def seek(self, offset, whence=io.SEEK_SET):
        if whence == io.SEEK_CUR:
            offset += self._pos
        elif whence == io.SEEK_END:
            while self.read(io.DEFAULT_BUFFER_SIZE):
                pass
            offset += self._size
        elif whence != io.SEEK_SET:
            raise ValueError(f'Invalid value for whence: {whence}')
        if offset < self._pos:
            self._fp.rewind()
            self._start()
        while self._pos < offset and \
                self.read(min(io.DEFAULT_BUFFER_SIZE, offset - self._pos)):
            pass
        return self._pos


class GzipFile(io.BufferedIOBase):
    myfileobj = None

    def __init__(self, filename=None, mode=None,
                 compresslevel=_COMPRESS_LEVEL_BEST, fileobj=None,
                 mtime=None):
        if mode and not set('tU').isdisjoint(mode):
            raise ValueError(f'Invalid mode: {mode!r}')
        if mode:
            mode = mode if 'b' in mode else f'{mode}b'
        if fileobj is None:
            self.myfileobj = builtins.open(filename, mode or 'rb')
            fileobj = self.myfileobj
        if filename is not None:
            filename = os.fspath(filename)
        else:
            named = getattr(fileobj, 'name', '')
            filename = named if isinstance(named, (bytes, str)) else ''
        mode = mode or getattr(fileobj, 'mode', 'rb')
        if mode.startswith('r'):
            self.mode = READ
            self._buffer = io.BufferedReader(_GzipReader(fileobj))
        elif mode.startswith(('w', 'a', 'x')):
            self.mode = WRITE
            self.crc = zlib.crc32(b'')
            self.size = 0
            self.offset = 0
            self.compress = zlib.compressobj(
                compresslevel, zlib.DEFLATED, -zlib.MAX_WBITS,
                zlib.DEF_MEM_LEVEL, 0)
            self._write_mtime = mtime
        else:
            raise ValueError(f'Invalid mode: {mode!r}')
        self.name = filename
        self.fileobj = fileobj
        if self.mode == WRITE:
            self._write_head(compresslevel)

    @property
    def filename(self):
        import warnings
        warnings.warn('use the name attribute', DeprecationWarning, 2)
        if self.mode == WRITE and self.name[-3:] != '.gz':
            return self.name + '.gz'
        return self.name

    @property
    def mtime(self):
        """The time in the head that was read last."""
        return self._buffer.raw._last_mtime

    def __repr__(self):
        return f'<gzip {self.fileobj!r} {hex(id(self))}>'

    def _write_head(self, level):
        name = os.path.basename(self.name)
        if not isinstance(name, bytes):
            try:
                name = name.encode('latin-1')
            except UnicodeEncodeError:
                name = b''
        if name.endswith(b'.gz'):
            name = name[:-3]
        mtime = time.time() if self._write_mtime is None \
            else self._write_mtime
        extra = {_COMPRESS_LEVEL_BEST: 2, _COMPRESS_LEVEL_FAST: 4}.get(level,
                                                                       0)
        self.fileobj.write(struct.pack('<2sBBIBB', b'\037\213', 8,
                                       FNAME if name else 0, int(mtime),
                                       extra, 255))
        if name:
            self.fileobj.write(name + b'\0')

    def _check_not_closed(self):
        if self.closed:
            raise ValueError('I/O operation on closed file.')

    def write(self, data):
        self._check_not_closed()
        if self.mode != WRITE:
            raise OSError(9, 'write() on read-only GzipFile object')
        if self.fileobj is None:
            raise ValueError('write() on closed GzipFile object')
        if not isinstance(data, bytes):
            data = bytes(memoryview(data))
        size = len(data)
        if size:
            packed = self.compress.compress(data)
            self.fileobj.write(packed)
            self.size += size
            self.offset += size
            self.crc = zlib.crc32(data, self.crc)
        return size

    def _check_reading(self, what):
        self._check_not_closed()
        if self.mode != READ:
            raise OSError(9, f'{what}() on write-only GzipFile object')

    def read(self, size=-1):
        self._check_reading('read')
        return self._buffer.read(size)

    def read1(self, size=-1):
        self._check_reading('read1')
        return self._buffer.read1(io.DEFAULT_BUFFER_SIZE if size < 0
                                  else size)

    def peek(self, n):
        self._check_reading('peek')
        return self._buffer.peek(n)

    def readline(self, size=-1):
        self._check_not_closed()
        return self._buffer.readline(size)

    @property
    def closed(self):
        return self.fileobj is None

    def close(self):
        file, self.fileobj = self.fileobj, None
        if file is None:
            return
        try:
            if self.mode == WRITE:
                file.write(self.compress.flush())
                file.write(struct.pack('<II', self.crc,
                                       self.size & 0xffffffff))
            else:
                self._buffer.close()
        finally:
            mine, self.myfileobj = self.myfileobj, None
            if mine:
                mine.close()

    def flush(self, zlib_mode=zlib.Z_SYNC_FLUSH):
        self._check_not_closed()
        if self.mode == WRITE:
            self.fileobj.write(self.compress.flush(zlib_mode))
            self.fileobj.flush()

    def fileno(self):
        return self.fileobj.fileno()

    def rewind(self):
        if self.mode != READ:
            raise OSError("Can't rewind in write mode")
        self._buffer.seek(0)

    def readable(self):
        return self.mode == READ

    def writable(self):
        return self.mode == WRITE

    def seekable(self):
        return True

    def tell(self):
        self._check_not_closed()
        return self.offset if self.mode == WRITE else self._buffer.tell()

    def seek(self, offset, whence=io.SEEK_SET):
        if self.mode == READ:
            self._check_not_closed()
            return self._buffer.seek(offset, whence)
        if whence == io.SEEK_CUR:
            offset += self.offset
        elif whence != io.SEEK_SET:
            raise ValueError('Seek from end not supported')
        if offset < self.offset:
            raise OSError('Negative seek in write mode')
        while self.offset < offset:
            self.write(bytes(min(1024, offset - self.offset)))
        return self.offset


def compress(data, compresslevel=_COMPRESS_LEVEL_BEST, *, mtime=None):
    """One member with all of the data."""
    into = io.BytesIO()
    with GzipFile(fileobj=into, mode='wb', compresslevel=compresslevel,
                  mtime=mtime) as file:
        file.write(data)
    return into.getvalue()


def decompress(data):
    with GzipFile(fileobj=io.BytesIO(data)) as file:
        return file.read()


def main():
    """python -m gzip [-d] FILE..."""
    from argparse import ArgumentParser
    parser = ArgumentParser(prog='python -m gzip')
    how = parser.add_mutually_exclusive_group()
    how.add_argument('--fast', action='store_true', help='compress faster')
    how.add_argument('--best', action='store_true', help='compress better')
    how.add_argument('-d', '--decompress', action='store_true',
                     help='act like gunzip instead of gzip')
    parser.add_argument('args', nargs='*', default=['-'], metavar='file')
    args = parser.parse_args()
    level = _COMPRESS_LEVEL_FAST if args.fast else \
        _COMPRESS_LEVEL_BEST if args.best else _COMPRESS_LEVEL_TRADEOFF
    for name in args.args:
        if name == '-':
            source, target = sys.stdin.buffer, sys.stdout.buffer
            source, target = (GzipFile('', 'rb', fileobj=source), target) \
                if args.decompress else \
                (source, GzipFile('', 'wb', level, target))
        elif args.decompress:
            if name[-3:] != '.gz':
                sys.exit(f"filename doesn't end in .gz: {name!r}")
            source, target = open(name), builtins.open(name[:-3], 'wb')
        else:
            source = builtins.open(name, 'rb')
            target = open(name + '.gz', 'wb', level)
        while True:
            data = source.read(io.DEFAULT_BUFFER_SIZE)
            if not data:
                break
            target.write(data)
        target.close()
        if name != '-':
            source.close()


if __name__ == '__main__':
    main()
