# SPDX-License-Identifier: MIT
# A list kept as a heap: no item is greater than the two at 2i+1 and 2i+2.
#
# The functions on one item are native, one opcode each to the scheduler.
try:
    from _heapq import (heappush, heappop, heapify, heapreplace, heappushpop,
                        _heappop_max, _heapreplace_max, _heapify_max)
except ImportError:
    from _prelude import prelude_value
    globals().update(prelude_value('half_of_twins')(__name__, '_heapq', (
        'heappush', 'heappop', 'heapify', 'heapreplace', 'heappushpop',
        '_heappop_max', '_heapreplace_max', '_heapify_max')))

__all__ = ['heappush', 'heappop', 'heapify', 'heapreplace', 'merge',
           'nlargest', 'nsmallest', 'heappushpop']


def _less(a, b):
    return a < b


def _more(a, b):
    return b < a


class _Head:
    # The next item of one of merge()'s inputs; equal items keep the order of
    # the inputs.
    __slots__ = ('key', 'value', 'rank', 'advance', 'before')

    def __init__(self, rank, advance, before):
        self.rank = rank
        self.advance = advance
        self.before = before

    def step(self, key):
        self.value = self.advance()
        self.key = self.value if key is None else key(self.value)

    def __lt__(self, other):
        if self.before(self.key, other.key):
            return True
        if self.before(other.key, self.key):
            return False
        return self.rank < other.rank


def merge(*iterables, key=None, reverse=False):
    before = _more if reverse else _less
    heads = []
    for rank, iterable in enumerate(iterables):
        head = _Head(rank, iter(iterable).__next__, before)
        try:
            head.step(key)
        except StopIteration:
            continue
        heads.append(head)
    heapify(heads)
    while heads:
        head = heads[0]
        yield head.value
        try:
            head.step(key)
        except StopIteration:
            heappop(heads)
        else:
            heapreplace(heads, head)


def _best(n, iterable, key, reverse):
    if n <= 0:
        return []
    if n == 1:
        missing = object()
        choose = max if reverse else min
        best = choose(iterable, default=missing, key=key)
        return [] if best is missing else [best]
    return sorted(iterable, key=key, reverse=reverse)[:n]


def nsmallest(n, iterable, key=None):
    return _best(n, iterable, key, False)


def nlargest(n, iterable, key=None):
    return _best(n, iterable, key, True)
