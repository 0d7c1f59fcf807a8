# SPDX-License-Identifier: MIT
# Generator expressions: lazy, one pass, the first iterable at once.


def noisy(n):
    for i in range(n):
        print("make", i, end="; ")
        yield i


g = (x * 10 for x in noisy(3))
print("made")
print(next(g), next(g))
print(list(g))
try:
    (x for x in 5)
except TypeError as error:
    print(error)
h = (y for x in [1] for y in undefined)
try:
    next(h)
except NameError as error:
    print(error)
print(sum(x * y for x in range(3) for y in range(3) if x != y),
    sorted((-x for x in range(3)), reverse=True),
    "".join(c for c in "a1b2" if c.isalpha()), dict((i, i) for i in "ab"),
    set(i % 2 for i in range(5)))
n = 1
late = (n * x for x in range(3))
n = 100
print(list(late))
a = range(3)
b = (x for x in a)
a = range(100)
print(list(b), any(print(x) or x > 0 for x in range(5)))
