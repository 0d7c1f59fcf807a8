# SPDX-License-Identifier: MIT
# What typing does with its forms: reading hints back, and the classes that
# are made from them, NamedTuple and TypedDict.  Part of typing, which imports
# it at its end and shows everything here as its own.

import collections
import functools
import sys
import types
from typing import (
    Annotated, Callable, ForwardRef, Generic, NotRequired, Optional,
    Required, Union, _Alias, _AnnotatedAlias, _LiteralAlias, _Plain,
    _as_type)

__name__ = 'typing'


# ---- Functions ----

def cast(typ, val):
    return val


def assert_type(val, typ, /):
    return val


def reveal_type(obj, /):
    print(f'Runtime type is {type(obj).__name__!r}', file=sys.stderr)
    return obj


def assert_never(arg, /):
    shown = repr(arg)
    if len(shown) > 100:
        shown = shown[:100] + '...'
    raise AssertionError(f'Expected code to be unreachable, but got: {shown}')


def final(f):
    try:
        f.__final__ = True
    except (AttributeError, TypeError):
        pass
    return f


def override(method, /):
    try:
        method.__override__ = True
    except (AttributeError, TypeError):
        pass
    return method


def no_type_check(arg):
    if isinstance(arg, type):
        for value in vars(arg).values():
            if isinstance(value, types.FunctionType):
                value.__no_type_check__ = True
            elif isinstance(value, type) and value.__qualname__.startswith(
                    arg.__qualname__ + '.'):
                no_type_check(value)
    try:
        arg.__no_type_check__ = True
    except TypeError:
        pass
    return arg


def no_type_check_decorator(decorator):
    @functools.wraps(decorator)
    def wrapped(*args, **kwds):
        return no_type_check(decorator(*args, **kwds))

    return wrapped


def _overload_dummy(*args, **kwds):
    raise NotImplementedError(
        'You should not call an overloaded function. A series of '
        '@overload-decorated functions outside a stub module should always '
        'be followed by an implementation that is not @overload-ed.')


def overload(func):
    return _overload_dummy


def _evaluated(hint, globalns, localns, inside=frozenset()):
    if isinstance(hint, ForwardRef):
        return hint._evaluate(globalns, localns, inside)
    args = () if isinstance(hint, type) and not isinstance(
        hint, types.GenericAlias) else getattr(hint, '__args__', ())
    if not args or isinstance(hint, _LiteralAlias):
        return hint
    new = tuple(_evaluated(arg, globalns, localns, inside) for arg in args)
    if new == args:
        return hint
    if isinstance(hint, types.GenericAlias):
        return types.GenericAlias(hint.__origin__, new)
    if isinstance(hint, types.UnionType):
        return functools.reduce(lambda a, b: a | b, new)
    if isinstance(hint, _AnnotatedAlias):
        return Annotated[(new[0], *hint.__metadata__)]
    return type(hint)(hint._name, hint.__origin__, new)


def _without_extras(hint):
    if isinstance(hint, _AnnotatedAlias):
        return _without_extras(hint.__origin__)
    if isinstance(hint, _Alias) and hint.__origin__ in (Required, NotRequired):
        return _without_extras(hint.__args__[0])
    if isinstance(hint, _Alias) and hint.__args__ and not isinstance(
            hint, _LiteralAlias):
        new = tuple(_without_extras(arg) for arg in hint.__args__)
        if new != hint.__args__:
            return type(hint)(hint._name, hint.__origin__, new)
    return hint


def _hint(value, globalns, localns):
    if value is None:
        return type(None)
    if isinstance(value, str):
        value = ForwardRef(value, False)
    return _evaluated(value, globalns, localns)


def get_type_hints(obj, globalns=None, localns=None, include_extras=False):
    if getattr(obj, '__no_type_check__', None):
        return {}
    hints = {}
    if isinstance(obj, type):
        for base in reversed(obj.__mro__):
            space = globalns
            if space is None:
                module = sys.modules.get(base.__module__)
                space = {} if module is None else vars(module)
            inside = localns
            if localns is None and globalns is None and \
                    sys.version_info >= (3, 10):
                inside = vars(base)
            for name, value in vars(base).get('__annotations__', {}).items():
                hints[name] = _hint(value, space, dict(inside or space))
    else:
        if globalns is None:
            if isinstance(obj, types.ModuleType):
                globalns = vars(obj)
            else:
                inner = obj
                while hasattr(inner, '__wrapped__'):
                    inner = inner.__wrapped__
                globalns = getattr(inner, '__globals__', {})
        own = getattr(obj, '__annotations__', None)
        if own is None:
            if isinstance(obj, (types.BuiltinFunctionType, types.MethodType,
                                types.ModuleType,
                                types.MethodDescriptorType,
                                types.WrapperDescriptorType,
                                types.MethodWrapperType)):
                return {}
            raise TypeError(f'{obj!r} is not a module, class, method, or '
                            'function.')
        defaults = _none_defaults(obj) if sys.version_info < (3, 11) else ()
        for name, value in own.items():
            hint = _hint(value, globalns, localns or globalns)
            if name in defaults:
                hint = Optional[hint]
            hints[name] = hint
    if include_extras:
        return hints
    return {name: _without_extras(hint) for name, hint in hints.items()}


def _none_defaults(func):
    code = getattr(func, '__code__', None)
    if code is None:
        return ()
    names = code.co_varnames[:code.co_argcount]
    defaults = func.__defaults__ or ()
    found = dict(func.__kwdefaults__ or {})
    found.update(zip(names[len(names) - len(defaults):], defaults))
    return [name for name, value in found.items() if value is None]


def get_origin(tp):
    if isinstance(tp, _AnnotatedAlias):
        return Annotated
    if isinstance(tp, (_Alias, types.GenericAlias)):
        return tp.__origin__
    if isinstance(tp, types.UnionType):
        return types.UnionType
    return Generic if tp is Generic else None


def get_args(tp):
    if isinstance(tp, _AnnotatedAlias):
        return (tp.__origin__, *tp.__metadata__)
    if isinstance(tp, _Plain):
        return ()
    if isinstance(tp, (_Alias, types.GenericAlias, types.UnionType)):
        args = tp.__args__
        if tp.__class__ is _Alias and \
                tp.__origin__ is collections.abc.Callable and \
                args[0] is not ...:
            return list(args[:-1]), args[-1]
        return args
    return ()


class NewType:
    def __init__(self, name, tp):
        self.__qualname__ = name
        self.__name__ = name.rpartition('.')[2]
        self.__supertype__ = tp
        try:
            self.__module__ = sys._getframe(1).f_globals['__name__']
        except (AttributeError, ValueError, KeyError):
            pass

    def __call__(self, x, /):
        return x

    def __repr__(self):
        return f'{self.__module__}.{self.__qualname__}'

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]


# ---- NamedTuple and TypedDict ----

def _named_tuple(name, hints, defaults, module):
    made = collections.namedtuple(name, hints, defaults=defaults,
                                  module=module)
    message = f'field annotation must be a type'
    made.__annotations__ = made.__new__.__annotations__ = {
        key: _as_type(hint, message) for key, hint in hints.items()}
    if sys.version_info < (3, 9):
        made._field_types = made.__annotations__
    return made


_TUPLE_OWN = frozenset((
    '__new__', '__init__', '__slots__', '__getnewargs__', '_fields',
    '_field_defaults', '_field_types', '_make', '_replace', '_asdict',
    '_source'))


class _NamedTupleMeta(type):
    def __new__(cls, typename, bases, space):
        hints = space.get('__annotations__', {})
        defaults = []
        for name in hints:
            if name in space:
                defaults.append(space[name])
            elif defaults:
                raise TypeError(
                    f'Non-default namedtuple field {name} cannot follow '
                    'default field(s) '
                    + ', '.join(n for n in hints if n in space))
        made = _named_tuple(typename, hints, defaults, space['__module__'])
        for key, value in space.items():
            if key in _TUPLE_OWN:
                raise AttributeError('Cannot overwrite NamedTuple attribute '
                                     + key)
            if key not in ('__module__', '__annotations__', *made._fields):
                setattr(made, key, value)
        if Generic in bases:
            made.__class_getitem__ = classmethod(
                lambda cls, item: types.GenericAlias(cls, item))
        return made


def _by_keyword(name, kwargs):
    # Until 3.8 the arguments could be given by keyword, with a warning.
    if name not in kwargs or sys.version_info >= (3, 9):
        return None
    import warnings
    warnings.warn(f"Passing '{name}' as keyword argument is deprecated",
                  DeprecationWarning, stacklevel=3)
    return kwargs.pop(name)


def _new_named_tuple(*args, **kwargs):
    if not args:
        raise TypeError('NamedTuple.__new__(): not enough arguments')
    _, *args = args
    typename = args.pop(0) if args else _by_keyword('typename', kwargs)
    if typename is None:
        raise TypeError("NamedTuple.__new__() missing 1 required positional "
                        "argument: 'typename'")
    if len(args) > 1:
        raise TypeError('NamedTuple.__new__() takes from 2 to 3 positional '
                        f'arguments but {len(args) + 2} were given')
    if args:
        fields = args[0]
    elif isinstance(kwargs.get('fields'), type) or len(kwargs) > 1:
        fields = None  # the name of a field
    else:
        fields = _by_keyword('fields', kwargs)
    if fields is None:
        fields = kwargs.items()
    elif kwargs:
        raise TypeError('Either list of fields or keywords can be provided '
                        'to NamedTuple, not both')
    module = sys._getframe(1).f_globals.get('__name__', '__main__')
    return _named_tuple(typename, dict(fields), None, module)


# An ordinary class to look at; as a base it hands over to the metaclass.
NamedTuple = type.__new__(_NamedTupleMeta, 'NamedTuple', (), {
    '__new__': _new_named_tuple, '__module__': 'typing'})


class _TypedDictMeta(type):
    def __new__(cls, name, bases, space, total=True):
        if space.get('__module__') == 'typing' and name == 'TypedDict':
            return super().__new__(cls, name, (), space)
        hints, required, optional = {}, {}, {}
        for base in bases:
            hints.update(getattr(base, '__annotations__', {}))
            required.update(dict.fromkeys(
                getattr(base, '__required_keys__', ())))
            optional.update(dict.fromkeys(
                getattr(base, '__optional_keys__', ())))
        message = ("TypedDict('Name', {f0: t0, f1: t1, ...}); each t must be "
                   'a type')
        own = {key: _as_type(hint, message)
               for key, hint in space.get('__annotations__', {}).items()}
        for key, hint in own.items():
            origin = get_origin(hint)
            needed = total if origin not in (Required, NotRequired) \
                else origin is Required
            (required if needed else optional)[key] = None
        hints.update(own)
        made = super().__new__(cls, name, (dict,), {
            key: value for key, value in space.items()
            if key != '__annotations__'})
        made.__annotations__ = hints
        made.__total__ = total
        made.__required_keys__ = frozenset(required)
        made.__optional_keys__ = frozenset(optional)
        return made

    def __call__(cls, /, *args, **kwargs):
        if cls is TypedDict:
            return cls._functional(*args, **kwargs)
        return dict(*args, **kwargs)

    def _functional(cls, typename, fields=None, /, *, total=True, **kwargs):
        if fields is None:
            fields = kwargs
        elif kwargs:
            raise TypeError('TypedDict takes either a dict or keyword '
                            'arguments, but not both')
        module = sys._getframe(2).f_globals.get('__name__', '__main__')
        return _TypedDictMeta(typename, (), {
            '__annotations__': dict(fields), '__module__': module},
            total=total)

    def __subclasscheck__(cls, other):
        raise TypeError('TypedDict does not support instance and class '
                        'checks')

    __instancecheck__ = __subclasscheck__


class TypedDict(metaclass=_TypedDictMeta):
    pass


def is_typeddict(tp):
    return type(tp) is _TypedDictMeta and tp is not TypedDict
