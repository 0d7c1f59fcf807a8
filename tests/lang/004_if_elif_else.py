# SPDX-License-Identifier: MIT
# Branches, truth of values, conditional expressions, boolean operators.


def kind(n):
    if n < 0:
        return "negative"
    elif n == 0:
        return "zero"
    elif n < 10:
        return "small"
    else:
        return "big"


print([kind(n) for n in (-5, 0, 3, 99)])
for value in (0, 1, -1, 0.0, "", "0", [], [0], (), {}, {1: 2}, set(), None,
              True, False, range(0), range(1), 0j, b"", ...):
    print(repr(value), bool(value), not value, "yes" if value else "no")
print(1 and 2, 0 and 2, 1 or 2, 0 or 2, None or 0 or "", 1 and [] and 3)
print(not 1 == 2, not (1 and 0), (not 1) or 5)
