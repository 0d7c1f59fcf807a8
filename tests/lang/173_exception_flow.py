# SPDX-License-Identifier: MIT
# Exceptions through calls, generators, comprehensions, del, properties.
import sys


def thrower(depth):
    if depth == 0:
        raise ValueError("deep")
    thrower(depth - 1)


try:
    thrower(20)
except ValueError as e:
    t, n = e.__traceback__, 0
    while t:
        n += 1
        last = t
        t = t.tb_next
    print(n, last.tb_frame.f_code.co_name, last.tb_lineno,
        sys.exc_info()[0].__name__)
print(sys.exc_info())


def gen():
    yield 1
    raise KeyError("gen")


try:
    [x for x in gen()]
except KeyError as e:
    print(e)
try:
    list(map(lambda x: 1 / x, [1, 0]))
except ZeroDivisionError as e:
    print(e)
try:
    sorted([1, 2], key=lambda x: [][x])
except IndexError as e:
    print(e)
try:
    {**{"a": 1}, **None}
except TypeError as e:
    print(e)


def exc_in_handler():
    try:
        raise ValueError(1)
    except ValueError:
        try:
            raise KeyError(2)
        except KeyError:
            print(sys.exc_info()[1].args)
        print(sys.exc_info()[1].args)
    print(sys.exc_info()[1])


exc_in_handler()


def generator_context():
    try:
        yield
    except ValueError:
        yield sys.exc_info()[0].__name__
    yield sys.exc_info()[0]


g = generator_context()
next(g)
print(g.throw(ValueError), next(g))
try:
    raise ValueError("with traceback")
except ValueError as e:
    tb = e.__traceback__
    print(tb.tb_lineno, tb.tb_frame.f_lineno > 0, tb.tb_next)
for i in range(3):
    try:
        if i == 1:
            raise ValueError(i)
    except ValueError as e:
        print("caught", e)
        continue
    print("fine", i)
