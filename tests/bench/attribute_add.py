# SPDX-License-Identifier: MIT
# 5 x 10^6 times `o.x += 1`: LOAD_ATTR and STORE_ATTR of an instance.


class Counter:
    def __init__(self):
        self.x = 0


def count(counter):
    for _ in range(5_000_000):
        counter.x += 1


counter = Counter()
count(counter)
print(counter.x)
