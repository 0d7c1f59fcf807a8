# SPDX-License-Identifier: MIT
# The format mini-language on strings and other objects.
for spec in ("", "s", "5", "<5s", ">5", "^5", "*^7", ".2", "10.2|", "6.1",
        "é>4", "0>4", "<", "é^5.1s"):
    try:
        print(repr(spec), repr(format("abc", spec)))
    except ValueError as error:
        print(repr(spec), "ValueError")


class Money:
    def __init__(self, cents):
        self.cents = cents

    def __format__(self, spec):
        return f"[{spec}]{self.cents}"


print(f"{Money(5)} {Money(5):abc} {Money(6):{'x' * 3}}",
    "{:>5}".format(Money(1)), format(Money(2)), format(Money(2), "q"))
print(f"{[1]} {(1,)} {None} {...}", format([1, 2]), format(None),
    format(print.__name__))
for code in ("format('a', '=5')", "format('a', '+')", "format('a', ',')",
        "format('a', 'd')", "format([], 's')", "format(object(), '5')",
        "format(1, 2)"):
    try:
        print(eval(code))
    except (ValueError, TypeError) as error:
        print(code, type(error).__name__)
