# SPDX-License-Identifier: MIT
# str() and repr() of everything; __str__, __repr__, __format__, __bytes__.
print(str(), str(5), str(None), str([1, "a"]), str(b"x"),
    str(b"\xc3\xa9", "utf-8"), str(b"a", encoding="ascii"))
print(repr([1, "a", None, 2.5, (), (1,), {}, {1: "x"}, set(), {5}, frozenset(),
    frozenset([1]), range(3), range(1, 5, 2), slice(1, None), b"\x00",
    bytearray(b"a"), ..., NotImplemented]))


class Both:
    def __str__(self):
        return "str"

    def __repr__(self):
        return "repr"


class OnlyRepr:
    def __repr__(self):
        return "only repr"


class OnlyStr:
    def __str__(self):
        return "only str"


b = Both()
print(b, str(b), repr(b), f"{b} {b!r}", [b], {"k": b}, (b,), "%s %r" % (b, b),
    "{} {!r}".format(b, b))
print(OnlyRepr(), str(OnlyRepr()), [OnlyRepr()], OnlyStr(),
    repr(OnlyStr())[:18])
l = [1]
l.append(l)
d = {}
d["self"] = d
print(l, d, [l, d])
t = ([],)
t[0].append(t)
print(t)


class Bad:
    def __str__(self):
        return 5

    def __repr__(self):
        return None


for f in str, repr, print:
    try:
        f(Bad())
    except TypeError as error:
        print(error)
print(int, type, Both, print, len, [].append.__name__, type(None), type(...))
print(str(Exception("a", 1)), repr(Exception("a")), repr(Exception()),
    str(KeyError("k")), repr(ValueError("x", 2)))
