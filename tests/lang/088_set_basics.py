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
