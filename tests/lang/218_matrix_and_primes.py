# SPDX-License-Identifier: MIT
# A whole program: sieve, matrix power, Collatz, roman numbers, Caesar.


def sieve(n):
    flags = [True] * (n + 1)
    flags[0:2] = [False, False]
    for i in range(2, int(n ** 0.5) + 1):
        if flags[i]:
            flags[i * i::i] = [False] * len(flags[i * i::i])
    return [i for i, prime in enumerate(flags) if prime]


def multiply(a, b):
    return [[sum(x * y for x, y in zip(row, column))
        for column in zip(*b)] for row in a]


def power(m, n):
    result = [[int(i == j) for j in range(len(m))] for i in range(len(m))]
    while n:
        if n & 1:
            result = multiply(result, m)
        m = multiply(m, m)
        n >>= 1
    return result


def collatz(n):
    while n != 1:
        yield n
        n = 3 * n + 1 if n % 2 else n // 2
    yield 1


def roman(n):
    out = ""
    for value, text in zip((1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4,
            1), "M CM D CD C XC L XL X IX V IV I".split()):
        count, n = divmod(n, value)
        out += text * count
    return out


def caesar(text, shift):
    return "".join(
        chr((ord(c) - 97 + shift) % 26 + 97) if c.islower() else c
        for c in text)


print(sieve(60), len(sieve(10000)), power([[1, 1], [1, 0]], 90)[0][1])
print(list(collatz(7)), max(range(1, 300),
    key=lambda n: len(list(collatz(n)))),
    [roman(n) for n in (4, 9, 14, 1994, 2024)], caesar("hello, world", 3),
    caesar(caesar("abc", 5), -5))
