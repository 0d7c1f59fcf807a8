# SPDX-License-Identifier: MIT
# The math module.
import math
print(math.pi, math.e, math.tau, math.inf, math.nan)
print(math.sqrt(2), math.floor(-2.5), math.ceil(-2.5), math.trunc(-2.7),
    math.fabs(-3))
print(math.gcd(12, 18), math.factorial(20), math.comb(10, 3), math.perm(5, 2),
    math.isqrt(10**20 + 5))
print(math.prod([1, 2, 3, 4]), math.fsum([0.1] * 10), math.hypot(3, 4),
    math.dist((0, 0), (3, 4)))
print(math.modf(-2.75), math.frexp(10.0), math.ldexp(0.5, 5),
    math.copysign(2, -0.0), math.fmod(-7, 3))
print(math.log(8, 2), math.log2(1024), math.log10(1000),
    math.log(10**400) > 900, math.exp(0), math.log1p(0), math.expm1(0))
print(math.isnan(math.nan), math.isinf(-math.inf), math.isfinite(1e308),
    math.isclose(0.1 + 0.2, 0.3))
print(round(math.sin(1), 12), round(math.cos(1), 12),
    round(math.atan2(1, -1), 12), math.degrees(math.pi), math.radians(180))
print(math.floor(10**30), math.ceil(1e20), math.remainder(10, 3),
    math.pow(2, 10))
for code in ("math.sqrt(-1)", "math.log(0)", "math.factorial(-1)",
        "math.floor(math.inf)", "math.floor('x')",
             "math.acos(2)", "math.exp(1000)", "math.isqrt(-1)"):
    try:
        eval(code)
    except (ValueError, OverflowError, TypeError) as error:
        print(code, type(error).__name__)

for number in 2**1024 - 1, 2**1024 - 2**970, 2**1024 - 2**970 - 1, 2**1100:
    print(math.log(number, 2), math.log2(number), math.log10(number))

import cmath
from fractions import Fraction

third = Fraction(1, 3)
print(cmath.isclose(third, third), cmath.isclose(third, 2 * third))
print(cmath.log(third, Fraction(2)), cmath.rect(third, third))
