# SPDX-License-Identifier: MIT
# Reading a date or time back from text, by a strftime() format.
#
# Each directive is a function that reads its value at a place in the text and
# returns the place behind it; what it learnt goes into the dictionary `found`.

import time

_MONTHS = ('january february march april may june july august september '
           'october november december').split()
_DAYS = 'monday tuesday wednesday thursday friday saturday sunday'.split()
_EXPANDED = {'c': '%a %b %d %H:%M:%S %Y', 'x': '%m/%d/%y', 'X': '%H:%M:%S',
             'D': '%m/%d/%y', 'T': '%H:%M:%S', 'R': '%H:%M', 'F': '%Y-%m-%d'}


class _Mismatch(Exception):
    pass


def _number(key, most, low, high):
    def read(text, place, found):
        # The longest run of digits that is still in range.
        for size in range(most, 0, -1):
            digits = text[place:place + size]
            if len(digits) == size and digits.isdecimal() \
                    and low <= int(digits) <= high:
                found[key] = int(digits)
                return place + size
        raise _Mismatch

    return read


def _year4(text, place, found):
    digits = text[place:place + 4]
    if len(digits) != 4 or not digits.isdecimal():
        raise _Mismatch
    found['year'] = int(digits)
    return place + 4


def _year2(text, place, found):
    digits = text[place:place + 2]
    if len(digits) != 2 or not digits.isdecimal():
        raise _Mismatch
    found['year'] = int(digits) + (2000 if int(digits) < 69 else 1900)
    return place + 2


def _word(key, words, first):
    def read(text, place, found):
        best = None
        for number, word in enumerate(words):
            if text[place:place + len(word)].lower() == word and (
                    best is None or len(word) > len(words[best])):
                best = number
        if best is None:
            raise _Mismatch
        found[key] = best + first
        return place + len(words[best])

    return read


def _fraction(text, place, found):
    end = place
    while end < min(len(text), place + 6) and text[end].isdecimal():
        end += 1
    if end == place:
        raise _Mismatch
    found['fraction'] = int(text[place:end].ljust(6, '0'))
    return end


def _offset(text, place, found):
    if text[place:place + 1] == 'Z':
        found['offset'] = 0, 0
        return place + 1
    sign = text[place:place + 1]
    if sign not in ('+', '-') or not sign:
        raise _Mismatch
    place += 1
    colon = text[place + 2:place + 3] == ':'
    step = 3 if colon else 2
    parts = []
    while len(parts) < 3:
        digits = text[place:place + 2]
        if len(digits) != 2 or not digits.isdecimal():
            break
        parts.append(int(digits))
        place += 2
        if len(parts) >= 3 or (colon and text[place:place + 1] != ':'):
            break
        if colon:
            place += step - 2
    if len(parts) < 2:
        raise _Mismatch
    seconds = parts[0] * 3600 + parts[1] * 60 + (parts + [0])[2]
    fraction = 0
    if len(parts) == 3 and text[place:place + 1] == '.':
        inner = {}
        place = _fraction(text, place + 1, inner)
        fraction = inner['fraction']
    if sign == '-':
        seconds, fraction = -seconds, -fraction
    found['offset'] = seconds, fraction
    return place


def _zone(text, place, found):
    names = ['utc', 'gmt', *(name.lower() for name in time.tzname)]
    for name in sorted(set(names), key=len, reverse=True):
        if text[place:place + len(name)].lower() == name:
            found['zone'] = text[place:place + len(name)]
            found['isdst'] = int(time.daylight
                                 and name == time.tzname[1].lower()
                                 and time.tzname[0] != time.tzname[1])
            return place + len(name)
    return place


_READERS = {
    'Y': _year4,
    'G': lambda text, place, found: _renamed(_year4, 'iso_year', text, place,
                                             found),
    'y': _year2,
    'm': _number('month', 2, 1, 12),
    'd': _number('day', 2, 1, 31),
    'H': _number('hour', 2, 0, 23),
    'I': _number('hour12', 2, 1, 12),
    'M': _number('minute', 2, 0, 59),
    'S': _number('second', 2, 0, 61),
    'j': _number('yearday', 3, 1, 366),
    'w': _number('sunday_day', 1, 0, 6),
    'u': _number('iso_day', 1, 1, 7),
    'U': _number('week_sunday', 2, 0, 53),
    'W': _number('week_monday', 2, 0, 53),
    'V': _number('iso_week', 2, 1, 53),
    'B': _word('month', _MONTHS, 1),
    'b': _word('month', [name[:3] for name in _MONTHS], 1),
    'A': _word('weekday', _DAYS, 0),
    'a': _word('weekday', [name[:3] for name in _DAYS], 0),
    'p': _word('half', ['am', 'pm'], 0),
    'f': _fraction,
    'z': _offset,
    'Z': _zone,
}


def _renamed(read, key, text, place, found):
    inner = {}
    place = read(text, place, inner)
    found[key] = inner['year']
    return place


def _space(text, place):
    while place < len(text) and text[place].isspace():
        place += 1
    return place


def _expand(format):
    out = ''
    place = 0
    while place < len(format):
        c = format[place]
        if c == '%' and place + 1 < len(format):
            out += _EXPANDED.get(format[place + 1],
                                 format[place:place + 2])
            place += 2
        else:
            out += c
            place += 1
    return out


def _read(text, format):
    found = {}
    place = 0
    form = _expand(format)
    here = 0
    while here < len(form):
        c = form[here]
        here += 1
        if c.isspace():
            end = _space(text, place)
            if end == place:
                raise _Mismatch
            place = end
            here = _space(form, here)
        elif c == '%':
            if here == len(form):
                raise ValueError(f"stray % in format '{format}'")
            letter = form[here]
            here += 1
            if letter == '%':
                if text[place:place + 1] != '%':
                    raise _Mismatch
                place += 1
            elif letter in _READERS:
                place = _READERS[letter](text, place, found)
            else:
                raise ValueError(f"{letter!r} is a bad directive in format "
                                 f"'{format}'")
        elif text[place:place + 1].lower() != c.lower():
            raise _Mismatch
        else:
            place += 1
    if place != len(text):
        raise ValueError(f'unconverted data remains: {text[place:]}')
    return found


def _hour(found):
    if 'hour12' not in found:
        return found.get('hour', 0)
    return found['hour12'] % 12 + 12 * found.get('half', 0)


def _date(found):
    # (year, month, day, weekday, day of the year) from whatever was given.
    from datetime import date
    year = found.get('year', found.get('iso_year'))
    weekday = found.get('weekday')
    if weekday is None and 'sunday_day' in found:
        weekday = (found['sunday_day'] - 1) % 7
    if weekday is None and 'iso_day' in found:
        weekday = found['iso_day'] - 1
    if 'iso_year' in found:
        if 'iso_week' not in found or weekday is None:
            raise ValueError("ISO year directive '%G' must be used with the "
                             "ISO week directive '%V' and a weekday "
                             "directive ('%A', '%a', '%w', or '%u').")
        day = date.fromisocalendar(year, found['iso_week'], weekday + 1)
        return day.year, day.month, day.day, weekday, _yearday(day)
    if 'iso_week' in found:
        raise ValueError("ISO week directive '%V' must be used with the ISO "
                         "year directive '%G' and a weekday directive ('%A', "
                         "'%a', '%w', or '%u').")
    leap_only = year is None and found.get('month') == 2 and (
        found.get('day') == 29)
    base = 1904 if leap_only else (1900 if year is None else year)
    month, dayno = found.get('month', 1), found.get('day', 1)
    yearday = found.get('yearday')
    week = found.get('week_sunday', found.get('week_monday'))
    if yearday is None and week is not None and weekday is not None \
            and year is not None:
        yearday = _of_week(base, week, weekday, 'week_monday' in found)
        if yearday <= 0:
            base -= 1
            yearday += _yearday(date(base, 12, 31))
    if yearday is not None and not ('month' in found and 'day' in found):
        day = date.fromordinal(date(base, 1, 1).toordinal() + yearday - 1)
        base, month, dayno = day.year, day.month, day.day
    day = date(base, month, dayno)
    return (1900 if leap_only else base, month, dayno,
            day.weekday() if weekday is None else weekday, _yearday(day))


def _yearday(day):
    from datetime import date
    return day.toordinal() - date(day.year, 1, 1).toordinal() + 1


def _of_week(year, week, weekday, from_monday):
    from datetime import date
    first = date(year, 1, 1).weekday()
    if not from_monday:
        first, weekday = (first + 1) % 7, (weekday + 1) % 7
    lead = (7 - first) % 7
    if week == 0:
        return 1 + weekday - first
    return 1 + lead + 7 * (week - 1) + weekday


def _parsed(text, format):
    for number, value in enumerate((text, format)):
        if not isinstance(value, str):
            raise TypeError(f'strptime() argument {number} must be str, not '
                            f'{type(value)}')
    try:
        found = _read(text, format)
    except _Mismatch:
        raise ValueError(f'time data {text!r} does not match format '
                         f'{format!r}') from None
    year, month, day, weekday, yearday = _date(found)
    return (year, month, day, _hour(found), found.get('minute', 0),
            found.get('second', 0), weekday, yearday,
            found.get('isdst', -1)), found


def _strptime(data_string, format='%a %b %d %H:%M:%S %Y'):
    """(the fields of a struct_time with zone and offset, microseconds,
    microseconds of the offset)"""
    fields, found = _parsed(data_string, format)
    offset, part = found.get('offset', (None, 0))
    return (fields + (found.get('zone'), offset), found.get('fraction', 0),
            part)


def _strptime_time(data_string, format='%a %b %d %H:%M:%S %Y'):
    return time.struct_time(_strptime(data_string, format)[0])


def _strptime_datetime(cls, data_string, format='%a %b %d %H:%M:%S %Y'):
    from datetime import timedelta, timezone
    fields, found = _parsed(data_string, format)
    args = *fields[:6], found.get('fraction', 0)
    if 'offset' not in found:
        return cls(*args)
    seconds, fraction = found['offset']
    delta = timedelta(seconds=seconds, microseconds=fraction)
    zone = timezone(delta, found['zone']) if found.get('zone') \
        else timezone(delta)
    return cls(*args, zone)
