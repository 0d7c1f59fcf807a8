# SPDX-License-Identifier: MIT
# Small things that assertions and loaders share.

from unittest._assert import _MAX_LENGTH, safe_repr

__unittest = True


def strclass(cls):
    return f'{cls.__module__}.{cls.__qualname__}'


def three_way_cmp(x, y):
    return (x > y) - (x < y)


def sorted_list_difference(expected, actual):
    """What only one of two sorted lists has: (missing, unexpected)."""
    missing, unexpected = [], []
    left, right = iter(expected), iter(actual)
    end = object()
    a, b = next(left, end), next(right, end)
    while a is not end or b is not end:
        if b is end or a is not end and a < b:
            missing.append(a)
            a = _following(a, left, end)
        elif a is end or b < a:
            unexpected.append(b)
            b = _following(b, right, end)
        else:
            a, b = _following(a, left, end), _following(b, right, end)
    return missing, unexpected


def _following(item, items, end):
    # The next that is not the same again.
    for other in items:
        if other != item:
            return other
    return end


def unorderable_list_difference(expected, actual):
    """The same for items that have no order; `actual` loses what both have."""
    missing = []
    for item in expected:
        if item in actual:
            actual.remove(item)
        else:
            missing.append(item)
    return missing, actual
