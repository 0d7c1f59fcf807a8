# SPDX-License-Identifier: MIT


# cpython: 3.8-3.10
# Closures: cells shared, rebound, emptied, filled by hand.


def counter():
    n = 0

    def inc(by=1):
        nonlocal n
        n += by
        return n

    def reset():
        nonlocal n
        n = 0
    return (inc, reset)


inc, reset = counter()
print(inc(), inc(5), inc())
reset()
print(inc())
print(inc.__closure__[0].cell_contents, inc.__code__.co_freevars)
fs = [lambda: i for i in range(3)]
print([f() for f in fs])
fs = [lambda i=i: i for i in range(3)]
print([f() for f in fs])


def outer():

    def inner():
        return x
    try:
        inner()
    except NameError as e:
        print(type(e).__name__, e)
    x = 5
    print(inner())
    del x
    try:
        inner()
    except NameError as e:
        print(e)


outer()


def make_adders():
    adders = []
    for i in range(3):

        def add(x, i=i):
            return x + i
        adders.append(add)
    return adders


print([a(10) for a in make_adders()])


class A:
    x = 1
    y = [x for _ in range(2)] if False else 3

    def m(self):
        return __class__.__name__
    try:
        z = [x * i for i in range(2)]
    except NameError as e:
        print('class comp', e)


print(A().m(), A.y)


def f():

    class B:
        z = q
    return B


q = 7
print(f().z)


def deep():
    a = 1

    def l1():
        b = 2

        def l2():
            nonlocal a, b
            a += 1
            b += 1

            def l3():
                return (a, b)
            return l3
        return l2
    return l1


print(deep()()()())
print(deep.__qualname__, deep().__qualname__, deep()().__qualname__)
x = 'global'


def shadow():
    print(x)

    def g():
        global x
        x = 'changed'
    g()
    print(x)


shadow()


def unbound():
    print(y1)
    y1 = 2


try:
    unbound()
except UnboundLocalError as e:
    print(e)
print((lambda *a, k=1, **kw: (a, k, sorted(kw.items())))(1, 2, k=3, z=4, b=5))


def gen_closure():
    total = 0
    while True:
        v = (yield total)
        if v is None:
            return total
        total += v


g = gen_closure()
next(g)
print(g.send(3), g.send(4))
try:
    g.send(None)
except StopIteration as s:
    print(s.value)
cell = (lambda: 0).__closure__
print(cell)


def h():
    v = 1
    return lambda: v


c = h().__closure__[0]
c.cell_contents = 99
print(c.cell_contents)
del c.cell_contents
try:
    c.cell_contents
except ValueError as e:
    print(e)
