# SPDX-License-Identifier: MIT
# Integers of any size: all operators across the word boundaries.
edges = [2**n + d for n in (30, 31, 32, 60, 61, 62, 63, 64, 65, 127, 128)
         for d in (-1, 0, 1)]
total = 0
for a in edges:
    for b in edges:
        for x in (a, -a):
            for y in (b, -b):
                total += hash((x + y, x - y, x * y, x // y, x % y, x & y,
                               x | y, x ^ y, x < y, x == y))
print(total)
for a in edges[:12]:
    print(a, -a, a * a, ~a, a >> 3, a << 3, a.bit_length(), hash(a), hash(-a))
print(2**200, -3**50, 10**30 // 7, 10**30 % 7, -10**30 // 7, -10**30 % 7)
print(divmod(10**40, -10**20 + 1), 3**100 // 3**98, pow(3, 10**20, 10**15))
print(123456789012345678901234567890 & 0xffffffffffffffffff)
print(-123456789012345678901234567890 >> 40, -1 << 100, (-1 << 100) >> 99)
print((1 << 5000) % 1000007, len(str(7**2000)), str(3**300)[:20])
print(10**25 / 10**22, 2**1000 / 2**998, 1 / 10**30, -10**20 / 3)
try:
    10**400 / 3
except OverflowError as error:
    print(error)
