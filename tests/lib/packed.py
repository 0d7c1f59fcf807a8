# SPDX-License-Identifier: MIT
# struct, array and cmath: values as bytes, and numbers of one C type.

import array
import cmath
import struct


def tried(function, *arguments):
    try:
        print(arguments, function(*arguments))
    except Exception as error:
        print(arguments, type(error).__name__, error)


for order in '@<>':
    for code in 'bBhHiIlLqQ':
        for value in (0, -1, 100, 1 << 31, 1 << 70, 'a', 1.5):
            tried(struct.pack, order + code, value)
    for code in 'efd':
        for value in (0.1, -0.0, 1e300, 65504.0, 6e-8, float('inf'), 'a'):
            tried(struct.pack, order + code, value)
    for code in ('c', 's', '3s', '3p', '?', 'n', 'P', 'z', '3', '2 i'):
        tried(struct.pack, order + code, b'abcd')
for arguments in (('i', b'ab'), ('3p', b'\x02ab'), ('b0i', b'x\0\0\0'),
                  ('<bhi', bytes(range(7))), ('>e', b'\x3c\x01')):
    tried(struct.unpack, *arguments)
tried(struct.unpack_from, 'i', b'abcdefgh', 4)
tried(struct.unpack_from, 'i', b'abcd', 4)
tried(struct.unpack_from, 'i', b'abcd', -2)
room = bytearray(6)
struct.pack_into('<h', room, 2, 258)
print(room, struct.calcsize('bhilqd'), struct.Struct('2i').size)
print(list(struct.iter_unpack('<h', b'abcd')))
tried(struct.iter_unpack, 'i', b'abcde')

numbers = array.array('i', [3, 1, 2])
numbers.append(5)
numbers.extend([7, 8])
numbers.insert(0, -1)
print(numbers, len(numbers), numbers[1], numbers[-1], numbers[1:3])
print(numbers.pop(), numbers.index(2), numbers.count(5), 3 in numbers)
numbers[0] = 9
del numbers[1]
numbers.reverse()
print(numbers.tolist(), numbers.tobytes(), sum(numbers), max(numbers))
print(numbers + numbers, numbers * 2, numbers == array.array('q', numbers))
print(array.array('u', 'text'), array.array('d', [1, 2.5]), array.array('b'))
tried(array.array, 'z')
tried(numbers.append, 'a')
tried(numbers.append, 1.5)
tried(numbers.append, 1 << 40)
tried(array.array('B').append, -1)
tried(numbers.__getitem__, 20)

for name in ('sqrt', 'exp', 'log', 'sin', 'cos', 'tan', 'sinh', 'cosh',
             'tanh', 'phase', 'polar', 'isnan', 'isinf', 'isfinite'):
    for z in (0, 1 + 2j, -1 - 0.5j, complex('inf'), 1000, 'a'):
        tried(getattr(cmath, name), z)
print(cmath.rect(2, 3), cmath.log(1 + 2j, 3), cmath.isclose(1, 1 + 1e-10j))
