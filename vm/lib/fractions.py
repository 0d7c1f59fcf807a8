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


def _quotient(a, b):
    # a / b as (numerator, denominator), not in lowest terms.
    return a.numerator * b.denominator, b.numerator * a.denominator


def _common(a, b):
    # Both numerators over one denominator, and that.
    return (*_quotient(a, b), a.denominator * b.denominator)


def _lowest(top, bottom):
    shared = math.gcd(top, bottom)
    if bottom < 0:
        shared = -shared
    return top // shared, bottom // shared


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
            numerator, denominator = _quotient(numerator, denominator)
        if denominator == 0:
            raise ZeroDivisionError(f'Fraction({numerator}, 0)')
        made = super().__new__(cls)
        made._numerator, made._denominator = (
            _lowest(numerator, denominator) if _normalize
            else (numerator, denominator))
        return made

    @staticmethod
    def _single(value):
        if isinstance(value, numbers.Rational):
            return value.numerator, value.denominator
        if hasattr(value, 'as_integer_ratio'):
            return value.as_integer_ratio()
        if not isinstance(value, str):
            raise TypeError('argument should be a string or a Rational '
                            'instance')
        found = _read(value)
        if found is None:
            raise ValueError(f'Invalid literal for Fraction: {value!r}')
        return found

    @classmethod
    def from_float(cls, f):
        return cls._from(f, float, 'from_float() only takes floats')

    @classmethod
    def from_decimal(cls, dec):
        from decimal import Decimal
        return cls._from(dec, Decimal, 'from_decimal() only takes Decimals')

    @classmethod
    def _from(cls, value, kind, rule):
        if not isinstance(value, (kind, numbers.Integral)):
            raise TypeError(f'{cls.__name__}.{rule}, not {value!r} '
                            f'({type(value).__name__})')
        return cls(*value.as_integer_ratio() if isinstance(value, kind)
                   else (value,))

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
        top, bottom = self.as_integer_ratio()
        while True:
            term, rest = divmod(top, bottom)
            size = before[1] + term * last[1]
            if size > max_denominator:
                break
            before, last = last, (before[0] + term * last[0], size)
            top, bottom = bottom, rest
        steps = (max_denominator - before[1]) // last[1]
        between = Fraction(before[0] + steps * last[0],
                           before[1] + steps * last[1])
        convergent = Fraction(*last)
        nearer = abs(between - self) < abs(convergent - self)
        return between if nearer else convergent

    numerator = property(lambda a: a._numerator)
    denominator = property(lambda a: a._denominator)

    def __repr__(self):
        return (f'{type(self).__name__}({self._numerator}, '
                f'{self._denominator})')

    def __str__(self):
        below = '' if self.is_integer() else f'/{self._denominator}'
        return f'{self._numerator}{below}'

    def _operator(exact, general, name):
        # The two methods of an operator: exact for rationals, else by way of
        # float or complex.
        def forward(a, b):
            if isinstance(b, (Fraction, int)):
                return exact(a, b)
            for kind in (float, complex):
                if isinstance(b, kind):
                    return general(kind(a), b)
            return NotImplemented

        def reverse(b, a):
            if type(a) is int or isinstance(a, numbers.Rational):
                return exact(a, b)
            for kind, wide in ((float, numbers.Real),
                               (complex, numbers.Complex)):
                if isinstance(a, wide):
                    return general(kind(a), kind(b))
            return NotImplemented

        forward.__name__ = f'__{name}__'
        reverse.__name__ = f'__r{name}__'
        return forward, reverse

    def _add(a, b):
        left, right, below = _common(a, b)
        return Fraction(left + right, below)

    def _sub(a, b):
        left, right, below = _common(a, b)
        return Fraction(left - right, below)

    def _mul(a, b):
        return Fraction(a.numerator * b.numerator,
                        a.denominator * b.denominator)

    def _div(a, b):
        return Fraction(*_quotient(a, b))

    def _floordiv(a, b):
        return operator.floordiv(*_quotient(a, b))

    def _divmod(a, b):
        left, right, below = _common(a, b)
        whole, rest = divmod(left, right)
        return whole, Fraction(rest, below)

    def _mod(a, b):
        left, right, below = _common(a, b)
        return Fraction(left % right, below)

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
        whole = b.is_integer()
        if isinstance(a, numbers.Rational) and not (
                whole and b._numerator >= 0):
            return Fraction(a.numerator, a.denominator) ** b
        return a ** (b._numerator if whole else float(b))

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
        if type(b) is int or isinstance(b, numbers.Rational):
            return (a._denominator == b.denominator
                    and a._numerator == b.numerator)
        if isinstance(b, numbers.Complex) and not b.imag:
            b = b.real
        return a._compare_float(b, operator.eq)

    def _compare(self, other, op):
        if isinstance(other, numbers.Rational):
            return op(*_quotient(self, other))
        return self._compare_float(other, op)

    def _compare_float(self, other, op):
        if not isinstance(other, float):
            return NotImplemented
        # An infinity is beyond every ratio, and no number is like a NaN.
        return op(self if math.isfinite(other) else 0.0,
                  self.from_float(other) if math.isfinite(other) else other)

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
            *self.as_integer_ratio())

    def __deepcopy__(self, memo):
        return self.__copy__()
