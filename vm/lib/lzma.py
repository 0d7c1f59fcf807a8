# SPDX-License-Identifier: MIT
# xz and the older lzma format: data and files.

import _lzma
from _compression import CompressedFile, all_streams, file_mode, open_with
from _lzma import *
from _lzma import _decode_filter_properties, _encode_filter_properties

__all__ = [name for name in dir(_lzma) if name[0] != '_'] + [
    'LZMAFile', 'open', 'compress', 'decompress']


class LZMAFile(CompressedFile):
    """An xz file, open for reading or for writing."""

    def __init__(self, filename=None, mode='r', *, format=None, check=-1,
                 preset=None, filters=None):
        self._fp, self._closefp = None, False
        self._pos = 0
        kind = file_mode(mode)
        self._reading = kind == 'rb'
        if self._reading:
            if check != -1:
                raise ValueError('Cannot specify an integrity check when '
                                 'opening a file for reading')
            if preset is not None:
                raise ValueError('Cannot specify a preset compression level '
                                 'when opening a file for reading')
        else:
            self._compressor = LZMACompressor(
                format=FORMAT_XZ if format is None else format, check=check,
                preset=preset, filters=filters)
        self._attach(filename, kind)
        if self._reading:
            self._read_through(
                LZMADecompressor, LZMAError,
                format=FORMAT_AUTO if format is None else format,
                filters=filters)


def open(filename, mode='rb', *, format=None, check=-1, preset=None,
         filters=None, encoding=None, errors=None, newline=None):
    """An xz file; with a t in the mode, as text."""
    return open_with(LZMAFile, filename, mode, encoding, errors, newline,
                     format=format, check=check, preset=preset,
                     filters=filters)


def compress(data, format=FORMAT_XZ, check=-1, preset=None, filters=None):
    """Data, compressed."""
    compressor = LZMACompressor(format, check, preset, filters)
    return compressor.compress(data) + compressor.flush()


def decompress(data, format=FORMAT_AUTO, memlimit=None, filters=None):
    """Data, decompressed: all the streams in it."""
    def new():
        return LZMADecompressor(format, memlimit, filters)
    return b''.join(all_streams(data, new, LZMAError, LZMAError))
