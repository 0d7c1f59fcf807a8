# SPDX-License-Identifier: MIT
# __slots__: no __dict__, inheritance, errors.


class P:
    __slots__ = ("x", "y")

    def __init__(self, x, y):
        self.x, self.y = x, y


p = P(1, 2)
p.x += 5
print(p.x, p.y, hasattr(p, "__dict__"), P.__slots__)
del p.y
for code in ("p.z = 1", "p.y", "del p.y", "vars(p)"):
    try:
        exec(code)
    except (AttributeError, TypeError) as error:
        print(code, type(error).__name__)


class Q(P):
    __slots__ = ["z"]


class R(P):
    pass


q, r = Q(1, 2), R(1, 2)
q.z = 3
r.anything = 4
print(q.x, q.z, hasattr(q, "__dict__"), r.__dict__, type(P.x).__name__,
    P.x.__get__(p))


class WithDict:
    __slots__ = ("a", "__dict__")


w = WithDict()
w.a = w.b = 1
print(w.__dict__)


class One:
    __slots__ = "single"


o = One()
o.single = 1
print(o.single)
for code in ("class Bad:\n __slots__ = 'x'\n x = 1",
        "class Bad:\n __slots__ = ('1a',)", "class Bad:\n __slots__ = (5,)",
        "class Bad(int):\n __slots__ = ('a',)\nclass Worse(P, Q2): pass"):
    try:
        exec(code)
    except (ValueError, TypeError, NameError) as error:
        print(type(error).__name__, error)
