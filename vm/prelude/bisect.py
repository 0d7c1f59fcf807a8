# SPDX-License-Identifier: MIT
# The native bisect: where an item belongs in a sorted list.


def _bisect_bisect_right(a, x, lo=0, hi=None, *, key=None):
    if lo < 0:
        raise ValueError('lo must be non-negative')
    if hi is None:
        hi = len(a)
    while lo < hi:
        middle = (lo + hi) // 2
        item = a[middle] if key is None else key(a[middle])
        if x < item:
            hi = middle
        else:
            lo = middle + 1
    return lo


def _bisect_bisect_left(a, x, lo=0, hi=None, *, key=None):
    if lo < 0:
        raise ValueError('lo must be non-negative')
    if hi is None:
        hi = len(a)
    while lo < hi:
        middle = (lo + hi) // 2
        item = a[middle] if key is None else key(a[middle])
        if item < x:
            lo = middle + 1
        else:
            hi = middle
    return lo


def _bisect_insort_right(a, x, lo=0, hi=None, *, key=None):
    probe = x if key is None else key(x)
    place = _bisect_bisect_right(a, probe, lo, hi, key=key)
    a.insert(place, x)


def _bisect_insort_left(a, x, lo=0, hi=None, *, key=None):
    probe = x if key is None else key(x)
    place = _bisect_bisect_left(a, probe, lo, hi, key=key)
    a.insert(place, x)
