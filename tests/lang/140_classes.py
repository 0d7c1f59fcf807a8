# SPDX-License-Identifier: MIT
# cpython: 3.8-3.9
# Classes: attributes, methods, instances, class and instance variables.


class Dog:
    kind = "canine"
    tricks = []

    def __init__(self, name):
        self.name = name

    def speak(self, times=1):
        return (self.name + "! ") * times

    def learn(self, trick):
        self.tricks.append(trick)


a, b = Dog("Rex"), Dog("Fido")
a.learn("roll")
print(a.name, b.name, a.kind, b.tricks, Dog.tricks, a.speak(2), Dog.speak(b))
a.kind = "robot"
print(a.kind, b.kind, Dog.kind, a.__dict__, b.__dict__)
Dog.kind = "changed"
print(a.kind, b.kind)
del a.kind
print(a.kind)
Dog.bark = lambda self: "woof " + self.name
print(b.bark())
b.speak = lambda: "own"
print(b.speak(), a.speak())
method = a.speak
print(method(), method.__self__ is a, method.__func__ is Dog.speak,
    method == a.speak, a.speak is a.speak)
print(Dog.__name__, Dog.__dict__["kind"], type(Dog), Dog.__mro__,
    isinstance(a, Dog), a.__class__ is Dog)


class Empty:
    pass


e = Empty()
e.x = e.y = 1
e.x += 5
print(vars(e), Empty.__bases__, Empty.__doc__)
for code in ("Dog()", "Dog(1, 2)", "a.nothing", "a.speak(1, 2)", "Dog.speak()",
        "Empty(1)", "a()", "del_it", "Dog.nothing"):
    try:
        eval(code)
    except Exception as error:
        print(code, "->", type(error).__name__, error)


class BadInit:
    def __init__(self):
        return 5


try:
    BadInit()
except TypeError as error:
    print(error)


class Chain:
    def __init__(self):
        self.parts = []

    def add(self, x):
        self.parts.append(x)
        return self


print(Chain().add(1).add(2).parts)
