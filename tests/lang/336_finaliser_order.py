# cpython: 3.8
"""Finalisers run from the outside in: holders before what they hold."""


class N:
    def __init__(self, name, *kids):
        self.name = name
        self.kids = kids

    def __del__(self):
        print('del', self.name)


child = N('child')
parent = N('parent', child)
del child
del parent
print('-- a chain')
head = None
for i in range(5):
    head = N(i, head)
del head
print('-- a list, from its end')
a = N('a')
b = N('b')
both = [b, a]
del a, b
del both


def f():
    x = N('x')
    y = N('y', x)


def g():
    y = N('y1')
    x = N('x1')
    z = N('z1')


print('-- locals')
f()
g()
print('-- a dict')
d = {'k2': N('k2'), 'k1': N('k1')}
d.clear()


class W:
    def __init__(self):
        self.b = N('b2')
        self.a = N('a2')


w = W()
w = None
print('-- at exit')
c = N('child')
p = N('parent', c)
z = N('z')


def generator():
    try:
        yield
    finally:
        print('generator closed')


suspended = generator()
next(suspended)
items = [N('l1'), N('l2'), N('l3')]
ring = N('r1')
ring2 = N('r2')
ring.other = ring2
ring2.other = ring
head = None
for i in range(3):
    head = N(i, head)
print('end')
