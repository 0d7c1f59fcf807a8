# SPDX-License-Identifier: MIT
# Twins of list's and tuple's natives, for items that compare in Python.
#
# A list may change while an item's __eq__ runs, so items are fetched by index
# each time and the length is looked at again.  The base class's own methods
# are called by name: a subclass may override what the twin must not use.


def _sequence_differ(base, a, b):
    """Index of the first items that differ, or of the end of the shorter."""
    i = 0
    while i < base.__len__(a) and i < base.__len__(b):
        x = base.__getitem__(a, i)
        y = base.__getitem__(b, i)
        if x is not y and not x == y:
            break
        i += 1
    return i


def _sequence_equal(base, a, b):
    if base.__len__(a) != base.__len__(b):
        return False
    i = _sequence_differ(base, a, b)
    return i >= base.__len__(a) and i >= base.__len__(b)


def _sequence_ordered(base, a, b):
    """The two values that decide an order: items, or the lengths."""
    i = _sequence_differ(base, a, b)
    n = base.__len__(a)
    m = base.__len__(b)
    if i >= n or i >= m:
        return n, m
    return base.__getitem__(a, i), base.__getitem__(b, i)


def _sequence_find(base, self, value, start, stop):
    i = start
    while i < stop and i < base.__len__(self):
        item = base.__getitem__(self, i)
        if item is value or item == value:
            return i
        i += 1
    return -1


def _sequence_count(base, self, value):
    n = 0
    for item in base.__iter__(self):
        if item is value or item == value:
            n += 1
    return n


def _sequence_bound(index, length):
    index = index_of(index)
    if not isinstance(index, int):
        raise TypeError('slice indices must be integers or have an '
                        '__index__ method')
    return max(index + length, 0) if index < 0 else index


def _sequence_contains(base, self, value):
    for item in base.__iter__(self):
        if value is item or value == item:
            return True
    return False


_SEQUENCE_END = 0x7fffffffffffffff

# ---- list


def list_eq(self, other):
    return _sequence_equal(list, self, other)


def list_ne(self, other):
    return not _sequence_equal(list, self, other)


def list_lt(self, other):
    a, b = _sequence_ordered(list, self, other)
    return a < b


def list_le(self, other):
    a, b = _sequence_ordered(list, self, other)
    return a <= b


def list_gt(self, other):
    a, b = _sequence_ordered(list, self, other)
    return a > b


def list_ge(self, other):
    a, b = _sequence_ordered(list, self, other)
    return a >= b


def list_contains(self, value):
    return _sequence_contains(list, self, value)


def list_repr(self):
    if _repr_enter(self):
        return '[...]'
    return '[' + ', '.join([repr(x) for x in list.__iter__(self)]) + ']'


def list_getitem(self, key):
    return list.__getitem__(self, index_of(key))


def list_setitem(self, key, value):
    key = index_of(key)
    if isinstance(key, slice):
        key.indices(0)  # a step of zero is noticed first
        try:
            items = iter(value)
        except TypeError:
            raise TypeError(
                'can only assign an iterable' if key.step in (None, 1) else
                'must assign iterable to extended slice') from None
        value = list(items)
    list.__setitem__(self, key, value)


def list_delitem(self, key):
    list.__delitem__(self, index_of(key))


def list_mul(self, n):
    return list.__mul__(self, index_of(n))


def list_rmul(self, n):
    return list.__mul__(self, index_of(n))


def list_imul(self, n):
    return list.__imul__(self, index_of(n))


def list_iadd(self, other):
    list.extend(self, other)
    return self


def list_insert(self, index, value):
    list.insert(self, index_of(index), value)


def list_pop(self, index):
    return list.pop(self, index_of(index))


def list_index(self, value, start=0, stop=_SEQUENCE_END):
    n = list.__len__(self)
    i = _sequence_find(list, self, value, _sequence_bound(start, n), _sequence_bound(stop, n))
    if i < 0:
        raise ValueError('%r is not in list' % (value,))
    return i


def list_count(self, value):
    return _sequence_count(list, self, value)


def list_remove(self, value):
    i = _sequence_find(list, self, value, 0, _SEQUENCE_END)
    if i < 0:
        raise ValueError('list.remove(x): x not in list')
    list.__delitem__(self, slice(i, i + 1))


# ---- tuple


def tuple_eq(self, other):
    return _sequence_equal(tuple, self, other)


def tuple_ne(self, other):
    return not _sequence_equal(tuple, self, other)


def tuple_lt(self, other):
    a, b = _sequence_ordered(tuple, self, other)
    return a < b


def tuple_le(self, other):
    a, b = _sequence_ordered(tuple, self, other)
    return a <= b


def tuple_gt(self, other):
    a, b = _sequence_ordered(tuple, self, other)
    return a > b


def tuple_ge(self, other):
    a, b = _sequence_ordered(tuple, self, other)
    return a >= b


def tuple_hash(self):
    return hash_of_hashes([hash(x) for x in tuple.__iter__(self)])


def tuple_contains(self, value):
    return _sequence_contains(tuple, self, value)


def tuple_repr(self):
    if _repr_enter(self):
        return '(...)'
    parts = [repr(x) for x in tuple.__iter__(self)]
    return '(' + ', '.join(parts) + (',)' if len(parts) == 1 else ')')


def tuple_getitem(self, key):
    return tuple.__getitem__(self, index_of(key))


def tuple_mul(self, n):
    return tuple.__mul__(self, index_of(n))


def tuple_rmul(self, n):
    return tuple.__mul__(self, index_of(n))


def object_mul(self, other):
    return other * index_of(self)


def tuple_index(self, value, start=0, stop=_SEQUENCE_END):
    n = tuple.__len__(self)
    i = _sequence_find(tuple, self, value, _sequence_bound(start, n), _sequence_bound(stop, n))
    if i < 0:
        raise ValueError('tuple.index(x): x not in tuple')
    return i


def tuple_count(self, value):
    return _sequence_count(tuple, self, value)


# ---- enumerate


def enumerate_new(cls, iterable, start=0):
    return enumerate.__new__(cls, iterable, index_of(start))
