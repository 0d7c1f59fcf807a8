# SPDX-License-Identifier: MIT
# repr gives the shortest text that reads back the same.
for x in (0.1, 0.2, 0.1 + 0.2, 1.0, -0.0, 1e16, 1e15, 123456789012345680.0,
          1e-4, 1e-5, 0.00012345, 1e100, 1.5e300, 5e-324,
          2.2250738585072014e-308,
          1.7976931348623157e308, 1 / 3, 2 / 3, 100.0, 1e22, 1e23,
          9007199254740993.0,
          3.14159, 12345.678, 1e5, 299792458.0, 0.5, 1e-10):
    print(repr(x), str(x), repr(-x), float(repr(x)) == x)
print(float("inf"), float("-inf"), float("nan"), -float("inf"))
print(1e1000, -1e1000, 1e-1000, 1_0.0_1, .5, 5., 1E5, 0e0)
print([0.1, 1e50], (2.5,), {1.5: 2.0})
