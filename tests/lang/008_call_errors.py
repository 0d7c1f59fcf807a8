# SPDX-License-Identifier: MIT
# The TypeErrors of calls that do not fit.


def error(function, *args, **kwargs):
    try:
        print(function(*args, **kwargs))
    except TypeError as problem:
        print(problem)


def two(a, b):
    return a, b


def optional(a, b=1):
    return a, b


def keyword(*, a, b):
    return a, b


def only(a, /, b):
    return a, b


error(two)
error(two, 1)
error(two, 1, 2, 3)
error(two, 1, c=2)
error(two, 1, a=2)
error(optional, 1, 2, 3)
error(optional)
error(keyword)
error(keyword, a=1)
error(keyword, 1, a=1, b=2)
error(only, a=1, b=2)
error(lambda: 0, 1)
error(lambda *, k: 0)
error(lambda a, b, c: 0)
error(3)
error(None)
error("text")
error(two, *(), **{"a": 1, "b": 2})
try:
    two(**{"a": 1}, a=2)
except TypeError as problem:
    print(str(problem).split("()", 1)[-1])
try:
    two(*5)
except TypeError as problem:
    print(str(problem).split("two", 1)[-1])
