# SPDX-License-Identifier: MIT
# 10^7 times `x += 1` on a local: the bare loop.


def count():
    x = 0
    for _ in range(10_000_000):
        x += 1
    return x


print(count())
