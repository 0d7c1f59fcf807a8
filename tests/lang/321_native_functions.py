# SPDX-License-Identifier: MIT
# cpython: 3.8-3.9
# heapq, bisect and reduce are built in: they do not become methods, refuse
# what CPython refuses, and call the items' own comparisons.
import bisect
import functools
import heapq


class Item:
    def __init__(self, rank, name):
        self.rank, self.name = rank, name

    def __lt__(self, other):
        return self.rank < other.rank

    def __repr__(self):
        return self.name


class Tools:
    reduce = functools.reduce
    push = heapq.heappush
    find = bisect.bisect_left


heap = []
for item in [Item(3, "c"), Item(1, "a"), Item(2, "b"), Item(1, "z")]:
    heapq.heappush(heap, item)
print([heapq.heappop(heap) for _ in range(4)])
tools = Tools()
print(tools.reduce(lambda a, b: a * b, [1, 2, 3, 4]), tools.reduce(max, [], 7))
tools.push(heap, 5)
print(heap, tools.find([1, 3, 5], 4), heapq.heappushpop([1, 9], 4))
print(heapq.heappush, heapq.nsmallest(2, [5, 1, 4]))
items = [1, 3, 5]
bisect.insort(items, 4)
bisect.insort_left(items, 3, lo=1)
print(items, bisect.bisect(items, 3), bisect.bisect_left(items, 3))
for code in ("heapq.heappop([])", "heapq.heappush((), 1)",
        "bisect.bisect([1], 2, -1)",
        "functools.reduce(max, [])", "heapq.heapreplace([], 1)",
        "functools.reduce(max, 5)", "bisect.bisect([1, 2], 'a')"):
    try:
        print(code, eval(code))
    except (IndexError, TypeError, ValueError) as error:
        print(code, type(error).__name__, error)
