# SPDX-License-Identifier: MIT
# int(): from text in any base, from floats, from objects.
print(int(), int(5), int(3.99), int(-3.99), int("42"), int(" -17\n"),
    int("+3"))
print(int("ff", 16), int("0xff", 16), int("0xff", 0), int("0b11", 0),
      int("0o17", 0), int("z", 36), int("1_000"), int("1010", 2))
print(int(True), int(b"12"), int(bytearray(b"7")), int(1e20), int("٣"))
print(int("9" * 50), int("f" * 40, 16), int("-" + "1" * 30, 2))
for bad in ("", " ", "1.5", "abc", "1__0", "_1", "1_", "0x", "--1", "1 2",
            "é", "12a"):
    try:
        int(bad)
    except ValueError as error:
        print(error)
for arguments in (("9", 8), ("2", 2), ("1", 1), ("1", 37), (5, 10), ([],),
                  (None,), ("1", 0x80)):
    try:
        print(int(*arguments))
    except (ValueError, TypeError) as error:
        print(type(error).__name__, str(error)[:44])
for bad in (float("inf"), float("nan")):
    try:
        int(bad)
    except (OverflowError, ValueError) as error:
        print(error)


class Odd:
    def __int__(self):
        return 7

    def __index__(self):
        return 3


print(int(Odd()), [0, 1, 2, 3][Odd()], hex(Odd()), range(10)[Odd()])

# __index__ and __int__ may give an int of a subclass, with a warning
import operator
import warnings


class Truth:
    def __index__(self):
        return True


class Truncated:
    def __trunc__(self):
        return Truth()


class Text:
    def __index__(self):
        return 'x'


with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter('always')
    print(int(operator.index(Truth())), [7, 8][Truth()], int(Truth()))
    print(int(Truncated()))
    print(sorted({w.category.__name__ for w in caught}))
for call in (lambda: operator.index(Text()), lambda: [1][Text()],
             lambda: 'a' * (1 << 100), lambda: [1] * -(1 << 100),
             lambda: b'a' * -(1 << 100)):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__, error)
