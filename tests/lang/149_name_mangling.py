# SPDX-License-Identifier: MIT
# __private names are mangled inside classes.


class A:
    __secret = 1
    __dunder__ = 2
    _single = 3

    def __init__(self):
        self.__x = 10

    def get(self):
        return self.__x, self.__secret, A.__secret

    def __hidden(self):
        return "hidden A"

    def call(self):
        return self.__hidden()

    def local(self):
        __v = 5
        return [__v for _ in range(1)], locals().keys() - {"self"}


class B(A):
    def __hidden(self):
        return "hidden B"

    def call_b(self):
        return self.__hidden()


b = B()
print(b.get(), b.call(), b.call_b(), vars(b), b._A__secret, A.__dunder__,
    sorted(n for n in dir(B) if "hidden" in n))
print(b.local()[0], sorted(b.local()[1]))
try:
    b.__x
except AttributeError as error:
    print(error)


class _Under:
    __y = 1

    def f(self, *, __k=2):
        return self.__y, __k


print(_Under().f(_Under__k=3), _Under._Under__y)
