# SPDX-License-Identifier: MIT
# timedelta.
#
# Invariant: days, 0 <= seconds < 86400, 0 <= microseconds < 10**6, with the
# sign in days alone.

import math as _math

__name__ = 'datetime'


def _divide_and_round(a, b):
    # a / b to the nearest integer, halves to the even one.
    quotient, rest = divmod(a, b)
    twice = rest * 2
    if (twice > b if b > 0 else twice < b) or (
            twice == b and quotient % 2 == 1):
        quotient += 1
    return quotient


def _micro_of(value, unit):
    # (whole microseconds, the fraction that is left) of value * unit.
    if isinstance(value, int):
        return value * unit, 0.0
    if not isinstance(value, float):
        raise TypeError('unsupported type for timedelta component: '
                        f'{type(value).__name__}')
    fraction, whole = _math.modf(value)
    part, more = _math.modf(fraction * unit)
    return int(whole) * unit + int(more), part


class timedelta:
    __slots__ = '_days', '_seconds', '_microseconds', '_hashcode'

    def __new__(cls, days=0, seconds=0, microseconds=0, milliseconds=0,
                minutes=0, hours=0, weeks=0):
        total, fraction = 0, 0.0
        for name, value, unit in (
                ('days', days, 86400000000), ('seconds', seconds, 1000000),
                ('microseconds', microseconds, 1),
                ('milliseconds', milliseconds, 1000),
                ('minutes', minutes, 60000000),
                ('hours', hours, 3600000000), ('weeks', weeks, 604800000000)):
            if not isinstance(value, (int, float)):
                raise TypeError(f'unsupported type for timedelta {name} '
                                f'component: {type(value).__name__}')
            whole, part = _micro_of(value, unit)
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
        self = object.__new__(cls)
        self._days, self._seconds, self._microseconds = days, seconds, micro
        self._hashcode = -1
        return self

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
        kind = type(self)
        inside = ', '.join(parts) or '0'
        return f'{kind.__module__}.{kind.__qualname__}({inside})'

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

    def __add__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        return timedelta._of(self._total() + other._total())

    __radd__ = __add__

    def __sub__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        return timedelta._of(self._total() - other._total())

    def __rsub__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        return timedelta._of(other._total() - self._total())

    def __neg__(self):
        return timedelta._of(-self._total())

    def __pos__(self):
        return timedelta._of(self._total())

    def __abs__(self):
        return timedelta._of(abs(self._total()))

    def __mul__(self, other):
        if isinstance(other, int):
            return timedelta._of(self._total() * other)
        if isinstance(other, float):
            a, b = other.as_integer_ratio()
            return timedelta._of(_divide_and_round(self._total() * a, b))
        return NotImplemented

    __rmul__ = __mul__

    def __floordiv__(self, other):
        if isinstance(other, timedelta):
            return self._total() // other._total()
        if isinstance(other, int):
            return timedelta._of(self._total() // other)
        return NotImplemented

    def __truediv__(self, other):
        if isinstance(other, timedelta):
            return self._total() / other._total()
        if isinstance(other, int):
            return timedelta._of(_divide_and_round(self._total(), other))
        if isinstance(other, float):
            a, b = other.as_integer_ratio()
            return timedelta._of(_divide_and_round(b * self._total(), a))
        return NotImplemented

    def __mod__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        return timedelta._of(self._total() % other._total())

    def __divmod__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        quotient, rest = divmod(self._total(), other._total())
        return quotient, timedelta._of(rest)

    def __eq__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        return self._total() == other._total()

    def __lt__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        return self._total() < other._total()

    def __le__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        return self._total() <= other._total()

    def __gt__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        return self._total() > other._total()

    def __ge__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        return self._total() >= other._total()

    def __hash__(self):
        if self._hashcode == -1:
            self._hashcode = hash((self._days, self._seconds,
                                   self._microseconds))
        return self._hashcode

    def __bool__(self):
        return self._total() != 0

    def __reduce__(self):
        return type(self), (self._days, self._seconds, self._microseconds)


timedelta.min = timedelta(-999999999)
timedelta.max = timedelta(days=999999999, hours=23, minutes=59, seconds=59,
                          microseconds=999999)
timedelta.resolution = timedelta(microseconds=1)
