# SPDX-License-Identifier: MIT
# cpython: 3.8-3.12
# Docstrings of modules, classes and functions; annotations are stored.
"""not a docstring: a comment came first, and this is still the first one"""
print(__doc__)
print(__name__)


def greet(name: str, times: int = 1, *args: tuple, key: bool = False,
          **kw: dict) -> str:
    """Greets.

    Twice."""
    return name * times


print(greet.__doc__)
print(greet.__annotations__)
count: int = 5
later: "str"
print(count, __annotations__)


class Point:
    "A point."
    x: int
    y: int = 2


print(Point.__doc__, Point.__annotations__, Point.y, hasattr(Point, "x"))


def inside():
    local: int = 3
    never: str
    return local


print(inside(), inside.__annotations__)
