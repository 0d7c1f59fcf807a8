# SPDX-License-Identifier: MIT
# Parameters, defaults, keywords, return values.


def nothing():
    pass


def add(a, b=10, *, scale=1):
    """Adds."""
    return (a + b) * scale


print(nothing(), add(1), add(1, 2), add(1, b=3), add(b=1, a=2, scale=3))
print(add.__name__, add.__doc__, add.__defaults__, add.__kwdefaults__)


def collect(first, *rest, key=None, **others):
    return first, rest, key, others


print(collect(1))
print(collect(1, 2, 3, key="k", x=1, y=2))
print(collect(*[1, 2], *(3,), **{"key": 5}, **{"z": 6}))


def keep(item, into=[]):
    into.append(item)
    return into


print(keep(1), keep(2), keep(3, []))


def positional(a, b, /, c, *, d):
    return a, b, c, d


print(positional(1, 2, 3, d=4), positional(1, 2, c=3, d=4))
square = lambda n, p=2: n ** p
print(square(5), square(2, p=10), (lambda: "none")())
