# cpython: 3.8-3.8
# Assigning __bases__ where a metaclass has an mro() of its own; __slots__,
# __class__ and descriptors at their edges.
class Fussy(type):
    calls = 0
    limit = 9

    def mro(cls):
        Fussy.calls += 1
        if Fussy.calls > Fussy.limit:
            raise RuntimeError('no order today')
        return type.mro(cls)


class A: pass
class B: pass
class C(A): pass
class D(C, metaclass=Fussy): pass


print(Fussy.calls, D.__mro__)
C.__bases__ = (B,)
print(Fussy.calls, D.__mro__, A.__subclasses__(), B.__subclasses__())
Fussy.limit = Fussy.calls
try:
    C.__bases__ = (A,)
except RuntimeError as error:
    print(error, C.__mro__, D.__mro__, B.__subclasses__())
try:
    B.__bases__ = (C,)
except TypeError as error:
    print(error)


class Entries:
    def __mro_entries__(self, bases):
        return (A,)


class E(Entries()):
    pass


print(E.__bases__, E.__orig_bases__[0].__class__)
try:
    type('F', (Entries(),), {})
except TypeError as error:
    print(error)

for change in (lambda: set.add(0.5), lambda: set.add.__get__(0.5),
               lambda: int.__add__(0.5),
               lambda: dict.__dict__['fromkeys'].__get__(42),
               lambda: setattr(property(), 'fget', 1),
               lambda: setattr(slice(1), 'start', 1)):
    try:
        change()
    except (TypeError, AttributeError) as error:
        print(error)
print(dict.__dict__['fromkeys'].__get__(None, dict)('ab'))


class Meta(A, type):
    pass


class G(metaclass=Meta):
    x = 1


print(type(G.__dict__).__name__, G.__dict__['x'])
namespace = {}


class Space(dict):
    def __missing__(self, key):
        raise KeyError(key)


class Any:
    def __init__(self):
        self.kept = {}

    def __getitem__(self, key):
        return self.kept[key]

    def __setitem__(self, key, value):
        self.kept[key] = value


space = Any()
exec('x: int = 1', {}, space)
print(space.kept['__annotations__'], space.kept['x'])
for builtins in ({}, 123):
    for text in ('print()', 'class A: pass'):
        try:
            exec(text, {'__builtins__': builtins})
        except (NameError, TypeError) as error:
            print(type(error).__name__, error)
            break
