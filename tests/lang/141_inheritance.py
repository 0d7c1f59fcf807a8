# SPDX-License-Identifier: MIT
# cpython: 3.8-3.10
# Inheritance, overriding, super.


class Animal:
    sound = "..."

    def __init__(self, name):
        self.name = name

    def speak(self):
        return f"{self.name} says {self.sound}"

    def __repr__(self):
        return f"{type(self).__name__}({self.name!r})"


class Dog(Animal):
    sound = "woof"


class Puppy(Dog):
    def __init__(self, name, age):
        super().__init__(name)
        self.age = age

    def speak(self):
        return super().speak() + "?"


class Cat(Animal):
    def speak(self):
        return Animal.speak(self).replace("...", "meow")


for animal in (Animal("A"), Dog("D"), Puppy("P", 1), Cat("C")):
    print(animal, animal.speak(), isinstance(animal, Dog),
        [c.__name__ for c in type(animal).__mro__])
print(issubclass(Puppy, Animal), Puppy.__bases__, Animal.__subclasses__(),
    Puppy.__base__)


class Base:
    def template(self):
        return f"<{self.hook()}>"

    def hook(self):
        return "base"


class Derived(Base):
    def hook(self):
        return "derived:" + super().hook()

    def old_style(self):
        return super(Derived, self).hook()

    @classmethod
    def make(cls):
        return cls.__name__

    @staticmethod
    def util(x):
        return x + 1


class More(Derived):
    @classmethod
    def make(cls):
        return "More:" + super().make()


print(Derived().template(), Derived().old_style(), More.make(), More().make(),
    Derived.util(1), More().util(2), repr(super(Derived, Derived()))[:14])
for code in ("super()", "super(Derived, 5).hook()",
        "super(Derived, Derived()).nope", "super(5)"):
    try:
        eval(code)
    except Exception as error:
        print(type(error).__name__, error)
