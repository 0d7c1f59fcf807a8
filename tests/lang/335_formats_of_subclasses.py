"""Subclasses of str and numbers with a __str__ of their own; % and __rmod__."""
import math
import operator
from collections import UserString


class Text(str):
    def __str__(self):
        return 'str!'


class Whole(int):
    def __str__(self):
        return 'int!'


class Real(float):
    def __str__(self):
        return 'float!'


for value in Text('x'), Whole(3), Real(1.5):
    print(f'{value}', '{}'.format(value), format(value), format(value, ''),
          str(value), '%s' % value, '{0!s:>7}'.format(value), f'{value!r}')


class Reflected:
    def __rmod__(self, other):
        return 'rmod'

    def __str__(self):
        return 'shown'


print('%s' % Reflected(), b'%b' % b'x', 7 % Reflected())


class Loud(UserString):
    def __rmod__(self, template):
        return super().__rmod__(template)


print('%s-' % Loud('x'))


class Bytes(str):
    def __bytes__(self):
        return b'made'


print(bytes(Bytes('x')))


class Index(int):
    def __index__(self):
        return 99


print(operator.index(Index(7)), list(range(10))[Index(7)], bin(Index(7)))


class Bound:
    def __init__(self, function):
        self.function = function

    def __get__(self, instance, owner):
        return self.function.__get__(instance, owner)


class Special:
    __bytes__ = Bound(lambda self: b'bytes')
    __complex__ = Bound(lambda self: 1j)
    __round__ = Bound(lambda self, *digits: digits)
    __floor__ = Bound(lambda self: 'floor')
    __ceil__ = Bound(lambda self: 'ceil')
    __trunc__ = Bound(lambda self: 5)
    __setitem__ = Bound(lambda self, key, value: print(key, value))


special = Special()
special[1] = 2
print(bytes(special), complex(special), round(special), round(special, 2))
print(math.floor(special), math.ceil(special), math.trunc(special))
