# SPDX-License-Identifier: MIT
# cpython: 3.8-3.9
# functools: partial, reduce, wraps, lru_cache, total_ordering, cmp_to_key.
import functools
print(functools.reduce(lambda a, b: a * b, range(1, 6)),
    functools.reduce(lambda a, b: a + b, [], "init"))
base2 = functools.partial(int, base=2)
print(base2("101"), base2.func is int, base2.args, base2.keywords,
    functools.partial(print, "a", sep="-")("b"))


def deco(f):
    @functools.wraps(f)
    def inner(*a):
        return f(*a)
    return inner


@deco
def named(x):
    "doc"
    return x


print(named.__name__, named.__doc__, named.__wrapped__(5))


@functools.lru_cache(maxsize=None)
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(100), fib.cache_info(), fib.cache_clear())


@functools.total_ordering
class T:
    def __init__(self, n):
        self.n = n

    def __eq__(self, o):
        return self.n == o.n

    def __lt__(self, o):
        return self.n < o.n


print(T(1) <= T(2), T(2) >= T(3), T(1) > T(0))
print(sorted(["bb", "a", "ccc"], key=functools.cmp_to_key(lambda a,
    b: len(b) - len(a))))
try:
    functools.reduce(lambda a, b: a, [])
except TypeError as error:
    print(str(error)[:30])


@functools.singledispatch
def show(x):
    return "object"


@show.register(int)
def _(x):
    return "int"


print(show(1), show("a"), show(True))


class Lazy:
    @functools.cached_property
    def value(self):
        print("computing")
        return 5


z = Lazy()
print(z.value, z.value)
