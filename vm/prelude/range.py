# SPDX-License-Identifier: MIT
# Twins of range's and slice's natives, for user-defined classes.


def range_getitem(self, key):
    return self[index_of(key)]


def range_contains(self, value):
    for item in self:
        if item == value:
            return True
    return False


def range_count(self, value):
    count = 0
    for item in self:
        if item == value:
            count += 1
    return count


def range_index(self, value):
    index = 0
    for item in self:
        if item == value:
            return index
        index += 1
    raise ValueError("sequence.index(x): x not in sequence")


def slice_indices(self, length):
    return index_of(self).indices(index_of(length))


def slice_repr(self):
    return 'slice(%r, %r, %r)' % (self.start, self.stop, self.step)


def _slice_parts(self):
    return self.start, self.stop, self.step


def slice_eq(self, other):
    return _slice_parts(self) == _slice_parts(other)


def slice_ne(self, other):
    return _slice_parts(self) != _slice_parts(other)


def slice_lt(self, other):
    return _slice_parts(self) < _slice_parts(other)


def slice_le(self, other):
    return _slice_parts(self) <= _slice_parts(other)


def slice_gt(self, other):
    return _slice_parts(self) > _slice_parts(other)


def slice_ge(self, other):
    return _slice_parts(self) >= _slice_parts(other)
