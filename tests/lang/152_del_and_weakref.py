# SPDX-License-Identifier: MIT
# __del__ when the last reference goes; weak references.
import gc
import weakref


class Noisy:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


a = Noisy("a")
b = a
del a
print("still alive")
del b
print("gone")
x = Noisy("x1")
x = Noisy("x2")
print("rebound")


def scope():
    local = Noisy("local")
    print("leaving")


scope()
d = {"k": Noisy("in dict")}
del d["k"]
l = [Noisy("in list")]
l.clear()
print("cycle")
c = Noisy("cycle")
c.self = c
del c
gc.collect()
print("after collect")
Noisy("temporary")


class Plain:
    pass


p = Plain()
r = weakref.ref(p, lambda ref: print("callback", ref() is None))
print(r() is p, weakref.getweakrefcount(p))
del p
print(r())
w = weakref.WeakValueDictionary()
o = Plain()
w["o"] = o
print(len(w), "o" in w)
del o
print(len(w))
try:
    weakref.ref(5)
except TypeError as error:
    print(error)
last = Noisy("at exit")

# what only a call was given goes with it; so does what a closure shared
def made():
    return Pet()


class Pet:
    pass


class Loud:
    def __del__(self):
        print('a closure let go of it')


def with_closure():
    shared = Loud()
    return (lambda: shared)() is shared


print(weakref.ref(Pet())(), weakref.ref(made())())
kept = Pet()
pets = weakref.WeakSet([kept])
for i in range(30):
    pets.add(Pet())
    pets.add(kept)
print(len(pets), weakref.ref(kept)() is kept)
print(with_closure())

# a reference that only a dying object's finaliser can still reach is empty
class Tidy:
    def __init__(self, other):
        self.other = weakref.ref(other)
        self.me = self

    def __del__(self):
        print('reference:', self.other())


import gc
tidy = Tidy(Pet())
del tidy
gc.collect()
