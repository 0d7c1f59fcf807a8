# SPDX-License-Identifier: MIT
# tzinfo, timezone, and the text of offsets.

import time as _time
import datetime as _package
from datetime._calendar import _read_clock
from datetime._delta import timedelta

__name__ = 'datetime'


def _check_zone(tz):
    if tz is not None and not isinstance(tz, tzinfo):
        raise TypeError('tzinfo argument must be None or of a tzinfo '
                        f"subclass, not type {type(tz).__name__!r}")


def _check_offset(name, offset):
    if offset is None:
        return
    if not isinstance(offset, timedelta):
        raise TypeError(f'tzinfo.{name}() must return None or timedelta, not '
                        f'{type(offset).__name__!r}')
    if not -timedelta(1) < offset < timedelta(1):
        raise ValueError('offset must be a timedelta strictly between '
                         '-timedelta(hours=24) and timedelta(hours=24).')


def _offset_text(offset, colon=':'):
    if offset is None:
        return ''
    sign = '+'
    if offset.days < 0:
        sign, offset = '-', -offset
    minutes, seconds = divmod(offset.seconds, 60)
    hours, minutes = divmod(minutes + offset.days * 1440, 60)
    text = f'{sign}{hours:02d}{colon}{minutes:02d}'
    if seconds or offset.microseconds:
        text += f'{colon}{seconds:02d}'
    if offset.microseconds:
        text += f'.{offset.microseconds:06d}'
    return text


def _strftime(thing, format, fields):
    # time.strftime() knows neither %f nor the zone of an object.
    out = ''
    place = 0
    while place < len(format):
        c = format[place]
        letter = format[place + 1:place + 2]
        if c != '%' or not letter:
            out += c
            place += 1
            continue
        place += 2
        if letter == 'f':
            out += f"{getattr(thing, 'microsecond', 0):06d}"
        elif letter == 'z':
            offset = thing.utcoffset() if hasattr(thing, 'utcoffset') \
                else None
            out += _offset_text(offset, '')
        elif letter == 'Z':
            name = thing.tzname() if hasattr(thing, 'tzname') else None
            out += (name or '').replace('%', '%%')
        else:
            out += '%' + letter
    return _time.strftime(out, fields)


def _read_time(text):
    # The fields of a time, and its zone or None.
    cut = max(text.find('+'), text.find('-'))
    if text.endswith('Z') and _takes_z():
        return _read_clock(text[:-1]), timezone.utc
    if cut < 0:
        return _read_clock(text), None
    zone = text[cut + 1:]
    if len(zone) not in (5, 8, 12, 15):
        raise ValueError
    hours, minutes, seconds, micro = _read_clock(zone)
    delta = timedelta(hours=hours, minutes=minutes, seconds=seconds,
                      microseconds=micro)
    if not delta:
        return _read_clock(text[:cut]), timezone.utc
    return (_read_clock(text[:cut]),
            timezone(-delta if text[cut] == '-' else delta))


def _takes_z():
    import sys
    return sys.version_info >= (3, 11)


class tzinfo:
    __slots__ = ()

    def tzname(self, dt):
        raise NotImplementedError('tzinfo subclass must override tzname()')

    def utcoffset(self, dt):
        raise NotImplementedError('tzinfo subclass must override utcoffset()')

    def dst(self, dt):
        raise NotImplementedError('tzinfo subclass must override dst()')

    def fromutc(self, dt):
        if not isinstance(dt, _package.datetime):
            raise TypeError('fromutc() requires a datetime argument')
        if dt.tzinfo is not self:
            raise ValueError('dt.tzinfo is not self')
        offset, summer = dt.utcoffset(), dt.dst()
        if offset is None:
            raise ValueError('fromutc() requires a non-None utcoffset() '
                             'result')
        if summer is None:
            raise ValueError('fromutc() requires a non-None dst() result')
        standard = offset - summer
        if standard:
            dt += standard
            summer = dt.dst()
            if summer is None:
                raise ValueError('fromutc(): dt.dst gave inconsistent '
                                 'results; cannot convert')
        return dt + summer

    def __reduce__(self):
        args = getattr(self, '__getinitargs__', tuple)()
        getstate = getattr(type(self), '__getstate__', None)
        state = getstate(self) if getstate is not None and getstate is not \
            getattr(object, '__getstate__', None) else getattr(
                self, '__dict__', None) or None
        return (type(self), args) if state is None else (
            type(self), args, state)


class timezone(tzinfo):
    __slots__ = '_offset', '_name'

    def __new__(cls, offset, name=None):
        if not isinstance(offset, timedelta):
            raise TypeError('timezone() argument 1 must be datetime.timedelta'
                            f', not {type(offset).__name__}')
        if name is not None and not isinstance(name, str):
            raise TypeError('timezone() argument 2 must be str, not '
                            f'{type(name).__name__}')
        if not -timedelta(1) < offset < timedelta(1):
            raise ValueError('offset must be a timedelta strictly between '
                             '-timedelta(hours=24) and timedelta(hours=24).')
        if name is None and not offset and hasattr(cls, 'utc'):
            return cls.utc
        self = object.__new__(cls)
        self._offset, self._name = offset, name
        return self

    def __eq__(self, other):
        if not isinstance(other, timezone):
            return NotImplemented
        return self._offset == other._offset

    def __hash__(self):
        return hash(self._offset)

    def __repr__(self):
        if self is timezone.utc:
            return 'datetime.timezone.utc'
        name = '' if self._name is None else f', {self._name!r}'
        return f'datetime.timezone({self._offset!r}{name})'

    def __str__(self):
        return self.tzname(None)

    def _check(self, name, dt):
        if dt is not None and not isinstance(dt, _package.datetime):
            raise TypeError(f'{name}(dt) argument must be a datetime instance '
                            f'or None, not {type(dt).__name__}')

    def utcoffset(self, dt):
        self._check('utcoffset', dt)
        return self._offset

    def tzname(self, dt):
        self._check('tzname', dt)
        if self._name is not None:
            return self._name
        return 'UTC' + _offset_text(self._offset) if self._offset else 'UTC'

    def dst(self, dt):
        self._check('dst', dt)
        return None

    def fromutc(self, dt):
        if not isinstance(dt, _package.datetime):
            raise TypeError('fromutc() argument must be a datetime instance '
                            'or None')
        if dt.tzinfo is not self:
            raise ValueError('fromutc: dt.tzinfo is not self')
        return dt + self._offset

    def __getinitargs__(self):
        return (self._offset,) if self._name is None else (self._offset,
                                                           self._name)


timezone.utc = timezone(timedelta(0))
timezone.min = timezone(-timedelta(hours=23, minutes=59))
timezone.max = timezone(timedelta(hours=23, minutes=59))
