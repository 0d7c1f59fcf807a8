# SPDX-License-Identifier: MIT
# Context managers: order, exceptions, suppression, several at once.


class Manager:
    def __init__(self, name, suppress=False):
        self.name, self.suppress = name, suppress

    def __enter__(self):
        print("enter", self.name)
        return self.name

    def __exit__(self, kind, value, traceback):
        print("exit", self.name, kind and kind.__name__, value,
            traceback is not None)
        return self.suppress


with Manager("a") as a:
    print("inside", a)
with Manager("b"), Manager("c") as c:
    print("both", c)
with Manager("s", True):
    raise ValueError("suppressed")
try:
    with Manager("outer"):
        with Manager("inner"):
            1 / 0
except ZeroDivisionError as error:
    print("caught", error)


def early():
    with Manager("r"):
        return "returned"


print(early())
for i in range(3):
    with Manager(i):
        if i == 0:
            continue
        if i == 1:
            break
with Manager("pair") as (x, *y):
    print(x, y)
holder = {}
with Manager("item") as holder["k"]:
    print(holder)


class BadExit:
    def __enter__(self):
        return self

    def __exit__(self, *args):
        raise KeyError("from exit")


try:
    with BadExit():
        raise ValueError("from body")
except KeyError as error:
    print(error, repr(error.__context__))


class BadEnter:
    def __enter__(self):
        raise RuntimeError("enter")

    def __exit__(self, *args):
        print("not called")


try:
    with Manager("first"), BadEnter():
        print("never")
except RuntimeError as error:
    print(error)


def generator():
    with Manager("gen"):
        yield 1
        yield 2


g = generator()
next(g)
g.close()
for thing in (5, object()):
    try:
        with thing:
            pass
    except (AttributeError, TypeError) as error:
        print(type(error).__name__ in ("AttributeError", "TypeError"))
