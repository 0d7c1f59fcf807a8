# SPDX-License-Identifier: MIT
# The merge sort of vm/types/sort.c again, for keys whose < is Python code.
#
# `order` holds positions in `keys`, a permutation at every moment: when a
# comparison fails the items stay as far sorted as they had come.  Only "later
# key < earlier key" is asked.


def _sort_shortest(n):
    dropped = 0
    while n >= 64:
        dropped |= n & 1
        n >>= 1
    return n + dropped


def _sort_run(keys, order, at):
    """The end of the run at `at`; a falling one is turned round."""
    n = len(keys)
    end = at + 1
    if end < n and keys[end] < keys[at]:
        end += 1
        while end < n and keys[end] < keys[end - 1]:
            end += 1
        order[at:end] = order[at:end][::-1]
        return end
    end = min(end + 1, n)
    while end < n and not keys[end] < keys[end - 1]:
        end += 1
    return end


def _sort_insert(keys, order, start, end):
    """Put order[end] among order[start:end], which is in order."""
    key = keys[order[end]]
    low = start
    high = end
    while low < high:
        middle = (low + high) // 2
        if key < keys[order[middle]]:
            high = middle
        else:
            low = middle + 1
    order.insert(low, order.pop(end))


def _sort_merge(keys, order, start, middle, end):
    if not keys[order[middle]] < keys[order[middle - 1]]:
        return
    left = order[start:middle]
    right = order[middle:end]
    merged = []
    i = 0
    j = 0
    while i < len(left) and j < len(right):
        if keys[right[j]] < keys[left[i]]:
            merged.append(right[j])
            j += 1
        else:
            merged.append(left[i])
            i += 1
    order[start:end] = merged + left[i:] + right[j:]


def _sort_order(keys, order):
    n = len(keys)
    shortest = _sort_shortest(n)
    starts = [0]  # of the runs, and where the next one begins
    at = 0
    while at < n:
        start = at
        at = _sort_run(keys, order, start)
        while at < n and at - start < shortest:
            _sort_insert(keys, order, start, at)
            at += 1
        starts.append(at)
        while (len(starts) > 2 and
               starts[-2] - starts[-3] <= 2 * (starts[-1] - starts[-2])):
            _sort_merge(keys, order, *starts[-3:])
            del starts[-2]
    while len(starts) > 2:
        _sort_merge(keys, order, *starts[-3:])
        del starts[-2]


def list_sort_run(keys, items):
    """Order the list `items` by `keys`; both are the caller's own."""
    order = list(range(len(keys)))
    try:
        _sort_order(keys, order)
    finally:
        items[:] = [items[i] for i in order]
