# SPDX-License-Identifier: MIT


# cpython: 3.8-3.8
# Metaclasses, descriptors, hooks of class creation, abstract classes.


class Meta(type):
    registry = []

    @classmethod
    def __prepare__(mcs, name, bases, **kw):
        print('prepare', name, kw)
        return {'injected': 1}

    def __new__(mcs, name, bases, ns, **kw):
        print('new', name, sorted((k for k in ns if not k.startswith('__'))))
        cls = super().__new__(mcs, name, bases, dict(ns))
        mcs.registry.append(cls)
        return cls

    def __init__(cls, name, bases, ns, **kw):
        print('init', name, kw)
        super().__init__(name, bases, ns)

    def __call__(cls, *a, **k):
        print('call', cls.__name__, a, k)
        return super().__call__(*a, **k)

    def __repr__(cls):
        return '<M %s>' % cls.__name__

    def __len__(cls):
        return 42

    def __getitem__(cls, k):
        return (cls, k)

    def __contains__(cls, x):
        return x == 1

    def __iter__(cls):
        return iter('abc')

    def __instancecheck__(cls, o):
        return o == 5 or type.__instancecheck__(cls, o)

    def __subclasscheck__(cls, c):
        return c is int

    def __getattr__(cls, n):
        if n.startswith('dyn'):
            return n.upper()
        raise AttributeError(n)

    @property
    def prop(cls):
        return 'prop of ' + cls.__name__


class A(metaclass=Meta, flag=True):
    x = 1

    def __init__(self, v=0):
        self.v = v


class B(A, opt=2):
    pass


print(A, B, len(A), A[3], 1 in A, list(A), isinstance(5, A))
print(isinstance(A(1), A), issubclass(int, A), issubclass(B, A), A.dynamic)
print(A.prop, A.injected)
try:
    A.nope
except AttributeError as e:
    print('AE', e)
try:
    A().prop
except AttributeError as e:
    print('AE', e)
print(B(3).v, Meta.registry, type(B), B.__mro__)


class Base:

    def __init_subclass__(cls, /, default=None, **kw):
        super().__init_subclass__(**kw)
        cls.default = default
        print('subclass', cls.__name__, default)


class C1(Base, default='d'):
    pass


class C2(C1):
    pass


print(C1.default, C2.default)
try:

    class C3(Base, bogus=1):
        pass
except TypeError as e:
    print(e)
T = type('T', (Base,), {'a': 1, 'm': lambda self: self.a})
print(T.__name__, T().m(), T.__module__, T.__bases__)


class D:

    def __set_name__(self, owner, name):
        print('set_name', owner.__name__, name)
        self.n = name

    def __get__(self, o, t=None):
        return ('get', o is None, t.__name__)

    def __set__(self, o, v):
        print('set', self.n, v)

    def __delete__(self, o):
        print('delete', self.n)


class E:
    d = D()
    nd = property(lambda s: s._x, lambda s, v: setattr(s, '_x', v), doc='docs')


e = E()
print(e.d, E.d)
e.d = 5
del e.d
e.__dict__['d'] = 1
print(e.d)
e.nd = 7
print(e.nd, E.nd.__doc__)
try:
    del e.nd
except AttributeError as x:
    print(x)


class M1(type):
    pass


class M2(type):
    pass


class X1(metaclass=M1):
    pass


class X2(metaclass=M2):
    pass


try:

    class X3(X1, X2):
        pass
except TypeError as x:
    print(x)
try:

    class Y(int, str):
        pass
except TypeError as x:
    print(x)
try:

    class Z(bool):
        pass
except TypeError as x:
    print(x)
try:
    type('a', (5,), {})
except TypeError as x:
    print(x)
try:
    type(1, 2, 3)
except TypeError as x:
    print(x)
try:
    type('a', ())
except TypeError as x:
    print(x)


class S:
    __slots__ = ('a', 'b')

    def __init__(self):
        self.a = 1


s = S()
print(s.a, hasattr(s, 'b'), hasattr(s, '__dict__'))
try:
    s.c = 1
except AttributeError as x:
    print(x)
try:
    s.b
except AttributeError as x:
    print(x)


class S2(S):
    __slots__ = ['c']


s2 = S2()
s2.c = 3
print(s2.c, s2.a, S2.__slots__)


class S3(S):
    pass


s3 = S3()
s3.zzz = 1
print(s3.__dict__)
print(S.a, type(S.a).__name__)
from abc import ABC, abstractmethod, ABCMeta


class Shape(ABC):

    @abstractmethod
    def area(self):
        ...

    @property
    @abstractmethod
    def name(self):
        ...

    @classmethod
    @abstractmethod
    def make(cls):
        ...


try:
    Shape()
except TypeError as x:
    print(x)


class Sq(Shape):

    def area(self):
        return 4
    name = 'sq'


try:
    Sq()
except TypeError as x:
    print(x)


class Sq2(Sq):

    @classmethod
    def make(cls):
        return cls()


print(Sq2.make().area(), Shape.__abstractmethods__ == {'area', 'name', 'make'})


@Shape.register
class Foo:
    pass


print(isinstance(Foo(), Shape), issubclass(Foo, Shape), Foo.__mro__)


class P:

    @classmethod
    def __subclasshook__(cls, c):
        return hasattr(c, 'quack')


class ABCP(ABC):

    @classmethod
    def __subclasshook__(cls, c):
        return any(('quack' in b.__dict__ for b
            in c.__mro__)) or NotImplemented


class Duck:

    def quack(self):
        pass


print(isinstance(Duck(), ABCP), isinstance(5, ABCP))


class Ch:

    def a(self):
        self.l = ['a']
        return self

    def b(self):
        self.l.append('b')
        return self


print(Ch().a().b().l)


class Sing:
    _i = None

    def __new__(cls, *a):
        if cls._i is None:
            cls._i = super().__new__(cls)
        return cls._i

    def __init__(self, v=None):
        self.v = v


print(Sing(1) is Sing(2), Sing().v)


class WithCall:

    def __call__(self, *a, **k):
        return (a, k)


print(WithCall()(1, x=2), callable(WithCall()), callable(WithCall))
print(vars(E).keys() >= {'d', 'nd'})
print(sorted((k for k in dir(S) if not k.startswith('__'))))
A.x += 1
print(A.x, B.x)
B.x = 10
print(A.x, B.x)
del B.x
print(B.x)
try:
    del B.x
except AttributeError as q:
    print(q)


class Old:
    pass


o = Old()
o.__class__ = Duck
print(type(o).__name__)
try:
    o.__class__ = int
except TypeError as q:
    print(q)
Duck.__name__ = 'Renamed'
print(Duck, o.__class__.__qualname__)
print(type(type), type(object), object.__bases__, type.__mro__)


class K:

    def __eq__(self, o):
        return True


try:
    hash(K())
except TypeError as q:
    print(q)


class Kd:

    def __getattr__(self, n):
        return n * 2

    def __setattr__(self, n, v):
        print('sa', n, v)
        object.__setattr__(self, n, v)

    def __delattr__(self, n):
        print('da', n)
        object.__delattr__(self, n)

    def __dir__(self):
        return ['z', 'a']


k = Kd()
k.q = 1
print(k.q, k.w, dir(k))
del k.q
print(k.q)


class Ga:

    def __getattribute__(self, n):
        if n == 'secret':
            raise AttributeError('hidden')
        return object.__getattribute__(self, n)

    def __getattr__(self, n):
        return 'fallback ' + n


g = Ga()
g.secret = 1
g.open = 2
print(g.secret, g.open, g.other)
