"""Built-in operators and methods with operands of the program's own classes."""
import types


class Number(int):
    def __eq__(self, other):
        return int.__eq__(self, other)

    __hash__ = int.__hash__

    def __radd__(self, other):
        return 'radd'


class Index:
    def __index__(self):
        return 2


class Items(list):
    pass


proxy = types.MappingProxyType({1: Number(2)})
print(proxy == {1: 2}, {1: 2} == proxy, proxy == Number(1), proxy != Number(1))
print(Number(1) == proxy, Number(3) in [proxy, 3])
for left in {}, {1}, bytearray(b'x'), frozenset():
    left += Number(1)
    print(left)
keys = {Number(1): 0, Number(2): 0}.keys()
print(keys.__rsub__([Number(1), 5]), keys.__ror__([7]) == {1, 2, 7})
print(keys.__rand__([Number(2)]), keys.__rxor__([Number(2), 9]) == {1, 9})
left = Items([1, 2])
left -= keys
print(left)
print(list(enumerate('ab', Index())), 'ab'.__rmul__(Index()))
print(Number(98) in memoryview(b'abc'))


class Times:
    def __index__(self):
        return 2


class TimesOnly(Times):     # its own product knows no sequences
    def __mul__(self, other):
        return NotImplemented

    __rmul__ = __mul__


for kind in Times, TimesOnly:
    for sequence in 'ab', b'ab', [1], (1,), bytearray(b'q'):
        try:
            print(kind() * sequence, sequence * kind())
        except TypeError as error:
            print(error)
