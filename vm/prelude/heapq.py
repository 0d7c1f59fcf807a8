# SPDX-License-Identifier: MIT
# The native half of heapq. The order of comparisons is CPython's, because
# items that compare equal come out in the order it gives.


def _heap_less(a, b):
    return a < b


def _heap_more(a, b):
    return b < a


def _heap_check(heap):
    if not isinstance(heap, list):
        raise TypeError('heap argument must be a list')


def _heap_rise(heap, place, top, before=_heap_less):
    # Moves the item at `place` up, at most to `top`.
    item = heap[place]
    while place > top:
        parent = (place - 1) >> 1
        if not before(item, heap[parent]):
            break
        heap[place] = heap[parent]
        place = parent
    heap[place] = item


def _heap_settle(heap, top, before=_heap_less):
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
    _heap_rise(heap, place, top, before)


def _heapq_heappush(heap, item):
    _heap_check(heap)
    heap.append(item)
    _heap_rise(heap, len(heap) - 1, 0)


def _heap_pop(heap, before):
    if not heap:
        raise IndexError('index out of range')
    last = heap.pop()
    if not heap:
        return last
    first = heap[0]
    heap[0] = last
    _heap_settle(heap, 0, before)
    return first


def _heap_replace(heap, item, before):
    if not heap:
        raise IndexError('index out of range')
    first = heap[0]
    heap[0] = item
    _heap_settle(heap, 0, before)
    return first


def _heap_order(heap, before):
    for place in reversed(range(len(heap) // 2)):
        _heap_settle(heap, place, before)


def _heapq_heappop(heap):
    _heap_check(heap)
    return _heap_pop(heap, _heap_less)


def _heapq_heapreplace(heap, item):
    _heap_check(heap)
    return _heap_replace(heap, item, _heap_less)


def _heapq_heappushpop(heap, item):
    _heap_check(heap)
    if heap and heap[0] < item:
        return _heap_replace(heap, item, _heap_less)
    return item


def _heapq_heapify(x):
    _heap_check(x)
    _heap_order(x, _heap_less)


def _heapq_heappop_max(heap):
    _heap_check(heap)
    return _heap_pop(heap, _heap_more)


def _heapq_heapreplace_max(heap, item):
    _heap_check(heap)
    return _heap_replace(heap, item, _heap_more)


def _heapq_heapify_max(x):
    _heap_check(x)
    _heap_order(x, _heap_more)
