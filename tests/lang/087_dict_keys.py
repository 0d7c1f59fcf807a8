# SPDX-License-Identifier: MIT
# Keys with their own __hash__ and __eq__; which of them is asked when.


class Key:
    def __init__(self, name, h):
        self.name, self.h = name, h

    def __hash__(self):
        print("hash", self.name)
        return self.h

    def __eq__(self, other):
        print("eq", self.name, getattr(other, "name", other))
        return isinstance(other, Key) and self.name[0] == other.name[0]


a, a2, b = Key("a", 1), Key("a2", 1), Key("b", 1)
d = {a: 1}
print(d[a])
print(d[a2])
d[b] = 2
print(len(d), d.get(Key("c", 1)), 1 in d, Key("b3", 1) in d)
print(d.pop(a2), len(d))
s = {a, b, a2}
print(len(s))


class NoHash:
    __hash__ = None


class EqOnly:
    def __eq__(self, other):
        return True


class BadHash:
    def __hash__(self):
        return "x"


class Explodes:
    def __hash__(self):
        return 1

    def __eq__(self, other):
        raise ValueError("eq")


for thing in (NoHash(), EqOnly(), BadHash()):
    try:
        hash(thing)
    except TypeError as error:
        print(error)
x, y = Explodes(), Explodes()
d = {x: 1}
print(d[x])
try:
    d[y]
except ValueError as error:
    print("raised", error)
print(hash(1) == hash(1.0) == hash(True), {1: "int"}[True], {0.0: 1}[False])


class BigHash:
    def __hash__(self):
        return 2**100


print(hash(BigHash()) == hash(2**100))


# an entry deleted and put back while its __eq__ runs is asked again
class K:
    def __init__(self, n): self.n = n
    def __hash__(self): return 1
    def __repr__(self): return f'K{self.n}'
    def __eq__(self, other):
        log.append((self.n, other.n))
        if mode == 1 and len(log) == 1:
            v = d.pop(a); d[a] = v
        if mode == 2 and len(log) == 1:
            del d[b]
        if mode == 3 and len(log) == 1:
            d.clear()
        return self.n == other.n
for mode in (0, 1, 2, 3):
    log = []
    a, b = K(1), K(2)
    d = {a: 'a'}
    m, mode = mode, 0
    d[b] = 'b'
    log.clear(); mode = m
    print(mode, d.get(K(3)), log, list(d))
