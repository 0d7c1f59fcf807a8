# SPDX-License-Identifier: MIT
# cpython: 3.9-3.13
# Names of later Pythons; their results are the same from there on.
print("prefix_x".removeprefix("prefix_"), "x.py".removesuffix(".py"))
print({"a": 1} | {"b": 2}, list[int], dict[str, int])
import math
print(math.lcm(4, 6), math.gcd(12, 18, 8), math.nextafter(1.0, 2.0) > 1)
