# SPDX-License-Identifier: MIT
# List, dict, set comprehensions and their scopes.
print([x * x for x in range(5)], [x for x in range(10) if x % 2 if x > 3],
    {x % 3 for x in range(9)}, {k: k * 2 for k in "ab"})
print([(x, y) for x in range(3) for y in range(x)],
    [[y for y in range(x)] for x in range(3)],
    [y for x in [[1, 2], [3]] for y in x])
x = "outer"
print([x for x in range(3)], x, [lambda: x for x in range(2)][0](),
    [x for x in x])
print([a + b for a, b in [(1, 2), (3, 4)]], [a for a, *_ in ["xyz"]],
    [i if i % 2 else -i for i in range(4)],
    {i: {j for j in range(i)} for i in range(3)})


def outer(n):
    return [i * n for i in range(3)], [[n + i + j
        for j in range(2)] for i in range(2)], {n: n for n in range(2)}


print(outer(10))


class C:
    items = [1, 2, 3]
    doubled = [i * 2 for i in items]
    size = len(doubled)


print(C.doubled, C.size, list(i for i in C.items))
try:
    class D:
        n = 2
        bad = [i * n for i in range(2)]
except NameError as error:
    print(error)
try:
    [1 // i for i in range(2)]
except ZeroDivisionError as error:
    print(error)
print(any([]), all([]), sum([i for i in range(5)]),
    [print(i, end=" ") for i in range(3)])
