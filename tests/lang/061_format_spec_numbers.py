# SPDX-License-Identifier: MIT
# The format mini-language on numbers.
for spec in ("", "d", "5", "<5", ">5", "^5", "=5", "05", "+", "-", " ", "+05",
        "*^9", "x", "#x", "#010x", "b", "o", "c", ",", "_", "_x", ",d", "010,",
        "e", ".2f", "g", "%", ".1%", "n"):
    print(repr(spec), [format(n, spec) for n in (42, 65536)],
        format(-7, spec) if spec != "c" else "-")
for spec in ("", "f", ".0f", ".1f", ".3f", "e", ".2e", "E", "g", ".3g", "G",
        "%", ".0%", "10.2f", "<10.2f", "^10.2f", "+.1f", " .1f", "010.2f",
        ",.2f", "_.1f", "#.0f", "*>12", ".5", ".2", "n", "012,.1f"):
    print(repr(spec), [format(x, spec) for x in (3.14159, -0.5, 1234567.891,
        0.0, 1e20, 1e-7)])
print(format(float("inf"), "08.1f"), format(float("nan"), ">8"),
    format(-0.0, ".1f"), format(True, "d"), format(True), format(True, ">6"))
print(format(10**20, ","), format(-1234567, ","), format(1e15), format(1e16),
    format(123456789.0, "g"), format(2**70, "#x"))
print(format(1.5 + 2j, ".2f"), format(1 + 2j, ">12"), format(0.1, ".20f"),
    format(1e300, ".3e"), format(5e-324, ".3g"))
for value, spec in ((1, ".2d"), (1, "s"), (1.5, "d"), (1.5, "x"), (1, ",x"),
        (1, "z5z"), (1.0, "s"), (1, "1.1.1"), ([], "5"), (None, "d"),
        (1, "c,"), (-1, "c")):
    try:
        print(format(value, spec))
    except (ValueError, TypeError, OverflowError) as error:
        print(repr(value), repr(spec), type(error).__name__)
