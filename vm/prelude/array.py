# SPDX-License-Identifier: MIT
# array.array over a bytearray: item i is the bytes from i * itemsize on, as
# _struct packs them. Each method is one step to the scheduler.

from _prelude import builtin, expose_bytes
from _struct import (error as _array_error, pack as _array_pack,
                     unpack as _array_unpack,
                     unpack_from as _array_unpack_from)

_array_sizes = dict(b=1, B=1, u=4, h=2, H=2, i=4, I=4, l=8, L=8, q=8, Q=8,
                    f=4, d=8)
_array_bounds = {'b': 'signed char', 'B': 'unsigned byte integer',
                 'h': 'signed short', 'H': 'unsigned short',
                 'i': 'signed integer', 'I': 'unsigned int'}
_array_limits = {'b': 127, 'B': 255, 'h': 32767, 'H': 65535,
                 'i': 0x7fffffff, 'I': 0xffffffff}


def _array_integer(code, value):
    if isinstance(value, float):
        raise TypeError('integer argument expected, got float')
    if not hasattr(type(value), '__index__'):
        raise TypeError('an integer is required (got type '
                        f'{type(value).__name__})')
    value = value.__index__()
    high = _array_limits.get(code)
    if high is not None:
        low = 0 if code in 'BHI' else -high - 1
        if value > high:
            raise OverflowError(f'{_array_bounds[code]} is greater than '
                                'maximum')
        if value < low:
            raise OverflowError(f'{_array_bounds[code]} is less than minimum')
    elif code in 'LQ':
        if value < 0:
            raise OverflowError("can't convert negative value to unsigned "
                                'int')
        if value >> 64:
            raise OverflowError('Python int too large to convert to C '
                                'unsigned long')
    elif not -1 << 63 <= value < 1 << 63:
        raise OverflowError('Python int too large to convert to C long')
    return value


def _array_char(number):
    if number > 0x10ffff:
        raise ValueError(f'character U+{number:x} is not in range [U+0000; '
                         'U+10ffff]')
    return chr(number)


class array_array:
    # memoryview finds the bytes in the first slot, their format in the next.
    __slots__ = ('_data', 'typecode', '__weakref__')

    def __new__(cls, typecode, initializer=(), /, **keywords):
        if keywords and cls is array_array:
            raise TypeError('array.array() takes no keyword arguments')
        if not isinstance(typecode, str) or len(typecode) != 1:
            raise TypeError('array() argument 1 must be a unicode character, '
                            f'not {type(typecode).__name__}')
        if typecode not in _array_sizes:
            raise ValueError('bad typecode (must be b, B, u, h, H, i, I, l, '
                             'L, q, Q, f or d)')
        if isinstance(initializer, str) and typecode != 'u':
            raise TypeError('cannot use a str to initialize an array with '
                            f'typecode {typecode!r}')
        if isinstance(initializer, array_array) and typecode != 'u' and \
                initializer.typecode == 'u':
            raise TypeError('cannot use a unicode array to initialize an '
                            f'array with typecode {typecode!r}')
        made = object.__new__(cls)
        made.typecode = typecode
        made._data = bytearray()
        expose_bytes(made)
        if isinstance(initializer, (bytes, bytearray)):
            made.frombytes(initializer)
        elif isinstance(initializer, array_array):
            made.extend(initializer._items())
        else:
            made.extend(initializer)
        return made

    @property
    def itemsize(self):
        return _array_sizes[self.typecode]

    def _pack(self, value):
        code = self.typecode
        if code == 'u':
            if not isinstance(value, str) or len(value) != 1:
                raise TypeError('array item must be unicode character')
            return ord(value).to_bytes(4, 'little')
        if code in 'fd':
            try:
                return _array_pack(code, value)
            except _array_error:
                raise TypeError('must be real number, not '
                                f'{type(value).__name__}') from None
        return _array_pack(code, _array_integer(code, value))

    def _items(self):
        if self.typecode == 'u':
            return [_array_char(n) for n in
                    _array_unpack(f'{len(self)}I', self._data)]
        return list(_array_unpack(f'{len(self)}{self.typecode}', self._data))

    def _like(self, data):
        made = object.__new__(array_array)
        made.typecode = self.typecode
        made._data = data
        return expose_bytes(made)

    def _same_type(self, other):
        if not isinstance(other, array_array):
            raise TypeError('can only append array (not '
                            f'"{type(other).__name__}") to array')
        if other.typecode != self.typecode:
            raise TypeError('bad argument type for built-in operation')

    def _place(self, index, message):
        if not hasattr(type(index), '__index__'):
            raise TypeError('array indices must be integers')
        index = index.__index__()
        if index < 0:
            index += len(self)
        if not 0 <= index < len(self):
            raise IndexError(message)
        return index * self.itemsize

    def _byte_slice(self, index):
        # Only for a step of 1.
        start, stop, _ = index.indices(len(self))
        size = self.itemsize
        return slice(start * size, max(start, stop) * size)

    def __len__(self):
        return len(self._data) // self.itemsize

    def __iter__(self):
        return _ArrayIterator(self)

    def __getitem__(self, index):
        if isinstance(index, slice):
            if index.step in (None, 1):
                return self._like(self._data[self._byte_slice(index)])
            return array_array(self.typecode, self._items()[index])
        at = self._place(index, 'array index out of range')
        if self.typecode == 'u':
            return _array_char(_array_unpack_from('I', self._data, at)[0])
        return _array_unpack_from(self.typecode, self._data, at)[0]

    def __setitem__(self, index, value):
        if not isinstance(index, slice):
            at = self._place(index, 'array assignment index out of range')
            self._data[at:at + self.itemsize] = self._pack(value)
            return
        if not isinstance(value, array_array):
            raise TypeError('can only assign array (not '
                            f'"{type(value).__name__}") to array slice')
        self._same_type(value)
        if index.step in (None, 1):
            self._data[self._byte_slice(index)] = value._data
            return
        items = self._items()
        try:
            items[index] = value._items()
        except ValueError as error:
            raise ValueError(str(error).replace('sequence', 'array')) \
                from None
        self._data[:] = array_array(self.typecode, items)._data

    def __delitem__(self, index):
        if not isinstance(index, slice):
            at = self._place(index, 'array assignment index out of range')
            del self._data[at:at + self.itemsize]
            return
        items = self._items()
        del items[index]
        self._data[:] = array_array(self.typecode, items)._data

    def __contains__(self, value):
        return value in self._items()

    def __repr__(self):
        if not self._data:
            return f'array({self.typecode!r})'
        shown = self.tounicode() if self.typecode == 'u' else self._items()
        return f'array({self.typecode!r}, {shown!r})'

    def __add__(self, other):
        self._same_type(other)
        return self._like(self._data + other._data)

    def __iadd__(self, other):
        if not isinstance(other, array_array):
            raise TypeError('can only extend with array (not '
                            f'"{type(other).__name__}")')
        self.extend(other)
        return self

    def __mul__(self, count):
        return self._like(self._data * count)

    __rmul__ = __mul__

    def __imul__(self, count):
        self._data *= count
        return self

    def __eq__(self, other):
        if not isinstance(other, array_array):
            return NotImplemented
        return self._items() == other._items()

    def __lt__(self, other):
        if not isinstance(other, array_array):
            return NotImplemented
        return self._items() < other._items()

    def __le__(self, other):
        if not isinstance(other, array_array):
            return NotImplemented
        return self._items() <= other._items()

    def __gt__(self, other):
        if not isinstance(other, array_array):
            return NotImplemented
        return self._items() > other._items()

    def __ge__(self, other):
        if not isinstance(other, array_array):
            return NotImplemented
        return self._items() >= other._items()

    __hash__ = None

    def __copy__(self):
        return self._like(self._data[:])

    def __deepcopy__(self, memo):
        return self._like(self._data[:])

    def __reduce_ex__(self, protocol):
        space = getattr(self, '__dict__', None)
        if protocol < 3:
            return type(self), (self.typecode, self._items()), space
        number = 20 if self.typecode == 'u' else _array_pickled.index(
            ('<' + self.typecode).translate(_array_portable))
        return (_array_reconstructor, (type(self), self.typecode, number,
                                       bytes(self._data)), space)

    def append(self, value, /):
        self._data += self._pack(value)

    def extend(self, items, /):
        if isinstance(items, array_array):
            if items.typecode != self.typecode:
                raise TypeError('can only extend with array of same kind')
            self._data += bytes(items._data)
            return
        for item in items:
            self._data += self._pack(item)

    def insert(self, index, value, /):
        packed = self._pack(value)
        start = slice(index, None).indices(len(self))[0] * len(packed)
        self._data[start:start] = packed

    def pop(self, index=-1, /):
        if not self._data:
            raise IndexError('pop from empty array')
        at = self._place(index, 'pop index out of range')
        value = self[at // self.itemsize]
        del self._data[at:at + self.itemsize]
        return value

    def remove(self, value, /):
        del self[self.index(value)]

    def index(self, value, /):
        try:
            return self._items().index(value)
        except ValueError:
            raise ValueError('array.index(x): x not in array') from None

    def count(self, value, /):
        return self._items().count(value)

    def reverse(self):
        items = self._items()
        items.reverse()
        self._data[:] = array_array(self.typecode, items)._data

    def byteswap(self):
        size = self.itemsize
        for at in range(0, len(self._data), size):
            self._data[at:at + size] = self._data[at:at + size][::-1]

    def buffer_info(self):
        return id(self._data), len(self)

    def tolist(self):
        return self._items()

    def fromlist(self, items, /):
        if not isinstance(items, list):
            raise TypeError('arg must be list')
        self._data += b''.join([self._pack(item) for item in items])

    def tobytes(self):
        return bytes(self._data)

    def tostring(self):
        _array_old('tostring() is deprecated. Use tobytes() instead.')
        return self.tobytes()

    def frombytes(self, data, /):
        data = bytes(memoryview(data))
        if len(data) % self.itemsize:
            raise ValueError('bytes length not a multiple of item size')
        self._data += data

    def fromstring(self, data, /):
        if isinstance(data, str):
            data = data.encode()
        memoryview(data)
        _array_old('fromstring() is deprecated. Use frombytes() instead.')
        self.frombytes(data)

    def tofile(self, file, /):
        file.write(bytes(self._data))

    def fromfile(self, file, count, /):
        data = file.read(count * self.itemsize)
        self.frombytes(data[:len(data) // self.itemsize * self.itemsize])
        if len(data) < count * self.itemsize:
            raise EOFError('read() didn\'t return enough bytes')

    def tounicode(self):
        if self.typecode != 'u':
            raise ValueError('tounicode() may only be called on unicode type '
                             'arrays')
        return ''.join(self._items())

    def fromunicode(self, text, /):
        if self.typecode != 'u':
            raise ValueError('fromunicode() may only be called on unicode '
                             'type arrays')
        self.extend(text)


def _array_old(text):
    import_absolute('warnings').warn(text, DeprecationWarning, 2)


class _ArrayIterator:
    __slots__ = ('_array', '_next')

    def __init__(self, array):
        self._array = array
        self._next = 0

    def __iter__(self):
        return self

    def __next__(self):
        array, at = self._array, self._next
        if array is None or at >= len(array):
            self._array = None
            raise StopIteration
        self._next = at + 1
        return array[at]

    def __reduce__(self):
        if self._array is None:
            return iter, ((),)
        return iter, (self._array,), self._next

    def __setstate__(self, state):
        if not isinstance(state, int):
            raise TypeError('an integer is required (got type '
                            f'{type(state).__name__})')
        if self._array is not None:
            self._next = min(max(state, 0), len(self._array))


_ArrayIterator.__name__ = _ArrayIterator.__qualname__ = 'arrayiterator'
_ArrayIterator.__module__ = 'array'
array_array.__name__ = array_array.__qualname__ = 'array'
array_array.__module__ = 'array'


# ---- Pickles: the bytes as they are, with a number for how to read them ----

_array_pickled = ('<B <b <H >H <h >h <I >I <i >i <Q >Q <q >q <f >f <d >d '
                  'utf-16-le utf-16-be utf-32-le utf-32-be').split()
# `l` and `L` have eight bytes here; a single byte has no order.
_array_portable = {ord('l'): 'q', ord('L'): 'Q'}


def _array_reconstructor(arraytype, typecode, mformat_code, items, /):
    if not isinstance(arraytype, type):
        raise TypeError('first argument must be a type object, not '
                        + type(arraytype).__name__)
    if not issubclass(arraytype, array_array):
        raise TypeError(f'{arraytype.__name__} is not a subtype of '
                        'array.array')
    if not isinstance(typecode, str) or len(typecode) != 1:
        raise TypeError('_array_reconstructor() argument 2 must be a unicode '
                        f'character, not {type(typecode).__name__}')
    if typecode not in _array_sizes:
        raise ValueError('second argument must be a valid type code')
    number = mformat_code.__index__() \
        if hasattr(type(mformat_code), '__index__') else None
    if number is None:
        raise TypeError('an integer is required (got type '
                        f'{type(mformat_code).__name__})')
    if not 0 <= number < len(_array_pickled):
        raise ValueError('third argument must be a valid machine format '
                         'code.')
    if not isinstance(items, bytes):
        raise TypeError('fourth argument should be bytes, not '
                        + type(items).__name__)
    form = _array_pickled[number]
    if form[0] == 'u':
        return arraytype(typecode, items.decode(form))
    order, code = form
    count, rest = divmod(len(items), _array_sizes[code])
    if rest:
        raise ValueError('bytes length not a multiple of item size')
    # The type that fits the numbers, if the one asked for has another size.
    if code not in 'fd' and \
            _array_sizes[typecode] != _array_sizes[code]:
        typecode = code
    return arraytype(typecode,
                     list(_array_unpack(f'{order}{count}{code}', items)))


_array_reconstructor.__module__ = 'array'
_array_reconstructor = builtin(_array_reconstructor)
