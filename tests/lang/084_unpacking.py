# SPDX-License-Identifier: MIT
# cpython: 3.8
# Unpacking in assignments, calls and displays.
a, b = 1, 2
[c, d] = "xy"
(e, (f, [g, h])) = 1, (2, "zw")
first, *rest = range(4)
*init, last = "abc"
head, *middle, tail = [1, 2]
print(a, b, c, d, e, f, g, h, first, rest, init, last, head, middle, tail)
a, b = b, a
x, = [5]
(y), z = 6, 7
*all_, = "q"
print(a, b, x, y, z, all_)
i = 0
values = [1, 2, 3]
i, values[i] = 2, "set"
print(i, values)
print([*range(3), *"ab"], (*[], 1), {*[1], *[2, 1]},
    {**{"a": 1}, "b": 2, **{"a": 3}}, [*{"k": 1}])
for a, *b in [(1, 2, 3), "xy"]:
    print(a, b)
print(*[1, 2], *(3,), sep="", end="!\n")


def back():
    return 1, *[2, 3]


print(back(), dict(**{"x": 1}, y=2), list(zip(*[(1, 2), (3, 4)])))
for code in ("a, b = 1", "a, b = 1, 2, 3", "a, b = [1]", "a, *b, c = [1]",
        "a, b = 5, (x for x in ())", "(a, b), c = 1, 2", "a, b = None",
        "a, b = {}", "[a] = ''", "a, b = iter([1, 2, 3])", "x = [*5]",
        "x = {**5}", "x = {*5}"):
    try:
        exec(code)
    except (TypeError, ValueError) as error:
        print(code, "->", type(error).__name__, str(error)[:60])
