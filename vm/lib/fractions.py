# SPDX-License-Identifier: MIT
# Exact ratios of integers.
#
# Invariant: the denominator is positive and shares no factor with the
# numerator.

import math
import numbers
import operator
import sys

__all__ = ['Fraction']


def gcd(a, b):
    # Until 3.8; with the sign of b, or of a when b is 0.
    import warnings
    warnings.warn('fractions.gcd() is deprecated. Use math.gcd() instead.',
                  DeprecationWarning, 2)
    if type(a) is int is type(b):
        shared = math.gcd(a, b)
        return -shared if (b or a) < 0 else shared
    while b:
        a, b = b, a % b
    return a


def _read(text):
    # 'sign digits / digits' or a decimal number, blanks around it.
    body = text.strip()
    sign = 1
    if body[:1] in ('+', '-'):
        sign = -1 if body[0] == '-' else 1
        body = body[1:]
    top, slash, bottom = body.partition('/')
    if slash:
        if not _is_number(top) or not _is_number(bottom):
            return None
        return sign * int(top), int(bottom)
    digits, _, exponent = body.lower().partition('e')
    if _ and not _is_number(exponent[1:] if exponent[:1] in ('+', '-')
                            else exponent):
        return None
    whole, dot, decimals = digits.partition('.')
    if not (whole or decimals) or whole and not _is_number(whole) or (
            decimals and not _is_number(decimals)):
        return None
    top = int((whole + decimals).replace('_', ''))
    power = int(exponent or 0) - len(decimals.replace('_', ''))
    if power >= 0:
        return sign * top * 10 ** power, 1
    return sign * top, 10 ** -power


def _is_number(digits):
    if sys.version_info >= (3, 11):
        return all(part.isdecimal() for part in digits.split('_'))
    return digits.isdecimal()


class Fraction(numbers.Rational):
    __slots__ = ('_numerator', '_denominator')

    def __new__(cls, numerator=0, denominator=None, *, _normalize=True):
        if denominator is None:
            # Text alone may not be in lowest terms.
            _normalize = isinstance(numerator, str)
            numerator, denominator = cls._single(numerator)
        elif type(numerator) is not int or type(denominator) is not int:
            if not isinstance(numerator, numbers.Rational) or \
                    not isinstance(denominator, numbers.Rational):
                raise TypeError('both arguments should be Rational '
                                'instances')
            numerator, denominator = (
                numerator.numerator * denominator.denominator,
                denominator.numerator * numerator.denominator)
        if denominator == 0:
            raise ZeroDivisionError(f'Fraction({numerator}, 0)')
        if _normalize:
            shared = math.gcd(numerator, denominator)
            if denominator < 0:
                shared = -shared
            numerator //= shared
            denominator //= shared
        self = super().__new__(cls)
        self._numerator = numerator
        self._denominator = denominator
        return self

    @staticmethod
    def _single(value):
        if isinstance(value, numbers.Rational):
            return value.numerator, value.denominator
        if isinstance(value, str):
            found = _read(value)
            if found is None:
                raise ValueError(f'Invalid literal for Fraction: {value!r}')
            return found
        if isinstance(value, float) or hasattr(value, 'as_integer_ratio'):
            return value.as_integer_ratio()
        raise TypeError('argument should be a string or a Rational instance')

    @classmethod
    def from_float(cls, f):
        if isinstance(f, numbers.Integral):
            return cls(f)
        if not isinstance(f, float):
            raise TypeError(f'{cls.__name__}.from_float() only takes floats, '
                            f'not {f!r} ({type(f).__name__})')
        return cls(*f.as_integer_ratio())

    @classmethod
    def from_decimal(cls, dec):
        from decimal import Decimal
        if isinstance(dec, numbers.Integral):
            return cls(dec)
        if not isinstance(dec, Decimal):
            raise TypeError(f'{cls.__name__}.from_decimal() only takes '
                            f'Decimals, not {dec!r} ({type(dec).__name__})')
        return cls(*dec.as_integer_ratio())

    def is_integer(self):
        return self._denominator == 1

    def as_integer_ratio(self):
        return self._numerator, self._denominator

    def limit_denominator(self, max_denominator=1000000):
        # Down the continued fraction until the denominator is too large; the
        # best is its last convergent, or one between that and the one before.
        if max_denominator < 1:
            raise ValueError('max_denominator should be at least 1')
        if self._denominator <= max_denominator:
            return Fraction(self)
        before, last = (0, 1), (1, 0)
        n, d = self._numerator, self._denominator
        while True:
            a = n // d
            bottom = before[1] + a * last[1]
            if bottom > max_denominator:
                break
            before, last = last, (before[0] + a * last[0], bottom)
            n, d = d, n - a * d
        k = (max_denominator - before[1]) // last[1]
        between = Fraction(before[0] + k * last[0], before[1] + k * last[1])
        convergent = Fraction(*last)
        if abs(convergent - self) <= abs(between - self):
            return convergent
        return between

    numerator = property(lambda a: a._numerator)
    denominator = property(lambda a: a._denominator)

    def __repr__(self):
        return (f'{type(self).__name__}({self._numerator}, '
                f'{self._denominator})')

    def __str__(self):
        if self._denominator == 1:
            return str(self._numerator)
        return f'{self._numerator}/{self._denominator}'

    def _operator(exact, general, name):
        # The two methods of an operator: exact for rationals, else by way of
        # float or complex.
        def forward(a, b):
            if isinstance(b, (int, Fraction)):
                return exact(a, b)
            if isinstance(b, float):
                return general(float(a), b)
            if isinstance(b, complex):
                return general(complex(a), b)
            return NotImplemented

        def reverse(b, a):
            if isinstance(a, numbers.Rational):
                return exact(a, b)
            if isinstance(a, numbers.Real):
                return general(float(a), float(b))
            if isinstance(a, numbers.Complex):
                return general(complex(a), complex(b))
            return NotImplemented

        forward.__name__ = f'__{name}__'
        reverse.__name__ = f'__r{name}__'
        return forward, reverse

    def _add(a, b):
        return Fraction(a.numerator * b.denominator
                        + b.numerator * a.denominator,
                        a.denominator * b.denominator)

    def _sub(a, b):
        return Fraction(a.numerator * b.denominator
                        - b.numerator * a.denominator,
                        a.denominator * b.denominator)

    def _mul(a, b):
        return Fraction(a.numerator * b.numerator,
                        a.denominator * b.denominator)

    def _div(a, b):
        return Fraction(a.numerator * b.denominator,
                        a.denominator * b.numerator)

    def _floordiv(a, b):
        return (a.numerator * b.denominator) // (a.denominator * b.numerator)

    def _divmod(a, b):
        bottom = a.denominator * b.denominator
        quotient, rest = divmod(a.numerator * b.denominator,
                                a.denominator * b.numerator)
        return quotient, Fraction(rest, bottom)

    def _mod(a, b):
        return Fraction((a.numerator * b.denominator)
                        % (b.numerator * a.denominator),
                        a.denominator * b.denominator)

    __add__, __radd__ = _operator(_add, operator.add, 'add')
    __sub__, __rsub__ = _operator(_sub, operator.sub, 'sub')
    __mul__, __rmul__ = _operator(_mul, operator.mul, 'mul')
    __truediv__, __rtruediv__ = _operator(_div, operator.truediv, 'truediv')
    __floordiv__, __rfloordiv__ = _operator(_floordiv, operator.floordiv,
                                            'floordiv')
    __divmod__, __rdivmod__ = _operator(_divmod, divmod, 'divmod')
    __mod__, __rmod__ = _operator(_mod, operator.mod, 'mod')
    del _operator, _add, _sub, _mul, _div, _floordiv, _divmod, _mod

    def __pow__(a, b):
        if not isinstance(b, numbers.Rational):
            return float(a) ** b
        if b.denominator != 1:
            return float(a) ** float(b)
        power = b.numerator
        top, bottom = a._numerator, a._denominator
        if power < 0:
            if top == 0:
                raise ZeroDivisionError(f'Fraction({bottom ** -power}, 0)')
            top, bottom, power = bottom, top, -power
            if bottom < 0:
                top, bottom = -top, -bottom
        return Fraction(top ** power, bottom ** power, _normalize=False)

    def __rpow__(b, a):
        if b._denominator == 1 and b._numerator >= 0:
            return a ** b._numerator
        if isinstance(a, numbers.Rational):
            return Fraction(a.numerator, a.denominator) ** b
        return a ** b._numerator if b._denominator == 1 else a ** float(b)

    def __pos__(a):
        return Fraction(a._numerator, a._denominator, _normalize=False)

    def __neg__(a):
        return Fraction(-a._numerator, a._denominator, _normalize=False)

    def __abs__(a):
        return Fraction(abs(a._numerator), a._denominator, _normalize=False)

    def __int__(a):
        if a._numerator < 0:
            return -(-a._numerator // a._denominator)
        return a._numerator // a._denominator

    __trunc__ = __int__

    def __floor__(a):
        return a._numerator // a._denominator

    def __ceil__(a):
        return -(-a._numerator // a._denominator)

    def __round__(self, ndigits=None):
        if ndigits is None:
            low, rest = divmod(self._numerator, self._denominator)
            twice = rest * 2
            if twice < self._denominator:
                return low
            if twice > self._denominator or low % 2:
                return low + 1
            return low
        shift = 10 ** abs(ndigits)
        if ndigits > 0:
            return Fraction(round(self * shift), shift)
        return Fraction(round(self / shift) * shift)

    def __hash__(self):
        # Equal numbers of all types hash alike: modulo the system's prime.
        prime = sys.hash_info.modulus
        try:
            inverse = pow(self._denominator, -1, prime)
        except ValueError:
            value = sys.hash_info.inf
        else:
            value = hash(hash(abs(self._numerator)) * inverse)
        value = value if self._numerator >= 0 else -value
        return -2 if value == -1 else value

    def __eq__(a, b):
        if isinstance(b, numbers.Rational):
            return (a._numerator == b.numerator
                    and a._denominator == b.denominator)
        if isinstance(b, numbers.Complex) and b.imag == 0:
            b = b.real
        if isinstance(b, float):
            if math.isnan(b) or math.isinf(b):
                return 0.0 == b
            return a == a.from_float(b)
        return NotImplemented

    def _compare(self, other, op):
        if isinstance(other, numbers.Rational):
            return op(self._numerator * other.denominator,
                      self._denominator * other.numerator)
        if isinstance(other, float):
            if math.isnan(other) or math.isinf(other):
                return op(0.0, other)
            return op(self, self.from_float(other))
        return NotImplemented

    def __lt__(a, b):
        return a._compare(b, operator.lt)

    def __gt__(a, b):
        return a._compare(b, operator.gt)

    def __le__(a, b):
        return a._compare(b, operator.le)

    def __ge__(a, b):
        return a._compare(b, operator.ge)

    def __bool__(a):
        return bool(a._numerator)

    def __reduce__(self):
        return type(self), (str(self),)

    def __copy__(self):
        return self if type(self) is Fraction else type(self)(
            self._numerator, self._denominator)

    def __deepcopy__(self, memo):
        return self.__copy__()
