# SPDX-License-Identifier: MIT
# a < b < c evaluates b once and stops early.


def say(x):
    print("say", x)
    return x


print(1 < 2 < 3, 1 < 3 < 2, 3 > 2 > 1 > 0, 1 == 1 != 2)
print(say(1) < say(2) < say(3))
print(say(3) < say(2) < say(1))
print(1 in [1, 2] == True, (1 in [1, 2]) == True)
print(None is None is not True, 1 < 2 in [2])
if say(5) == say(5) == say(5):
    print("equal")
assert 1 < 2 <= 2 < 3
