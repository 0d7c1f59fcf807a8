# SPDX-License-Identifier: MIT
# __getattr__, __getattribute__, __setattr__, __delattr__, __dir__.


class Dynamic:
    real = "real"

    def __getattr__(self, name):
        if name.startswith("no"):
            raise AttributeError(f"refused {name}")
        return f"dynamic {name}"

    def __setattr__(self, name, value):
        print("set", name)
        super().__setattr__(name, value)

    def __delattr__(self, name):
        print("del", name)
        object.__delattr__(self, name)

    def __dir__(self):
        return ["z", "a"]


d = Dynamic()
d.x = 1
print(d.x, d.real, d.other, hasattr(d, "nope"), hasattr(d, "yes"),
    getattr(d, "none", "default"), dir(d), vars(d))
del d.x
print(d.x)
try:
    d.nope
except AttributeError as error:
    print(error)


class All:
    y = 5

    def __getattribute__(self, name):
        print("get", name)
        if name == "fake":
            return "faked"
        return object.__getattribute__(self, name)


a = All()
a.z = 1
print(a.y, a.z, a.fake, len(a.__dict__))
try:
    a.missing
except AttributeError as error:
    print(error)


class Both(All):
    def __getattr__(self, name):
        return f"fallback {name}"


print(Both().missing)


class Proxy:
    def __init__(self, target):
        object.__setattr__(self, "_target", target)

    def __getattr__(self, name):
        return getattr(self._target, name)

    def __setattr__(self, name, value):
        setattr(self._target, name, value)


class Target:
    value = 1


t = Target()
p = Proxy(t)
p.value = 99
print(t.value, p.value, vars(t))


class LenOnInstance:
    pass


i = LenOnInstance()
i.__len__ = lambda: 5
try:
    len(i)
except TypeError as error:
    print(error)
object.__setattr__(i, "q", 1)
print(i.q, i.__getattribute__("q"))
