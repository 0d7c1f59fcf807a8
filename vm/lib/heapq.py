# SPDX-License-Identifier: MIT
# A list kept as a heap: no item is greater than the two at 2i+1 and 2i+2.
#
# The order of comparisons is CPython's, because items that compare equal come
# out in the order it gives.  CPython's own are native; ours too, when _heapq
# is there.

__all__ = ['heappush', 'heappop', 'heapify', 'heapreplace', 'merge',
           'nlargest', 'nsmallest', 'heappushpop']


def _less(a, b):
    return a < b


def _more(a, b):
    return b < a


def _rise(heap, place, top, before=_less):
    # Moves the item at `place` up, at most to `top`.
    item = heap[place]
    while place > top:
        parent = (place - 1) >> 1
        if not before(item, heap[parent]):
            break
        heap[place] = heap[parent]
        place = parent
    heap[place] = item


def _settle(heap, top, before=_less):
    # Sends the item at `top` down to a leaf along the earlier children, then
    # lets it rise: that costs fewer comparisons than stopping on the way.
    item = heap[top]
    place = top
    size = len(heap)
    child = 2 * place + 1
    while child < size:
        right = child + 1
        if right < size and not before(heap[child], heap[right]):
            child = right
        heap[place] = heap[child]
        place = child
        child = 2 * place + 1
    heap[place] = item
    _rise(heap, place, top, before)


def heappush(heap, item):
    heap.append(item)
    _rise(heap, len(heap) - 1, 0)


def _pop(heap, before):
    last = heap.pop()
    if not heap:
        return last
    first = heap[0]
    heap[0] = last
    _settle(heap, 0, before)
    return first


def _replace(heap, item, before):
    first = heap[0]
    heap[0] = item
    _settle(heap, 0, before)
    return first


def _order(heap, before):
    for place in reversed(range(len(heap) // 2)):
        _settle(heap, place, before)


def heappop(heap):
    return _pop(heap, _less)


def heapreplace(heap, item):
    return _replace(heap, item, _less)


def heappushpop(heap, item):
    if heap and heap[0] < item:
        return _replace(heap, item, _less)
    return item


def heapify(x):
    _order(x, _less)


def _heappop_max(heap):
    return _pop(heap, _more)


def _heapreplace_max(heap, item):
    return _replace(heap, item, _more)


def _heapify_max(x):
    _order(x, _more)


try:
    from _heapq import (heapify, heappop, heappush, heappushpop, heapreplace)
except ImportError:
    pass


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
