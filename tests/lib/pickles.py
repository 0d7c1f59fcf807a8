# SPDX-License-Identifier: MIT
# library: pickle _unpickle _compat_pickle
# Objects through pickles of each protocol, and what cannot be pickled.

import collections
import io
import pickle


class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __eq__(self, other):
        return (self.x, self.y) == (other.x, other.y)


class Slots:
    __slots__ = ('a', 'b')


class Numbers(list):
    pass


class State:
    def __getstate__(self):
        return {'kept': 1}

    def __setstate__(self, state):
        self.got = state


class Outer:
    class Inner:
        pass


Pair = collections.namedtuple('Pair', 'left right')


def function():
    return 1


VALUES = [
    None, True, False, 0, 1, 255, 256, 65535, 65536, -1, -128, -129, 1 << 31,
    -(1 << 31), 1 << 70, -(1 << 2100), 1.5, -0.0, float('inf'), 1 + 2j, '',
    'text', 'l\ni\\n\0e', '\u20ac\U0001f600', 'x' * 300, b'', b'bytes',
    b'\0\xff' * 200, bytearray(b'array'), (), (1,), (1, 2), (1, 2, 3),
    (1, 2, 3, 4), [], [1], [1, [2, [3]]], {}, {'a': 1}, {1: {2: 3}, (): []},
    set(), {1}, frozenset(), frozenset([1]), range(3), slice(1, 2), len,
    function, Point, Outer.Inner, Point(1, 2), Numbers([1, 2]), Pair(1, 2),
    collections.OrderedDict([('b', 1), ('a', 2)]),
    collections.deque([1, 2], 5), collections.Counter('abca'),
    collections.defaultdict(list, a=[1]), ValueError('message', 3),
    KeyError('k'), NotImplemented, Ellipsis, type(None), int, object(),
    list(range(2500)), {n: str(n) for n in range(1200)}]


def same(a, b):
    return type(a) is type(b) and (
        a == b or type(a) is object or isinstance(a, Exception)
        and a.args == b.args)


for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
    bad = []
    for value in VALUES:
        try:
            back = pickle.loads(pickle.dumps(value, protocol))
        except Exception as error:
            bad.append((repr(value)[:40], type(error).__name__, str(error)))
            continue
        if not same(value, back):
            bad.append((repr(value)[:40], repr(back)[:40]))
    print(protocol, bad)
    slots = Slots()
    slots.a = 'a'
    if protocol >= 2:
        back = pickle.loads(pickle.dumps(slots, protocol))
        print(back.a, hasattr(back, 'b'))
    state = pickle.loads(pickle.dumps(State(), protocol))
    print(state.got, vars(state))
    loop = []
    loop.append(loop)
    back = pickle.loads(pickle.dumps(loop, protocol))
    print(back[0] is back)
    pair = ([],)
    pair[0].append(pair)
    back = pickle.loads(pickle.dumps(pair, protocol))
    print(back[0][0] is back)
    shared = Point(1, 2)
    a, b = pickle.loads(pickle.dumps([shared, shared], protocol))
    print(a is b)

# The bytes themselves, where they are fixed by the format.
for value in [None, 7, 'ab', b'ab', (1, 2), [1, 2], {'a': 1}, 1.5, 1 << 40,
              [[], []], {1}, frozenset([2])]:
    for protocol in range(6):
        print(protocol, pickle.dumps(value, protocol))


def failing(make):
    try:
        make()
    except Exception as error:
        print(type(error).__name__, str(error).split(' at 0x')[0])


failing(lambda: pickle.loads(b''))
failing(lambda: pickle.loads(b'z'))
failing(lambda: pickle.loads(b'\x80\x09.'))
failing(lambda: pickle.loads('text'))
failing(lambda: pickle.dumps(1, 9))
failing(lambda: pickle.dumps(lambda: 1))
failing(lambda: pickle.dumps((n for n in ())))
failing(lambda: pickle.loads(b'cnot_a_module\nname\n.'))

out = io.BytesIO()
pickle.dump([1], out)
pickle.dump('two', out)
out.seek(0)
print(pickle.load(out), pickle.load(out))
failing(lambda: pickle.load(out))


class Known(pickle.Pickler):
    def persistent_id(self, obj):
        return 'the point' if isinstance(obj, Point) else None


class Knows(pickle.Unpickler):
    def persistent_load(self, pid):
        return Point(0, pid)


out = io.BytesIO()
Known(out).dump([Point(1, 2)])
out.seek(0)
print(Knows(out).load()[0].y)
