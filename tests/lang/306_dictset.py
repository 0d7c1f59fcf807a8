# SPDX-License-Identifier: MIT


# cpython: 3.8-3.10
# Dicts, sets, lists: changed while iterated, compared, unpacked.
d = {'a': 1}
try:
    for k in d:
        d['b'] = 2
except RuntimeError as e:
    print(e)
try:
    for k in {1: 1, 2: 2}.keys():
        pass
    d = {1: 1, 2: 2}
    for k in d:
        del d[k]
except RuntimeError as e:
    print(e)
try:
    d = {1: 1, 2: 2}
    for k in d:
        del d[k]
        d[k + 10] = 1
except RuntimeError as e:
    print(e)
try:
    s = {1, 2}
    for x in s:
        s.add(x + 10)
except RuntimeError as e:
    print(e)
l = [1, 2, 3]
for x in l:
    if x < 6:
        l.append(x + 3)
print(l)
l = [1, 2, 3, 4]
for x in l:
    l.remove(x)
print(l)
from collections import deque
try:
    q = deque([1, 2])
    for x in q:
        q.append(1)
except RuntimeError as e:
    print(e)
d = dict(a=1, b=2)
print(d.keys() & {'a'}, d.keys() | {'c'}, d.keys() - {'a'})
print(d.items() ^ {('a', 1)}, 'a' in d.keys(), ('a', 1) in d.items())
print(1 in d.values(), len(d.items()), d.keys() == {'a', 'b'})
print(d.keys() < {'a', 'b', 'c'}, d.keys().isdisjoint({'z'}))
print(list(reversed(d)), list(reversed(d.items())))
print(d.pop('a'), d.pop('z', None), d.setdefault('q', []), d.get('b'))
print(d.popitem(), d.copy(), dict.fromkeys('ab', 0), dict([(1, 2)]))
print(dict({'x': 1}, y=2), {**{'a': 1}, 'b': 2, **{'a': 3}})
try:
    d.pop('z')
except KeyError as e:
    print('KE', e)
try:
    {}.popitem()
except KeyError as e:
    print('KE', e)
try:
    dict([1])
except TypeError as e:
    print(e)
try:
    dict([(1, 2, 3)])
except ValueError as e:
    print(e)
try:
    {[]: 1}
except TypeError as e:
    print(e)
try:
    dict(1)
except TypeError as e:
    print(e)
d = {1: 'int', 1.0: 'float', True: 'bool'}
print(d)
d = {}
d['x'] = d
print(d)
print({} == {}, {1: 2} == {1: 2.0}, {'a': 1, 'b': 2} == {'b': 2, 'a': 1})
try:
    {} < {}
except TypeError as e:
    print(e)
s = {3, 1, 2}
print(s, s | {4}, s & {1}, s - {1}, s ^ {1, 9}, s <= {1, 2, 3}, s > {1})
print(s.issubset([1, 2, 3]), s.union([5], (6,)), s.intersection([1], [1, 2]))
print(s.isdisjoint([7]), frozenset(s) == s)
s.discard(99)
s.update([7], [8])
s.remove(7)
print(s)
try:
    s.remove(99)
except KeyError as e:
    print(e)
s |= {1}
s &= {1, 2, 8}
s -= {8}
s ^= {5}
print(s)
try:
    {1} | [1]
except TypeError as e:
    print(e)
try:
    s.add([])
except TypeError as e:
    print(e)
print(set('hello') == set('ehlo'), len(set([1, 1.0, True])))
print({i // 2 for i in range(6)})
print(sorted({'b': 1, 'a': 2}.items(), key=lambda t: t[1]))


class H:

    def __init__(s, v):
        s.v = v

    def __hash__(s):
        return 1

    def __eq__(s, o):
        return s.v == o.v

    def __repr__(s):
        return 'H%d' % s.v


d = {H(1): 'a', H(2): 'b', H(1): 'c'}
print(d, d[H(2)], len({H(1), H(1), H(3)}), H(3) in d)


class Bad:

    def __hash__(s):
        raise ValueError('hash')


try:
    {Bad(): 1}
except ValueError as e:
    print(e)


class Bad2:

    def __hash__(s):
        return 'x'


try:
    hash(Bad2())
except TypeError as e:
    print(e)


class Bad3:

    def __hash__(s):
        return 1

    def __eq__(s, o):
        raise ValueError('eq')


try:
    {Bad3(): 1, Bad3(): 2}
except ValueError as e:
    print(e)
print([1, 2] < [1, 3], (1,) < (1, 0), [] < [0], [1, 'a'] == [1, 'a'])
print((1, 2) == [1, 2])
try:
    [1] < ['a']
except TypeError as e:
    print(e)
data = [('b', 2), ('a', 2), ('c', 1), ('d', 1)]
print(sorted(data, key=lambda t: t[1]), sorted(data, key=lambda t: -t[1]))
print(sorted(data, key=lambda t: t[1], reverse=True))
x = [3, 1, 2]
print(x.sort(), x, sorted(x, reverse=True))
x.sort(key=lambda v: -v)
print(x)
try:
    [1, 'a'].sort()
except TypeError as e:
    print(e)
print(sorted([0.0, -0.0, float('-inf'), 1e+308]))
print(sorted(['B', 'a', 'C'], key=str.lower))
print(sorted([(2, 'x'), (1, 'z'), (1, 'y')]))
m = [[1, 2], [3, 4]]
t = list(map(list, zip(*m)))
print(t, [[r[i] for r in m] for i in range(2)])
n = [[0] * 2] * 2
n[0][0] = 1
print(n)
a = b = []
a.append(1)
print(b, a is b, a == b[:], a is b[:])
a, *b = (1, 2, 3)
*c, d2 = 'xyz'
(e, f), g = ((1, 2), 3)
print(a, b, c, d2, e, f, g)
for i, (j, *k) in [(1, (2, 3, 4)), (5, (6,))]:
    print(i, j, k)
try:
    a, b = (1, 2, 3)
except ValueError as q:
    print(q)
try:
    a, b, *c = (1,)
except ValueError as q:
    print(q)
try:
    a, b = 5
except TypeError as q:
    print(q)
l = [1]
l += (2, 3)
l *= 2
print(l, l.index(2), l.count(3), l.pop(), l.pop(0), l.insert(1, 9), l)
print(l.reverse(), l, l.extend('ab'), l, l.clear(), l)
try:
    [].pop()
except IndexError as q:
    print(q)
try:
    [1].index(5)
except ValueError as q:
    print(q)
try:
    [1].remove(5)
except ValueError as q:
    print(q)
try:
    [1][5]
except IndexError as q:
    print(q)
try:
    (1,)[5]
except IndexError as q:
    print(q)
try:
    [1][5] = 1
except IndexError as q:
    print(q)
try:
    (1,)[0] = 1
except TypeError as q:
    print(q)
try:
    'abc'[0] = 'x'
except TypeError as q:
    print(q)
t = (1, [2])
try:
    t[1] += [3]
except TypeError as q:
    print(q, t)
