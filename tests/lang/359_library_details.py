# Details of library types: what can be set, copied, pickled, taken apart.
import array
import binascii
import copy
import csv
import functools
import getopt
import hashlib
import itertools
import pickle
from collections.abc import Mapping, Sequence


class Sorted:
    key = functools.cmp_to_key      # no method


print(Sorted().key(lambda a, b: a - b)(2) > Sorted.key(lambda a, b: a - b)(1))
part = functools.partial(int, base=2)
for name in 'func', 'args', 'keywords':
    try:
        setattr(part, name, None)
    except AttributeError:
        print(name, 'cannot be set')
print(pickle.loads(pickle.dumps(part))('101'))


@functools.total_ordering
class Size:
    def __init__(self, n):
        self.n = n

    def __eq__(self, other):
        return self.n == other.n

    def __lt__(self, other):
        return self.n < other.n


print(pickle.loads(pickle.dumps(Size.__ge__)) is Size.__ge__)


class Row(Mapping, Sequence):
    def __getitem__(self, key):
        return key

    def __len__(self):
        return 0


class Listed:
    def __getitem__(self, key):
        return key

    def __len__(self):
        return 0


@functools.singledispatch
def kind(value):
    return 'something'


kind.register(Mapping, lambda value: 'mapping')
kind.register(Sequence, lambda value: 'sequence')
print(kind(Row()), kind({}), kind(Listed()))
Sequence.register(Listed)
print(kind(Listed()))
Mapping.register(Listed)
try:
    kind(Listed())
except RuntimeError as error:
    print(str(error)[:18])

numbers = array.array('i', [3, 1, 2])
again = pickle.loads(pickle.dumps(numbers, 4))
print(again, again is numbers)
steps = iter(numbers)
next(steps)
print(list(pickle.loads(pickle.dumps(steps))), list(steps), list(steps))
try:
    array.array('b', array.array('u', 'x'))
except TypeError as error:
    print(error)

print(csv.list_dialects())
dialect = csv.get_dialect('excel')
for action in (lambda: setattr(dialect, 'delimiter', ';'),
               lambda: copy.copy(dialect)):
    try:
        action()
    except (AttributeError, TypeError) as error:
        print(type(error).__name__)
print(csv.Sniffer().sniff(";'123;4';", ',;').quotechar)

print(getopt.do_longs([], 'foo=42', ['foo-bar', 'foo='], []))
print(getopt.long_has_args('ab', ['abc=']), getopt.short_has_arg('a', 'a:'))

first, second = itertools.tee('abc')
next(first)
both = pickle.loads(pickle.dumps((first, second)))
print([list(branch) for branch in both], type(first)('xy').__next__())
turns = itertools.cycle('defg')
turns.__setstate__((list('abc'), 0))
print(''.join(itertools.islice(turns, 12)))
pairs = itertools.product('ab', 'xy')
next(pairs), next(pairs)
print(list(copy.copy(pairs)), list(pairs))
links = itertools.chain('ab', 'cd')
next(links)
print(list(copy.deepcopy(links)))

print(binascii.b2a_qp(b'x \ry\t\r'), binascii.b2a_qp(b'x \r\ny\t\n'))
print(hashlib.blake2s.MAX_DIGEST_SIZE, hashlib.new('blake2b').name)
for size in -1, 1 << 32:
    try:
        hashlib.blake2b(leaf_size=size)
    except (ValueError, OverflowError) as error:
        print(error)
