# SPDX-License-Identifier: MIT
# Struct, native in CPython: a format with the functions of _struct.

from _struct import (calcsize as _struct_calcsize, error as _struct_error,
                     pack as _struct_native_pack,
                     pack_into as _struct_native_pack_into,
                     unpack as _struct_unpack,
                     unpack_from as _struct_unpack_from)


# Twins of _struct.pack and pack_into, for values of user-defined classes.

def _struct_codes(format):
    """The letter of each value."""
    if not isinstance(format, str):
        format = format.decode('ascii')
    count = ''
    for letter in format.lstrip('@=<>!'):
        if letter.isdigit():
            count += letter
        elif not letter.isspace():
            if letter != 'x':
                yield from letter * (1 if letter in 'sp' else
                                     int(count or '1'))
            count = ''


def _struct_plain(format, values):
    """The values as the natives take them."""
    plain = []
    for letter, value in zip(_struct_codes(format), values):
        kind = type(value)
        if letter == '?':
            value = True if value else False
        elif letter in 'efd' and hasattr(kind, '__float__'):
            value = float(value)
        elif letter not in 'csp' and hasattr(kind, '__index__'):
            value = index_of(value)
            if letter in 'efd':
                value = float(value)
        plain.append(value)
    return plain


def _struct_pack(format, *values):
    return _struct_native_pack(format, *_struct_plain(format, values))


def _struct_pack_into(format, buffer, offset, *values):
    return _struct_native_pack_into(format, buffer, index_of(offset),
                                    *_struct_plain(format, values))


class struct_Struct:
    __slots__ = ('format', 'size', '__weakref__')

    def __init__(self, format):
        self.size = _struct_calcsize(format)
        self.format = format if isinstance(format, str) \
            else format.decode('ascii')

    def pack(self, *values):
        return _struct_native_pack(self.format, *values)

    def pack_into(self, *arguments):
        return _struct_native_pack_into(self.format, *arguments)

    def unpack(self, buffer, /):
        return _struct_unpack(self.format, buffer)

    def unpack_from(self, buffer, offset=0):
        return _struct_unpack_from(self.format, buffer, offset)

    def iter_unpack(self, buffer, /):
        return struct_iter_unpack(self.format, buffer)


struct_Struct.__name__ = struct_Struct.__qualname__ = 'Struct'
struct_Struct.__module__ = '_struct'


class struct_Iterator:
    __slots__ = ('_format', '_size', '_data', '_at')

    def __init__(self, format, size, data):
        self._format = format
        self._size = size
        self._data = data
        self._at = 0

    def __iter__(self):
        return self

    def __length_hint__(self):
        return (len(self._data) - self._at) // self._size

    def __next__(self):
        at = self._at
        if at >= len(self._data):
            raise StopIteration
        self._at = at + self._size
        return _struct_unpack_from(self._format, self._data, at)


struct_Iterator.__name__ = struct_Iterator.__qualname__ = 'unpack_iterator'
struct_Iterator.__module__ = '_struct'


def struct_iter_unpack(format, buffer, /):
    size = _struct_calcsize(format)
    if not size:
        raise _struct_error('cannot iteratively unpack with a struct of '
                            'length 0')
    data = memoryview(buffer)
    if len(data) % size:
        raise _struct_error('iterative unpacking requires a buffer of a '
                            f'multiple of {size} bytes')
    return struct_Iterator(format, size, data)
