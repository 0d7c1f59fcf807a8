# SPDX-License-Identifier: MIT
# The methods of dict and its views.
d = {"a": 1, "b": 2}
print(d.get("a"), d.get("z"), d.get("z", 0), d.setdefault("a", 5),
    d.setdefault("c"), d.setdefault("e", []), d)
d.update({"a": 10}, x=5)
d.update([("y", 6)])
d.update(z=7)
print(d, d.pop("x"), d.pop("nope", "default"), d.popitem(), d.copy(),
    d.copy() is d)
print(d.keys(), d.values(), d.items(), len(d.keys()), "a" in d.keys(),
    10 in d.values(), ("a", 10) in d.items())
k = d.keys()
d["later"] = 1
print(k, list(reversed(d)), list(reversed(d.items()))[:1], k & {"a", "q"},
    sorted(k | {"q"}, key=str), k - {"a"} == set(k) - {"a"}, k == set(d),
    ("a", 10) in d.items())
print(dict.fromkeys("ab"), dict.fromkeys([1, 2], 0), {}.keys(), {}.items(),
    d.keys().isdisjoint({"zz"}))
d.clear()
print(d, bool(d), k)
for code in ("{}.pop('a')", "{}.popitem()", "{}.pop()", "{}.get()",
        "{}.update(5)", "{}.update([(1,)])", "dict.fromkeys(5)",
        "{}.fromkeys([[]])", "{}.append"):
    try:
        eval(code)
    except Exception as error:
        print(type(error).__name__, str(error)[:64])
e = {1: 1, 2: 2}
try:
    for key in e:
        e[key + 10] = 0
except RuntimeError as error:
    print(error)
try:
    for key in e:
        del e[key]
except RuntimeError as error:
    print(error)


class Missing(dict):
    def __missing__(self, key):
        return f"no {key}"


m = Missing(a=1)
print(m["a"], m["b"], m.get("b"), m, "b" in m, type(m.copy()).__name__)
