# cpython: 3.8-3.13
"""A lending library in the style of a final project: everything at once."""
from __future__ import annotations

import json
import sys
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import Enum, IntEnum
from functools import cached_property, singledispatch
from typing import Dict, Iterable, List, Optional, Protocol, Union


class Genre(Enum):
    NOVEL = "novel"
    SCIENCE = "science"
    COMIC = "comic"

    @classmethod
    def _missing_(cls, value):
        if isinstance(value, str):
            for member in cls:
                if member.value.startswith(value.lower()):
                    return member
        return None


class Level(IntEnum):
    CHILD = 1
    ADULT = 2


class Borrowable(Protocol):
    title: str

    def days(self) -> int:
        ...


@dataclass(order=True)
class Book:
    title: str
    year: int
    genre: Genre = field(compare=False, default=Genre.NOVEL)
    copies: int = field(default=1, compare=False, repr=False)

    def days(self) -> int:
        return 14 if self.genre is Genre.COMIC else 28

    @cached_property
    def key(self) -> str:
        print(f"(key of {self.title})")
        return "".join(w[0] for w in self.title.split()).upper() + str(self.year)


@dataclass
class Member:
    name: str
    level: Level = Level.ADULT
    loans: Dict[str, date] = field(default_factory=dict)

    def limit(self, /, *, bonus: int = 0) -> int:
        return self.level * 2 + bonus


class LibraryError(Exception):
    code = 1

    def __init_subclass__(cls, code: int = 1):
        cls.code = code


class NotFound(LibraryError, code=2):
    pass


class NotAllowed(LibraryError, code=3):
    pass


class Library:
    def __init__(self, books: Iterable[Book] = ()):
        self.books: Dict[str, Book] = {book.key: book for book in books}
        self.today = date(2024, 1, 15)

    def find(self, text: str) -> Book:
        matches = [b for b in self.books.values()
                   if text.lower() in b.title.lower()]
        if not matches:
            raise NotFound(f"no book matches {text!r}")
        if (count := len(matches)) > 1:
            raise LibraryError(f"{count} books match {text!r}: "
                               f"{', '.join(sorted(b.title for b in matches))}")
        return matches[0]

    def lend(self, member: Member, text: str) -> date:
        book = self.find(text)
        if len(member.loans) >= member.limit():
            raise NotAllowed(f"{member.name} has {len(member.loans)} books")
        if not book.copies:
            raise NotAllowed(f"{book.title} is out")
        book.copies -= 1
        member.loans[book.key] = self.today + timedelta(days=book.days())
        return member.loans[book.key]

    def give_back(self, member: Member, text: str) -> int:
        book = self.find(text)
        try:
            due = member.loans.pop(book.key)
        except KeyError:
            raise NotFound(f"{member.name} does not have it") from None
        book.copies += 1
        return max(0, (self.today - due).days) * 10


@singledispatch
def show(thing, indent=0):
    print(" " * indent + repr(thing))


@show.register
def _(thing: Book, indent=0):
    print(" " * indent + f"{thing.title} ({thing.year}), {thing.genre.value}")


@show.register(list)
@show.register(tuple)
def _(things, indent=0):
    for thing in things:
        show(thing, indent + 2)


def attempt(action, *args) -> Optional[Union[date, int]]:
    try:
        result = action(*args)
    except LibraryError as error:
        print(f"  error {error.code}: {error}")
        return None
    else:
        print(f"  {action.__name__}: {result}")
        return result


DATA = """[["Dune", 1965, "n"], ["The Selfish Gene", 1976, "science"],
["Persepolis", 2000, "COMIC"], ["The Hobbit", 1937, "novel"],
["The Lord of the Rings", 1954, "novel"]]"""


def main(argv: List[str]) -> int:
    library = Library(Book(title, year, Genre(genre))
                      for title, year, genre in json.loads(DATA))
    show(sorted(library.books.values()))
    show((1, "two", [library.books["D1965"]]))
    ann, ben = Member("Ann"), Member("Ben", Level.CHILD)
    for member, text in [(ann, "dune"), (ben, "Dune"), (ben, "the"),
                         (ben, "hobbit"), (ben, "perse"), (ben, "gene"),
                         (ann, "ulysses")]:
        attempt(library.lend, member, text)
    library.today += timedelta(weeks=3)
    fines = [attempt(library.give_back, ben, "Persepolis"),
             attempt(library.give_back, ben, "Persepolis"),
             attempt(library.give_back, ben, "hobbit")]
    print(f"{fines=}", f"{sum(filter(None, fines))=}", f"{ann.limit(bonus=3)=}")
    print(f"{ann.loans=!s}")
    print(Level.ADULT > Level.CHILD, Level(1).name, Genre("sci"), [*Genre])
    for wrong in (lambda: Genre("poem"), lambda: ann.limit(1),
                  lambda: Level["TEEN"]):
        try:
            wrong()
        except (ValueError, TypeError, KeyError) as error:
            print(type(error).__name__)
    print(Book.__annotations__["genre"], Book("A b", 1) < Book("A b", 2))
    return len(argv)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]) + 3)
