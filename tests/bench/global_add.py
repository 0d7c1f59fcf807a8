# SPDX-License-Identifier: MIT
# 10^7 times `x += 1` on a global: LOAD_GLOBAL and STORE_GLOBAL.
x = 0


def count():
    global x
    for _ in range(10_000_000):
        x += 1


count()
print(x)
