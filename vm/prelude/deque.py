# SPDX-License-Identifier: MIT
# Twins of deque's natives, for items that compare in Python.
from _collections import deque


def _deque_differ(a, b):
    """The two values that decide an order: items, or the lengths."""
    for x, y in zip(deque.__iter__(a), deque.__iter__(b)):
        if x is not y and not x == y:
            return x, y
    return deque.__len__(a), deque.__len__(b)


def deque_eq(self, other):
    if deque.__len__(self) != deque.__len__(other):
        return False
    for x, y in zip(deque.__iter__(self), deque.__iter__(other)):
        if x is not y and not x == y:
            return False
    return True


def deque_ne(self, other):
    return not deque_eq(self, other)


def deque_lt(self, other):
    a, b = _deque_differ(self, other)
    return a < b


def deque_le(self, other):
    a, b = _deque_differ(self, other)
    return a <= b


def deque_gt(self, other):
    a, b = _deque_differ(self, other)
    return a > b


def deque_ge(self, other):
    a, b = _deque_differ(self, other)
    return a >= b


def deque_contains(self, value):
    for item in deque.__iter__(self):
        if item is value or item == value:
            return True
    return False


def deque_repr(self):
    if _repr_enter(self):
        return '[...]'
    text = '[' + ', '.join([repr(x) for x in deque.__iter__(self)]) + ']'
    if self.maxlen is not None:
        text += ', maxlen=%d' % self.maxlen
    return '%s(%s)' % (type(self).__name__, text)


def deque_getitem(self, key):
    return deque.__getitem__(self, index_of(key))


def deque_setitem(self, key, value):
    deque.__setitem__(self, index_of(key), value)


def deque_delitem(self, key):
    deque.__delitem__(self, index_of(key))


def deque_mul(self, n):
    return deque.__mul__(self, index_of(n))


def deque_rmul(self, n):
    return deque.__mul__(self, index_of(n))


def deque_imul(self, n):
    return deque.__imul__(self, index_of(n))


def deque_iadd(self, other):
    deque.extend(self, other)
    return self


def deque_copy(self):
    if self.maxlen is None:
        return type(self)(self)
    return type(self)(self, self.maxlen)


def deque_rotate(self, n):
    deque.rotate(self, index_of(n))


def deque_insert(self, index, value):
    deque.insert(self, index_of(index), value)


def _deque_find(self, value, start, stop):
    i = 0
    for item in deque.__iter__(self):
        if i >= stop:
            break
        if i >= start and (item is value or item == value):
            return i
        i += 1
    return -1


def deque_index(self, value, start=0, stop=0x7fffffffffffffff):
    n = deque.__len__(self)
    i = _deque_find(self, value, _sequence_bound(start, n), _sequence_bound(stop, n))
    if i < 0:
        raise ValueError('%r is not in deque' % (value,))
    return i


def deque_count(self, value):
    n = 0
    for item in deque.__iter__(self):
        if item is value or item == value:
            n += 1
    return n


def deque_remove(self, value):
    n = deque.__len__(self)
    try:
        i = _deque_find(self, value, 0, n)
    except RuntimeError:
        if deque.__len__(self) == n:
            raise
        i = -1
    if deque.__len__(self) != n:
        raise IndexError('deque mutated during remove().')
    if i < 0:
        raise ValueError('deque.remove(x): x not in deque')
    deque.__delitem__(self, i)
