# SPDX-License-Identifier: MIT
# property: getter, setter, deleter, inheritance.


class Circle:
    def __init__(self, r):
        self.r = r

    @property
    def area(self):
        "The area."
        return 3 * self.r ** 2

    @property
    def radius(self):
        return self.r

    @radius.setter
    def radius(self, value):
        if value < 0:
            raise ValueError("negative radius")
        self.r = value

    @radius.deleter
    def radius(self):
        print("deleted")
        self.r = 0


c = Circle(2)
print(c.area, c.radius, Circle.area.__doc__, type(Circle.area))
c.radius = 5
c.radius += 1
print(c.area, vars(c))
del c.radius
print(c.radius)
try:
    c.radius = -1
except ValueError as error:
    print(error)
for code in ("c.area = 1", "del c.area"):
    try:
        exec(code)
    except AttributeError as error:
        print("AttributeError")


class Half(Circle):
    @property
    def area(self):
        return super().area / 2

    @Circle.radius.getter
    def radius(self):
        return -self.r


h = Half(2)
h.radius = 3
print(h.area, h.radius, h.r)


class Manual:
    def get(self):
        return "got"

    x = property(get, None, None, "doc")
    w = property(fset=lambda self, v: print("set", v))


m = Manual()
m.w = 5
print(m.x, Manual.x.__doc__, Manual.x.fget(m), Manual.x.fset)
try:
    m.w
except AttributeError as error:
    print("unreadable")


class Hides:
    @property
    def p(self):
        raise AttributeError("inside")

    def __getattr__(self, name):
        return "fallback " + name


print(Hides().p, Hides().q)
m.__dict__["x"] = "instance"
print(m.x)
