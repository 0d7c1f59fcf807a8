# SPDX-License-Identifier: MIT
# The list that a key function changes is empty, and its items are kept.
numbers = [3, 1, 2] * 5


def key(number):
    numbers.append(number)
    numbers.clear()
    numbers.extend(range(40))
    del numbers[:]
    return number


try:
    numbers.sort(key=key)
except ValueError as error:
    print(error)
print(numbers)
