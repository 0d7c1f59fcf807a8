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


# Plain members of built-in objects: neither set nor deleted.
import sys


class Slotted:
    __slots__ = 'q',

    def up(self):
        return super()

    @classmethod
    def made(cls):
        pass


def numbers():
    yield 1


def refuse(thing, name):
    for act in (setattr, thing, name, None), (delattr, thing, name):
        try:
            act[0](*act[1:])
        except AttributeError as e:
            print(name, e)


for thing, name in (
        (sys, '__dict__'), (Slotted().up(), '__self__'),
        (Slotted.q, '__objclass__'), (Slotted.__dict__['made'], '__func__'),
        (Slotted().up, '__self__'), (numbers(), 'gi_code'),
        (numbers(), 'gi_running'), (Slotted, '__mro__'), (slice(1), 'start'),
        (range(1), 'stop'), (numbers, '__globals__'), (property(), 'fget'),
        (sys._getframe(), 'f_globals'), (1j, 'real'), (1, 'real')):
    refuse(thing, name)
for name in '__name__', '__defaults__', '__kwdefaults__', '__annotations__':
    for value in None, 'x', (1,), {}:
        try:
            setattr(numbers, name, value)
            print(name, value, getattr(numbers, name))
        except TypeError as e:
            print(name, value, e)
