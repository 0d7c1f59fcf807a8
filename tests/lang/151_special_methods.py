# SPDX-License-Identifier: MIT
# repr, str, hash, eq, format, sizes and copying of own classes.


class Fraction:
    def __init__(self, n, d=1):
        g = self.gcd(n, d)
        self.n, self.d = n // g, d // g

    @staticmethod
    def gcd(a, b):
        while b:
            a, b = b, a % b
        return a

    def __repr__(self):
        return f"Fraction({self.n}, {self.d})"

    def __str__(self):
        return f"{self.n}/{self.d}" if self.d != 1 else str(self.n)

    def __add__(self, other):
        if isinstance(other, int):
            other = Fraction(other)
        if not isinstance(other, Fraction):
            return NotImplemented
        return Fraction(self.n * other.d + other.n * self.d, self.d * other.d)

    __radd__ = __add__

    def __mul__(self, other):
        return Fraction(self.n * other.n, self.d * other.d)

    def __neg__(self):
        return Fraction(-self.n, self.d)

    def __eq__(self, other):
        return isinstance(other, Fraction) and (self.n, self.d) == (other.n,
            other.d)

    def __lt__(self, other):
        return self.n * other.d < other.n * self.d

    def __hash__(self):
        return hash((self.n, self.d))

    def __float__(self):
        return self.n / self.d

    def __int__(self):
        return self.n // self.d

    def __bool__(self):
        return self.n != 0

    def __round__(self, digits=0):
        return round(float(self), digits)

    def __complex__(self):
        return complex(float(self))


a, b = Fraction(1, 2), Fraction(3, 4)
print(a + b, a + 1, 1 + a, repr(a * b), -a, a == Fraction(2, 4), a != b, a < b,
    a > b, sum([a, b, a]), sorted([b, a]), max(a, b),
    {a: "half"}[Fraction(4, 8)], len({a, b, Fraction(1, 2)}))
print(float(b), int(Fraction(7, 2)), bool(Fraction(0)), round(b, 1),
    complex(a), f"{a} {a!r}", [a], str([a]),
    "%s %r %d %.1f" % (a, a, Fraction(5), b))
try:
    a + "x"
except TypeError as error:
    print(error)
try:
    a <= b
except TypeError as error:
    print(error)
