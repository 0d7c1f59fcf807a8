# cpython: 3.6-3.13
"""Exam marks: reading, statistics, a histogram, ranking, a crash at the end."""
import random
import statistics
import sys
from collections import ChainMap, defaultdict
from operator import attrgetter, itemgetter
from typing import NamedTuple


class Student(NamedTuple):
    name: str
    group: str
    marks: list

    @property
    def mean(self):
        return statistics.mean(self.marks)


GRADES = [(90, "A"), (75, "B"), (60, "C"), (50, "D")]
DEFAULTS = {"pass_mark": 50, "drop_lowest": False, "title": "Results"}


def grade(mark):
    for limit, letter in GRADES:
        if mark >= limit:
            return letter
    else:
        return "F"


def parse(lines):
    for number, line in enumerate(lines, 1):
        line = line.partition("#")[0].strip()
        if not line:
            continue
        try:
            name, group, *marks = line.split(",")
            yield Student(name.strip().title(), group.strip(),
                          [int(mark) for mark in marks])
        except ValueError as error:
            print(f"line {number}: {error}", file=sys.stderr)


def histogram(values, step=10):
    bins = defaultdict(int)
    for value in values:
        bins[value // step * step] += 1
    most = max(bins.values())
    for level in range(most, 0, -1):
        print("  ", *("█" if bins[b] >= level else " "
                      for b in range(0, 101, step)), sep="   ")
    print("   ", *(f"{b:3}" for b in range(0, 101, step)))


def rank(students):
    place, before = 0, None
    for number, student in enumerate(
            sorted(students, key=attrgetter("mean"), reverse=True), 1):
        if student.mean != before:
            place, before = number, student.mean
        yield place, student


def main():
    random.seed(3)
    lines = ["# name, group, marks", "anna, red, 91, 88, 95",
             "bert, blue, 55, x", "", "carla, blue, 73, 70, 76  # late"]
    lines += [f"{name}, {random.choice(['red', 'blue'])}, "
              + ", ".join(str(random.randint(30, 100)) for _ in range(3))
              for name in "dora emil fay gus hana ivo".split()]
    lines.append("jan")
    students = list(parse(lines))
    options = ChainMap({"title": "Finals"}, DEFAULTS)
    print(options["title"], options["pass_mark"], len(options))
    for place, student in rank(students):
        flag = "" if student.mean >= options["pass_mark"] else " (failed)"
        print(f"{place:2}. {student.name:<7}{student.mean:7.2f} "
              f"{grade(student.mean)} {student.marks}{flag}")
    marks = [mark for student in students for mark in student.marks]
    print(f"mean {statistics.mean(marks):.3f}, median "
          f"{statistics.median(marks)}, deviation "
          f"{statistics.stdev(marks):.4f}, variance "
          f"{statistics.pvariance(marks):.2f}")
    histogram(marks)
    groups = defaultdict(list)
    for student in students:
        groups[student.group].append(student)
    for group, members in sorted(groups.items()):
        best = max(members, key=attrgetter("mean"))
        names = ", ".join(sorted(map(itemgetter(0), members)))
        print(f"{group:>5}: {names}; best {best.name}")
    exams = list(zip(*(student.marks for student in students)))
    print([round(sum(exam) / len(exam), 1) for exam in exams])
    a, *middle, z = sorted(marks)
    print(a, z, len(middle), all(isinstance(m, int) for m in marks))
    print(students[0]._replace(name="Annabel")._asdict()["name"],
          Student._fields, students[0][1:], sep=" / ")
    del groups["red"][:]
    statistics.mean(student.mean for student in groups["red"])


if __name__ == "__main__":
    try:
        main()
    except statistics.StatisticsError as error:
        sys.exit(f"cannot go on: {type(error).__name__}")
