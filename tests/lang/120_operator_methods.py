# SPDX-License-Identifier: MIT
# All binary operators on own classes: normal, reflected, in place.


class V:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return self.name


def binary(name):
    return lambda self, other: f"{name}({self!r}, {other!r})"


NAMES = """add sub mul truediv floordiv mod pow matmul and or xor lshift
           rshift divmod""".split()
for n in NAMES:
    setattr(V, f"__{n}__", binary(n))
    setattr(V, f"__r{n}__", binary("r" + n))
for n in "lt le eq ne gt ge getitem contains".split():
    setattr(V, f"__{n}__", binary(n))
for n in "neg pos invert abs".split():
    setattr(V, f"__{n}__", lambda self, n=n: f"{n}({self!r})")
V.__hash__ = lambda self: 1
a, b = V("a"), V("b")
print(a + b, a - 1, 1 - a, a * 2, 2 * a, a / 1, 1 / a, a // 2, 2 // a, a % 2,
    2 % a)
print(a ** 2, 2 ** a, a @ b, 1 @ a, a & 1, 1 & a, a | 1, 1 | a, a ^ 1, 1 ^ a,
    a << 1, 1 << a, a >> 1, 1 >> a)
print(divmod(a, 2), divmod(2, a), -a, +a, ~a, abs(a), a < 1, 1 < a, a <= 1,
    1 <= a, a == 1, 1 == a, a != 1, a > 1, a >= 1)
print(a[1], a[1:2], 5 in a, "x" + a, [] + a, 1.5 * a, None | a)


class I(V):
    def __iadd__(self, other):
        self.name += f"+{other}"
        return self

    def __imul__(self, other):
        return NotImplemented

    def __isub__(self, other):
        return "replaced"


i = same = I("i")
i += 5
print(i, i is same)
i *= 3
print(i)
i = same
i -= 1
print(i)
i = same
i //= 2
print(i)


class Left:
    def __add__(self, other):
        return "left"


class Right:
    def __radd__(self, other):
        return "right"


class Sub(Left):
    def __radd__(self, other):
        return "sub first"


class Refuses:
    def __add__(self, other):
        return NotImplemented

    __radd__ = __add__


print(Left() + Right(), 1 + Right(), Left() + Sub(), Sub() + Left(),
    Refuses() + Right())
for code in ("Refuses() + 1", "1 + Refuses()", "Right() + 1", "a.x + 1",
        "-Left()", "Left() - 1", "Left()[0]", "Left()[0:1]", "Left() < Left()",
        "Left()()", "len(Left())", "1 in Left()"):
    try:
        print(eval(code))
    except Exception as error:
        print(code, "->", type(error).__name__, error)
