# SPDX-License-Identifier: MIT
# Generator functions: next, for, state, return.


def count(n):
    print("start")
    i = 0
    while i < n:
        yield i
        i += 1
    print("end")
    return "value"


g = count(2)
print(type(g).__name__, next(g), next(g))
try:
    next(g)
except StopIteration as stop:
    print("stopped", stop.value)
try:
    next(g)
except StopIteration as stop:
    print("again", stop.value)
print(list(count(3)), sum(count(0)), next(iter([]), "default"))


def fib():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b


def take(n, iterable):
    for _, x in zip(range(n), iterable):
        yield x


print(list(take(10, fib())), [x for x in take(3, fib())],
    tuple(take(2, fib())), dict(zip("ab", fib())), max(take(9, fib())),
    "".join(map(str, take(5, fib()))))
a, b, *c = take(5, fib())
print(a, b, c, 8 in fib(), iter(g) is g, g.__name__)
e = (x * x for x in range(4))
print(type(e).__name__, next(e), list(e), list(e), sum(x for x in range(5)))


def empty():
    return
    yield


def nested():
    yield (yield 1)
    yield [(yield 2)]


print(list(empty()), list(nested()))


class Tree:
    def __init__(self, value, left=None, right=None):
        self.value, self.left, self.right = value, left, right

    def __iter__(self):
        if self.left:
            yield from self.left
        yield self.value
        if self.right:
            yield from self.right


print(list(Tree(4, Tree(2, Tree(1), Tree(3)), Tree(5))))
