# SPDX-License-Identifier: MIT
# __get__, __set__, __delete__, __set_name__: data and non-data descriptors.


class Data:
    def __set_name__(self, owner, name):
        print("set_name", owner.__name__, name)
        self.name = name

    def __get__(self, instance, owner):
        if instance is None:
            return self
        return instance.__dict__.get(self.name, "unset")

    def __set__(self, instance, value):
        print("set", self.name, value)
        instance.__dict__[self.name] = value

    def __delete__(self, instance):
        print("delete", self.name)
        instance.__dict__.pop(self.name, None)


class NonData:
    def __get__(self, instance, owner):
        return f"computed for {owner.__name__}, {instance is not None}"


class C:
    d = Data()
    n = NonData()


c = C()
print(c.d, type(C.d).__name__)
c.d = 1
print(c.d, c.n, C.n)
c.__dict__["d"] = "direct"
c.__dict__["n"] = "shadow"
print(c.d, c.n)
del c.d
print(c.d)
C.n = 5
print(C.n, c.n)


class Function:
    def __init__(self, f):
        self.f = f

    def __get__(self, instance, owner):
        return lambda *a: self.f(instance, *a)


class Cached:
    def __init__(self, f):
        self.f = f

    def __set_name__(self, owner, name):
        self.name = name

    def __get__(self, instance, owner):
        print("computing")
        value = instance.__dict__[self.name] = self.f(instance)
        return value


class D:
    @Function
    def m(self, x):
        return x * 2

    @Cached
    def slow(self):
        return 42


d = D()
print(d.m(4), d.slow, d.slow)
print((lambda self: self).__get__(5)(),
    len.__get__(1) if hasattr(len, "__get__") else "builtins do not bind",
    str.upper.__get__("abc")())


class Typed:
    def __init__(self, kind):
        self.kind = kind

    def __set_name__(self, owner, name):
        self.slot = "_" + name

    def __get__(self, instance, owner):
        return getattr(instance, self.slot)

    def __set__(self, instance, value):
        if not isinstance(value, self.kind):
            raise TypeError(f"{self.slot[1:]} must be {self.kind.__name__}")
        setattr(instance, self.slot, value)


class Person:
    name = Typed(str)
    age = Typed(int)

    def __init__(self, name, age):
        self.name, self.age = name, age


p = Person("Ann", 5)
print(p.name, p.age, vars(p))
try:
    p.age = "x"
except TypeError as error:
    print(error)
