# SPDX-License-Identifier: MIT
# Float operators; division, floor, remainder, powers.
print(7.5 + 2, 7.5 - 2, 7.5 * 2, 7.5 / 2, 7.5 // 2, 7.5 % 2, 7.5 ** 2)
print(-7.5 // 2, -7.5 % 2, 7.5 // -2, 7.5 % -2, divmod(-7.5, 2),
    divmod(7.5, -2.5))
print(0.0 == -0.0, 5.0 % 3, -5.0 % 3, 1e300 * 1e10, -1e300 * 1e10, 5 % 1.1)
print(2 ** 0.5, 4 ** 0.5, 2.0 ** -1, (-8.0) ** 3, 0.0 ** 0, 1e-200 ** 2)
print(1 / 3 * 3 == 1, 0.1 * 3 == 0.3, 0.1 * 3, 1e16 + 1)
inf, nan = float("inf"), float("nan")
print(inf - inf, inf * 0, inf > 1e308, nan == nan, nan != nan, nan < 1,
    inf == inf)
print(inf // 1, 5 % inf, -5 % inf, 5 // inf, -5 // inf)
print([nan] == [nan], nan in [nan], min(1, nan), max(nan, 1),
    sorted([3, 1.5, 2]))
print(1 < 1.5 < 2, 2**53 == 2.0**53, 2**53 + 1 == 2.0**53, 10**400 > 1e308,
    10**400 < inf)
print(hash(1.0), hash(0.5), hash(1e300), hash(-0.0), hash(inf), hash(-inf),
    hash(2.0**70) == hash(2**70))
for code in ("1.0 / 0", "1.0 // 0", "1.0 % 0", "0.0 ** -1", "10.0 ** 400",
        "1e308 ** 2"):
    try:
        print(eval(code))
    except (ZeroDivisionError, OverflowError) as error:
        print(code, type(error).__name__)
