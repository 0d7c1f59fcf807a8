# SPDX-License-Identifier: MIT
# Twins of Decimal's comparisons: with a Rational of a user's class.


def _decimal_order(name, value, other):
    numbers = _sys.modules.get('numbers')
    if numbers is None or not isinstance(other, numbers.Rational):
        return NotImplemented
    if value.is_finite():
        # Exactly, and without writing an exponent out in zeros.
        from _decimal_core import Context
        exact = Context()
        exact._traps = 0
        exact.prec = exact.Emax = 999999999999999999
        exact.Emin = -exact.Emax
        value = exact.multiply(value, other.denominator)
        return getattr(value, name)(other.numerator)
    return getattr(value, name)(0)


def Decimal_eq(value, other):
    return _decimal_order('__eq__', value, other)


def Decimal_ne(value, other):
    return _decimal_order('__ne__', value, other)


def Decimal_lt(value, other):
    return _decimal_order('__lt__', value, other)


def Decimal_le(value, other):
    return _decimal_order('__le__', value, other)


def Decimal_gt(value, other):
    return _decimal_order('__gt__', value, other)


def Decimal_ge(value, other):
    return _decimal_order('__ge__', value, other)
