# SPDX-License-Identifier: MIT
# marshal: values as bytes and back, in the format of .pyc files, version 4.
#
# A value that may come again has bit 7 of its type set; the place it then has
# among such values is what a reference 'r' names. CPython sets the bit by the
# reference count; here it is set on what comes more than once, and on strings
# and small numbers that look shared.

import struct as _struct
import sys as _sys
import types as _types

version = 4
_FLAG = 0x80
_DEEPEST = 2000
_MUTABLE = frozenset([list, dict, set, frozenset])
_SINGLES = {None: b'N', True: b'T', False: b'F', Ellipsis: b'.',
            StopIteration: b'S'}
_CODE_NUMBERS = ('co_argcount', 'co_posonlyargcount', 'co_kwonlyargcount',
                 'co_nlocals', 'co_stacksize', 'co_flags')
_CODE_VALUES = ('co_code', 'co_consts', 'co_names', 'co_varnames',
                'co_freevars', 'co_cellvars', 'co_filename', 'co_name')


# ---- Writing ----

def _long(number):
    return _struct.pack('<i', number)


def _number(number):
    """A whole number beyond 32 bits, in digits of 15."""
    digits, rest = [], abs(number)
    data = rest.to_bytes((rest.bit_length() + 7) // 8 + 2, 'little')
    bits = rest.bit_length()
    for place in range(0, bits, 15):
        byte, shift = divmod(place, 8)
        three = int.from_bytes(data[byte:byte + 3], 'little')
        digits.append(three >> shift & 0x7fff)
    sign = -1 if number < 0 else 1
    return _long(sign * len(digits)) + _struct.pack(f'<{len(digits)}H',
                                                    *digits)


def _float_text(number):
    text = f'{number:.17g}'.encode()
    return bytes([len(text)]) + text


class _Writer:
    def __init__(self, version):
        self.version = version
        self.out = []
        self.places = {}
        self.kept = []      # ids stay unique while these live
        self.shared = set()     # the ids of what is found more than once

    def look_over(self, root):
        """Which lists, dicts and sets come more than once?"""
        seen, stack = set(), [root]
        while stack:
            value = stack.pop()
            kind = type(value)
            if kind in _MUTABLE:
                if id(value) in seen:
                    self.shared.add(id(value))
                    continue
                seen.add(id(value))
            if kind is dict:
                stack += value
                stack += value.values()
            elif kind in _MUTABLE or kind is tuple:
                stack += value

    def data(self, kind, data):
        if len(data) > 0x7fffffff:
            raise ValueError('unmarshallable object')
        self.out.append(kind + _long(len(data)) + data)

    def mark(self, value, kind):
        """The type byte with its bit, or None: a reference was written."""
        if self.version < 3:
            return kind
        if type(value) in _MUTABLE and id(value) not in self.shared:
            return kind
        place = self.places.get(id(value))
        if place is not None:
            self.out.append(b'r' + _long(place))
            return None
        self.places[id(value)] = len(self.places)
        self.kept.append(value)
        return bytes([kind[0] | _FLAG])

    def write(self, value, depth=0):
        if depth >= _DEEPEST:
            raise ValueError('object too deeply nested to marshal')
        kind = type(value)
        if kind in (bool, type(None), type(Ellipsis)) or \
                value is StopIteration:
            self.out.append(_SINGLES[value])
        elif kind in _WRITERS:
            _WRITERS[kind](self, value, depth + 1)
        else:
            self.buffer(value)

    def buffer(self, value):
        try:
            data = bytes(memoryview(value))
        except TypeError:
            raise ValueError('unmarshallable object') from None
        kind = self.mark(value, b's')
        if kind:
            self.data(kind, data)

    def int(self, value, depth):
        small = -0x80000000 <= value < 0x80000000
        kind = self.mark(value, b'i' if small else b'l')
        if kind:
            self.out.append(kind + (_long(value) if small
                                    else _number(value)))

    def float(self, value, depth):
        exact = self.version > 1
        kind = self.mark(value, b'g' if exact else b'f')
        if kind:
            self.out.append(kind + (_struct.pack('<d', value) if exact
                                    else _float_text(value)))

    def complex(self, value, depth):
        exact = self.version > 1
        kind = self.mark(value, b'y' if exact else b'x')
        if kind and exact:
            self.out.append(kind + _struct.pack('<dd', value.real,
                                                value.imag))
        elif kind:
            self.out.append(kind + _float_text(value.real) +
                            _float_text(value.imag))

    def bytes(self, value, depth):
        kind = self.mark(value, b's')
        if kind:
            self.data(kind, value)

    def str(self, value, depth):
        interned = value.isidentifier()
        if self.version < 4 or not value.isascii():
            kind = self.mark(value, b't' if interned and
                             self.version >= 3 else b'u')
            if kind:
                self.data(kind, value.encode('utf-8', 'surrogatepass'))
            return
        short = len(value) < 256
        kind = self.mark(value, (b'Z' if interned else b'z') if short
                         else (b'A' if interned else b'a'))
        if kind and short:
            self.out.append(kind + bytes([len(value)]) + value.encode())
        elif kind:
            self.data(kind, value.encode())

    def tuple(self, value, depth):
        short = self.version >= 4 and len(value) < 256
        kind = self.mark(value, b')' if short else b'(')
        if kind:
            self.out.append(kind + (bytes([len(value)]) if short
                                    else _long(len(value))))
            self.items(value, depth)

    def sequence(self, value, depth):
        kind = self.mark(value, {list: b'[', set: b'<'}.get(type(value),
                                                            b'>'))
        if kind:
            self.out.append(kind + _long(len(value)))
            self.items(value, depth)

    def items(self, value, depth):
        for item in value:
            self.write(item, depth)

    def dict(self, value, depth):
        kind = self.mark(value, b'{')
        if kind:
            self.out.append(kind)
            for key, item in value.items():
                self.write(key, depth)
                self.write(item, depth)
            self.out.append(b'0')

    def code(self, value, depth):
        kind = self.mark(value, b'c')
        if kind:
            self.out.append(kind)
            for name in _CODE_NUMBERS:
                self.out.append(_long(getattr(value, name)))
            for name in _CODE_VALUES:
                self.write(getattr(value, name), depth)
            self.out.append(_long(value.co_firstlineno))
            self.write(value.co_lnotab, depth)


_WRITERS = {
    int: _Writer.int, float: _Writer.float, complex: _Writer.complex,
    bytes: _Writer.bytes, str: _Writer.str, tuple: _Writer.tuple,
    list: _Writer.sequence, set: _Writer.sequence,
    frozenset: _Writer.sequence, dict: _Writer.dict,
    _types.CodeType: _Writer.code}


def dumps(value, version=version, /):
    """The bytes of a value."""
    writer = _Writer(version)
    if version > 2:
        writer.look_over(value)
    writer.write(value)
    return b''.join(writer.out)


def dump(value, file, version=version, /):
    """Write a value to an open file."""
    return file.write(dumps(value, version))


# ---- Reading ----

class _Missing:
    """Stands for nothing: the end of a dict."""


def _bad(what):
    return ValueError(f'bad marshal data ({what})')


class _Reader:
    def __init__(self, data):
        self.data_ = data
        self.place = 0
        self.known = []

    def take(self, size):
        end = self.place + size
        if end > len(self.data_):
            raise EOFError('marshal data too short')
        piece = self.data_[self.place:end]
        self.place = end
        return piece

    def byte(self):
        return self.take(1)[0]

    def long(self):
        return _struct.unpack('<i', self.take(4))[0]

    def size(self, what):
        size = self.long()
        if size < 0:
            raise _bad(f'{what} size out of range')
        return size

    def value(self, depth=0):
        """The next value, or _Missing."""
        if depth >= _DEEPEST:
            raise ValueError('recursion limit exceeded')
        try:
            kind = self.byte()
        except EOFError:
            raise EOFError('EOF read where object expected') from None
        flag, kind = kind & _FLAG, chr(kind & ~_FLAG)
        if kind == 'r':
            return self.reference()
        if kind not in _READERS:
            raise _bad('unknown type code')
        if kind in _HOLDERS:
            return _READERS[kind](self, flag, depth + 1)
        value = _READERS[kind](self)
        if flag:
            self.known.append(value)
        return value

    def reference(self):
        place = self.long()
        if not 0 <= place < len(self.known) or \
                self.known[place] is _Missing:
            raise _bad('invalid reference')
        return self.known[place]

    def item(self, where, depth):
        value = self.value(depth)
        if value is _Missing:
            raise TypeError(f'NULL object in marshal data for {where}')
        return value

    def number(self):
        size = self.long()
        if abs(size) > 0x7fffffff:
            raise _bad('long size out of range')
        digits = _struct.unpack(f'<{abs(size)}H', self.take(2 * abs(size)))
        if any(digit > 0x7fff for digit in digits):
            raise _bad('digit out of range in long')
        if digits and not digits[-1]:
            raise _bad('unnormalized long data')
        total = 0
        for digit in reversed(digits):
            total = total << 15 | digit
        return -total if size < 0 else total

    def text_float(self):
        text = bytes(self.take(self.byte()))
        return float(text.decode('ascii'))

    def binary_float(self):
        return _struct.unpack('<d', self.take(8))[0]

    def string(self, size):
        return str(bytes(self.take(size)), 'utf-8', 'surrogatepass')

    def bytes(self):
        size = self.long()
        if size < 0:
            raise _bad('bytes object size out of range')
        return bytes(self.take(size))

    # What holds other values takes its place among the known ones first.

    def tuple(self, flag, depth, short=False):
        place = self.reserve(flag)
        size = self.byte() if short else self.size('tuple')
        return self.settle(place, tuple(
            [self.item('tuple', depth) for _ in range(size)]))

    def list(self, flag, depth):
        made = []
        size = self.size('list')
        self.settle(self.reserve(flag), made)
        for _ in range(size):
            made.append(self.item('list', depth))
        return made

    def set(self, flag, depth):
        made = set()
        size = self.size('set')
        self.settle(self.reserve(flag), made)
        for _ in range(size):
            made.add(self.item('set', depth))
        return made

    def frozenset(self, flag, depth):
        place = self.reserve(flag)
        size = self.size('set')
        return self.settle(place, frozenset(
            [self.item('set', depth) for _ in range(size)]))

    def dict(self, flag, depth):
        made = {}
        self.settle(self.reserve(flag), made)
        while True:
            key = self.value(depth)
            if key is _Missing:
                return made
            value = self.value(depth)
            if value is _Missing:
                return made
            made[key] = value

    def code(self, flag, depth):
        place = self.reserve(flag)
        numbers = [self.long() for _ in _CODE_NUMBERS]
        values = [self.item('code object', depth) for _ in _CODE_VALUES]
        line = self.long()
        table = self.item('code object', depth)
        code, consts, names, variables, free, cell, file, name = values
        return self.settle(place, _types.CodeType(
            *numbers, code, consts, names, variables, file, name, line,
            table, free, cell))

    def reserve(self, flag):
        if not flag:
            return None
        self.known.append(_Missing)
        return len(self.known) - 1

    def settle(self, place, value):
        if place is not None:
            self.known[place] = value
        return value


_READERS = {
    '0': lambda r: _Missing, 'N': lambda r: None, 'T': lambda r: True,
    'F': lambda r: False, '.': lambda r: Ellipsis,
    'S': lambda r: StopIteration, 'i': _Reader.long,
    'I': lambda r: _struct.unpack('<q', r.take(8))[0], 'l': _Reader.number,
    'f': _Reader.text_float, 'g': _Reader.binary_float,
    'x': lambda r: complex(r.text_float(), r.text_float()),
    'y': lambda r: complex(r.binary_float(), r.binary_float()),
    's': _Reader.bytes, 'u': lambda r: r.string(r.size('string')),
    't': lambda r: _sys.intern(r.string(r.size('string'))),
    'a': lambda r: str(bytes(r.take(r.size('string'))), 'latin-1'),
    'A': lambda r: _sys.intern(
        str(bytes(r.take(r.size('string'))), 'latin-1')),
    'z': lambda r: str(bytes(r.take(r.byte())), 'latin-1'),
    'Z': lambda r: _sys.intern(str(bytes(r.take(r.byte())), 'latin-1')),
    '(': _Reader.tuple,
    ')': lambda r, flag, depth: r.tuple(flag, depth, True),
    '[': _Reader.list, '<': _Reader.set, '>': _Reader.frozenset,
    '{': _Reader.dict, 'c': _Reader.code}
_HOLDERS = frozenset('()[<>{c')


def _loaded(reader):
    value = reader.value()
    if value is _Missing:
        raise TypeError('NULL object in marshal data for object')
    return value


def loads(data, /):
    """The value that bytes stand for; what follows it is ignored."""
    return _loaded(_Reader(memoryview(data).cast('B')))


class _FileReader(_Reader):
    def __init__(self, file):
        self.file = file
        self.known = []

    def take(self, size):
        if hasattr(self.file, 'readinto'):
            room = bytearray(size)
            count = self.file.readinto(room) if size else 0
            if count > size:
                raise ValueError(f'read() returned too much data: {size} '
                                 f'bytes requested, {count} returned')
            data = bytes(room[:count])
        else:
            data = self.file.read(size)
        if len(data) < size:
            raise EOFError('EOF read where not expected')
        return data


def load(file, /):
    """Read one value from an open file."""
    data = file.read(0)
    if not isinstance(data, bytes):
        raise TypeError('file.read() returned not bytes but '
                        f'{type(data).__name__}')
    return _loaded(_FileReader(file))
