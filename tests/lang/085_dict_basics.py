# SPDX-License-Identifier: MIT
# Dicts: literals, order, look-up, deletion, operators.
d = {"a": 1, "b": 2, 3: "c", (1, 2): [], None: None, 2.5: True}
print(d, len(d), d["a"], d[3], d[1, 2], d[None], {}, dict(), dict(x=1, y=2),
    dict([("k", "v"), (1, 2)]), dict({"a": 1}, b=2), dict(zip("ab", [1, 2])))
d["new"] = 0
d["a"] = 100
del d["b"]
print(d, "a" in d, "b" in d, 1 in d, list(d), list(d.values()),
    list(d.items()))
print({1: "a", True: "b", 1.0: "c"}, {"x": 1, "x": 2}, {} == dict(),
    {1: 2, 3: 4} == {3: 4, 1: 2}, {1: 2} == {1: 2.0}, {1: 1} != {1: 2})
e = {}
for i in range(100):
    e[i] = i * i
for i in range(0, 100, 2):
    del e[i]
e[0] = "back"
print(len(e), list(e)[:5], list(e)[-2:], sum(list(e)), e[99])
nested = {"a": {"b": {"c": 1}}}
nested["a"]["b"]["c"] += 1
print(nested, {**d, "z": 1}["z"], [k for k in d if isinstance(k, str)],
    {k: v for k, v in zip("ab", (1, 2))})
for code in ("d['zz']", "d[[]]", "d[{}]", "{}['a']", "dict(5)", "dict([1])",
        "dict([(1, 2, 3)])", "d < d", "d + d", "{1: 2}[(1, [])]", "dict(1, 2)",
        "{set(): 1}"):
    try:
        eval(code)
    except Exception as error:
        print(type(error).__name__, error)
