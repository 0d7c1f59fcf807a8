# SPDX-License-Identifier: MIT
# global and nonlocal in nested functions and classes.
x = y = 0


def f():
    global x, z
    x = 1
    z = "created"

    def g():
        global y
        y = 2
        x = "local to g"
        return x
    return g()


print(f(), x, y, z)


def a():
    v = "a"

    def b():
        def c():
            nonlocal v
            v += "c"
        c()
        return v

    def d():
        v = "d"

        def e():
            nonlocal v
            v = "e"
        e()
        return v
    return b(), d(), v


print(a())


def class_in_function():
    n = 0

    class C:
        nonlocal n
        n = 5

        def m(self):
            nonlocal n
            n += 1
            return n
    return C().m(), n, hasattr(C, "n")


print(class_in_function())


def deleted():
    global temp
    temp = 1
    del temp
    return "temp" in globals()


def loop_variable():
    global i
    for i in range(3):
        pass


def with_import():
    global sys
    import sys


loop_variable()
with_import()
print(deleted(), i, sys.__name__)
