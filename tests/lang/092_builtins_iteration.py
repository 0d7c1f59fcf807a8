# SPDX-License-Identifier: MIT
# map, filter, zip, enumerate, reversed, sum, min, max, any, all.
print(list(map(str, [1, 2])), list(map(lambda a, b: a + b, [1, 2, 3], [10,
    20])), list(filter(None, [0, 1, "", "a"])),
    list(filter(lambda x: x > 1, [1, 2, 3])))
print(list(zip()), list(zip([1])), list(zip("abc", range(2), [True, False,
    None])), list(enumerate("ab")), list(enumerate("ab", start=5)),
    list(reversed([1, 2])))
print(sum([1, 2, 3]), sum([0.1] * 3) > 0.3, sum([[1], [2]], []), sum((), 10),
    sum(x for x in range(4)), sum([1, 2], start=5), sum([True, 2.5]))
print(min(3, 1, 2), max([3, 1, 2]), min("hello"), max("a", "b", key=ord),
    min([], default=0), max([-5, 3], key=abs), max([1, 1.0]),
    min((2, "a"), (1, "z")), max(range(5), key=lambda x: -x))
print(any([0, 0, 1]), all([1, 1, 0]), any(""), all(""),
    any(x > 2 for x in [1, 2, 3]), all(x for x in (1, 2)))
m = map(print, [1, 2])
print("lazy")
list(m)
z = zip(iter([1, 2]), iter([3]))
print(next(z), next(z, "end"), list(map(None.__class__, [])))
for code in ("sum(['a'])", "sum(['a'], '')", "min([])", "max()", "min(1)",
        "max(1, 'a')", "zip(5)", "enumerate(5)", "map()", "map(abs)",
        "reversed({1})", "reversed(5)", "list(map(5, [1]))", "next(5)",
        "iter(5)", "any(5)", "sum(5)", "list(filter(5, [1]))",
        "min(1, 2, default=3)", "len(5)", "len()", "next([])"):
    try:
        eval(code)
    except Exception as error:
        print(code, type(error).__name__)
