# SPDX-License-Identifier: MIT
# bzip2: data and files.

from _bz2 import BZ2Compressor, BZ2Decompressor
from _compression import CompressedFile, all_streams, file_mode, open_with

__all__ = ['BZ2File', 'BZ2Compressor', 'BZ2Decompressor', 'open', 'compress',
           'decompress']


class BZ2File(CompressedFile):
    """A bzip2 file, open for reading or for writing."""

    def __init__(self, filename, mode='r', *, compresslevel=9):
        self._fp, self._closefp = None, False
        self._pos = 0
        if not 1 <= compresslevel <= 9:
            raise ValueError('compresslevel must be between 1 and 9')
        kind = file_mode(mode, '')
        self._reading = kind == 'rb'
        if not self._reading:
            self._compressor = BZ2Compressor(compresslevel)
        self._attach(filename, kind)
        if self._reading:
            self._read_through(BZ2Decompressor, OSError)

    def readlines(self, size=-1):
        self._check_can_read()
        if not hasattr(size, '__index__'):
            raise TypeError('Integer argument expected')
        return self._buffer.readlines(size.__index__())

    def writelines(self, seq):
        self._check_can_write()
        for line in seq:
            self.write(line)


def open(filename, mode='rb', compresslevel=9, encoding=None, errors=None,
         newline=None):
    """A bzip2 file; with a t in the mode, as text."""
    return open_with(BZ2File, filename, mode, encoding, errors, newline,
                     compresslevel=compresslevel)


def compress(data, compresslevel=9):
    """Data, compressed."""
    compressor = BZ2Compressor(compresslevel)
    return compressor.compress(data) + compressor.flush()


def decompress(data):
    """Data, decompressed: all the streams in it."""
    return b''.join(all_streams(data, BZ2Decompressor, OSError, ValueError)
                    if data else ())
