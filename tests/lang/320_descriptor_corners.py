# SPDX-License-Identifier: MIT
# Descriptors with only a part of the protocol; super stored in a class;
# proxies that claim another class.


class OnlySet:
    def __set__(self, instance, value):
        instance.__dict__["x"] = value * 2


class Owner:
    x = OnlySet()


owner = Owner()
print(type(owner.x).__name__)
owner.x = 21
print(owner.x)


class Base:
    def name(self):
        return "Base"


class Derived(Base):
    def name(self):
        return "Derived of " + self.__super.name()


Derived._Derived__super = super(Derived)
print(Derived().name())


class Proxy:
    def __init__(self, target):
        self.target = target

    def __getattribute__(self, name):
        if name == "target":
            return object.__getattribute__(self, name)
        return getattr(self.target, name)


print(isinstance(Proxy(owner), Owner), type(Proxy(owner)).__name__)


class Documented:
    def method(self):
        "What it does."


print(Documented().method.__doc__)
for code in ("object.__init__(owner, 1)", "Base().__init__(1)", "Base(1)"):
    try:
        eval(code)
    except TypeError as error:
        print(error)
