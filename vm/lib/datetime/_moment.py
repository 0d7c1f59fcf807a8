# SPDX-License-Identifier: MIT
# datetime: a date, a clock reading, and perhaps a zone.

import math as _math
import time as _time
from datetime._calendar import (
    _DAYS, _MAXORDINAL, _MONTHS, _check_time, _ord2ymd, _read_date,
    _time_text)
from datetime._clock import _remade, _Zoned, time
from datetime._date import _ordered, date
from datetime._delta import timedelta
from datetime._zone import (_check_zone, _offset_text, _read_time, timezone,
                            tzinfo)

__name__ = 'datetime'


def _moment_keys(self, other):
    if not isinstance(other, datetime):
        return None
    if self._tzinfo is other._tzinfo:
        return self._fields(), other._fields()
    mine, theirs = self.utcoffset(), other.utcoffset()
    if mine == theirs:
        return self._fields(), other._fields()
    if mine is None or theirs is None:
        return False
    return self._distance() - mine, other._distance() - theirs


def _full_name(value):
    cls = type(value)
    return (f'datetime.{cls.__name__}' if cls in (date, datetime)
            else cls.__name__)


def _moment_order(self, other):
    keys = _moment_keys(self, other)
    if keys is False:
        raise TypeError("can't compare offset-naive and offset-aware "
                        'datetimes')
    if keys is None and isinstance(other, date):
        raise TypeError(f"can't compare {_full_name(self)} to "
                        f'{_full_name(other)}')
    return keys


def _moment_equal(self, other):
    keys = _moment_keys(self, other)
    if keys is None and isinstance(other, date):
        return 0, 1
    if keys is False or keys is not None and (
            self._tzinfo is not other._tzinfo
            and (_depends_on_fold(self) or _depends_on_fold(other))):
        return 0, 1
    return keys


def _depends_on_fold(moment):
    # A time the clock shows twice, or never, equals nothing in another zone.
    return moment.utcoffset() != moment.replace(
        fold=not moment._fold).utcoffset()


_EPOCH = None


class datetime(_Zoned, date):
    __slots__ = ('_hour', '_minute', '_second', '_microsecond', '_tzinfo',
                 '_fold')

    def __new__(cls, year, month=None, day=None, hour=0, minute=0, second=0,
                microsecond=0, tzinfo=None, *, fold=0):
        self = date.__new__(cls, year, month, day)
        (self._hour, self._minute, self._second,
         self._microsecond) = _check_time(hour, minute, second, microsecond,
                                          fold)
        _check_zone(tzinfo)
        self._tzinfo, self._fold = tzinfo, fold
        return self

    def _moment(self):
        return self

    def _fields(self):
        return self._ymd() + self._clock()

    def _distance(self):
        return timedelta(self.toordinal(), self._hour * 3600
                         + self._minute * 60 + self._second,
                         self._microsecond)

    @classmethod
    def _from_time(cls, t, utc, tz):
        seconds = _math.floor(t)
        micro = round((t - seconds) * 1e6)
        if micro == 1000000:
            seconds, micro = seconds + 1, 0
        convert = _time.gmtime if utc else _time.localtime
        fields = convert(seconds)
        second = min(fields.tm_sec, 59)
        made = cls(*fields[:5], second, micro, tz)
        if tz is None and not utc and made._is_repeated(seconds):
            made = made.replace(fold=1)
        return made

    def _is_repeated(self, seconds):
        # Did the local clock show this already, some time in the last day?
        if seconds < 86400:
            return False
        before = _time.localtime(seconds - 86400).tm_gmtoff
        gap = before - _time.localtime(seconds).tm_gmtoff
        if gap <= 0:
            return False
        earlier = _time.localtime(seconds - gap)
        return earlier[:6] == self._fields()[:6]

    @classmethod
    def fromtimestamp(cls, t, tz=None):
        _check_zone(tz)
        made = cls._from_time(t, tz is not None, tz)
        return made if tz is None else tz.fromutc(made)

    @classmethod
    def utcfromtimestamp(cls, t):
        return cls._from_time(t, True, None)

    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(_time.time(), tz)

    @classmethod
    def utcnow(cls):
        return cls.utcfromtimestamp(_time.time())

    @classmethod
    def combine(cls, date, time, tzinfo=True):
        if not isinstance(date, _date_class):
            raise TypeError('combine() argument 1 must be datetime.date, not '
                            f'{type(date).__name__}')
        if not isinstance(time, _time_class):
            raise TypeError('combine() argument 2 must be datetime.time, not '
                            f'{type(time).__name__}')
        zone = time.tzinfo if tzinfo is True else tzinfo
        return cls(*date._ymd(), *time._clock(), zone, fold=time.fold)

    @classmethod
    def fromisoformat(cls, date_string):
        if not isinstance(date_string, str):
            raise TypeError('fromisoformat: argument must be str')
        try:
            fields = _read_date(date_string[:10])
            if len(date_string) == 10:
                clock, zone = [0, 0, 0, 0], None
            else:
                clock, zone = _read_time(date_string[11:])
        except ValueError:
            raise ValueError('Invalid isoformat string: '
                             f'{date_string!r}') from None
        return cls(*fields, *clock, zone)

    @classmethod
    def strptime(cls, date_string, format):
        from _strptime import _strptime_datetime
        return _strptime_datetime(cls, date_string, format)

    def timetuple(self):
        dst = self.dst()
        return self._struct(self._hour, self._minute, self._second,
                            -1 if dst is None else int(bool(dst)))

    def utctimetuple(self):
        offset = self.utcoffset()
        moment = self - offset if offset else self
        return moment._struct(moment._hour, moment._minute, moment._second,
                              0)

    def timestamp(self):
        if self._tzinfo is None:
            seconds = _time.mktime(self.timetuple())
            return seconds + self._microsecond / 1e6
        return (self - _EPOCH).total_seconds()

    def date(self):
        return _date_class(*self._ymd())

    def time(self):
        return _time_class(*self._clock(), fold=self._fold)

    def timetz(self):
        return _time_class(*self._clock(), self._tzinfo, fold=self._fold)

    def replace(self, year=None, month=None, day=None, hour=None, minute=None,
                second=None, microsecond=None, tzinfo=True, *, fold=None):
        given = year, month, day, hour, minute, second, microsecond
        fields = [old if new is None else new
                  for new, old in zip(given, self._fields())]
        return type(self)(*fields,
                          self._tzinfo if tzinfo is True else tzinfo,
                          fold=self._fold if fold is None else fold)

    __replace__ = replace

    def _local_zone(self):
        seconds = (self - _EPOCH) // timedelta(seconds=1) \
            if self._tzinfo is not None else _time.mktime(self.timetuple())
        local = _time.localtime(seconds)
        return timezone(timedelta(seconds=local.tm_gmtoff), local.tm_zone)

    def astimezone(self, tz=None):
        if tz is None:
            tz = self._local_zone()
        elif not isinstance(tz, tzinfo):
            raise TypeError('tz argument must be an instance of tzinfo')
        own = self._tzinfo
        offset = self.utcoffset()
        if own is None or offset is None:
            own = self.replace(tzinfo=None)._local_zone()
            offset = own.utcoffset(None)
        if tz is own:
            return self
        return tz.fromutc((self - offset).replace(tzinfo=tz))

    def ctime(self):
        return (f'{_DAYS[self.weekday()]} {_MONTHS[self._month - 1]} '
                f'{self._day:2d} {_time_text(*self._clock()[:3], 0)} '
                f'{self._year:04d}')

    def isoformat(self, sep='T', timespec='auto'):
        return (date.isoformat(self) + sep
                + _time_text(*self._clock(), timespec)
                + _offset_text(self.utcoffset()))

    def __str__(self):
        return self.isoformat(sep=' ')

    def __repr__(self):
        return self._repr(self._fields())

    __eq__ = _ordered(_moment_equal, '__eq__')
    __lt__ = _ordered(_moment_order, '__lt__')
    __le__ = _ordered(_moment_order, '__le__')
    __gt__ = _ordered(_moment_order, '__gt__')
    __ge__ = _ordered(_moment_order, '__ge__')

    def __hash__(self):
        if self._hashcode == -1:
            plain = self.replace(fold=0) if self._fold else self
            offset = plain.utcoffset()
            self._hashcode = hash(self._fields()) if offset is None else \
                hash(self._distance() - offset)
        return self._hashcode

    def __add__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        total = self._distance() + other
        if not 0 < total.days <= _MAXORDINAL:
            raise OverflowError('date value out of range')
        minutes, second = divmod(total.seconds, 60)
        hour, minute = divmod(minutes, 60)
        return type(self)(*_ord2ymd(total.days), hour, minute, second,
                          total.microseconds, self._tzinfo)

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return self + -other
        if not isinstance(other, datetime):
            return NotImplemented
        apart = self._distance() - other._distance()
        if self._tzinfo is other._tzinfo:
            return apart
        mine, theirs = self.utcoffset(), other.utcoffset()
        if mine == theirs:
            return apart
        if mine is None or theirs is None:
            raise TypeError("can't subtract offset-naive and offset-aware "
                            'datetimes')
        return apart + theirs - mine

    def __reduce_ex__(self, protocol):
        return _remade, (type(self), self._fields(), self._tzinfo, self._fold)

    def __reduce__(self):
        return self.__reduce_ex__(2)


_date_class, _time_class = date, time
datetime.min = datetime(1, 1, 1)
datetime.max = datetime(9999, 12, 31, 23, 59, 59, 999999)
datetime.resolution = timedelta(microseconds=1)
_EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
