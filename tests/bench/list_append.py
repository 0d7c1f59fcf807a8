# SPDX-License-Identifier: MIT
# 10^6 appends to one list, then its sum; five times over.


def fill():
    numbers = []
    for i in range(1_000_000):
        numbers.append(i)
    return sum(numbers)


for _ in range(5):
    print(fill())
