# SPDX-License-Identifier: MIT
# timedelta.
#
# Invariant: days, 0 <= seconds < 86400, 0 <= microseconds < 10**6, with the
# sign in days alone.

import math as _math
import operator as _operator

__name__ = 'datetime'


def _type_name(value):
    # A class made from one of ours shows without its module.
    kind = type(value)
    own = kind.__module__ == 'datetime'
    return f'datetime.{kind.__name__}' if own else kind.__name__


def _divide_and_round(a, b):
    # a / b to the nearest integer, halves to the even one.
    quotient, rest = divmod(a, b)
    twice = rest * 2
    if (twice > b if b > 0 else twice < b) or (
            twice == b and quotient % 2 == 1):
        quotient += 1
    return quotient


def _micro_of(name, value, unit):
    # (whole microseconds, the fraction that is left) of value * unit.
    if isinstance(value, int):
        return value * unit, 0.0
    if isinstance(value, float):
        fraction, whole = _math.modf(value)
        part, more = _math.modf(fraction * unit)
        return int(whole) * unit + int(more), part
    raise TypeError(f'unsupported type for timedelta {name} component: '
                    f'{type(value).__name__}')


def _method(name, of_delta=None, of_int=None, of_float=None):
    # An operator: what it does with the microseconds and another timedelta's,
    # an integer, or a float's ratio.
    def method(self, other):
        if isinstance(other, timedelta):
            if of_delta:
                return of_delta(self._total(), other._total())
        elif of_int and isinstance(other, int):
            return timedelta._of(of_int(self._total(), other))
        elif of_float and isinstance(other, float):
            return timedelta._of(_divide_and_round(
                *of_float(self._total(), *other.as_integer_ratio())))
        return NotImplemented

    method.__name__ = name
    method.__qualname__ = f'timedelta.{name}'
    return method


class timedelta:
    __slots__ = ('_days', '_seconds', '_microseconds',
                 '_hashcode')    # -1: not asked for yet

    def __new__(cls, days=0, seconds=0, microseconds=0, milliseconds=0,
                minutes=0, hours=0, weeks=0):
        total, fraction = 0, 0.0
        for name, value, unit in (
                ('days', days, 86400000000), ('seconds', seconds, 1000000),
                ('microseconds', microseconds, 1),
                ('milliseconds', milliseconds, 1000),
                ('minutes', minutes, 60000000),
                ('hours', hours, 3600000000), ('weeks', weeks, 604800000000)):
            whole, part = _micro_of(name, value, unit)
            total += whole
            fraction += part
        top, bottom = fraction.as_integer_ratio()
        return cls._of(_divide_and_round(total * bottom + top, bottom))

    @classmethod
    def _of(cls, total):
        # From microseconds.
        seconds, micro = divmod(total, 1000000)
        days, seconds = divmod(seconds, 86400)
        if abs(days) > 999999999:
            raise OverflowError(f'days={days}; must have magnitude <= '
                                '999999999')
        made = object.__new__(cls)
        made._days, made._seconds, made._microseconds = days, seconds, micro
        made._hashcode = -1
        return made

    def _total(self):
        return ((self._days * 86400 + self._seconds) * 1000000
                + self._microseconds)

    days = property(lambda self: self._days)
    seconds = property(lambda self: self._seconds)
    microseconds = property(lambda self: self._microseconds)

    def total_seconds(self):
        return self._total() / 10 ** 6

    def __repr__(self):
        parts = [f'{name}={value}' for name, value in (
            ('days', self._days), ('seconds', self._seconds),
            ('microseconds', self._microseconds)) if value]
        inside = ', '.join(parts) or '0'
        return f'{_type_name(self)}({inside})'

    def __str__(self):
        minutes, seconds = divmod(self._seconds, 60)
        hours, minutes = divmod(minutes, 60)
        text = f'{hours}:{minutes:02d}:{seconds:02d}'
        if self._days:
            plural = 's' if abs(self._days) != 1 else ''
            text = f'{self._days} day{plural}, {text}'
        if self._microseconds:
            text += f'.{self._microseconds:06d}'
        return text

    __add__ = __radd__ = _method(
        '__add__', lambda mine, its: timedelta._of(mine + its))
    __sub__ = _method('__sub__', lambda mine, its: timedelta._of(mine - its))
    __rsub__ = _method('__rsub__', lambda mine, its: timedelta._of(its - mine))
    __mod__ = _method('__mod__', lambda mine, its: timedelta._of(mine % its))
    __divmod__ = _method('__divmod__', lambda mine, its: (
        mine // its, timedelta._of(mine % its)))
    __mul__ = __rmul__ = _method(
        '__mul__', None, _operator.mul,
        lambda mine, top, bottom: (mine * top, bottom))
    __floordiv__ = _method('__floordiv__', _operator.floordiv,
                           _operator.floordiv)
    __truediv__ = _method(
        '__truediv__', _operator.truediv, _divide_and_round,
        lambda mine, top, bottom: (mine * bottom, top))

    def __neg__(self):
        return timedelta._of(-self._total())

    def __pos__(self):
        return timedelta._of(self._total())

    def __abs__(self):
        return timedelta._of(abs(self._total()))

    __eq__ = _method('__eq__', _operator.eq)
    __lt__ = _method('__lt__', _operator.lt)
    __le__ = _method('__le__', _operator.le)
    __gt__ = _method('__gt__', _operator.gt)
    __ge__ = _method('__ge__', _operator.ge)

    def __hash__(self):
        if self._hashcode == -1:
            self._hashcode = hash((self._days, self._seconds,
                                   self._microseconds))
        return self._hashcode

    def __bool__(self):
        return self._total() != 0

    def __reduce__(self):
        return type(self), (self._days, self._seconds, self._microseconds)


timedelta.resolution = timedelta._of(1)
timedelta.min = timedelta(-999999999)
timedelta.max = timedelta._of(10 ** 9 * 86400000000 - 1)
