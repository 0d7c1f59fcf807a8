# SPDX-License-Identifier: MIT
# Sets: literals, algebra, comparison, methods.
s = {3, 1, 2, 3}
print(s, len(s), 2 in s, 9 in s, set(), {0}, set("a"), set([1, 1]),
    {*()} == set(), {1, 1.0, True})
t = {2, 3, 4}
print(s | t, s & t, s - t, s ^ t, s < t, {1} < s, s <= s, s > {1}, s >= t,
    s == {1, 2, 3}, s != t)
print(s.union([7], (8,)), s.intersection([1, 9]), s.difference([1], [2]),
    s.symmetric_difference([1, 5]), s.issubset(range(9)), s.issuperset([1]),
    s.isdisjoint([9]), s.union())
s.add(10)
s.discard(99)
s.discard(1)
s.remove(2)
s.update([4, 5], {6})
print(s, s.copy() == s)
s &= {3, 4, 10, 11}
s |= {20}
s -= {3}
s ^= {4, 40}
print(sorted(s))
s.intersection_update([10, 20])
s.difference_update([20])
s.symmetric_difference_update([1])
print(sorted(s), {5}.pop(), s.clear(), s)
f = frozenset([1, 2])
print(f, f | {3}, {3} | f, f == {1, 2}, {f: 1}[frozenset([2, 1])],
    hash(f) == hash(frozenset([2, 1])), frozenset(), type(f | {3}).__name__,
    type({3} | f).__name__, f.copy() is f, {f} == {frozenset([1, 2])},
    {1, 2} in {f})
print(set(range(20)), {i * 37 % 101 for i in range(10)}, sorted({"b", "a"}),
    set(range(0, 1000, 100)))
for code in ("{1}.remove(2)", "set().pop()", "{[]}", "{1} | [1]", "{1} < [1]",
        "set(5)", "{1}[0]", "hash({1})", "f.add(1)", "{1}.union(5)",
        "{1} + {2}", "{{1}}", "[] in {1}"):
    try:
        print(eval(code))
    except Exception as error:
        print(type(error).__name__, error)
e = {1, 2}
try:
    for x in e:
        e.add(x + 10)
except RuntimeError as error:
    print(error)

# copies are made when nothing is taken away
few = frozenset([1, 2])
print(few.union() is few, few.intersection() is few, few.difference() is few)
print(frozenset(few) is few, few.copy() is few)


# hashes that are known are not asked for again
class Counted(int):
    asked = 0

    def __hash__(self):
        Counted.asked += 1
        return int.__hash__(self)


numbers = dict.fromkeys(map(Counted, range(5)))
print(Counted.asked)
as_set = set(numbers)
as_set.difference(numbers)
again = dict.fromkeys(as_set), dict.fromkeys(numbers, 1), frozenset(as_set)
print(Counted.asked)


# a set that is emptied while it is being added
class Greedy:
    def __hash__(self):
        return 0

    def __eq__(self, other):
        source.clear()
        return False


source = set()
source = {Greedy() for i in range(5)}
target = {0}
target.update(source)
print(len(source), len(target) > 1)
