# SPDX-License-Identifier: MIT
# cpython: 3.8-3.12
# Lists: literals, indexing, slices, operators.
a = [3, 1, 2]
print(a, a[0], a[-1], a[1:], a[:-1], a[::-1], a[5:], [], [1, [2, [3]]],
    [*a, *"xy"], list("ab"), list(range(3)), list())
print(a + [4], a * 2, 2 * a, [0] * 3, 3 in a, 9 not in a, len(a),
    a == [3, 1, 2], a < [3, 2], [] < [1], [1, 2] < [1, 2, 0])
a[0] = 30
a[-1] += 5
a[1:2] = [7, 8, 9]
print(a)
a[1:1] = "ab"
a[::2] = [0] * len(a[::2])
print(a)
a[len(a):] = [1]
a[:2] = []
print(a)
del a[0], a[-1:]
print(a)
b = a
c = a[:]
b.append(5)
print(a is b, a is c, a == c, a, c)
for code in ("a[99]", "a[-99]", "a['x']", "a[1.5]", "a + (1,)", "a * 'x'",
        "[].index(1)", "a < 5", "[1] < ['a']", "list(5)", "list(1, 2)",
        "hash([])", "{[]: 1}"):
    try:
        eval(code)
    except Exception as error:
        print(type(error).__name__, error)
for code in ("a[99] = 1", "a[0:1] = 5", "a[::2] = [1]", "del a[99]",
        "a[None] = 1", "a[::0] = []"):
    try:
        exec(code)
    except Exception as error:
        print(type(error).__name__, error)
