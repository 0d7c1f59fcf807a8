# SPDX-License-Identifier: MIT
# Integer arithmetic; division and remainder round towards minus infinity.
for a in (7, -7, 0, 1):
    for b in (2, -2, 3, -3):
        print(a, b, a + b, a - b, a * b, a // b, a % b, divmod(a, b), a / b)
print(2 ** 10, (-2) ** 3, -2 ** 2, 2 ** -1, 0 ** 0)
print(1_000_000, 0xff, 0o17, 0b1010, 0XFF, 0x_f, 00)
print(+5, -5, ~5, abs(-5), -(-5))
print(5 & 3, 5 | 3, 5 ^ 3, 1 << 10, 1024 >> 3, -1 >> 5, -9 >> 1)
print(-5 & 3, -5 | 3, -5 ^ 3, ~-1)
print(pow(3, 4), pow(3, 4, 5), pow(2, -1, 7), pow(-3, 3, 5))
print(1 == 1.0 == True, hash(5), hash(-1), hash(2**61 - 1))
for code in ("1 // 0", "1 % 0", "1 / 0", "divmod(1, 0)", "0 ** -1", "1 << -1",
             "1 >> -1", "pow(2, 3, 0)"):
    try:
        eval(code)
    except (ZeroDivisionError, ValueError) as error:
        print(code, "->", type(error).__name__)
