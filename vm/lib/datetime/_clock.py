# SPDX-License-Identifier: MIT
# time, and what it shares with datetime: a clock reading, perhaps a zone.

import time as _time
from datetime._calendar import _check_time, _time_text
from datetime._date import _ordered, date
from datetime._delta import _type_name, timedelta
from datetime._zone import (_check_offset, _check_zone, _offset_text,
                            _read_time, _strftime)

__name__ = 'datetime'


class _Zoned:
    # What time and datetime share: a clock reading and perhaps a zone.
    __slots__ = ()

    hour = property(lambda self: self._hour)
    minute = property(lambda self: self._minute)
    second = property(lambda self: self._second)
    microsecond = property(lambda self: self._microsecond)
    tzinfo = property(lambda self: self._tzinfo)
    fold = property(lambda self: self._fold)

    def _clock(self):
        return self._hour, self._minute, self._second, self._microsecond

    def _ask(self, name):
        return None if self._tzinfo is None else getattr(
            self._tzinfo, name)(self._moment())

    def utcoffset(self):
        offset = self._ask('utcoffset')
        _check_offset('utcoffset', offset)
        return offset

    def dst(self):
        offset = self._ask('dst')
        _check_offset('dst', offset)
        return offset

    def tzname(self):
        name = self._ask('tzname')
        if name is not None and not isinstance(name, str):
            raise TypeError('tzinfo.tzname() must return None or a string, '
                            f'not {type(name).__name__!r}')
        return name

    def _repr(self, fields):
        fields = list(fields)
        if not fields[-1]:
            fields.pop()
            if not fields[-1]:
                fields.pop()
        inside = [str(field) for field in fields]
        if self._tzinfo is not None:
            inside.append(f'tzinfo={self._tzinfo!r}')
        if self._fold:
            inside.append('fold=1')
        return f"{_type_name(self)}({', '.join(inside)})"


def _time_keys(self, other):
    if not isinstance(other, time):
        return None
    if self._tzinfo is other._tzinfo:
        return self._clock(), other._clock()
    mine, theirs = self.utcoffset(), other.utcoffset()
    if mine == theirs:
        return self._clock(), other._clock()
    if mine is None or theirs is None:
        return False
    return self._distance() - mine, other._distance() - theirs


def _time_order(self, other):
    keys = _time_keys(self, other)
    if keys is False:
        raise TypeError("can't compare offset-naive and offset-aware times")
    return keys


def _time_equal(self, other):
    keys = _time_keys(self, other)
    return (0, 1) if keys is False else keys


class time(_Zoned):
    __slots__ = ('_hour', '_minute', '_second', '_microsecond', '_tzinfo',
                 '_hashcode', '_fold')

    def __new__(cls, hour=0, minute=0, second=0, microsecond=0, tzinfo=None,
                *, fold=0):
        fields = _check_time(hour, minute, second, microsecond, fold)
        _check_zone(tzinfo)
        self = object.__new__(cls)
        (self._hour, self._minute, self._second,
         self._microsecond) = fields
        self._tzinfo, self._fold, self._hashcode = tzinfo, fold, -1
        return self

    def _moment(self):
        return None

    def _distance(self):
        return timedelta(hours=self._hour, minutes=self._minute,
                         seconds=self._second,
                         microseconds=self._microsecond)

    __eq__ = _ordered(_time_equal, '__eq__')
    __lt__ = _ordered(_time_order, '__lt__')
    __le__ = _ordered(_time_order, '__le__')
    __gt__ = _ordered(_time_order, '__gt__')
    __ge__ = _ordered(_time_order, '__ge__')

    def __hash__(self):
        if self._hashcode == -1:
            plain = self.replace(fold=0) if self._fold else self
            offset = plain.utcoffset()
            self._hashcode = hash(self._clock() if offset is None else
                                  plain._distance() - offset)
        return self._hashcode

    def __repr__(self):
        return self._repr(self._clock())

    def isoformat(self, timespec='auto'):
        return _time_text(*self._clock(), timespec) + _offset_text(
            self.utcoffset())

    __str__ = isoformat

    @classmethod
    def fromisoformat(cls, time_string):
        if not isinstance(time_string, str):
            raise TypeError('fromisoformat: argument must be str')
        try:
            fields, zone = _read_time(time_string)
        except ValueError:
            raise ValueError('Invalid isoformat string: '
                             f'{time_string!r}') from None
        return cls(*fields, zone)

    def strftime(self, fmt):
        return _strftime(self, fmt, _time.struct_time((
            1900, 1, 1, self._hour, self._minute, self._second, 0, 1, -1)))

    __format__ = date.__format__

    def replace(self, hour=None, minute=None, second=None, microsecond=None,
                tzinfo=True, *, fold=None):
        return type(self)(
            self._hour if hour is None else hour,
            self._minute if minute is None else minute,
            self._second if second is None else second,
            self._microsecond if microsecond is None else microsecond,
            self._tzinfo if tzinfo is True else tzinfo,
            fold=self._fold if fold is None else fold)

    __replace__ = replace

    def __reduce_ex__(self, protocol):
        return _remade, (type(self), self._clock(), self._tzinfo, self._fold)

    def __reduce__(self):
        return self.__reduce_ex__(2)


def _remade(cls, fields, zone, fold):
    return cls(*fields, zone, fold=fold)


time.min = time(0, 0, 0)
time.max = time(23, 59, 59, 999999)
time.resolution = timedelta(microseconds=1)
