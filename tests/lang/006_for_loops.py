# SPDX-License-Identifier: MIT
# for over all kinds of things, break, continue, else, targets.
for i in range(3):
    print(i, end=" ")
for c in "abc":
    print(c, end=" ")
for k in {"x": 1, "y": 2}:
    print(k, end=" ")
for a, (b, *rest) in [(1, (2, 3, 4)), (5, "xyz")]:
    print(a, b, rest, end=" ")
print()
for n in range(2, 12):
    for d in range(2, n):
        if n % d == 0:
            break
    else:
        print(n, "is prime")
        continue
    print(n, "=", d, "*", n // d)
for i in []:
    pass
else:
    print("empty else")
print(i)
values = [0, 0]
for values[0] in range(3):
    values[1] += values[0]
print(values)
numbers = [1, 2, 3]
for number in numbers:
    if number < 3 and len(numbers) < 6:
        numbers.append(number * 10)
print(numbers)
