# SPDX-License-Identifier: MIT
# deque, Counter, defaultdict, namedtuple, OrderedDict, ChainMap.
from collections import (
    ChainMap, Counter, OrderedDict, defaultdict, deque, namedtuple)
d = deque([1, 2, 3], maxlen=4)
d.append(4)
d.appendleft(0)
d.extend([5, 6])
print(d, d[0], d[-1], len(d), d.pop(), d.popleft(), d.maxlen, 3 in d,
    list(reversed(d)))
d.rotate(1)
d.remove(3)
print(d, deque("abc"), deque("abc") == deque("abc"), d.count(d[0]),
    d.index(d[0]), deque([1, 2]).copy())
try:
    deque().pop()
except IndexError as error:
    print(error)
c = Counter("mississippi")
print(c, c.most_common(2), c["z"], c + Counter(i=1), c - Counter("ippi"),
    sum(c.values()), sorted(c.elements())[:3])
dd = defaultdict(list)
dd["a"].append(1)
dd["b"]
print(dd, dict(dd), dd.get("c"), defaultdict(int, x=1)["y"])
P = namedtuple("P", "x y z", defaults=[0])
p = P(1, y=2)
print(p, p.x, p[1], p._replace(x=9), p._asdict(), P._fields, p == (1, 2, 0),
    [*p], P._make("abc"))
try:
    p.x = 5
except AttributeError as error:
    print("AttributeError")
o = OrderedDict(b=1, a=2)
o.move_to_end("b")
print(list(o.items()), o.popitem(last=False), o == {"b": 1})
m = ChainMap({"a": 1}, {"a": 2, "b": 3})
print(m["a"], m["b"], sorted(m), m.new_child({"a": 0})["a"], dict(m))
