# SPDX-License-Identifier: MIT
# The calendar as arithmetic, checks of its numbers, and ISO text read as
# numbers.  Days are counted from 1 January of year 1, which is day 1.

MINYEAR = 1
MAXYEAR = 9999
_MAXORDINAL = 3652059
_MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split()
_DAYS = 'Mon Tue Wed Thu Fri Sat Sun'.split()
_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def _is_leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _days_in_month(year, month):
    return 29 if month == 2 and _is_leap(year) else _LENGTHS[month - 1]


def _days_before_year(year):
    y = year - 1
    return y * 365 + y // 4 - y // 100 + y // 400


def _days_before_month(year, month):
    return sum(_LENGTHS[:month - 1]) + (month > 2 and _is_leap(year))


def _ymd2ord(year, month, day):
    return _days_before_year(year) + _days_before_month(year, month) + day


def _ord2ymd(n):
    # Whole years first by their mean length, corrected by at most one.
    year = (n * 400 - 1) // 146097 + 1
    while _days_before_year(year) >= n:
        year -= 1
    while _days_before_year(year + 1) < n:
        year += 1
    n -= _days_before_year(year)
    month = 1
    while n > _days_in_month(year, month):
        n -= _days_in_month(year, month)
        month += 1
    return year, month, n


def _iso_first_monday(year):
    # The Monday of the week that 4 January is in.
    first = _ymd2ord(year, 1, 4)
    return first - (first + 6) % 7


def _need_int(value):
    if isinstance(value, float):
        raise TypeError('integer argument expected, got float')
    try:
        return value.__index__()
    except AttributeError:
        raise TypeError('an integer is required (got type '
                        f'{type(value).__name__})') from None


def _check_date(year, month, day):
    year, month, day = map(_need_int, (year, month, day))
    if not MINYEAR <= year <= MAXYEAR:
        raise ValueError(f'year {year} is out of range')
    if not 1 <= month <= 12:
        raise ValueError('month must be in 1..12')
    if not 1 <= day <= _days_in_month(year, month):
        raise ValueError('day is out of range for month')
    return year, month, day


def _check_time(hour, minute, second, microsecond, fold):
    fields = [_need_int(value) for value in (hour, minute, second,
                                             microsecond)]
    for value, name, limit in zip(
            fields, ('hour', 'minute', 'second', 'microsecond'),
            (24, 60, 60, 1000000)):
        if not 0 <= value < limit:
            raise ValueError(f'{name} must be in 0..{limit - 1}')
    if fold not in (0, 1):
        raise ValueError('fold must be either 0 or 1')
    return fields


def _time_text(hour, minute, second, micro, timespec='auto'):
    if timespec == 'auto':
        timespec = 'microseconds' if micro else 'seconds'
    forms = {'hours': f'{hour:02d}', 'minutes': f'{hour:02d}:{minute:02d}'}
    forms['seconds'] = f"{forms['minutes']}:{second:02d}"
    forms['milliseconds'] = f"{forms['seconds']}.{micro // 1000:03d}"
    forms['microseconds'] = f"{forms['seconds']}.{micro:06d}"
    if timespec not in forms:
        raise ValueError('Unknown timespec value')
    return forms[timespec]


def _digits(text, place, count):
    part = text[place:place + count]
    if len(part) != count or not (part.isascii() and part.isdigit()):
        raise ValueError
    return int(part)


def _read_date(text):
    if len(text) != 10 or text[4] != '-' or text[7] != '-':
        raise ValueError
    return _digits(text, 0, 4), _digits(text, 5, 2), _digits(text, 8, 2)


def _read_clock(text):
    # HH[:MM[:SS[.fff[fff]]]]
    fields = [0, 0, 0, 0]
    place = 0
    for number in range(3):
        fields[number] = _digits(text, place, 2)
        place += 2
        if place == len(text):
            return fields
        c = text[place]
        place += 1
        if number < 2 and c != ':' or number == 2 and c != '.':
            raise ValueError
    rest = text[place:]
    if len(rest) not in (3, 6):
        raise ValueError
    fields[3] = _digits(rest, 0, len(rest)) * (1000 if len(rest) == 3 else 1)
    return fields
