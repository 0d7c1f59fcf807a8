# SPDX-License-Identifier: MIT
# Global, enclosing, class and comprehension scopes together.
x = "global"


def f():
    x = "f"

    class C:
        print(x)
        x = "class"
        print(x)

        def method(self):
            return x
        values = [x for _ in range(1)]

    def g():
        global x
        x = "changed by g"
        return x
    return C().method(), C.x, C.values, g(), x


print(f(), x)


def h():
    x = 0

    def inner():
        nonlocal x
        x += 1
        return [x + y for y in range(2)]
    inner()
    return inner(), x


print(h())


def uses_builtin():
    return len("abc")


len_saved = len
print(uses_builtin())
len = lambda s: 99
print(uses_builtin())
del len
print(uses_builtin())


class Outer:
    a = 1

    class Inner:
        try:
            a
            print("never")
        except NameError:
            print("no a")
        b = 2
    c = Inner.b


print(Outer.c, Outer.Inner.b)
print(sorted(k for k in globals() if not k.startswith("_")))


def local_names(a, b=2):
    c = a + b
    return locals()


print(local_names(1))
