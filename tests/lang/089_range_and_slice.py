# SPDX-License-Identifier: MIT
# cpython: 3.8-3.11
# range and slice objects.
r = range(2, 20, 3)
print(r, list(r), len(r), r[0], r[-1], r[1:3], r[::-1], 5 in r, 6 in r,
    "a" in r, 5.0 in r, r.index(8), r.count(8), r.start, r.stop, r.step)
print(list(range(5, 0, -2)), list(range(0)), list(range(3, 1)),
    range(5) == range(0, 5, 1), range(0) == range(2, 1),
    hash(range(3)) == hash(range(0, 3)), range(0, 3, 2) == range(0, 4, 2))
print(range(10**20)[10**19], len(range(10**18)), 10**19 in range(10**20),
    list(range(10**20, 10**20 + 3)), bool(range(0)), list(reversed(range(4))),
    range(3)[:], range(10)[2:8:2], range(10)[-3:])
print(slice(5), slice(1, 5), slice(1, None, 2), slice(1, 5).indices(3),
    slice(None, None, -1).indices(4), slice(-3, -1).indices(10),
    slice(1, 2) == slice(1, 2), slice(1, 2).start)
print([0, 1, 2, 3, 4][slice(1, 4, 2)], "abcde"[slice(None, None, -1)],
    sum(range(101)), max(range(5)), sorted(range(3), reverse=True),
    [*range(2)], tuple(range(2)))
for code in ("range()", "range(1.5)", "range('a')", "range(1, 2, 0)",
        "range(5)[5]", "range(3).index(7)", "len(range(10**30))",
        "range(1, 2, 3, 4)", "slice()", "range(3) < range(4)",
        "range(3) + range(3)", "hash(slice(1))", "range(3)['a']"):
    try:
        print(eval(code))
    except Exception as error:
        print(code, type(error).__name__)


class Show:
    def __getitem__(self, key):
        return key


s = Show()
print(s[1], s[1:2], s[::3], s[1, 2], s[1:2, ...], s[()], s[:, 0], s[None])
