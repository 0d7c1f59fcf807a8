# SPDX-License-Identifier: MIT
# dataclasses.
from dataclasses import (
    FrozenInstanceError, asdict, astuple, dataclass, field, fields, replace)


@dataclass
class Point:
    x: int
    y: int = 0
    tags: list = field(default_factory=list, compare=False)

    def norm(self):
        return abs(self.x) + abs(self.y)


p = Point(1, 2)
print(p, p == Point(1, 2, ["t"]), p.norm(), asdict(p), astuple(p),
    replace(p, x=9))
print([f.name for f in fields(Point)], Point(1).tags is Point(1).tags)


@dataclass(frozen=True, order=True)
class Version:
    major: int
    minor: int = 0

    def __post_init__(self):
        if self.major < 0:
            raise ValueError("negative")


print(sorted([Version(2), Version(1, 5)]), Version(1) < Version(1, 1),
    hash(Version(1)) == hash(Version(1)))
try:
    Version(1).major = 2
except FrozenInstanceError as error:
    print(error)
for bad in (lambda: Version(-1), lambda: Point()):
    try:
        bad()
    except (ValueError, TypeError) as error:
        print(type(error).__name__)


@dataclass
class Point3(Point):
    z: int = 5
    hidden: int = field(default=1, repr=False)


print(Point3(1, z=3), Point3(1) == Point(1))
