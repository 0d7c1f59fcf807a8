# SPDX-License-Identifier: MIT
# Deep but finite nesting: lists, dicts, closures, calls, generators.
l = []
for _ in range(200):
    l = [l]
print(str(l).count("["),
    len(repr(l)), l == [l[0]])
g = iter([1, 2, 3])
for _ in range(100):
    g = (x + 1 for x in g)
print(list(g))


def wrap(f, n):
    return f if n == 0 else wrap(lambda: f() + 1, n - 1)


print(wrap(lambda: 0, 200)())


def descend(n):
    if n:
        yield n
        yield from descend(n - 1)


print(sum(descend(150)))
d = {}
for i in range(100):
    d = {i: d}
print(repr(d).count("{"))
a, b = [], []
for _ in range(100):
    a, b = [a], [b]
print(a == b, a < b)
