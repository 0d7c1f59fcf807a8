# SPDX-License-Identifier: MIT
# Assignment expressions.
data = [3, 1, 4, 1, 5, 9, 2, 6]
if (n := len(data)) > 5:
    print("long", n)
print([y for x in data if (y := x * x) > 10], y)
iterator = iter(data)
while (value := next(iterator)) != 5:
    print(value, end=" ")
print()
print((a := 1) + (b := 2), a, b)
print(any((witness := x) > 4 for x in data), witness)


def local():
    print(f"{(z := 10)}", z)
    return [total := 0, *[total := total + x for x in data]][-1]


print(local())
total = 0
print([total := total + x for x in data])
