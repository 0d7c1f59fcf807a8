# SPDX-License-Identifier: MIT


# cpython: 3.8
# itertools, functools, collections and the built-ins on iterables.
import itertools as it, functools as ft, operator as op
from collections import *
print(list(it.chain('ab', [1], (2,))), list(it.islice(it.count(5, 2), 4)))
print(list(it.accumulate([1, 2, 3, 4])))
print(list(it.accumulate([1, 2, 3], op.mul)))
print(list(it.accumulate([1, 2], initial=10)))
print(list(it.zip_longest('abc', [1], fillvalue='-')))
print(list(it.product('ab', [1, 2])), list(it.product([0, 1], repeat=3)))
print(list(it.permutations('abc', 2)), list(it.combinations('abcd', 2)))
print(list(it.combinations_with_replacement('ab', 2)))
for k, g in it.groupby(sorted(['apple', 'avocado', 'bat', 'bear', 'cat'],
    key=lambda s: s[0]), key=lambda s: s[0]):
    print(k, list(g))
print(list(it.takewhile(lambda x: x < 3, range(6))))
print(list(it.dropwhile(lambda x: x < 3, range(6))))
print(list(it.filterfalse(lambda x: x % 2, range(6))))
print(list(it.starmap(pow, [(2, 3), (3, 2)])))
print(list(it.compress('abcd', [1, 0, 1, 0])))
print(list(it.islice('abcdef', 1, 5, 2)), list(it.islice(it.cycle('ab'), 5)))
print(list(it.repeat(7, 3)))
a, b = it.tee([1, 2, 3])
print(next(a), list(b), list(a))
print(list(it.chain.from_iterable([[1], [2, 3]])), it.count(3))
print(it.repeat(1, 2), it.count(1.5, 0.5))
print(ft.reduce(op.add, [1, 2, 3]), ft.reduce(lambda a, b: a * b, [], 1))
try:
    ft.reduce(op.add, [])
except TypeError as e:
    print(e)
p = ft.partial(int, base=2)
print(p('101'), p.func, p.args, p.keywords)
print(ft.partial(print, 1, 2, sep='-')(3))
calls = []


@ft.lru_cache(maxsize=2)
def f(x):
    calls.append(x)
    return x * 2


print(f(1), f(1), f(2), f(3), f(1), calls, f.cache_info())
f.cache_clear()
print(f.cache_info(), f.__wrapped__(9))


@ft.total_ordering
class V:

    def __init__(s, v):
        s.v = v

    def __eq__(s, o):
        return s.v == o.v

    def __lt__(s, o):
        return s.v < o.v


print(V(1) <= V(2), V(2) > V(1), V(1) >= V(2), V(1) != V(2), max(V(3), V(2)).v)


@ft.singledispatch
def sd(x):
    return 'obj'


@sd.register(int)
def _(x):
    return 'int'


@sd.register
def _(x: list):
    return 'list'


print(sd(1), sd([]), sd('s'), sd(True), sd.dispatch(int).__name__)
print(sorted((t.__name__ for t in sd.registry)))


class CP:

    @ft.cached_property
    def v(self):
        print('computing')
        return 42


c = CP()
print(c.v, c.v, c.__dict__)
print(sorted([3, 1, 2], key=ft.cmp_to_key(lambda a, b: b - a)))


def deco(fn):

    @ft.wraps(fn)
    def w(*a):
        """wdoc"""
        return fn(*a)
    return w


@deco
def named():
    """ndoc"""


print(named.__name__, named.__doc__, named.__wrapped__.__name__)
c = Counter('abracadabra')
print(c, c.most_common(2), c['z'], sum(c.values()), sorted(c.elements())[:3])
c.update('aaa')
c.subtract('b')
print(c['a'], c['b'], Counter(a=3) + Counter(a=1, b=2))
print(Counter(a=3) - Counter(a=5, b=-1), Counter(a=3, b=1) & Counter(a=1, b=2))
print(Counter(a=3) | Counter(a=1, b=2), +Counter(a=-1, b=2), -Counter(a=-1))
d = defaultdict(list)
d['a'].append(1)
d['b']
print(d, dict(d), d.default_factory)
try:
    defaultdict()['x']
except KeyError as e:
    print('KE', e)
od = OrderedDict([('a', 1), ('b', 2)])
od.move_to_end('a')
print(od, od.popitem(last=False), list(reversed(od)), od == {'a': 1})
P = namedtuple('P', 'x y', defaults=[5])
q = P(1)
print(q, q.x, q._asdict(), q._replace(x=9), P._fields, P._make([3, 4]))
print(q == (1, 5), P(y=1, x=2), P.__doc__)
try:
    P()
except TypeError as e:
    print(e)
try:
    q.x = 5
except AttributeError as e:
    print(e)
try:
    namedtuple('Q', 'a a')
except ValueError as e:
    print(e)
print(namedtuple('R', 'a class b', rename=True)._fields)
dq = deque([1, 2, 3], maxlen=3)
dq.append(4)
dq.appendleft(0)
print(dq, dq.maxlen, dq[1])
dq.rotate(1)
print(dq, list(reversed(dq)), dq.index(0))
dq.extendleft('ab')
print(dq, deque('abc') == deque('abc'), deque('ab') + deque('c'))
try:
    deque().pop()
except IndexError as e:
    print(e)
cm = ChainMap({'a': 1}, {'a': 2, 'b': 3})
print(cm['a'], cm['b'], dict(cm), cm.new_child({'b': 9})['b'], len(cm))
cm['z'] = 1
print(cm.maps)
ud = UserDict(a=1)
ud['b'] = 2
print(ud, UserList([1, 2]) + [3], UserString('ab') * 2)


class LD(OrderedDict):

    def __setitem__(s, k, v):
        super().__setitem__(k, v * 2)


l = LD(a=1)
l['b'] = 2
print(l, dict(l))


class MyD(dict):

    def __missing__(s, k):
        return 'miss ' + str(k)


print(MyD()['q'], MyD(a=1)['a'], '{x}'.format_map(MyD()))
print(list(map(None.__class__, [])) if False
    else list(map(lambda a, b: a + b, [1, 2], [10, 20, 30])))
print(list(filter(None, [0, 1, '', 'a'])), list(zip()), list(zip([1])))
print(dict(zip('ab', [1, 2])), list(enumerate('ab', 1)))
print(list(reversed([1, 2])), sum([[1], [2]], []), any([]), all([]))
print(min([3, 1], key=lambda x: -x), max('abc', 'b'), min([], default=0))
print(sorted({'b': 1, 'a': 2}), sorted('bca', reverse=True))
print(list(range(10, 0, -3)), divmod(-7, 2), pow(2, 10, 1000), pow(3, -1, 7))
print(round(2.5), abs(-3), bin(10), oct(8), hex(255), chr(97), ord('a'))
print(sum([0.1] * 3), hash('') == hash(''), iter([]).__length_hint__())
print(next(iter([]), 'd'), callable(len))
try:
    sum(['a'])
except TypeError as e:
    print(e)
try:
    max([])
except ValueError as e:
    print(e)
try:
    next(iter([]))
except StopIteration:
    print('SI')
it2 = iter(lambda c=[0]: c.__setitem__(0, c[0] + 1) or c[0], 4)
print(list(it2))


class Seq:

    def __getitem__(s, i):
        if i > 3:
            raise IndexError
        return i * i

    def __len__(s):
        return 4


print(list(Seq()), 4 in Seq(), list(reversed(Seq())), max(Seq()), tuple(Seq()))
print([*Seq()])
g = (x for x in range(3))
print(next(g), list(g), list(g), type(g).__name__, g.__name__)
print(op.itemgetter(1)([1, 2]), op.attrgetter('a.b', 'c'))
print(sorted([(1, 'b'), (0, 'a')], key=op.itemgetter(1)))
print(op.methodcaller('replace', 'a', 'b')('aa'))
