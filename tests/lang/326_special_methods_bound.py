"""Special methods may be any descriptor, on the class; None refuses."""


class Bound:
    def __init__(self, name):
        self.name = name

    def __get__(self, instance, owner):
        def call(*args):
            print(self.name, type(instance).__name__, owner.__name__, args)
            return 'got'
        return call


class A:
    __getattr__ = Bound('getattr')
    __setattr__ = Bound('setattr')
    __delattr__ = Bound('delattr')


a = A()
print(a.x)
a.y = 1
del a.z


class B:
    __getattribute__ = Bound('getattribute')


print(B().anything)


class New:
    @classmethod
    def __new__(*args):
        return args


print([x if isinstance(x, int) else x.__name__ for x in New(1, 2)])


class Refuses:
    __add__ = __radd__ = __eq__ = __ne__ = __neg__ = __index__ = None


def refused(call):
    try:
        print(call())
    except TypeError as error:
        print(error)


refused(lambda: Refuses() + 1)
refused(lambda: 1 + Refuses())
refused(lambda: Refuses() == 1)
refused(lambda: 1 != Refuses())
refused(lambda: -Refuses())


class Meta(type):
    class Data:
        def __set__(self, instance, value):
            instance.__dict__['ignored'] = value
    a = Data()


class WithMeta(metaclass=Meta):
    a = 42


print(WithMeta.a)
import types
module = types.ModuleType('lazy')


class Lazy(types.ModuleType):
    @property
    def answer(self):
        return 42


module.__class__ = Lazy
print(module.answer, module.__name__, type(module).__name__)
