# SPDX-License-Identifier: MIT
# bool is an int with two values.
print(True + True, True * 5, -True, True / 2)
print(True & False, True | False, True ^ True, type(True & 1).__name__)
print(isinstance(True, int), issubclass(bool, int), bool.__mro__)
print(bool(), bool("x"), bool([]), bool(0.0))
print({True: "t", 1: "one"}, [10, 20][True], "ab"[False])
print(str(True), repr(False), f"{True} {True:d} {True!r:>6}",
    "%d %s" % (True, True))
print(sum([True, True, False]), max(True, 2), sorted([True, False, True]))
print(True == 1, True is True, hash(True), True < 2, int(True))
try:
    class Sub(bool):
        pass
except TypeError as error:
    print(error)
