# SPDX-License-Identifier: MIT
# enum: members, values, iteration, flags, auto.
from enum import Enum, Flag, IntEnum, auto, unique


class Color(Enum):
    RED = 1
    GREEN = 2
    CRIMSON = 1

    def describe(self):
        return f"{self.name}={self.value}"


print(repr(Color.RED), Color.RED.name, Color(2) is Color.GREEN, Color["RED"])
print(list(Color), Color.CRIMSON is Color.RED, Color.RED.describe())
print(isinstance(Color.RED, Color), len(Color), Color.RED in Color)
print(Color.RED == Color.GREEN, {Color.RED: "r"}[Color.RED])


class Level(IntEnum):
    LOW = auto()
    HIGH = auto()


print(Level.LOW < Level.HIGH, Level.HIGH + 1,
    sorted([Level.HIGH, Level.LOW])[0] is Level.LOW)


class Mode(Flag):
    R = auto()
    W = auto()


print((Mode.R | Mode.W).value, Mode.R in (Mode.R | Mode.W),
    bool(Mode.R & Mode.W))
for bad in (lambda: Color(9), lambda: Color["X"]):
    try:
        bad()
    except (ValueError, KeyError) as error:
        print(type(error).__name__, error)
try:
    Color.RED = 5
except AttributeError:
    print("read only")
try:
    @unique
    class Twice(Enum):
        A = 1
        B = 1
except ValueError as error:
    print(error)
