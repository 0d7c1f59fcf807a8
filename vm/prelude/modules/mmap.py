# SPDX-License-Identifier: MIT
# mmap: memory that is shared with a file, or belongs to nobody.
#
# The memory is this object's own; what is written to a shared mapping goes on
# to the file at once, and what others write to the file is not seen here.

import os as _os

error = OSError
ACCESS_DEFAULT, ACCESS_READ, ACCESS_WRITE, ACCESS_COPY = 0, 1, 2, 3
MAP_SHARED, MAP_PRIVATE, MAP_ANON, MAP_ANONYMOUS = 1, 2, 32, 32
MAP_DENYWRITE, MAP_EXECUTABLE = 2048, 4096
PROT_READ, PROT_WRITE, PROT_EXEC = 1, 2, 4
PAGESIZE = ALLOCATIONGRANULARITY = 4096
(MADV_NORMAL, MADV_RANDOM, MADV_SEQUENTIAL, MADV_WILLNEED,
 MADV_DONTNEED) = range(5)
_ADVICE = frozenset((0, 1, 2, 3, 4, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17))


def _index(thing, what='an integer is required'):
    method = getattr(type(thing), '__index__', None)
    if method is None:
        raise TypeError("'{}' object cannot be interpreted as an integer"
                        .format(type(thing).__name__))
    return method(thing)


class mmap(bytearray):
    """Memory that a file shares: it reads like bytes and like a file."""

    def __new__(cls, fileno, length, flags=MAP_SHARED,
                prot=PROT_READ | PROT_WRITE, access=ACCESS_DEFAULT, offset=0):
        length, offset = _index(length), _index(offset)
        if length < 0:
            raise OverflowError('memory mapped length must be positive')
        if offset < 0:
            raise OverflowError('memory mapped offset must be positive')
        if access and (flags != MAP_SHARED or
                       prot != PROT_READ | PROT_WRITE):
            raise ValueError("mmap can't specify both access, flags, prot.")
        if access not in (0, 1, 2, 3):
            raise ValueError('mmap invalid access parameter.')
        self = bytearray.__new__(cls)
        self._begin(fileno, length, offset, access, flags, prot)
        return self

    def __init__(self, *args, **kwargs):
        pass

    def _begin(self, fileno, length, offset, access, flags, prot):
        if not access:
            access = ACCESS_WRITE if prot & PROT_WRITE else ACCESS_READ
            if flags & MAP_PRIVATE and access == ACCESS_WRITE:
                access = ACCESS_COPY
        self._access, self._offset, self._fd = access, offset, -1
        self._place, self._closed = 0, False
        if offset % ALLOCATIONGRANULARITY:
            raise OSError(22, 'Invalid argument')
        if fileno == -1 or flags & MAP_ANONYMOUS:
            if not length:
                raise OSError(22, 'Invalid argument')
            data = bytes(length)
        else:
            data = self._of_file(fileno, length, offset)
        bytearray.__setitem__(self, slice(None), data)
        self._size = len(data)

    def _of_file(self, fileno, length, offset):
        size = _os.fstat(fileno).st_size
        if not length:
            if not size:
                raise ValueError('cannot mmap an empty file')
            if offset >= size:
                raise ValueError('mmap offset is greater than file size')
            length = size - offset
        elif offset > size or size - offset < length:
            raise ValueError('mmap length is greater than file size')
        self._fd = _os.dup(fileno)
        return self._pread(length)

    def _pread(self, length):
        kept = _os.lseek(self._fd, 0, 1)
        try:
            _os.lseek(self._fd, self._offset, 0)
            parts = []
            while length:
                data = _os.read(self._fd, length)
                if not data:
                    parts.append(bytes(length))
                    break
                parts.append(data)
                length -= len(data)
            return b''.join(parts)
        finally:
            _os.lseek(self._fd, kept, 0)

    def _store(self, start, end):
        """What lies between has changed: tell the file."""
        if self._fd < 0 or self._access != ACCESS_WRITE or start == end:
            return
        kept = _os.lseek(self._fd, 0, 1)
        try:
            _os.lseek(self._fd, self._offset + start, 0)
            _os.write(self._fd, bytearray.__getitem__(self, slice(start, end)))
        finally:
            _os.lseek(self._fd, kept, 0)

    def _open(self, write=False):
        if self._closed:
            raise ValueError('mmap closed or invalid')
        if write and self._access == ACCESS_READ:
            raise TypeError("mmap can't modify a readonly memory map.")

    # ---- like bytes ----

    def __len__(self):
        self._open()
        return self._size

    def __getitem__(self, index):
        self._open()
        if isinstance(index, slice):
            return bytes(bytearray.__getitem__(self, index))
        if not hasattr(type(index), '__index__'):
            raise TypeError('mmap indices must be integers')
        try:
            return bytearray.__getitem__(self, index)
        except IndexError:
            raise IndexError('mmap index out of range') from None

    def __setitem__(self, index, value):
        self._open(True)
        if isinstance(index, slice):
            place = range(self._size)[index]
            data = bytes(value) if not isinstance(value, int) else None
            if data is None:
                raise TypeError("a bytes-like object is required, not 'int'")
            if len(data) != len(place):
                raise IndexError('mmap slice assignment is wrong size')
            bytearray.__setitem__(self, index, data)
            if place:
                self._store(min(place), max(place) + 1)
            return
        if not hasattr(type(index), '__index__'):
            raise TypeError('mmap indices must be integers')
        index = _index(index)
        try:
            bytearray.__setitem__(self, index, value)
        except IndexError:
            raise IndexError('mmap index out of range') from None
        except ValueError:
            raise ValueError('mmap item value must be in range(0, 256)') \
                from None
        index %= self._size
        self._store(index, index + 1)

    def __delitem__(self, index):
        self._open()
        raise TypeError("mmap object doesn't support item deletion")

    def __contains__(self, value):
        self._open()
        return bytearray.__contains__(self, value)

    def __iter__(self):
        for place in range(len(self)):
            yield self[place]

    def __repr__(self):
        return object.__repr__(self)

    __str__ = __repr__
    __hash__ = object.__hash__

    def __eq__(self, other):
        return self is other

    def __ne__(self, other):
        return self is not other

    def _search(self, method, sub, limits):
        self._open()
        start, end = (limits + (None,) * 2)[:2]
        start = self._place if start is None else start
        end = self._size if end is None else end
        return method(self, sub, start, end)

    def find(self, sub, *limits):
        return self._search(bytearray.find, sub, limits)

    def rfind(self, sub, *limits):
        return self._search(bytearray.rfind, sub, limits)

    # ---- like a file ----

    @property
    def closed(self):
        return self._closed

    def close(self):
        if not self._closed:
            self._closed = True
            if self._fd >= 0:
                _os.close(self._fd)

    def __enter__(self):
        self._open()
        return self

    def __exit__(self, *exc_info):
        self.close()

    def tell(self):
        self._open()
        return self._place

    def seek(self, dist, how=0):
        self._open()
        if how not in (0, 1, 2):
            raise ValueError('unknown seek type')
        place = dist + (0, self._place, self._size)[how]
        if not 0 <= place <= self._size:
            raise ValueError('seek out of range')
        self._place = place

    def size(self):
        self._open()
        if self._fd >= 0:
            return _os.fstat(self._fd).st_size
        return self._size

    def read(self, n=None):
        self._open()
        left = max(self._size - self._place, 0)
        count = left if n is None or n < 0 or n > left else n
        start, self._place = self._place, self._place + count
        return bytes(bytearray.__getitem__(self, slice(start, start + count)))

    def read_byte(self):
        self._open()
        if self._place >= self._size:
            raise ValueError('read byte out of range')
        self._place += 1
        return bytearray.__getitem__(self, self._place - 1)

    def readline(self):
        self._open()
        end = bytearray.find(self, b'\n', self._place)
        end = self._size if end < 0 else end + 1
        start, self._place = self._place, end
        return bytes(bytearray.__getitem__(self, slice(start, end)))

    def write(self, data):
        self._open(True)
        data = bytes(memoryview(data))
        start, end = self._place, self._place + len(data)
        if end > self._size:
            raise ValueError('data out of range')
        bytearray.__setitem__(self, slice(start, end), data)
        self._store(start, end)
        self._place = end
        return len(data)

    def write_byte(self, byte):
        self._open(True)
        if not 0 <= byte < 256:
            raise OverflowError('unsigned byte integer is greater than '
                                'maximum' if byte > 0 else
                                'unsigned byte integer is less than minimum')
        if self._place >= self._size:
            raise ValueError('write byte out of range')
        bytearray.__setitem__(self, self._place, byte)
        self._store(self._place, self._place + 1)
        self._place += 1

    def move(self, dest, src, count):
        self._open(True)
        if min(dest, src, count) < 0 or self._size - dest < count or \
                self._size - src < count:
            raise ValueError('source, destination, or count out of range')
        data = bytearray.__getitem__(self, slice(src, src + count))
        bytearray.__setitem__(self, slice(dest, dest + count), data)
        self._store(dest, dest + count)

    def resize(self, newsize):
        self._open()
        if self._access not in (ACCESS_WRITE, ACCESS_DEFAULT):
            raise TypeError("mmap can't resize a readonly or copy-on-write "
                            'memory map.')
        if newsize < 0 or self._offset + newsize > 1 << 62:
            raise ValueError('new size out of range')
        if self._fd >= 0:
            _os.ftruncate(self._fd, self._offset + newsize)
        if newsize < self._size:
            bytearray.__delitem__(self, slice(newsize, None))
        else:
            bytearray.extend(self, bytes(newsize - self._size))
        self._size = newsize

    def flush(self, offset=0, size=None):
        self._open()
        size = self._size if size is None else size
        if offset < 0 or size < 0 or self._size - offset < size:
            raise ValueError('flush values out of range')
        if offset % PAGESIZE:
            raise OSError(22, 'Invalid argument')

    def madvise(self, option, start=0, length=None):
        self._open()
        if start < 0 or start >= self._size:
            raise ValueError('madvise start out of bounds')
        if length is not None and length < 0:
            raise ValueError('madvise length invalid')
        if length is not None and length > 1 << 63 - 1:
            raise OverflowError('madvise length too large')
        if option not in _ADVICE or start % PAGESIZE:
            raise OSError(22, 'Invalid argument')


def _hidden(name):
    def missing(self, *args):
        raise AttributeError(f"'mmap.mmap' object has no attribute {name!r}")
    missing.__name__ = name
    return missing


def _not_implemented(self, other):
    return NotImplemented


for _name in ('append', 'extend', 'insert', 'pop', 'remove', 'clear',
              'reverse'):
    setattr(mmap, _name, _hidden(_name))
for _name in ('__iadd__', '__imul__', '__mul__', '__rmul__', '__add__'):
    setattr(mmap, _name, _not_implemented)
mmap.__module__ = 'mmap'
