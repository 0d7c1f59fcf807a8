# SPDX-License-Identifier: MIT
# 10^6 counts in one dict of 1,000 keys, five times over.


def count():
    counts = {}
    for i in range(1_000_000):
        key = i * 7919 % 1000
        counts[key] = counts.get(key, 0) + 1
    return len(counts), counts[7]


for _ in range(5):
    print(*count())
