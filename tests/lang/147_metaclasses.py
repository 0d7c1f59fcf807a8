# SPDX-License-Identifier: MIT
# cpython: 3.8
# type(), metaclasses, __prepare__, __new__, __call__, __init_subclass__.
T = type("T", (list,), {"x": 5, "hello": lambda self: len(self)})
t = T("ab")
print(T, t, t.x, t.hello(), T.__name__, T.__bases__)


class Meta(type):
    @classmethod
    def __prepare__(meta, name, bases, **kw):
        print("prepare", name, kw)
        return {"prepared": True}

    def __new__(meta, name, bases, namespace, **kw):
        print("new", name)
        namespace["added"] = name.lower()
        return super().__new__(meta, name, bases, namespace)

    def __init__(cls, name, bases, namespace, **kw):
        print("init", name)
        super().__init__(name, bases, namespace)

    def __call__(cls, *args):
        print("call", cls.__name__, args)
        return super().__call__(*args)

    def __repr__(cls):
        return f"<meta {cls.__name__}>"

    def __len__(cls):
        return 7

    def __getattr__(cls, name):
        return f"meta attribute {name}"

    @property
    def shout(cls):
        return cls.__name__.upper()


class A(metaclass=Meta, option=1):
    def __init__(self, v):
        self.v = v


class B(A):
    pass


print(A, A.prepared, A.added, B.added, B(3).v, len(A), A.nothing, A.shout,
    type(B) is Meta, isinstance(A, Meta))


class Registry:
    classes = []

    def __init_subclass__(cls, tag=None, **kw):
        super().__init_subclass__(**kw)
        cls.classes.append((cls.__name__, tag))


class First(Registry, tag="one"):
    pass


class Second(First):
    pass


print(Registry.classes)


class Singleton(type):
    instances = {}

    def __call__(cls, *args):
        if cls not in Singleton.instances:
            Singleton.instances[cls] = super().__call__(*args)
        return Singleton.instances[cls]


class Config(metaclass=Singleton):
    pass


print(Config() is Config())


class Other(type):
    pass


for code in ("class Z(A, metaclass=Other): pass",
        "class Z(Registry, wrong=1): pass", "type('a', 5, {})",
        "type(5, (), {})", "class Z(metaclass=5): pass"):
    try:
        exec(code)
    except TypeError as error:
        print(str(error)[:60])


def function_meta(name, bases, namespace):
    return name, bases, sorted(k for k in namespace if k[0] != "_")


class NotAClass(metaclass=function_meta):
    a = b = 1


print(NotAClass)


class Instance(type):
    def __instancecheck__(cls, x):
        return x == 5

    def __subclasscheck__(cls, x):
        return x is int


class Five(metaclass=Instance):
    pass


print(isinstance(5, Five), isinstance(6, Five), issubclass(int, Five),
    issubclass(str, Five))
