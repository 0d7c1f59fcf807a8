# SPDX-License-Identifier: MIT
# Tuples: literals, operators, methods.
t = 1, "a", (2.5,)
print(t, (), (1,), 1 if () else 2, t[0], t[-1], t[1:], t[::-1], len(t),
    t + (4,), t * 2, "a" in t, tuple("xy"), tuple(), tuple([1]))
print((1, 2) < (1, 3), (1, 2) == (1, 2), (1,) < (1, 0), (1, 2) == [1, 2],
    hash((1, 2)) == hash((1, 2)), {(1, 2): "k"}[1, 2])
print(t.count("a"), t.index("a"), (1, 2, 1).index(1, 1), [(), (1,)],
    repr((1, (2, (3,)))))
a = ([],)
a[0].append(1)
print(a, (*"ab", *[1]), sorted([(2, "b"), (1, "z"), (2, "a")]),
    max((1, 5), (2, 0)))
for code in ("t[9]", "t['a']", "t.index(9)", "t + [1]", "t < 1", "hash(([],))",
        "tuple(5)", "t.append(1)", "t * 1.5"):
    try:
        eval(code)
    except Exception as error:
        print(type(error).__name__, error)
for code in ("t[0] = 1", "del t[0]", "t[1:2] = ()"):
    try:
        exec(code)
    except TypeError as error:
        print(error)
