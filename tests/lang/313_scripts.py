# SPDX-License-Identifier: MIT


# cpython: 3.8
# Twenty scripts of a first course.


class InsufficientFunds(Exception):

    def __init__(self, need, have):
        super().__init__(f'need {need:.2f}, have {have:.2f}')


class Account:
    interest = 0.02
    _count = 0

    def __init__(self, owner, balance=0.0):
        self.owner, self._balance = (owner, balance)
        self.history = []
        type(self)._count += 1

    @property
    def balance(self):
        return self._balance

    @balance.setter
    def balance(self, v):
        if v < 0:
            raise InsufficientFunds(self._balance - v, self._balance)
        self._balance = v

    def deposit(self, a):
        self.balance += a
        self.history.append(('d', a))
        return self

    def withdraw(self, a):
        self.balance -= a
        self.history.append(('w', a))
        return self

    def __repr__(self):
        return f'{type(self).__name__}({self.owner!r}, {self.balance:.2f})'

    def __iadd__(self, a):
        return self.deposit(a)

    def __lt__(self, o):
        return self.balance < o.balance

    @classmethod
    def count(cls):
        return cls._count


class Savings(Account):
    interest = 0.05

    def add_interest(self):
        return self.deposit(round(self.balance * self.interest, 2))


a, b = (Account('Ann', 100), Savings('Bob', 50.5))
a.deposit(20).withdraw(5.5)
b.add_interest()
a += 1
print(a, b, a < b, sorted([a, b]), a.history, Account.count(), Savings.count())
try:
    b.withdraw(1000)
except InsufficientFunds as e:
    print('Error:', e)


class Matrix:

    def __init__(s, rows):
        s.rows = [list(r) for r in rows]

    def __matmul__(s, o):
        return Matrix([[sum((x * y for x, y in zip(r, c))) for c
            in zip(*o.rows)] for r in s.rows])

    def __add__(s, o):
        return Matrix([[x + y for x, y in zip(r, q)] for r, q
            in zip(s.rows, o.rows)])

    def __mul__(s, k):
        return Matrix([[x * k for x in r] for r in s.rows])
    __rmul__ = __mul__

    def __getitem__(s, ij):
        return s.rows[ij[0]][ij[1]]

    def __setitem__(s, ij, v):
        s.rows[ij[0]][ij[1]] = v

    def __eq__(s, o):
        return s.rows == o.rows

    def __str__(s):
        return '\n'.join((' '.join((f'{x:4}' for x in r)) for r in s.rows))

    def T(s):
        return Matrix(zip(*s.rows))


m = Matrix([[1, 2], [3, 4]])
print(m @ m)
print(2 * m + m.T())
m[0, 1] = 9
print(m[0, 1], m == Matrix([[1, 9], [3, 4]]))


def solve(b):
    for i in range(81):
        if b[i] == '0':
            r, c = divmod(i, 9)
            used = {b[r * 9 + k] for k in range(9)} | {b[k * 9 + c] for k
                in range(9)} | {b[(r // 3 * 3 + k // 3) * 9 + c // 3 * 3
                + k % 3] for k in range(9)}
            for d in '123456789':
                if d not in used:
                    res = solve(b[:i] + d + b[i + 1:])
                    if res:
                        return res
            return None
    return b


s = solve('530070000600195000098000060800060003400803001700020006060000280000419005000080079')
for i in range(0, 81, 9):
    print(s[i:i + 9])


def sieve(n):
    p = [True] * (n + 1)
    p[:2] = [False, False]
    for i in range(2, int(n ** 0.5) + 1):
        if p[i]:
            p[i * i::i] = [False] * len(p[i * i::i])
    return [i for i, v in enumerate(p) if v]


print(sieve(60))


def fib():
    a, b = (0, 1)
    while True:
        yield a
        a, b = (b, a + b)


import itertools
print(list(itertools.islice(fib(), 15)))
print(next((x for x in fib() if x > 10 ** 20)))


def hanoi(n, a='A', b='B', c='C'):
    if n:
        yield from hanoi(n - 1, a, c, b)
        yield (a, c)
        yield from hanoi(n - 1, b, a, c)


print(list(hanoi(3)))


def qs(l):
    return l if len(l) < 2 else qs([x for x in l[1:]
        if x < l[0]]) + [l[0]] + qs([x for x in l[1:] if x >= l[0]])


def bubble(l):
    l = l[:]
    for i in range(len(l)):
        for j in range(len(l) - 1 - i):
            if l[j] > l[j + 1]:
                l[j], l[j + 1] = (l[j + 1], l[j])
    return l


def merge_sort(l):
    if len(l) < 2:
        return l
    m = len(l) // 2
    a, b = (merge_sort(l[:m]), merge_sort(l[m:]))
    out = []
    while a and b:
        out.append((a if a[0] <= b[0] else b).pop(0))
    return out + a + b


data = [5, 2, 9, 1, 5, 6, -3]
print(qs(data), bubble(data), merge_sort(data), data)


def caesar(t, k):
    return ''.join((chr((ord(c) - (65 if c.isupper() else 97) + k) % 26
        + (65 if c.isupper() else 97)) if c.isalpha() else c for c in t))


print(caesar('Hello, World!', 3), caesar(caesar('Hello, World!', 3), -3))
text = 'the quick brown fox jumps over the lazy dog the end'
from collections import Counter, defaultdict
print(Counter(text.split()).most_common(3))
print({w: len(w) for w in sorted(set(text.split()))})
groups = defaultdict(list)
for w in ['eat', 'tea', 'tan', 'ate', 'nat', 'bat']:
    groups[''.join(sorted(w))].append(w)
print(dict(groups))
rooms = {'hall': {'north': 'kitchen', 'item': 'key'},
    'kitchen': {'south': 'hall', 'east': 'garden'},
    'garden': {'west': 'kitchen'}}
pos, inv = ('hall', [])
for cmd in 'look;get key;get key;go north;go up;go east;inventory;quit'.split(';'):
    verb, _, arg = cmd.partition(' ')
    if verb == 'look':
        print(f"You are in the {pos}. Exits: {', '.join((k for k in rooms[pos] if k != 'item'))}")
    elif verb == 'get':
        if rooms[pos].get('item') == arg:
            inv.append(rooms[pos].pop('item'))
            print('Taken.')
        else:
            print(f'No {arg} here.')
    elif verb == 'go':
        try:
            pos = rooms[pos][arg]
            print('->', pos)
        except KeyError as e:
            print('Cannot go', e)
    elif verb == 'inventory':
        print('You have:', *inv, sep='\n - ')
    else:
        print('Bye')
        break
cart = [('apple', 3, 25), ('milk', 1, 199), ('bread', 2, 349)]
print('%-10s %3s %8s' % ('item', 'qty', 'price'))
for n, q, c in cart:
    print(f'{n:<10} {q:>3} {q * c / 100:>8.2f}')
tot = sum((q * c for _, q, c in cart))
print('=' * 23, f"{'total':<14} {tot / 100:>8,.2f}", sep='\n')
print(f'{1234567.891:,.2f} {0.1 + 0.2:.20f} {1000000.0:g}',
      f'{5:03d} {255:#x} {0.256:.1%}')
board = [' '] * 9


def win(b):
    return next((b[i] for i, j, k in ((0, 1, 2), (3, 4, 5), (6, 7, 8),
        (0, 3, 6), (1, 4, 7), (2, 5, 8), (0, 4, 8), (2, 4, 6))
        if b[i] == b[j] == b[k] != ' '), None)


for turn, mv in enumerate([4, 0, 2, 6, 3, 5, 8, 1, 7]):
    board[mv] = 'XO'[turn % 2]
    if win(board):
        print(win(board), 'wins')
        break
else:
    print('draw')
print('\n-+-+-\n'.join(('|'.join(board[r:r + 3]) for r in (0, 3, 6))))


class Node:

    def __init__(s, v, nxt=None):
        s.v, s.nxt = (v, nxt)

    def __iter__(s):
        n = s
        while n:
            yield n.v
            n = n.nxt


print(list(Node(1, Node(2, Node(3)))))


class Tree:

    def __init__(s, v):
        s.v, s.l, s.r = (v, None, None)

    def add(s, v):
        side = 'l' if v < s.v else 'r'
        if getattr(s, side):
            getattr(s, side).add(v)
        else:
            setattr(s, side, Tree(v))

    def __iter__(s):
        if s.l:
            yield from s.l
        yield s.v
        if s.r:
            yield from s.r


t = Tree(5)
[t.add(x) for x in (3, 8, 1, 4, 9)]
print(list(t), 4 in t, max(t))
graph = {'A': 'BC', 'B': 'D', 'C': 'D', 'D': 'E', 'E': ''}


def bfs(s, e):
    q, seen = ([[s]], {s})
    while q:
        p = q.pop(0)
        if p[-1] == e:
            return p
        for n in graph[p[-1]]:
            if n not in seen:
                seen.add(n)
                q.append(p + [n])


print(bfs('A', 'E'))
import heapq


def dijkstra(g, s):
    d, h = ({s: 0}, [(0, s)])
    while h:
        c, u = heapq.heappop(h)
        for v, w in g[u].items():
            if c + w < d.get(v, 1000000000.0):
                d[v] = c + w
                heapq.heappush(h, (d[v], v))
    return d


print(dijkstra({'a': {'b': 1, 'c': 4}, 'b': {'c': 2, 'd': 5}, 'c': {'d': 1},
    'd': {}}, 'a'))
import random
random.seed(42)
print([random.randint(1, 6) for _ in range(5)], random.choice('abc'))
print(random.sample(range(10), 3), round(random.random(), 6))
print(random.shuffle((l := list(range(5)))), l, random.uniform(1, 2))
print(random.gauss(0, 1))
