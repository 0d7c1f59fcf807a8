# SPDX-License-Identifier: MIT
# heapq, bisect, copy, operator, statistics, array-like helpers.
import bisect
import heapq
import operator
import statistics
h = [5, 1, 4]
heapq.heapify(h)
heapq.heappush(h, 0)
print([heapq.heappop(h) for _ in range(4)], heapq.nlargest(2, [1, 5, 3]),
    heapq.nsmallest(2, "hello"), list(heapq.merge([1, 4], [2, 3])),
    heapq.heappushpop([1, 2], 0))
l = [1, 3, 3, 5]
bisect.insort(l, 4)
print(l, bisect.bisect(l, 3), bisect.bisect_left(l, 3),
    bisect.bisect_right(l, 9))
print(operator.add(1, 2), operator.itemgetter(1, 0)("ab"),
    operator.attrgetter("real")(5), operator.methodcaller("upper")("a"),
    operator.contains([1], 1), operator.not_(0), operator.mul(2, 3),
    operator.getitem([7], 0))
print(statistics.mean([1, 2, 3, 4]), statistics.median([3, 1, 2]),
    statistics.mode("aab"), statistics.pstdev([2, 4, 4, 4, 5, 5, 7, 9]),
    statistics.variance([1, 2, 3]))
try:
    heapq.heappop([])
except IndexError as error:
    print(error)
