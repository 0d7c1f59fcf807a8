# SPDX-License-Identifier: MIT
# __new__ and __init__: immutable subclasses, singletons, factories.


class Upper(str):
    def __new__(cls, text):
        return super().__new__(cls, text.upper())


class Point(tuple):
    def __new__(cls, x, y):
        return tuple.__new__(cls, (x, y))

    x = property(lambda self: self[0])


class Meters(float):
    def __add__(self, other):
        return Meters(float(self) + other)

    def __repr__(self):
        return f"{float(self)}m"


class Even(int):
    def __new__(cls, n):
        return super().__new__(cls, n - n % 2)


print(Upper("abc"), Point(1, 2), Point(3, 4).x, Meters(1.5) + 2, Even(7),
    Even(7) + 1, type(Even(4) + 1), type(Upper("a")).__name__)


class One:
    instance = None

    def __new__(cls, *args):
        print("new", args)
        if cls.instance is None:
            cls.instance = super().__new__(cls)
        return cls.instance

    def __init__(self, *args):
        print("init", args)
        self.args = args


a, b = One(1), One(2)
print(a is b, a.args)


class Elsewhere:
    def __new__(cls):
        return "not an instance"

    def __init__(self):
        print("never")


print(Elsewhere(), object.__new__(Elsewhere).__class__.__name__)


class Shape:
    def __new__(cls, kind):
        return super().__new__({"square": Square}.get(kind, cls))

    def __init__(self, kind):
        self.kind = kind


class Square(Shape):
    pass


print(type(Shape("square")).__name__, Shape("square").kind,
    type(Shape("x")).__name__)
for code in ("object(1)", "object.__new__()", "object.__new__(5)",
        "object.__new__(int)", "Point(1)", "int.__new__(str)"):
    try:
        eval(code)
    except TypeError as error:
        print(code, "TypeError")


class Dict(dict):
    def __init__(self, *a, **k):
        super().__init__(*a, **k)
        self.extra = 1


d = Dict({"a": 1}, b=2)
print(d, d.extra, d["b"], type(d.copy()).__name__)
