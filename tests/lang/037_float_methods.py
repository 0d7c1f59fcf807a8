# SPDX-License-Identifier: MIT
# cpython: 3.8-3.9
# float(), its methods, rounding.
print(float(), float(3), float("1.5"), float(" -2e3 "), float("1_0.5"),
    float(b"2.5"))
print(float("Infinity"), float("-INF"), float("NaN"), float(10**20))
print((2.5).is_integer(), (2.0).is_integer(), (0.75).as_integer_ratio(),
    (3.5).hex(),
      float.fromhex("0x1.8p1"), float.fromhex("-0x.8"), (0.1).hex(),
      (-0.0).hex())
print(round(2.5), round(3.5), round(-2.5), round(0.5), round(1.5),
    round(2.675, 2),
      round(1e20), round(1234.5678, 2), round(1234.5678, -2), round(5.5, 0),
      round(-0.4))
print(round(0.1 + 0.2, 5), round(1e-5, 3), round(1.005, 2), round(12345.0, -5))
print(type(round(2.5)), type(round(2.5, 0)), abs(-2.5), -(-2.5), int(-0.5))
for bad in ("", "abc", "1.2.3", "1e", "--1", "0x10", "1__0", "nan1"):
    try:
        float(bad)
    except ValueError as error:
        print(error)
for code in ("float([])", "round(float('nan'))", "round(float('inf'))",
        "float(10**400)",
             "float('inf').as_integer_ratio()"):
    try:
        eval(code)
    except (TypeError, ValueError, OverflowError) as error:
        print(type(error).__name__, str(error)[:50])
