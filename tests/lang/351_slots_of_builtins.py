# cpython: 3.8-3.8
# __slots__ of classes that extend built-in types.
import copy
import gc


class Row(list):
    __slots__ = ('label', 'unit')


row = Row([1, 2])
row.label = 'x'
print(row, row.label, hasattr(row, 'unit'), hasattr(row, '__dict__'))
try:
    row.other = 1
except AttributeError as error:
    print(error)


class Wide(Row):
    pass


wide = Wide([3])
wide.label, wide.unit, wide.more = 'y', 'm', 'z'
print(wide, wide.label, wide.unit, wide.__dict__, copy.copy(wide).unit)


class Word(str):
    __slots__ = 'kind',


class Table(dict):
    __slots__ = ['name', '__dict__']


class Failure(Exception):
    __slots__ = ('code',)


word = Word('hi')
word.kind = 'noun'
table = Table(a=1)
table.name, table.free = 't', 2
failure = Failure('bad')
failure.code, failure.extra = 7, 8
print(word, word.kind, table, table.name, table.__dict__)
print(failure.args, failure.code, failure.__dict__)
del failure.code
print(hasattr(failure, 'code'))

for base in int, tuple, bytes, type:
    try:
        type('T', (base,), {'__slots__': ('x',)})
    except TypeError as error:
        print(error)
for slots in ('__weakref__', '__dict__'):
    try:
        type('T', (Wide,), {'__slots__': slots})
    except TypeError as error:
        print(error)


class Left:
    __slots__ = 'a', 'b'


class Right:
    __slots__ = 'b', 'a'


class Other:
    __slots__ = 'a', 'c'


one = Left()
one.a, one.b = 1, 2
one.__class__ = Right
print(type(one).__name__, one.a, one.b)
for wrong in Other, Row:
    try:
        one.__class__ = wrong
    except TypeError as error:
        print(error)
try:
    class Both(Left, list):
        pass
except TypeError as error:
    print(error)

rows = []
for i in range(1000):
    made = Row([i])
    made.label, made.unit = [i], {i: str(i)}
    rows.append(made)
gc.collect()
print(sum(r.label[0] for r in rows), all(r.unit == {r[0]: str(r[0])}
                                         for r in rows))
