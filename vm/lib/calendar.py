# SPDX-License-Identifier: MIT
# Calendars as lists and as text.

import datetime
import sys
from itertools import repeat

__all__ = ['IllegalMonthError', 'IllegalWeekdayError', 'setfirstweekday',
           'firstweekday', 'isleap', 'leapdays', 'weekday', 'monthrange',
           'monthcalendar', 'prmonth', 'month', 'prcal', 'calendar',
           'timegm', 'month_name', 'month_abbr', 'day_name', 'day_abbr',
           'Calendar', 'TextCalendar', 'HTMLCalendar', 'weekheader',
           'LocaleTextCalendar', 'LocaleHTMLCalendar']

January, February = 1, 2
MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = range(7)
mdays = [0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
day_name = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday',
            'Saturday', 'Sunday']
month_name = ['', 'January', 'February', 'March', 'April', 'May', 'June',
              'July', 'August', 'September', 'October', 'November',
              'December']
day_abbr = [name[:3] for name in day_name]
month_abbr = [name[:3] for name in month_name]


class IllegalMonthError(ValueError):
    def __init__(self, month):
        self.month = month

    def __str__(self):
        return f'bad month number {self.month!r}; must be 1-12'


class IllegalWeekdayError(ValueError):
    def __init__(self, weekday):
        self.weekday = weekday

    def __str__(self):
        return (f'bad weekday number {self.weekday!r}; must be 0 (Monday) to '
                '6 (Sunday)')


def isleap(year):
    """Has it 366 days?"""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def leapdays(y1, y2):
    """Leap years in range(y1, y2)."""
    def before(year):
        year -= 1
        return year // 4 - year // 100 + year // 400
    return before(y2) - before(y1)


def weekday(year, month, day):
    """0 (Monday) to 6 (Sunday)"""
    if not datetime.MINYEAR <= year <= datetime.MAXYEAR:
        year = 2000 + year % 400
    return datetime.date(year, month, day).weekday()


def _month_length(year, month):
    return mdays[month] + (month == February and isleap(year))


def monthrange(year, month):
    """(weekday of the first day, number of days)"""
    if not 1 <= month <= 12:
        raise IllegalMonthError(month)
    return weekday(year, month, 1), _month_length(year, month)


class Calendar:
    """Days and weeks of months and years."""

    def __init__(self, firstweekday=0):
        self.firstweekday = firstweekday

    @property
    def firstweekday(self):
        return self._firstweekday % 7

    @firstweekday.setter
    def firstweekday(self, firstweekday):
        self._firstweekday = firstweekday

    getfirstweekday = firstweekday.fget

    def setfirstweekday(self, firstweekday):
        self.firstweekday = firstweekday

    def iterweekdays(self):
        """The seven numbers of a week."""
        for day in range(self.firstweekday, self.firstweekday + 7):
            yield day % 7

    def itermonthdays3(self, year, month):
        """(year, month, day) of the whole weeks of a month."""
        first, days = monthrange(year, month)
        before = (first - self.firstweekday) % 7
        other, last = ((year, month - 1) if month > 1 else (year - 1, 12))
        length = _month_length(other, last)
        for day in range(length - before + 1, length + 1):
            yield other, last, day
        for day in range(1, days + 1):
            yield year, month, day
        other, following = ((year, month + 1) if month < 12
                            else (year + 1, 1))
        for day in range(1, (self.firstweekday - first - days) % 7 + 1):
            yield other, following, day

    def itermonthdates(self, year, month):
        for parts in self.itermonthdays3(year, month):
            yield datetime.date(*parts)

    def itermonthdays(self, year, month):
        """Days, 0 outside the month."""
        first, days = monthrange(year, month)
        yield from repeat(0, (first - self.firstweekday) % 7)
        yield from range(1, days + 1)
        yield from repeat(0, (self.firstweekday - first - days) % 7)

    def itermonthdays2(self, year, month):
        """(day, weekday)"""
        for place, day in enumerate(self.itermonthdays(year, month),
                                    self.firstweekday):
            yield day, place % 7

    def itermonthdays4(self, year, month):
        """(year, month, day, weekday)"""
        for place, parts in enumerate(self.itermonthdays3(year, month)):
            yield parts + ((self.firstweekday + place) % 7,)

    @staticmethod
    def _weeks(days):
        days = list(days)
        return [days[i:i + 7] for i in range(0, len(days), 7)]

    def monthdatescalendar(self, year, month):
        return self._weeks(self.itermonthdates(year, month))

    def monthdays2calendar(self, year, month):
        return self._weeks(self.itermonthdays2(year, month))

    def monthdayscalendar(self, year, month):
        return self._weeks(self.itermonthdays(year, month))

    @staticmethod
    def _year(make, year, width):
        months = [make(year, month) for month in range(1, 13)]
        return [months[i:i + width] for i in range(0, 12, width)]

    def yeardatescalendar(self, year, width=3):
        return self._year(self.monthdatescalendar, year, width)

    def yeardays2calendar(self, year, width=3):
        return self._year(self.monthdays2calendar, year, width)

    def yeardayscalendar(self, year, width=3):
        return self._year(self.monthdayscalendar, year, width)


class TextCalendar(Calendar):
    """Calendars as plain text."""

    def prweek(self, theweek, width):
        print(self.formatweek(theweek, width), end='')

    def formatday(self, day, weekday, width):
        return ('' if not day else f'{day:2}').center(width)

    def formatweek(self, theweek, width):
        return ' '.join([self.formatday(day, weekday, width)
                         for day, weekday in theweek])

    def formatweekday(self, day, width):
        names = day_name if width >= 9 else day_abbr
        return names[day][:width].center(width)

    def formatweekheader(self, width):
        return ' '.join([self.formatweekday(day, width)
                         for day in self.iterweekdays()])

    def formatmonthname(self, theyear, themonth, width, withyear=True):
        text = month_name[themonth]
        if withyear:
            text = f'{text} {theyear!r}'
        return text.center(width)

    def prmonth(self, theyear, themonth, w=0, l=0):
        print(self.formatmonth(theyear, themonth, w, l), end='')

    def formatmonth(self, theyear, themonth, w=0, l=0):
        w, l = max(2, w), max(1, l)
        lines = [self.formatmonthname(theyear, themonth, 7 * (w + 1) - 1),
                 self.formatweekheader(w)]
        lines += [self.formatweek(week, w) for week
                  in self.monthdays2calendar(theyear, themonth)]
        return ''.join([line.rstrip() + '\n' * l for line in lines])

    def formatyear(self, theyear, w=2, l=1, c=6, m=3):
        w, l, c = max(2, w), max(1, l), max(2, c)
        width = (w + 1) * 7 - 1
        out = [repr(theyear).center(width * m + c * (m - 1)).rstrip(),
               '\n' * l]
        header = self.formatweekheader(w)
        for place, row in enumerate(self.yeardays2calendar(theyear, m)):
            months = range(m * place + 1, min(m * (place + 1) + 1, 13))
            out.append('\n' * l)
            out.append(formatstring(
                [self.formatmonthname(theyear, month, width, False)
                 for month in months], width, c).rstrip() + '\n' * l)
            out.append(formatstring([header] * len(months), width,
                                    c).rstrip() + '\n' * l)
            for line in range(max(map(len, row))):
                weeks = [self.formatweek(month[line], w)
                         if line < len(month) else '' for month in row]
                out.append(formatstring(weeks, width, c).rstrip()
                           + '\n' * l)
        return ''.join(out)

    def pryear(self, theyear, w=0, l=0, c=6, m=3):
        print(self.formatyear(theyear, w, l, c, m), end='')


class HTMLCalendar(Calendar):
    """Calendars as HTML tables."""

    cssclasses = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
    cssclasses_weekday_head = cssclasses
    cssclass_noday = 'noday'
    cssclass_month_head = cssclass_month = 'month'
    cssclass_year_head = cssclass_year = 'year'

    def formatday(self, day, weekday):
        if day == 0:
            return f'<td class="{self.cssclass_noday}">&nbsp;</td>'
        return f'<td class="{self.cssclasses[weekday]}">{day}</td>'

    def formatweek(self, theweek):
        days = ''.join([self.formatday(day, weekday)
                        for day, weekday in theweek])
        return f'<tr>{days}</tr>'

    def formatweekday(self, day):
        return (f'<th class="{self.cssclasses_weekday_head[day]}">'
                f'{day_abbr[day]}</th>')

    def formatweekheader(self):
        days = ''.join([self.formatweekday(day)
                        for day in self.iterweekdays()])
        return f'<tr>{days}</tr>'

    def formatmonthname(self, theyear, themonth, withyear=True):
        text = month_name[themonth]
        if withyear:
            text += f' {theyear}'
        return (f'<tr><th colspan="7" class="{self.cssclass_month_head}">'
                f'{text}</th></tr>')

    def formatmonth(self, theyear, themonth, withyear=True):
        lines = [f'<table border="0" cellpadding="0" cellspacing="0" '
                 f'class="{self.cssclass_month}">',
                 self.formatmonthname(theyear, themonth, withyear),
                 self.formatweekheader()]
        lines += [self.formatweek(week) for week
                  in self.monthdays2calendar(theyear, themonth)]
        return '\n'.join(lines + ['</table>\n'])

    def formatyear(self, theyear, width=3):
        width = max(width, 1)
        out = [f'<table border="0" cellpadding="0" cellspacing="0" '
               f'class="{self.cssclass_year}">\n<tr><th colspan="{width}" '
               f'class="{self.cssclass_year_head}">{theyear}</th></tr>']
        for first in range(1, 13, width):
            cells = ''.join([
                f'<td>{self.formatmonth(theyear, month, False)}</td>'
                for month in range(first, min(first + width, 13))])
            out.append(f'<tr>{cells}</tr>')
        return ''.join(out) + '</table>'

    def formatyearpage(self, theyear, width=3, css='calendar.css',
                       encoding=None):
        """The year as a whole page, encoded."""
        if encoding is None:
            encoding = sys.getdefaultencoding()
        lines = [
            f'<?xml version="1.0" encoding="{encoding}"?>',
            '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" '
            '"http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">',
            '<html>', '<head>',
            '<meta http-equiv="Content-Type" content="text/html; '
            f'charset={encoding}" />']
        if css is not None:
            lines.append(f'<link rel="stylesheet" type="text/css" '
                         f'href="{css}" />')
        lines += [f'<title>Calendar for {theyear}</title>', '</head>',
                  '<body>', self.formatyear(theyear, width) + '</body>',
                  '</html>', '']
        return '\n'.join(lines).encode(encoding, 'xmlcharrefreplace')


class _InLocale:
    """Remembers a locale; this machine has one, so nothing is changed."""

    def __init__(self, args, locale):
        if locale is None:
            from locale import getdefaultlocale
            locale = getdefaultlocale()
        self.locale = locale
        super(_InLocale, self).__init__(*args)


class LocaleTextCalendar(_InLocale, TextCalendar):
    def __init__(self, firstweekday=0, locale=None):
        _InLocale.__init__(self, (firstweekday,), locale)


class LocaleHTMLCalendar(_InLocale, HTMLCalendar):
    def __init__(self, firstweekday=0, locale=None):
        _InLocale.__init__(self, (firstweekday,), locale)


def formatstring(cols, colwidth=20, spacing=6):
    """Columns side by side."""
    return (' ' * spacing).join([col.center(colwidth) for col in cols])


def format(cols, colwidth=20, spacing=6):
    print(formatstring(cols, colwidth, spacing))


c = TextCalendar()
firstweekday = c.getfirstweekday
monthcalendar = c.monthdayscalendar
prweek = c.prweek
week = c.formatweek
weekheader = c.formatweekheader
prmonth = c.prmonth
month = c.formatmonth
calendar = c.formatyear
prcal = c.pryear


def setfirstweekday(firstweekday):
    if not MONDAY <= firstweekday <= SUNDAY:
        raise IllegalWeekdayError(firstweekday)
    c.firstweekday = firstweekday


def timegm(tuple):
    """Seconds since 1970 of a time in UTC; time.gmtime()'s inverse."""
    year, month, day, hour, minute, second = tuple[:6]
    days = (datetime.date(year, month, 1).toordinal()
            - datetime.date(1970, 1, 1).toordinal() + day - 1)
    return ((days * 24 + hour) * 60 + minute) * 60 + second


def _arguments():
    from argparse import ArgumentParser
    parser = ArgumentParser()
    text = parser.add_argument_group('text only arguments')
    web = parser.add_argument_group('html only arguments')
    for short, long, default, what in (
            ('-w', '--width', 2, 'width of date column (default 2)'),
            ('-l', '--lines', 1, 'number of lines for each week (default 1)'),
            ('-s', '--spacing', 6, 'spacing between months (default 6)'),
            ('-m', '--months', 3, 'months per row (default 3)')):
        text.add_argument(short, long, type=int, default=default, help=what)
    web.add_argument('-c', '--css', default='calendar.css',
                     help='CSS to use for page')
    parser.add_argument('-L', '--locale', default=None,
                        help='locale to be used from month and weekday names')
    parser.add_argument('-e', '--encoding', default=None,
                        help='encoding to use for output')
    parser.add_argument('-t', '--type', default='text',
                        choices=('text', 'html'),
                        help='output type (text or html)')
    parser.add_argument('year', nargs='?', type=int, help='year number '
                                                          '(1-9999)')
    parser.add_argument('month', nargs='?', type=int,
                        help='month number (1-12, text only)')
    return parser


def main(args):
    """python -m calendar [OPTIONS] [YEAR [MONTH]]"""
    parser = _arguments()
    options = parser.parse_args(args[1:])
    if options.locale and not options.encoding:
        parser.error('if --locale is specified --encoding is required')
    year = options.year or datetime.date.today().year
    if options.type == 'html':
        if options.month is not None:
            parser.error('incorrect number of arguments')
        page = HTMLCalendar().formatyearpage(
            year, css=options.css,
            encoding=options.encoding or sys.getdefaultencoding())
        sys.stdout.buffer.write(page)
        return
    made = TextCalendar()
    sizes = {'w': options.width, 'l': options.lines}
    if options.month is None:
        result = made.formatyear(year, c=options.spacing, m=options.months,
                                 **sizes)
    else:
        result = made.formatmonth(year, options.month, **sizes)
    if options.encoding:
        sys.stdout.buffer.write(result.encode(options.encoding))
    else:
        sys.stdout.write(result)


if __name__ == '__main__':
    main(sys.argv)
