# SPDX-License-Identifier: MIT
# datetime: arithmetic, formatting, parsing.
from datetime import date, datetime, time, timedelta, timezone
d = datetime(2024, 2, 28, 23, 30, 5, 123)
print(d, repr(d), d + timedelta(days=2, minutes=45), d - datetime(2024, 1, 1),
    d.date(), d.time(), d.isoformat(), d.weekday(),
    d.strftime("%d/%m/%y %H:%M %j %A %b"))
print(date(2024, 3, 1) - date(2023, 3, 1), date(2024, 12, 31).isocalendar()[1],
    date.fromisoformat("2024-05-06"),
    datetime.fromisoformat("2024-05-06T07:08:09"),
    datetime.strptime("5 Mar 2021", "%d %b %Y"))
print(timedelta(hours=25, seconds=-1), timedelta(days=-1), timedelta(1) / 2,
    timedelta(1) * 3, timedelta(seconds=90).total_seconds(),
    repr(timedelta(1, 2)), abs(timedelta(-1)),
    timedelta(days=1) > timedelta(hours=23))
print(datetime(2024, 1, 1, tzinfo=timezone.utc),
    datetime(2024, 1, 1,
    tzinfo=timezone.utc).astimezone(timezone(timedelta(hours=2))), time(5, 6),
    d.replace(year=2000), date.min, date(2024, 2, 29) < date(2024, 3, 1),
    datetime.fromtimestamp(0, timezone.utc))
for bad in (lambda: date(2023, 2, 29), lambda: datetime.strptime("x", "%Y"),
        lambda: date(1, 1, 1) - timedelta(1)):
    try:
        bad()
    except (ValueError, OverflowError) as error:
        print(type(error).__name__)
