# SPDX-License-Identifier: MIT
# _bz2: compressors and decompressors that take their input piece by piece.
#
# The library's own state would not be in the world (see vm/modules/bz2.c):
# a compressor keeps its input until flush(), a decompressor keeps the input
# of its stream and decompresses it anew with each piece.

import _bzip


def _bytes(data):
    return bytes(memoryview(data))


class _Incremental:
    """A decompressor; subclasses have _run(data): (output, used, ended)."""

    def __init__(self):
        self._input = b''
        self._output = b''      # what was not given out, for max_length
        self._given = 0
        self._eof = False
        self._rest = b''        # of the input, when max_length stopped us
        self._unused = b''
        self._broken = None

    eof = property(lambda self: self._eof)
    unused_data = property(lambda self: self._unused)
    needs_input = property(
        lambda self: not self._eof and not self._output)

    def decompress(self, data, max_length=-1):
        """What more comes out, at most max_length bytes of it."""
        if not isinstance(max_length, int):
            raise TypeError("'{}' object cannot be interpreted as an integer"
                            .format(type(max_length).__name__))
        data = _bytes(data)
        if self._eof and not self._output:
            raise EOFError('End of stream already reached')
        if self._broken is not None:
            raise self._broken
        if not self._ended and (data or not self._input):
            self._take(data)
        return self._give(max_length)

    _ended = False

    def _take(self, data):
        self._input += data
        try:
            output, used, self._ended = self._run(self._input)
        except Exception as error:
            self._broken = error
            raise
        self._output += output[self._given:]
        self._given = len(output)
        if self._ended:
            self._unused = self._input[used:]
            self._input = b''

    def _give(self, limit):
        output = self._output
        if 0 <= limit < len(output):
            self._output = output[limit:]
            return output[:limit]
        self._output = b''
        self._eof = self._ended
        return output

    def __reduce__(self):
        raise TypeError(f"cannot pickle '{type(self).__name__}' object")


class BZ2Compressor:
    """Compresses data that comes in pieces."""

    def __init__(self, compresslevel=9, /):
        if not isinstance(compresslevel, int):
            raise TypeError('an integer is required (got type '
                            f'{type(compresslevel).__name__})')
        if not 1 <= compresslevel <= 9:
            raise ValueError('compresslevel must be between 1 and 9')
        self._level = compresslevel
        self._pieces = []

    def compress(self, data, /):
        """Take in data; what is ready comes with flush()."""
        if self._pieces is None:
            raise ValueError('Compressor has been flushed')
        self._pieces.append(_bytes(data))
        return b''

    def flush(self):
        """The end: all that is left."""
        if self._pieces is None:
            raise ValueError('Repeated call to flush()')
        data, self._pieces = b''.join(self._pieces), None
        return _bzip.compress(data, self._level)

    def __reduce__(self):
        raise TypeError("cannot pickle 'BZ2Compressor' object")


class BZ2Decompressor(_Incremental):
    """Decompresses one stream that comes in pieces."""

    def _run(self, data):
        output, used, answer = _bzip.decompress(data)
        if answer == 4:
            return output, used, True
        if answer < 0:
            raise OSError('Invalid data stream')
        return output, used, False


BZ2Compressor.__module__ = BZ2Decompressor.__module__ = '_bz2'
