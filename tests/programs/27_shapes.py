# cpython: 3.6-3.13
"""Inheritance: abstract shapes, mixins, a diamond, operators, a registry."""
import math
from abc import ABC, abstractmethod
from typing import ClassVar, Dict, Type


class Shape(ABC):
    kinds: ClassVar[Dict[str, Type["Shape"]]] = {}
    count = 0

    def __init_subclass__(cls, *, kind=None, **kwargs):
        super().__init_subclass__(**kwargs)
        cls.kind = kind or cls.__name__.lower()
        Shape.kinds[cls.kind] = cls

    def __new__(cls, *args, **kwargs):
        Shape.count += 1
        return super().__new__(cls)

    @abstractmethod
    def area(self) -> float:
        """The area in square units."""

    @property
    @abstractmethod
    def perimeter(self) -> float:
        ...

    @staticmethod
    def make(text: str) -> "Shape":
        kind, *numbers = text.split()
        return Shape.kinds[kind](*map(float, numbers))

    def __lt__(self, other):
        if not isinstance(other, Shape):
            return NotImplemented
        return self.area() < other.area()

    def __repr__(self):
        inside = ", ".join(f"{k}={v:g}" for k, v in vars(self).items())
        return f"{self.__class__.__name__}({inside})"


class Circle(Shape):
    def __init__(self, radius):
        self.radius = radius

    @property
    def radius(self):
        return self.__dict__["radius"]

    @radius.setter
    def radius(self, value):
        if value < 0:
            raise ValueError("negative radius")
        self.__dict__["radius"] = value

    def area(self):
        return math.pi * self.radius ** 2

    @property
    def perimeter(self):
        return 2 * math.pi * self.radius


class Polygon(Shape):
    @property
    def sides(self):
        raise NotImplementedError(f"{type(self).__name__}.sides")

    def area(self):
        raise NotImplementedError

    @property
    def perimeter(self):
        return sum(self.sides)


class Rectangle(Polygon, kind="rect"):
    def __init__(self, width, height):
        self.width, self.height = width, height

    @property
    def sides(self):
        return (self.width, self.height) * 2

    def area(self):
        return self.width * self.height

    def __eq__(self, other):
        return (isinstance(other, Rectangle) and
                sorted(self.sides) == sorted(other.sides))

    def __hash__(self):
        return hash(tuple(sorted(self.sides)))


class Square(Rectangle):
    def __init__(self, side):
        super().__init__(side, side)


class Triangle(Polygon):
    def __init__(self, a, b, c):
        if 2 * max(a, b, c) >= a + b + c:
            raise ValueError(f"no triangle has the sides {a:g}, {b:g}, {c:g}")
        self.a, self.b, self.c = a, b, c

    @property
    def sides(self):
        return self.a, self.b, self.c

    def area(self):
        s = self.perimeter / 2
        return math.sqrt(s * (s - self.a) * (s - self.b) * (s - self.c))


class Logged:
    def describe(self):
        return ["Logged", *super().describe()]


class Base:
    def describe(self):
        return ["Base"]


class Left(Base):
    def describe(self):
        return ["Left"] + super().describe()


class Right(Base):
    def describe(self):
        return ["Right"] + super().describe()


class Bottom(Logged, Left, Right):
    pass


class Vector(tuple):
    def __new__(cls, *numbers):
        return super().__new__(cls, numbers)

    def __add__(self, other):
        return type(self)(*(a + b for a, b in zip(self, other)))

    def __mul__(self, factor):
        return type(self)(*(factor * n for n in self))

    def __abs__(self):
        return math.sqrt(sum(n * n for n in self))

    def __getattr__(self, name):
        if name in ("x", "y", "z"):
            return self["xyz".index(name)]
        raise AttributeError(name)


if __name__ == "__main__":
    shapes = [Shape.make(text) for text in
              ("circle 1.5", "rect 2 3.5", "square 3", "triangle 3 4 5")]
    for shape in sorted(shapes):
        print(f"{shape!r:<32}{shape.area():8.3f}{shape.perimeter:9.3f}")
    print(max(shapes), Shape.count, sorted(Shape.kinds))
    print([c.__name__ for c in Bottom.__mro__], Bottom().describe())
    print(Rectangle(3, 3) == Square(3), len({Rectangle(1, 2), Rectangle(2, 1)}))
    print(isinstance(shapes[2], Rectangle), issubclass(Circle, Polygon))
    v = Vector(3, 4) + (1, -1) * 1
    print(v, abs(Vector(3, 4)), v * 2, v.x, type(v).__name__, hasattr(v, "w"))
    print(sorted(Shape.__abstractmethods__), Shape.area.__doc__)
    for action in ("Circle(-1)", "Triangle(1, 2, 3)", "Polygon().sides",
                   "Shape.make('hexagon 1')", "Square(1) < 3", "v.w", "v.z",
                   "Circle.perimeter.fset"):
        try:
            print(action, "->", eval(action))
        except Exception as error:
            print(f"{action}: {type(error).__name__}: {error}")
    try:
        Shape()
    except TypeError as error:
        print("abstract" in str(error), "area" in str(error))
