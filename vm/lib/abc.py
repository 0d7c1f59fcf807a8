# SPDX-License-Identifier: MIT
# Abstract base classes: which methods a class still lacks, and classes that
# count as subclasses without inheriting.
#
# Invariant: _abc_yes and _abc_no hold answers of __subclasscheck__; a
# register() anywhere makes every _abc_no stale, which the version tells.

_version = 0


def abstractmethod(funcobj):
    # Nothing but this attribute makes it abstract.
    setattr(funcobj, '__isabstractmethod__', True)
    return funcobj


class _Abstract:
    # Mixed into what wraps a function.
    __isabstractmethod__ = True

    def __init__(self, callable):
        super().__init__(abstractmethod(callable))


class abstractclassmethod(_Abstract, classmethod):
    pass


class abstractstaticmethod(_Abstract, staticmethod):
    pass


class abstractproperty(property):
    __isabstractmethod__ = True


def get_cache_token():
    return _version


def _is_abstract(value):
    return getattr(value, '__isabstractmethod__', False)


def _still_abstract(cls):
    names = {name for name, value in vars(cls).items() if _is_abstract(value)}
    for base in cls.__bases__:
        for name in getattr(base, '__abstractmethods__', ()):
            if _is_abstract(getattr(cls, name, None)):
                names.add(name)
    return frozenset(names)


def update_abstractmethods(cls):
    # For decorators that add methods to a finished class (3.10).
    if hasattr(cls, '__abstractmethods__'):
        cls.__abstractmethods__ = _still_abstract(cls)
    return cls


class ABCMeta(type):
    def __new__(mcls, name, bases, namespace, /, **kwargs):
        cls = super().__new__(mcls, name, bases, namespace, **kwargs)
        cls.__abstractmethods__ = _still_abstract(cls)
        cls._abc_registry = []
        cls._abc_forget()
        return cls

    def _abc_forget(cls):
        cls._abc_yes = set()
        cls._abc_no = set()
        cls._abc_version = _version

    def _abc_registry_clear(cls):
        cls._abc_registry.clear()

    _abc_caches_clear = _abc_forget

    def register(cls, subclass):
        global _version
        if not isinstance(subclass, type):
            raise TypeError('Can only register classes')
        if not issubclass(subclass, cls):
            if issubclass(cls, subclass):
                raise RuntimeError('Refusing to create an inheritance cycle')
            cls._abc_registry.append(subclass)
            _version += 1
        return subclass

    def __instancecheck__(cls, instance):
        kind = type(instance)
        if cls.__subclasscheck__(kind):
            return True
        claimed = getattr(instance, '__class__', kind)
        return claimed is not kind and cls.__subclasscheck__(claimed)

    def __subclasscheck__(cls, subclass):
        if not isinstance(subclass, type):
            raise TypeError('issubclass() arg 1 must be a class')
        if subclass in cls._abc_yes:
            return True
        if cls._abc_version != _version:
            cls._abc_no = set()
            cls._abc_version = _version
        elif subclass in cls._abc_no:
            return False
        answer = cls._abc_decide(subclass)
        (cls._abc_yes if answer else cls._abc_no).add(subclass)
        return answer

    def _abc_decide(cls, subclass):
        hooked = cls.__subclasshook__(subclass)
        if hooked is not NotImplemented:
            return bool(hooked)
        if cls in getattr(subclass, '__mro__', ()):
            return True
        if any(issubclass(subclass, other) for other in cls._abc_registry):
            return True
        return any(issubclass(subclass, other)
                   for other in cls.__subclasses__())


class ABC(metaclass=ABCMeta):
    __slots__ = ()
