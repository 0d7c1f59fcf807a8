# SPDX-License-Identifier: MIT
# cpython: 3.8-3.10
# del of names, items, slices, attributes.
a, b, c = 1, 2, 3
del a, (b, c)
print([n for n in "abc" if n in globals()])
numbers = list(range(10))
del numbers[0], numbers[-1]
print(numbers)
del numbers[1:3], numbers[::2]
print(numbers)
d = {1: 2, 3: 4}
del d[1]
print(d)


class C:
    pass


c = C()
c.x = 1
del c.x
print(hasattr(c, "x"))
for code in ("del d[9]", "del numbers[99]", "del c.x", "del unknown"):
    try:
        exec(code)
    except Exception as error:
        print(type(error).__name__, error)


def local():
    x = 1
    del x
    try:
        x
    except UnboundLocalError as error:
        print("unbound")
    x = 2
    return x


print(local())
