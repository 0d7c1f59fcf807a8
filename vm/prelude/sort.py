# SPDX-License-Identifier: MIT
# The merge sort of vm/types/sort.c again, for keys whose < is Python code.
#
# `order` holds positions in `keys`; only "later key < earlier key" is asked.


def _sort_shortest(n):
    dropped = 0
    while n >= 64:
        dropped |= n & 1
        n >>= 1
    return n + dropped


def _sort_natural(keys, at, n):
    """The run that begins at `at`: its positions in order."""
    end = at + 1
    if end < n and keys[end] < keys[at]:
        end += 1
        while end < n and keys[end] < keys[end - 1]:
            end += 1
        return list(range(end - 1, at - 1, -1))
    end = min(end + 1, n)
    while end < n and not keys[end] < keys[end - 1]:
        end += 1
    return list(range(at, end))


def _sort_insert(keys, run, position):
    key = keys[position]
    low = 0
    high = len(run)
    while low < high:
        middle = (low + high) // 2
        if key < keys[run[middle]]:
            high = middle
        else:
            low = middle + 1
    run.insert(low, position)


def _sort_merge(keys, left, right):
    if not keys[right[0]] < keys[left[-1]]:
        return left + right
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
    return merged + left[i:] + right[j:]


def list_sort_run(keys, items):
    """A new list of the items, ordered by their keys."""
    n = len(keys)
    shortest = _sort_shortest(n)
    runs = []
    at = 0
    while at < n:
        run = _sort_natural(keys, at, n)
        at += len(run)
        while len(run) < shortest and at < n:
            _sort_insert(keys, run, at)
            at += 1
        runs.append(run)
        while len(runs) > 1 and len(runs[-2]) <= 2 * len(runs[-1]):
            last = runs.pop()
            runs[-1] = _sort_merge(keys, runs[-1], last)
    while len(runs) > 1:
        last = runs.pop()
        runs[-1] = _sort_merge(keys, runs[-1], last)
    return [items[i] for i in runs[0]]
