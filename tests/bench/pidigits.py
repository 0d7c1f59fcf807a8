# SPDX-License-Identifier: MIT
# Growing integers: digits of pi from a stream of linear fractional transforms
# (J. Gibbons, Unbounded Spigot Algorithms for the Digits of Pi, 2006).
from itertools import count, islice


def compose(a, b):
    aq, ar, as_, at = a
    bq, br, bs, bt = b
    return (aq * bq, aq * br + ar * bt,
            as_ * bq + at * bs, as_ * br + at * bt)


def extract(z, j):
    q, r, s, t = z
    return (q * j + r) // (s * j + t)


def pi_digits():
    z = (1, 0, 0, 1)
    terms = ((k, 4 * k + 2, 0, 2 * k + 1) for k in count(1))
    while True:
        digit = extract(z, 3)
        while digit != extract(z, 4):
            z = compose(z, next(terms))
            digit = extract(z, 3)
        z = compose((10, -10 * digit, 0, 1), z)
        yield digit


print("".join(map(str, islice(pi_digits(), 3000)))[-50:])
