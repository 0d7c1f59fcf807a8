# SPDX-License-Identifier: MIT
# Twins of the operators and methods of set and frozenset, for keys whose hash
# or equality is Python code and for arguments that are any iterable.
from _prelude import set_drop_gaps, set_has, set_take


def _set_keys(self):
    """The keys now: the set may change while a key's __eq__ runs."""
    if isinstance(self, frozenset):
        return list(frozenset.__iter__(self))
    return list(set.__iter__(self))


def _set_made(self, keys):
    """The new set `keys`, frozen if self is a frozenset."""
    return set_take(None, keys) if isinstance(self, frozenset) else keys


def _set_from(other):
    return other if isinstance(other, (set, frozenset)) else set(other)


def set_contains(self, key):
    return set_has(self, key)


def set_issubset(self, other):
    other = _set_from(other)
    if len(self) > len(other):
        return False
    for key in _set_keys(self):
        if not set_has(other, key):
            return False
    return True


def set_issuperset(self, other):
    return set_issubset(_set_from(other), self)


def set_isdisjoint(self, other):
    for key in other:
        if set_has(self, key):
            return False
    return True


def set_le(self, other):
    return set_issubset(self, other)


def set_ge(self, other):
    return set_issubset(other, self)


def set_lt(self, other):
    return len(self) < len(other) and set_issubset(self, other)


def set_gt(self, other):
    return set_lt(other, self)


def set_eq(self, other):
    return len(self) == len(other) and set_issubset(self, other)


def set_ne(self, other):
    return not set_eq(self, other)


def set_repr(self):
    name = type(self).__name__
    keys = _set_keys(self)
    if not keys:
        return name + '()'
    if _repr_enter(self):
        return name + '(...)'
    text = '{' + ', '.join([repr(x) for x in keys]) + '}'
    return text if type(self) is set else name + '(' + text + ')'


# ---- algebra
#
# Which operand is walked, and in what order keys enter the result, is
# CPython's: iteration order shows it.


def _set_common(self, other):
    result = set()
    if isinstance(other, (set, frozenset)):
        if len(other) > len(self):
            self, other = other, self
        other = _set_keys(other)
    for key in other:
        if set_has(self, key):
            result.add(key)
    return result


def _set_minus(self, other):
    sized = isinstance(other, (set, frozenset)) or type(other) is dict
    if not sized or len(self) >> 2 > len(other):
        result = set(self)
        set_difference_update(result, other)
        return result
    result = set()
    for key in _set_keys(self):
        if key not in other:
            result.add(key)
    return result


def set_intersection(self, *others):
    result = self
    for other in others:
        result = _set_common(result, other)
    return _set_made(self, set(self) if result is self else result)


def set_difference(self, *others):
    if not others:
        return _set_made(self, set(self))
    result = _set_minus(self, others[0])
    set_difference_update(result, *others[1:])
    return _set_made(self, result)


def set_symmetric_difference(self, other):
    result = set(other)
    set_symmetric_difference_update(result, self)
    return _set_made(self, result)


frozenset_intersection = set_intersection
frozenset_difference = set_difference
frozenset_symmetric_difference = set_symmetric_difference
frozenset_issubset = set_issubset
frozenset_issuperset = set_issuperset
frozenset_isdisjoint = set_isdisjoint


def set_or(self, other):
    if isinstance(self, frozenset):
        return frozenset.union(self, other)
    return set.union(self, other)


def set_and(self, other):
    return _set_made(self, _set_common(self, other))


def set_sub(self, other):
    return set_difference(self, other)


def set_xor(self, other):
    return set_symmetric_difference(self, other)


# ---- in place


def set_intersection_update(self, *others):
    result = self
    for other in others:
        result = _set_common(result, other)
    if result is not self:
        set_take(self, result)


def set_difference_update(self, *others):
    for other in others:
        if other is self:
            set.clear(self)
            continue
        for key in (_set_keys(other) if isinstance(other, (set, frozenset))
                    else other):
            set.discard(self, key)
        set_drop_gaps(self)


def set_symmetric_difference_update(self, other):
    if other is self:
        set.clear(self)
        return
    keys = list(other) if type(other) is dict else _set_keys(_set_from(other))
    for key in keys:
        if set_has(self, key):
            set.discard(self, key)
        else:
            set.add(self, key)


def set_ior(self, other):
    set.update(self, other)
    return self


def set_iand(self, other):
    set_intersection_update(self, other)
    return self


def set_isub(self, other):
    set_difference_update(self, other)
    return self


def set_ixor(self, other):
    set_symmetric_difference_update(self, other)
    return self
