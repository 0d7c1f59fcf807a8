# SPDX-License-Identifier: MIT
# yield from: delegation of values, sent values, exceptions, results.


def inner():
    try:
        x = yield 1
        print("inner got", x)
        y = yield 2
        print("inner got", y)
    except ValueError as error:
        print("inner caught", error)
        yield "recovered"
    finally:
        print("inner done")
    return "result"


def outer():
    result = yield from inner()
    print("outer has", result)
    yield from "ab"
    yield from [1, 2]
    got = yield from range(0)
    print(got)
    return (yield from iter([7]))


g = outer()
print(next(g), g.send("A"), g.send("B"), list(g))
g = outer()
next(g)
print(g.throw(ValueError("thrown")))
print(next(g))
g.close()
g = outer()
next(g)
g.close()


def chain(*iterables):
    for iterable in iterables:
        yield from iterable


print(list(chain("ab", (1,), {2: 3}, chain([4]))))


def flatten(x):
    if isinstance(x, list):
        for item in x:
            yield from flatten(item)
    else:
        yield x


print(list(flatten([1, [2, [3, [4]], 5], [[6]]])))


def bad():
    yield from 5


try:
    list(bad())
except TypeError as error:
    print(error)


def averager():
    total = n = 0
    while True:
        x = yield total / n if n else None
        if x is None:
            return total / n
        total += x
        n += 1


def collect(results):
    while True:
        results.append((yield from averager()))


results = []
g = collect(results)
next(g)
for x in (10, 20, None, 5, None):
    g.send(x)
print(results)
