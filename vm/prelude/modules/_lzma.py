# SPDX-License-Identifier: MIT
# _lzma: compressors and decompressors that take their input piece by piece;
# see _bz2 for how.

import _xz
from _bz2 import _Incremental, _bytes

FORMAT_AUTO, FORMAT_XZ, FORMAT_ALONE, FORMAT_RAW = range(4)
CHECK_NONE, CHECK_CRC32, CHECK_CRC64, CHECK_SHA256 = 0, 1, 4, 10
CHECK_ID_MAX, CHECK_UNKNOWN = 15, 16
FILTER_LZMA1, FILTER_LZMA2, FILTER_DELTA = 0x4000000000000001, 33, 3
(FILTER_X86, FILTER_POWERPC, FILTER_IA64, FILTER_ARM, FILTER_ARMTHUMB,
 FILTER_SPARC) = range(4, 10)
MF_HC3, MF_HC4, MF_BT2, MF_BT3, MF_BT4 = 3, 4, 18, 19, 20
MODE_FAST, MODE_NORMAL = 1, 2
PRESET_DEFAULT, PRESET_EXTREME = 6, 1 << 31
_LZMA_FIELDS = ('preset', 'dict_size', 'lc', 'lp', 'pb', 'mode', 'nice_len',
                'mf', 'depth')
_ANSWERS = {3: 'Unsupported integrity check', 5: None,
            6: 'Memory usage limit exceeded',
            7: 'Input format not supported by decoder',
            8: 'Invalid or unsupported options', 9: 'Corrupt input data',
            10: 'Insufficient buffer space', 11: 'Internal error'}


class LZMAError(Exception):
    """Call to liblzma failed."""


def _fail(answer):
    if answer == 5:
        raise MemoryError
    raise LZMAError(_ANSWERS.get(answer,
                                 f'Unrecognized error from liblzma: {answer}'))


def _number(value, top):
    if not hasattr(type(value), '__index__'):
        raise TypeError('an integer is required')
    value = value.__index__()
    if value < 0:
        raise OverflowError("can't convert negative value to unsigned int")
    if value > top:
        raise OverflowError('Value too large for uint32_t type')
    return value


def _filter(spec):
    """The row of numbers that the library's side takes."""
    if not hasattr(type(spec), 'keys'):
        raise TypeError('Filter specifier must be a dict or dict-like object')
    if 'id' not in spec:
        raise ValueError('Filter specifier must have an "id" entry')
    kind = _number(spec['id'], (1 << 64) - 1)
    if kind in (FILTER_LZMA1, FILTER_LZMA2):
        names, tail = _LZMA_FIELDS, (-1,)
        what = 'LZMA filter'
    elif kind == FILTER_DELTA:
        names, tail, what = ('dist',), (), 'delta filter'
    elif 4 <= kind <= 9:
        names, tail, what = ('start_offset',), (), 'BCJ filter'
    else:
        raise ValueError(f'Invalid filter ID: {kind}')
    if not set(spec.keys()) <= {'id', *names}:
        raise ValueError(f'Invalid filter specifier for {what}')
    values = tuple(_number(spec[name], 0xffffffff) if name in spec else -1
                   for name in names)
    if len(names) == 1:
        return (kind,) + (-1,) * 9 + values
    return (kind,) + values + tail


def _format(value):
    if not isinstance(value, int):
        raise TypeError('an integer is required (got type '
                        f'{type(value).__name__})')
    return value


def _filters(specs):
    if specs is None:
        return ()
    rows = tuple(_filter(specs[place]) for place in range(len(specs)))
    if len(rows) > 4:
        raise ValueError('Too many filters - liblzma supports a maximum of 4')
    return rows


class LZMACompressor:
    """Compresses data that comes in pieces."""

    def __init__(self, format=FORMAT_XZ, check=-1, preset=None,
                 filters=None):
        if preset is not None and filters is not None:
            raise ValueError('Cannot specify both preset and filter chain')
        preset = PRESET_DEFAULT if preset is None else \
            _number(preset, 0xffffffff)
        if _format(format) != FORMAT_XZ and check not in (-1, CHECK_NONE):
            raise ValueError('Integrity checks are only supported by '
                             'FORMAT_XZ')
        if format not in (FORMAT_XZ, FORMAT_ALONE, FORMAT_RAW):
            raise ValueError(f'Invalid container format: {format}')
        if format == FORMAT_RAW and filters is None:
            raise ValueError('Must specify filters for FORMAT_RAW')
        check = CHECK_CRC64 if check == -1 else check
        self._how = format, check, preset, _filters(filters)
        _, _, answer, _ = _xz.compress(b'', *self._how)
        if answer > 1:
            _fail(answer)
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
        output, _, answer, _ = _xz.compress(data, *self._how)
        if answer > 1:
            _fail(answer)
        return output

    def __reduce__(self):
        raise TypeError("cannot pickle 'LZMACompressor' object")


class LZMADecompressor(_Incremental):
    """Decompresses one stream that comes in pieces."""

    def __init__(self, format=FORMAT_AUTO, memlimit=None, filters=None):
        if _format(format) not in (FORMAT_AUTO, FORMAT_XZ, FORMAT_ALONE, FORMAT_RAW):
            raise ValueError(f'Invalid container format: {format}')
        if memlimit is not None:
            if format == FORMAT_RAW:
                raise ValueError('Cannot specify memory limit with '
                                 'FORMAT_RAW')
            memlimit = _number(memlimit, (1 << 63) - 1)
        if (format == FORMAT_RAW) != (filters is not None):
            raise ValueError('Must specify filters for FORMAT_RAW'
                             if filters is None else
                             'Cannot specify filters except with FORMAT_RAW')
        _Incremental.__init__(self)
        self._how = format, -1 if memlimit is None else memlimit, \
            _filters(filters)
        self._check = CHECK_UNKNOWN if format in (FORMAT_AUTO, FORMAT_XZ) \
            else CHECK_NONE
        if format == FORMAT_RAW:
            answer = _xz.decompress(b'', *self._how)[2]
            if answer not in (0, 1, 10):
                _fail(answer)

    check = property(lambda self: self._check)

    def _run(self, data):
        output, used, answer, check = _xz.decompress(data, *self._how)
        if check >= 0:
            self._check = check
        elif self._how[0] == FORMAT_AUTO and answer in (0, 1, 10) and output:
            self._check = CHECK_NONE
        if answer not in (0, 1, 10):
            _fail(answer)
        return output, used, answer == 1


def is_check_supported(check_id, /):
    """Can the library make this check?"""
    return _xz.has_check(check_id)


def _encode_filter_properties(filter, /):
    """A filter's options as bytes, without its id."""
    return _xz.properties((_filter(filter),))


def _decode_filter_properties(filter_id, encoded_props, /):
    """The filter that those bytes stand for."""
    found = _xz.options(filter_id - (1 << 64) if filter_id >= 1 << 63
                        else filter_id, encoded_props)
    if isinstance(found, int):
        _fail(found)
    spec = {'id': filter_id}
    if filter_id in (FILTER_LZMA1, FILTER_LZMA2):
        spec['dict_size'] = found[0]
        if filter_id == FILTER_LZMA1:
            spec.update(lc=found[1], lp=found[2], pb=found[3])
    elif filter_id == FILTER_DELTA:
        spec['dist'] = found[0]
    elif found[0]:
        spec['start_offset'] = found[0]
    return spec


for _class in (LZMAError, LZMACompressor, LZMADecompressor):
    _class.__module__ = '_lzma'
