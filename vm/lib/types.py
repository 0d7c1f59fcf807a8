# SPDX-License-Identifier: MIT
# Names for the types that have none among the built-ins, and class creation
# as a function.

import sys


def _sample():
    def function():
        yield

    async def coroutine():
        pass

    async def asynchronous():
        yield

    return function, coroutine(), asynchronous()


def _cell():
    inside = None

    def function():
        return inside

    return function.__closure__[0]


def _traceback():
    try:
        raise TypeError
    except TypeError:
        return sys.exc_info()[2]


_function, _coroutine, _async_generator = _sample()
FunctionType = LambdaType = type(_function)
CodeType = type(_function.__code__)


class _Slotted:
    __slots__ = ('slot',)


MappingProxyType = type(type.__dict__)
SimpleNamespace = type(sys.implementation)
CellType = type(_cell())
GeneratorType = type(_function())
CoroutineType = type(_coroutine)
AsyncGeneratorType = type(_async_generator)
_coroutine.close()
MethodType = type(_function.__get__(0))
BuiltinFunctionType = BuiltinMethodType = type(len)
WrapperDescriptorType = type(object.__str__)
MethodWrapperType = type(object().__str__)
MethodDescriptorType = type(str.join)
ClassMethodDescriptorType = type(dict.__dict__['fromkeys'])
ModuleType = type(sys)
_trace = _traceback()
TracebackType = type(_trace)
FrameType = type(_trace.tb_frame)
GetSetDescriptorType = type(FunctionType.__code__)
MemberDescriptorType = type(_Slotted.slot)
EllipsisType = type(Ellipsis)
NoneType = type(None)
NotImplementedType = type(NotImplemented)
del _trace, _function, _coroutine, _async_generator, _Slotted


# ---- Classes made by calls ----

def new_class(name, bases=(), kwds=None, exec_body=None):
    resolved = resolve_bases(bases)
    meta, space, kwds = prepare_class(name, resolved, kwds)
    if exec_body is not None:
        exec_body(space)
    if resolved is not bases:
        space['__orig_bases__'] = bases
    return meta(name, resolved, space, **kwds)


def resolve_bases(bases):
    found = []
    for base in bases:
        if not isinstance(base, type) and hasattr(base, '__mro_entries__'):
            entries = base.__mro_entries__(bases)
            if not isinstance(entries, tuple):
                raise TypeError('__mro_entries__ must return a tuple')
            found.extend(entries)
        else:
            found.append(base)
    if len(found) == len(bases) and all(map(_same, found, bases)):
        return bases
    return tuple(found)


def _same(a, b):
    return a is b


def get_original_bases(cls, /):
    return cls.__dict__.get('__orig_bases__', cls.__bases__)


def prepare_class(name, bases=(), kwds=None):
    kwds = dict(kwds or {})
    if 'metaclass' in kwds:
        meta = kwds.pop('metaclass')
    else:
        meta = type(bases[0]) if bases else type
    if isinstance(meta, type):
        meta = _most_derived(meta, bases)
    space = meta.__prepare__(name, bases, **kwds) \
        if hasattr(meta, '__prepare__') else {}
    return meta, space, kwds


def _most_derived(meta, bases):
    for base in bases:
        other = type(base)
        if issubclass(other, meta):
            meta = other
        elif not issubclass(meta, other):
            raise TypeError(
                'metaclass conflict: the metaclass of a derived class must '
                'be a (non-strict) subclass of the metaclasses of all its '
                'bases')
    return meta


class DynamicClassAttribute:
    # A property for instances; on the class its name is looked up by the
    # metaclass's __getattr__.

    def __init__(self, fget=None, fset=None, fdel=None, doc=None):
        self.fget, self.fset, self.fdel = fget, fset, fdel
        self.overwrite_doc = doc is None
        self.__doc__ = getattr(fget, '__doc__', None) if doc is None else doc
        self.__isabstractmethod__ = bool(
            getattr(fget, '__isabstractmethod__', False))

    def __get__(self, instance, ownerclass=None):
        if instance is None:
            if self.__isabstractmethod__:
                return self
            raise AttributeError()
        if self.fget is None:
            raise AttributeError('unreadable attribute')
        return self.fget(instance)

    def __set__(self, instance, value):
        if self.fset is None:
            raise AttributeError("can't set attribute")
        self.fset(instance, value)

    def __delete__(self, instance):
        if self.fdel is None:
            raise AttributeError("can't delete attribute")
        self.fdel(instance)

    def getter(self, fget):
        doc = fget.__doc__ if self.overwrite_doc else self.__doc__
        made = type(self)(fget, self.fset, self.fdel, doc)
        made.overwrite_doc = self.overwrite_doc
        return made

    def setter(self, fset):
        return self._again(self.fget, fset, self.fdel)

    def deleter(self, fdel):
        return self._again(self.fget, self.fset, fdel)

    def _again(self, *functions):
        made = type(self)(*functions, self.__doc__)
        made.overwrite_doc = self.overwrite_doc
        return made


def coroutine(func):
    # Lets a generator function be awaited.
    if not callable(func):
        raise TypeError('types.coroutine() expects a callable')
    if type(func) is FunctionType:
        flags = func.__code__.co_flags
        if flags & 0x180:           # already a coroutine, or awaitable
            return func
        if flags & 0x20:            # a generator
            func.__code__ = func.__code__.replace(co_flags=flags | 0x100)
            return func
    import collections.abc as kinds
    from functools import wraps

    @wraps(func)
    def wrapped(*args, **kwargs):
        made = func(*args, **kwargs)
        if type(made) is CoroutineType or type(made) is GeneratorType and \
                made.gi_code.co_flags & 0x100:
            return made
        if isinstance(made, kinds.Generator) and \
                not isinstance(made, kinds.Coroutine):
            return _GeneratorWrapper(made)
        return made

    return wrapped


class _GeneratorWrapper:
    """A generator, or what behaves like one, in the shape of a coroutine."""

    def __init__(self, generator):
        self.__generator = generator
        self.__plain = type(generator) is GeneratorType
        self.__name__ = getattr(generator, '__name__', None)
        self.__qualname__ = getattr(generator, '__qualname__', None)

    def send(self, value):
        return self.__generator.send(value)

    def throw(self, *error):
        return self.__generator.throw(*error)

    def close(self):
        return self.__generator.close()

    def __next__(self):
        return next(self.__generator)

    def __iter__(self):
        return self.__generator if self.__plain else self

    __await__ = __iter__


def _passed_on(name):
    return property(
        lambda self: getattr(self._GeneratorWrapper__generator, name))


for _name, _other in (('code', 'code'), ('frame', 'frame'),
                      ('running', 'running'), ('yieldfrom', 'await')):
    setattr(_GeneratorWrapper, 'gi_' + _name, _passed_on('gi_' + _name))
    setattr(_GeneratorWrapper, 'cr_' + _other, _passed_on('gi_' + _name))
del _name, _other


# ---- list[int] and int | None, from 3.9 and 3.10 ----

def _shown(kind):
    if kind is Ellipsis:
        return '...'
    if isinstance(kind, list):
        return '[' + ', '.join(map(_shown, kind)) + ']'
    if isinstance(kind, GenericAlias):
        return repr(kind)
    if isinstance(kind, type):
        if kind is NoneType:
            return 'None'
        if kind.__module__ == 'builtins':
            return kind.__qualname__
        return f'{kind.__module__}.{kind.__qualname__}'
    return repr(kind)


def _parameters(args):
    found = {}
    for arg in args:
        if type(arg).__name__ in ('TypeVar', 'ParamSpec'):
            found[arg] = None
        else:
            found.update(dict.fromkeys(getattr(arg, '__parameters__', ())
                                       if not isinstance(arg, type) else ()))
    return tuple(found)


class GenericAlias:
    __slots__ = ('__origin__', '__args__', '__parameters__', '__weakref__')

    def __init__(self, origin, args):
        if not isinstance(args, tuple):
            args = (args,)
        put = object.__setattr__
        put(self, '__origin__', origin)
        put(self, '__args__', args)
        put(self, '__parameters__', _parameters(args))

    def __repr__(self):
        inside = ', '.join(map(_shown, self.__args__)) or '()'
        return f'{_shown(self.__origin__)}[{inside}]'

    def __getattr__(self, name):
        if name.startswith('__') and name not in ('__module__', '__name__',
                                                  '__qualname__', '__doc__'):
            raise AttributeError(name)
        return getattr(self.__origin__, name)

    def __call__(self, *args, **kwds):
        made = self.__origin__(*args, **kwds)
        try:
            made.__orig_class__ = self
        except (AttributeError, TypeError):
            pass
        return made

    def __getitem__(self, items):
        if not self.__parameters__:
            raise TypeError(f'{self!r} is not a generic class')
        if not isinstance(items, tuple):
            items = (items,)
        wanted, given = len(self.__parameters__), len(items)
        if wanted != given:
            few = 'many' if given > wanted else 'few'
            raise TypeError(f'Too {few} arguments for {self!r}; actual '
                            f'{given}, expected {wanted}')
        known = dict(zip(self.__parameters__, items))
        return GenericAlias(self.__origin__, tuple(
            _substituted(arg, known) for arg in self.__args__))

    def __mro_entries__(self, bases):
        return (self.__origin__,)

    def __eq__(self, other):
        if not isinstance(other, GenericAlias):
            return NotImplemented
        return (self.__origin__ == other.__origin__
                and self.__args__ == other.__args__)

    def __hash__(self):
        return hash(self.__origin__) ^ hash(self.__args__)

    def __iter__(self):
        raise TypeError(f'{type(self).__name__!r} object is not iterable')

    def __or__(self, other):
        return _union(self, other)

    def __ror__(self, other):
        return _union(other, self)

    def __instancecheck__(self, instance):
        raise TypeError('isinstance() argument 2 cannot be a parameterized '
                        'generic')

    def __subclasscheck__(self, cls):
        raise TypeError('issubclass() argument 2 cannot be a parameterized '
                        'generic')

    def __reduce__(self):
        return GenericAlias, (self.__origin__, self.__args__)


def _substituted(arg, known):
    if isinstance(arg, type):
        return arg
    try:
        if arg in known:
            return known[arg]
    except TypeError:
        return arg
    own = getattr(arg, '__parameters__', ())
    return arg[tuple(known[name] for name in own)] if own else arg


class UnionType:
    __slots__ = ('__args__', '__parameters__', '__weakref__')

    def __new__(cls, *args):
        raise TypeError("cannot create 'types.UnionType' instances")

    def __repr__(self):
        return ' | '.join(map(_shown, self.__args__))

    def __eq__(self, other):
        if not isinstance(other, UnionType):
            return NotImplemented
        return set(self.__args__) == set(other.__args__)

    def __hash__(self):
        return hash(frozenset(self.__args__))

    def __or__(self, other):
        return _union(self, other)

    def __ror__(self, other):
        return _union(other, self)

    def __instancecheck__(self, instance):
        return isinstance(instance, self.__args__)

    def __subclasscheck__(self, cls):
        return issubclass(cls, self.__args__)

    def __getitem__(self, items):
        if not isinstance(items, tuple):
            items = (items,)
        known = dict(zip(self.__parameters__, items))
        args = [_substituted(arg, known) for arg in self.__args__]
        made = args[0]
        for arg in args[1:]:
            made = _union(made, arg)
        return made


def _union(*parts):
    members = {}
    for part in parts:
        if part is None:
            part = NoneType
        if isinstance(part, UnionType):
            members.update(dict.fromkeys(part.__args__))
        elif isinstance(part, (type, GenericAlias)) or type(
                part).__module__ == 'typing':
            members[part] = None
        else:
            return NotImplemented
    if len(members) == 1:
        return next(iter(members))
    made = object.__new__(UnionType)
    made.__args__ = tuple(members)
    made.__parameters__ = _parameters(made.__args__)
    return made


__all__ = [_name for _name in dir() if _name[0] != '_' and _name != 'sys']
