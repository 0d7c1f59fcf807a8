# SPDX-License-Identifier: MIT
# Closures: cells shared, nonlocal, loops.


def counter():
    n = 0

    def up(by=1):
        nonlocal n
        n += by
        return n

    def get():
        return n

    return up, get


up, get = counter()
up2, get2 = counter()
print(up(), up(), up(10), get(), up2(), get2())


def make():
    return [lambda: i for i in range(3)], [lambda i=i: i for i in range(3)]


print([f() for f in make()[0]], [f() for f in make()[1]])


def deep(a):
    def second(b):
        def third(c):
            def fourth():
                nonlocal a, b
                a, b = b, a
                return a, b, c
            return fourth
        return third
    return second


f = deep(1)(2)(3)
print(f(), f(), f.__closure__ is not None, len(f.__closure__),
    f.__code__.co_freevars)


def late():
    def use():
        return value
    value = "set after"
    return use()


def gone():
    x = 1

    def use():
        return x
    del x
    return use


print(late(), up.__code__.co_freevars, counter.__code__.co_cellvars,
    up.__closure__[0].cell_contents)
try:
    gone()()
except NameError as error:
    print(type(error).__name__)


def args(a, *rest, key, **others):
    return lambda: (a, rest, key, others)


print(args(1, 2, key=3, x=4)())


def self_reference():
    def fact(n):
        return 1 if n == 0 else n * fact(n - 1)
    return fact


print(self_reference()(10))
