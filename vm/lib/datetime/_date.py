# SPDX-License-Identifier: MIT
# date, and what orders dates and moments.

import time as _time
import datetime as _package
from datetime._calendar import (
    MAXYEAR, MINYEAR, _DAYS, _MAXORDINAL, _MONTHS, _check_date,
    _days_before_month, _iso_first_monday, _ord2ymd, _read_date, _ymd2ord)
from datetime._delta import _type_name, timedelta
from datetime._zone import _strftime

__name__ = 'datetime'


def _ordered(key, name):
    # One comparison of two objects by key(self, other); None: cannot tell.
    def compare(self, other):
        keys = key(self, other)
        if keys is None:
            return NotImplemented
        return getattr(keys[0], name)(keys[1])

    compare.__name__ = name
    return compare


def _date_keys(self, other):
    if not isinstance(other, date) or isinstance(other, _package.datetime) or \
            isinstance(self, _package.datetime):
        return None
    return self._ymd(), other._ymd()


class IsoCalendarDate(tuple):
    __slots__ = ()
    year = property(lambda self: self[0])
    week = property(lambda self: self[1])
    weekday = property(lambda self: self[2])

    def __repr__(self):
        return (f'datetime.IsoCalendarDate(year={self[0]}, week={self[1]}, '
                f'weekday={self[2]})')

    def __reduce__(self):
        return tuple, (tuple(self),)


def _iso_result(*fields):
    import sys
    return fields if sys.version_info < (3, 9) else IsoCalendarDate(fields)


class date:
    __slots__ = '_year', '_month', '_day', '_hashcode'

    def __new__(cls, year, month=None, day=None):
        if month is None or day is None:
            if isinstance(year, str):
                raise TypeError('an integer is required (got type str)')
            raise TypeError(f"function missing required argument "
                            f"{'month' if month is None else 'day'!r} (pos "
                            f'{2 if month is None else 3})')
        made = object.__new__(cls)
        made._year, made._month, made._day = _check_date(year, month, day)
        made._hashcode = -1
        return made

    @classmethod
    def fromtimestamp(cls, t):
        fields = _time.localtime(t)
        return cls(fields.tm_year, fields.tm_mon, fields.tm_mday)

    @classmethod
    def today(cls):
        return cls.fromtimestamp(_time.time())

    @classmethod
    def fromordinal(cls, n):
        if not 1 <= n <= _MAXORDINAL:
            raise ValueError('ordinal must be >= 1' if n < 1 else
                             f'year {_ord2ymd(n)[0]} is out of range')
        return cls(*_ord2ymd(n))

    @classmethod
    def fromisoformat(cls, date_string):
        if not isinstance(date_string, str):
            raise TypeError('fromisoformat: argument must be str')
        try:
            fields = _read_date(date_string)
        except ValueError:
            raise ValueError('Invalid isoformat string: '
                             f'{date_string!r}') from None
        return cls(*fields)

    @classmethod
    def fromisocalendar(cls, year, week, day):
        if not MINYEAR <= year <= MAXYEAR:
            raise ValueError(f'Year is out of range: {year}')
        weeks = (_iso_first_monday(year + 1) - _iso_first_monday(year)) // 7
        if not 1 <= week <= weeks:
            raise ValueError(f'Invalid week: {week}')
        if not 1 <= day <= 7:
            raise ValueError(f'Invalid weekday: {day} (range is [1, 7])')
        return cls.fromordinal(_iso_first_monday(year) + (week - 1) * 7
                               + day - 1)

    year = property(lambda self: self._year)
    month = property(lambda self: self._month)
    day = property(lambda self: self._day)

    def _ymd(self):
        return self._year, self._month, self._day

    def __repr__(self):
        return (f'{_type_name(self)}({self._year}, '
                f'{self._month}, {self._day})')

    def ctime(self):
        return (f'{_DAYS[self.weekday()]} {_MONTHS[self._month - 1]} '
                f'{self._day:2d} 00:00:00 {self._year:04d}')

    def strftime(self, fmt):
        return _strftime(self, fmt, self.timetuple())

    def __format__(self, fmt):
        if not isinstance(fmt, str):
            raise TypeError('__format__() argument 1 must be str, not '
                            f'{type(fmt).__name__}')
        return self.strftime(fmt) if fmt else str(self)

    def isoformat(self):
        return f'{self._year:04d}-{self._month:02d}-{self._day:02d}'

    __str__ = isoformat

    def timetuple(self):
        return self._struct(0, 0, 0, -1)

    def _struct(self, hour, minute, second, dst):
        yearday = _days_before_month(self._year, self._month) + self._day
        return _time.struct_time((self._year, self._month, self._day, hour,
                                  minute, second, self.weekday(), yearday,
                                  dst))

    def toordinal(self):
        return _ymd2ord(self._year, self._month, self._day)

    def weekday(self):
        return (self.toordinal() + 6) % 7

    def isoweekday(self):
        return self.weekday() + 1

    def isocalendar(self):
        today = self.toordinal()
        year = self._year
        if today < _iso_first_monday(year):
            year -= 1
        elif today >= _iso_first_monday(year + 1):
            year += 1
        week, day = divmod(today - _iso_first_monday(year), 7)
        return _iso_result(year, week + 1, day + 1)

    def replace(self, year=None, month=None, day=None):
        return type(self)(self._year if year is None else year,
                          self._month if month is None else month,
                          self._day if day is None else day)

    __replace__ = replace

    __eq__ = _ordered(_date_keys, '__eq__')
    __lt__ = _ordered(_date_keys, '__lt__')
    __le__ = _ordered(_date_keys, '__le__')
    __gt__ = _ordered(_date_keys, '__gt__')
    __ge__ = _ordered(_date_keys, '__ge__')

    def __hash__(self):
        if self._hashcode == -1:
            self._hashcode = hash((date, *self._ymd()))
        return self._hashcode

    def _later(self, days):
        there = self.toordinal() + days
        if 1 <= there <= _MAXORDINAL:
            return type(self).fromordinal(there)
        raise OverflowError('date value out of range')

    def __add__(self, other):
        return (self._later(other.days) if isinstance(other, timedelta)
                else NotImplemented)

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, date):
            return timedelta(self.toordinal() - other.toordinal())
        return (self._later(-other.days) if isinstance(other, timedelta)
                else NotImplemented)

    def __reduce__(self):
        return type(self), self._ymd()


date.min = date(1, 1, 1)
date.max = date(9999, 12, 31)
date.resolution = timedelta(days=1)
