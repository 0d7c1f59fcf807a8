# SPDX-License-Identifier: MIT
# Decorators on functions and classes, with arguments, stacked.


def trace(function):
    def wrapper(*args, **kwargs):
        print("call", function.__name__, args, kwargs)
        result = function(*args, **kwargs)
        print("result", result)
        return result
    return wrapper


@trace
def add(a, b=2):
    return a + b


add(1)
add(1, b=5)


def times(n):
    print("times", n)

    def decorate(function):
        print("decorate", function.__name__)
        return lambda *args: [function(*args)] * n
    return decorate


@times(2)
@times(3)
def hello(name):
    return "hi " + name


print(hello("x"))


def register(cls):
    cls.registered = True
    return cls


@register
class A:
    @staticmethod
    def s():
        return "static"

    @classmethod
    def c(cls):
        return cls.__name__


print(A.registered, A.s(), A().s(), A.c(), A().c())


def memo(function):
    cache = {}

    def inner(n):
        if n not in cache:
            cache[n] = function(n)
        return cache[n]
    inner.cache = cache
    return inner


@memo
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(80), len(fib.cache))


@callable
def printed():
    pass


print(printed)
