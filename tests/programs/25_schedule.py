# cpython: 3.7-3.13
"""Dates and times: a timetable, recurring events, ages, time zones."""
import calendar
from datetime import date, datetime, time, timedelta, timezone
from typing import Iterator, List, NamedTuple


class Lesson(NamedTuple):
    start: datetime
    length: timedelta
    subject: str

    @property
    def end(self) -> datetime:
        return self.start + self.length

    def overlaps(self, other: "Lesson") -> bool:
        return self.start < other.end and other.start < self.end

    def __str__(self) -> str:
        return f"{self.start:%a %d %b %H:%M}-{self.end:%H:%M} {self.subject}"


def weekly(first: datetime, count: int, subject: str, minutes: int = 45,
           skip: tuple = ()) -> Iterator[Lesson]:
    when = first
    while count:
        if when.date() not in skip:
            yield Lesson(when, timedelta(minutes=minutes), subject)
            count -= 1
        when += timedelta(weeks=1)


def conflicts(lessons: List[Lesson]):
    for i, a in enumerate(lessons):
        for b in lessons[i + 1:]:
            if a.overlaps(b):
                yield a, b


def age(born: date, today: date) -> int:
    before = (today.month, today.day) < (born.month, born.day)
    return today.year - born.year - before


def easter(year: int) -> date:
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    shift = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * shift) // 451
    month, day = divmod(h + shift - 7 * m + 114, 31)
    return date(year, month, day + 1)


def human(delta: timedelta) -> str:
    hours, rest = divmod(delta.seconds, 3600)
    parts = [(delta.days, "day"), (hours, "hour"), (rest // 60, "minute"),
             (rest % 60, "second")]
    return ", ".join(f"{n} {name}{'s' * (n != 1)}" for n, name in parts if n)


def main() -> None:
    holiday = date(2024, 5, 9)
    lessons = sorted([
        *weekly(datetime(2024, 4, 25, 9), 4, "Maths", skip=(holiday,)),
        *weekly(datetime(2024, 4, 26, 9, 30), 2, "Music", 90),
        Lesson(datetime(2024, 5, 2, 9, 30), timedelta(hours=2), "Exam"),
    ])
    for lesson in lessons:
        print(lesson)
    for a, b in conflicts(lessons):
        print(f"conflict: {a.subject} and {b.subject} on {a.start:%x}")
    total = sum((lesson.length for lesson in lessons), timedelta())
    print("total", total, repr(total), total / timedelta(hours=1), "hours")

    print([age(date(2000, 2, 29), date(2024, 2, d)) for d in (28, 29)])
    print([f"{easter(y):%d %B %Y}" for y in (1999, 2024, 2038)])
    print(human(datetime(2025, 1, 1) - datetime(2024, 2, 3, 4, 5, 6)))
    print(human(timedelta(hours=-5)), abs(timedelta(-1)), -timedelta(1, 5))

    now = datetime(2024, 12, 31, 23, 30, tzinfo=timezone.utc)
    for name, hours in [("London", 0), ("Delhi", 5.5), ("New York", -5)]:
        zone = timezone(timedelta(hours=hours), name)
        print(f"{name:>9}: {now.astimezone(zone):%Y-%m-%d %H:%M %Z %z}")
    print(now.isoformat(), now.timestamp(), now.isocalendar()[1])
    print(datetime.strptime("7 Mar 1999, 5:06 PM", "%d %b %Y, %I:%M %p"))
    print(date(2024, 2, 29).replace(year=2023, day=28), date.max - date.min)
    print(date(2024, 1, 1).weekday(), date(2024, 1, 1).isoweekday(),
          date(2024, 3, 1).toordinal() - date(2024, 2, 1).toordinal())
    print(time(13, 5) < time(13, 5, 1), time(7).isoformat("minutes"),
          datetime.combine(holiday, time.max))
    print(calendar.month(2024, 2))
    print(calendar.isleap(1900), [*map(int, calendar.monthrange(2023, 2))],
          [m[:3] for m in calendar.month_name[1:4]])
    for text in ("date(2023, 2, 29)", "time(25)", "date(1, 1, 1) - timedelta(1)",
                 "datetime.strptime('x', '%Y')", "now < datetime(2024, 1, 1)",
                 "date(2024, 1, 1) + 1"):
        try:
            print(eval(text))
        except Exception as error:
            print(f"{type(error).__name__}: {error}")


if __name__ == "__main__":
    main()
