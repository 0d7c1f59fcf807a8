# SPDX-License-Identifier: MIT
# Type hints at run time: things that can be subscripted, compared, shown and
# read back.  Nothing here checks a value against a type.
#
# Invariant: a subscripted form is an _Alias of (name, origin, args); what is
# special about a form stands in the function that its subscription calls.

import collections
import collections.abc
import contextlib
import functools
import re as stdlib_re
import sys
import types
from abc import ABCMeta, abstractmethod

__all__ = [
    'AbstractSet', 'Annotated', 'Any', 'AnyStr', 'AsyncContextManager',
    'AsyncGenerator', 'AsyncIterable', 'AsyncIterator', 'Awaitable',
    'ByteString', 'Callable', 'ChainMap', 'ClassVar', 'Collection',
    'Concatenate', 'Container', 'ContextManager', 'Coroutine', 'Counter',
    'DefaultDict', 'Deque', 'Dict', 'Final', 'ForwardRef', 'FrozenSet',
    'Generator', 'Generic', 'Hashable', 'ItemsView', 'Iterable', 'Iterator',
    'KeysView', 'List', 'Literal', 'LiteralString', 'Mapping',
    'MappingView', 'MutableMapping', 'MutableSequence', 'MutableSet',
    'NamedTuple', 'Never', 'NewType', 'NoReturn', 'NotRequired', 'Optional',
    'OrderedDict', 'ParamSpec', 'Protocol', 'Required', 'Reversible', 'Self',
    'Sequence', 'Set', 'Sized', 'SupportsAbs', 'SupportsBytes',
    'SupportsComplex', 'SupportsFloat', 'SupportsIndex', 'SupportsInt',
    'SupportsRound', 'Text', 'TYPE_CHECKING', 'Tuple', 'Type', 'TypeAlias',
    'TypeGuard', 'TypeVar', 'TypeVarTuple', 'TypedDict', 'Union', 'Unpack',
    'ValuesView',
    'assert_never', 'assert_type', 'cast', 'final', 'get_args',
    'get_origin', 'get_type_hints', 'is_typeddict', 'no_type_check',
    'no_type_check_decorator', 'overload', 'override', 'reveal_type', 'runtime_checkable',
]

TYPE_CHECKING = False
Text = str


def _shown(thing):
    if isinstance(thing, type) and not isinstance(thing, types.GenericAlias):
        if thing.__module__ == 'builtins':
            return thing.__qualname__
        return f'{thing.__module__}.{thing.__qualname__}'
    if thing is ...:
        return '...'
    if isinstance(thing, list):
        return '[' + ', '.join(map(_shown, thing)) + ']'
    if isinstance(thing, types.FunctionType):
        return thing.__name__
    return repr(thing)


def _as_type(thing, message, is_argument=True):
    if thing is None:
        return type(None)
    if isinstance(thing, str):
        return ForwardRef(thing, is_argument)
    if isinstance(thing, _Special):
        if thing._subscribe is not None:
            raise TypeError(f'Plain {thing} is not valid as type argument')
        return thing
    if isinstance(thing, _Alias):
        alone = (Generic, Protocol, ClassVar, Final)[:4 if is_argument else 2]
        if thing.__origin__ in alone:
            raise TypeError(f'{thing} is not valid as type argument')
        return thing
    if thing in (Generic, Protocol):
        raise TypeError(f'Plain {thing} is not valid as type argument')
    if not callable(thing):
        raise TypeError(f'{message} Got {thing!r:.100}.')
    return thing


def _parameters_of(args):
    found = {}
    for arg in args:
        if isinstance(arg, TypeVar):
            found[arg] = None
        elif isinstance(arg, list):
            found.update(dict.fromkeys(_parameters_of(arg)))
        elif not isinstance(arg, type):
            found.update(dict.fromkeys(getattr(arg, '__parameters__', ())))
    return tuple(found)


def _check_count(thing, given, wanted):
    if not wanted:
        raise TypeError(f'{thing} is not a generic class')
    if given != wanted:
        word = 'many' if given > wanted else 'few'
        raise TypeError(f'Too {word} parameters for {thing}; actual {given}, '
                        f'expected {wanted}')


def _replaced(arg, known):
    if isinstance(arg, TypeVar):
        return known.get(arg, arg)
    if isinstance(arg, list):
        return [_replaced(item, known) for item in arg]
    own = () if isinstance(arg, type) else getattr(arg, '__parameters__', ())
    if not own:
        return arg
    return arg[tuple(known.get(name, name) for name in own)]


def _flat_distinct(args):
    # The members of unions among the arguments, each once.
    flat = []
    for arg in args:
        if _is_union(arg):
            flat += arg.__args__
        else:
            flat.append(arg)
    found = []
    for arg in flat:
        if arg not in found:
            found.append(arg)
    return tuple(found)


def _is_union(thing):
    return isinstance(thing, types.UnionType) or isinstance(
        thing, _Alias) and thing.__origin__ is Union


_cleanups = []


def _remembered(make):
    # The same arguments give the same form, where they can be hashed.
    known = functools.lru_cache(typed=True)(make)
    _cleanups.append(known.cache_clear)

    @functools.wraps(make)
    def subscript(*args):
        try:
            hash(args)
        except TypeError:
            return make(*args)
        return known(*args)

    return subscript


# ---- Forms ----

class _Final:
    # No subclasses, and no instances of instances.
    __slots__ = ('__weakref__',)

    def __init_subclass__(cls, /, _root=False, **kwds):
        if not _root:
            raise TypeError('Cannot subclass special typing classes')


class _Operators:
    __slots__ = ()

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]


class _Special(_Final, _Operators, _root=True):
    # A form with a name; `subscribe(arguments)` makes what [...] gives.
    __slots__ = ('_name', '_subscribe')

    def __init__(self, name, subscribe=None):
        self._name = name
        self._subscribe = subscribe

    def __mro_entries__(self, bases):
        raise TypeError(f'Cannot subclass {self!r}')

    def __repr__(self):
        return f'typing.{self._name}'

    def __reduce__(self):
        return self._name

    def __call__(self, *args, **kwds):
        raise TypeError(f'Cannot instantiate {self!r}')

    def __instancecheck__(self, obj):
        raise TypeError(f'{self} cannot be used with isinstance()')

    def __subclasscheck__(self, cls):
        raise TypeError(f'{self} cannot be used with issubclass()')

    @_remembered
    def __getitem__(self, parameters):
        if self._subscribe is None:
            raise TypeError(f'{self} is not subscriptable')
        return self._subscribe(parameters)

    def __eq__(self, other):
        if not isinstance(other, _Special):
            return NotImplemented
        return self._name == other._name

    def __hash__(self):
        return hash((self._name,))


class _Alias(_Final, _Operators, _root=True):
    # A subscripted form, such as List[int].

    def __init__(self, name, origin, args):
        self._name = name
        self.__origin__ = origin
        self.__args__ = args
        self.__parameters__ = _parameters_of(args)
        if name is None:
            self.__module__ = origin.__module__

    @_remembered
    def __getitem__(self, items):
        if self.__origin__ in (Generic, Protocol):
            raise TypeError(f'Cannot subscript already-subscripted {self}')
        if not isinstance(items, tuple):
            items = (items,)
        message = 'Parameters to generic types must be types.'
        open_ended = any(isinstance(item, ParamSpec)
                         for item in self.__parameters__)
        items = tuple(item if open_ended and isinstance(item, list) else
                      _as_type(item, message) for item in items)
        _check_count(self, len(items), len(self.__parameters__))
        known = dict(zip(self.__parameters__, items))
        args = tuple(_replaced(arg, known) for arg in self.__args__)
        if self.__origin__ is Union:
            return Union[args]
        return type(self)(self._name, self.__origin__, args)

    def __repr__(self):
        if self.__origin__ is Union:
            return _union_repr(self.__args__)
        name = f'typing.{self._name}' if self._name else _shown(
            self.__origin__)
        if self.__origin__ is collections.abc.Callable:
            *params, result = self.__args__
            inside = '...' if params == [...] else _shown(params)
            return f'{name}[{inside}, {_shown(result)}]'
        inside = ', '.join(map(_shown, self.__args__)) or '()'
        return f'{name}[{inside}]'

    def __eq__(self, other):
        if not isinstance(other, _Alias):
            return NotImplemented
        if self.__origin__ != other.__origin__:
            return False
        if self.__origin__ is Union:
            return set(self.__args__) == set(other.__args__)
        return self.__args__ == other.__args__

    def __hash__(self):
        if self.__origin__ is Union:
            return hash((Union, frozenset(self.__args__)))
        return hash((self.__origin__, self.__args__))

    def __call__(self, *args, **kwargs):
        if not isinstance(self.__origin__, type):
            raise TypeError(f'Cannot instantiate {self!r}')
        if self._name and self.__origin__.__module__ != 'collections':
            raise TypeError(
                f'Type {self._name} cannot be instantiated; use '
                f'{self.__origin__.__name__}() instead')
        made = self.__origin__(*args, **kwargs)
        try:
            made.__orig_class__ = self
        except AttributeError:
            pass
        return made

    def __mro_entries__(self, bases):
        if not isinstance(self.__origin__, type):
            raise TypeError(f'Cannot subclass {self!r}')
        if self.__origin__ in (stdlib_re.Match, stdlib_re.Pattern):
            raise TypeError(f"type 're.{self._name}' is not an acceptable "
                            'base type')
        entries = []
        if self.__origin__ not in bases:
            entries.append(self.__origin__)
        later = bases[bases.index(self) + 1:]
        if self._name and Generic not in bases and not any(
                isinstance(base, _Alias)
                or isinstance(base, type) and issubclass(base, Generic)
                for base in later):
            entries.append(Generic)
        if self.__origin__ is Generic:
            entries = [Generic]
            if Protocol in bases:
                return ()
            if any(isinstance(base, _Alias) and base is not self
                   for base in later):
                return ()
        return tuple(entries)

    def __getattr__(self, name):
        if name.startswith('__') and name.endswith('__') \
                or '__origin__' not in self.__dict__:
            raise AttributeError(name)
        return getattr(self.__origin__, name)

    def __setattr__(self, name, value):
        if name in ('_name', '__origin__', '__args__', '__parameters__',
                    '__module__', '__metadata__'):
            super().__setattr__(name, value)
        else:
            setattr(self.__origin__, name, value)

    def __instancecheck__(self, obj):
        return self.__subclasscheck__(type(obj))

    def __subclasscheck__(self, cls):
        if _is_union(self) and sys.version_info >= (3, 10):
            return issubclass(cls, self.__args__)
        raise TypeError('Subscripted generics cannot be used with class and '
                        'instance checks')

    def __copy__(self):
        return type(self)(self._name, self.__origin__, self.__args__)

    def __deepcopy__(self, memo):
        return self

    def __reduce__(self):
        form = globals()[self._name] if self._name else self.__origin__
        args = self.__args__
        if self.__origin__ is collections.abc.Callable and args[0] is not ...:
            args = list(args[:-1]), args[-1]
        return _subscript, (form, args)


def _subscript(form, args):
    return form[args[0] if len(args) == 1 else args]


def _union_repr(args):
    if len(args) == 2 and type(None) in args:
        other = args[0] if args[1] is type(None) else args[1]
        if sys.version_info < (3, 9):
            return f'typing.Union[{_shown(other)}, NoneType]'
        return f'typing.Optional[{_shown(other)}]'
    inside = ', '.join(map(_shown, args))
    return f'typing.Union[{inside}]'


class _Plain(_Alias, _root=True):
    # An unsubscripted name for a class of the library: List, Mapping ...

    def __init__(self, origin, count, name):
        super().__init__(name, origin, ())
        object.__setattr__(self, '_count', count)

    @_remembered
    def __getitem__(self, items):
        if not isinstance(items, tuple):
            items = (items,)
        message = f'Parameters to generic types must be types.'
        items = tuple(_as_type(item, message) for item in items)
        _check_count(self, len(items), self._count)
        return _Alias(self._name, self.__origin__, items)

    def __repr__(self):
        return f'typing.{self._name}'

    def __subclasscheck__(self, cls):
        return issubclass(cls, self.__origin__)

    def __reduce__(self):
        return self._name

    def __copy__(self):
        return self

    __hash__ = _Alias.__hash__


class _TuplePlain(_Plain, _root=True):
    @_remembered
    def __getitem__(self, items):
        if items == ():
            return _Alias(self._name, tuple,
                          ((),) if sys.version_info < (3, 11) else ())
        if not isinstance(items, tuple):
            items = (items,)
        message = 'Tuple[t0, t1, ...]: each t must be a type.'
        if len(items) == 2 and items[1] is ...:
            return _Alias(self._name, tuple,
                          (_as_type(items[0], message), ...))
        return _Alias(self._name, tuple, tuple(
            _as_type(item, message) for item in items))


class _Listed(tuple):
    """The list in Callable[[int], str], as something that can be hashed."""


class _CallablePlain(_Plain, _root=True):
    def __getitem__(self, items):
        if not isinstance(items, tuple) or len(items) != 2:
            raise TypeError('Callable must be used as '
                            'Callable[[arg, ...], result].')
        params, result = items
        if isinstance(params, list):
            params = _Listed(params)
        return self._form(params, result)

    @_remembered
    def _form(self, params, result):
        if isinstance(params, _Listed):
            message = 'Callable[[arg, ...], result]: each arg must be a type.'
            params = [_as_type(param, message) for param in params]
        elif params is ... or isinstance(params, (ParamSpec, _Alias)):
            params = [params]
        else:
            raise TypeError('Callable[args, result]: args must be a list. '
                            f'Got {params}')
        result = _as_type(result,
                          'Callable[args, result]: result must be a type.')
        return _Alias(self._name, collections.abc.Callable,
                      (*params, result))


Any = _Special('Any')
NoReturn = _Special('NoReturn')
Never = _Special('Never')
Self = _Special('Self')
LiteralString = _Special('LiteralString')
TypeAlias = _Special('TypeAlias')


def _union_of(parameters):
    if parameters == ():
        raise TypeError('Cannot take a Union of no types.')
    if not isinstance(parameters, tuple):
        parameters = (parameters,)
    message = 'Union[arg, ...]: each arg must be a type.'
    args = _flat_distinct([_as_type(item, message) for item in parameters])
    return args[0] if len(args) == 1 else _Alias('Union', Union, args)


def _single(name, message):
    def subscribe(item):
        form = globals()[name]
        return _Alias(name, form, (
            _as_type(item, f'{form} {message}', is_argument=True),))

    return _Special(name, subscribe)


def _literal_of(parameters):
    if not isinstance(parameters, tuple):
        parameters = (parameters,)
    flat = []
    for item in parameters:
        if isinstance(item, _Alias) and item.__origin__ is Literal:
            flat += item.__args__
        elif sys.version_info < (3, 9) or not any(
                item == other and type(item) is type(other)
                for other in flat):
            flat.append(item)
    return _LiteralAlias('Literal', Literal, tuple(flat))


class _LiteralAlias(_Alias, _root=True):
    def __repr__(self):
        return f"typing.Literal[{', '.join(map(_shown, self.__args__))}]"

    def _typed(self):
        return {(value, type(value)) for value in self.__args__}

    def __eq__(self, other):
        if not isinstance(other, _LiteralAlias):
            return NotImplemented
        return self._typed() == other._typed()

    def __hash__(self):
        return hash(frozenset(self._typed()))


class _AnnotatedAlias(_Alias, _root=True):
    # args is the type alone, as get_args() and __origin__ show both.

    def __init__(self, name, origin, args):
        super().__init__(name, origin, args[:1])
        self.__metadata__ = args[1:]

    def __getitem__(self, items):
        inner = _Alias.__getitem__(
            _Alias('Union', Any, self.__args__), items).__args__
        return _AnnotatedAlias('Annotated', inner[0],
                               (*inner, *self.__metadata__))

    def __repr__(self):
        inside = ', '.join([_shown(self.__args__[0]),
                            *map(repr, self.__metadata__)])
        return f'typing.Annotated[{inside}]'

    def __eq__(self, other):
        if not isinstance(other, _AnnotatedAlias):
            return NotImplemented
        return (self.__origin__ == other.__origin__
                and self.__metadata__ == other.__metadata__)

    def __hash__(self):
        return hash((self.__origin__, self.__metadata__))


def _annotated_of(parameters):
    if not isinstance(parameters, tuple) or len(parameters) < 2:
        raise TypeError('Annotated[...] should be used with at least two '
                        'arguments (a type and an annotation).')
    kind, *metadata = parameters
    kind = _as_type(kind, 'Annotated[t, ...]: t must be a type.')
    if isinstance(kind, _AnnotatedAlias):
        metadata = [*kind.__metadata__, *metadata]
        kind = kind.__origin__
    return _AnnotatedAlias('Annotated', kind, (kind, *metadata))


def _concatenate_of(parameters):
    if not isinstance(parameters, tuple):
        parameters = (parameters,)
    message = 'Concatenate[arg, ...]: each arg must be a type.'
    return _Alias('Concatenate', Concatenate, tuple(
        item if item is ... else _as_type(item, message)
        for item in parameters))


Union = _Special('Union', _union_of)
Optional = _Special('Optional', lambda item: Union[
    _as_type(item, 'Optional[t] requires a single type.'), type(None)])
ClassVar = _single('ClassVar', 'accepts only single type.')
Final = _single('Final', 'accepts only single type.')
TypeGuard = _single('TypeGuard', 'accepts only single type.')
Required = _single('Required', 'accepts only a single type.')
NotRequired = _single('NotRequired', 'accepts only a single type.')
Unpack = _single('Unpack', 'accepts only single type.')
Literal = _Special('Literal', _literal_of)
Annotated = _Special('Annotated', _annotated_of)
Concatenate = _Special('Concatenate', _concatenate_of)


class ForwardRef(_Final, _root=True):
    __slots__ = ('__forward_arg__', '__forward_code__',
                 '__forward_evaluated__', '__forward_value__',
                 '__forward_is_argument__')

    def __init__(self, arg, is_argument=True):
        if not isinstance(arg, str):
            raise TypeError(f'Forward reference must be a string -- got '
                            f'{arg!r}')
        try:
            code = compile(arg, '<string>', 'eval')
        except SyntaxError:
            raise SyntaxError('Forward reference must be an expression -- got '
                              f'{arg!r}') from None
        self.__forward_arg__ = arg
        self.__forward_code__ = code
        self.__forward_evaluated__ = False
        self.__forward_value__ = None
        self.__forward_is_argument__ = is_argument

    def _evaluate(self, globalns, localns, inside=frozenset()):
        # `inside`: the references being evaluated; a circle stays one.
        if self.__forward_arg__ in inside:
            return self
        if not self.__forward_evaluated__ or localns is not globalns:
            if globalns is None and localns is None:
                globalns = localns = {}
            elif globalns is None:
                globalns = localns
            elif localns is None:
                localns = globalns
            value = _as_type(
                eval(self.__forward_code__, globalns, localns),
                'Forward references must evaluate to types.',
                self.__forward_is_argument__)
            self.__forward_value__ = _evaluated(
                value, globalns, localns, inside | {self.__forward_arg__})
            self.__forward_evaluated__ = True
        return self.__forward_value__

    def __eq__(self, other):
        if not isinstance(other, ForwardRef):
            return NotImplemented
        same = self.__forward_arg__ == other.__forward_arg__
        if self.__forward_evaluated__ and other.__forward_evaluated__:
            return same and self.__forward_value__ == other.__forward_value__
        return same

    def __hash__(self):
        return hash(self.__forward_arg__)

    def __call__(self):
        raise TypeError('A forward reference is not callable')

    def __repr__(self):
        return f'ForwardRef({self.__forward_arg__!r})'


class TypeVar(_Final, _Operators, _root=True):
    __slots__ = ('__name__', '__bound__', '__constraints__', '__covariant__',
                 '__contravariant__', '__dict__')

    def __init__(self, name, *constraints, bound=None, covariant=False,
                 contravariant=False):
        self.__name__ = name
        if covariant and contravariant:
            raise ValueError('Bivariant types are not supported.')
        if constraints and bound is not None:
            raise TypeError('Constraints cannot be combined with bound=...')
        if len(constraints) == 1:
            raise TypeError('A single constraint is not allowed')
        message = 'TypeVar(name, constraint, ...): constraints must be types.'
        self.__constraints__ = tuple(_as_type(item, message)
                                     for item in constraints)
        self.__bound__ = None if bound is None else _as_type(
            bound, 'Bound must be a type.')
        self.__covariant__ = bool(covariant)
        self.__contravariant__ = bool(contravariant)
        try:
            self.__module__ = sys._getframe(1).f_globals['__name__']
        except (AttributeError, ValueError, KeyError):
            self.__module__ = 'typing'

    def __repr__(self):
        sign = '+' if self.__covariant__ else (
            '-' if self.__contravariant__ else '~')
        return sign + self.__name__

    def __reduce__(self):
        return self.__name__

    def __call__(self):
        raise TypeError(f'{self!r} is a type variable')


class ParamSpec(TypeVar, _root=True):
    __slots__ = ()

    @property
    def args(self):
        return _Special(f'{self.__name__}.args')

    @property
    def kwargs(self):
        return _Special(f'{self.__name__}.kwargs')


class TypeVarTuple(TypeVar, _root=True):
    __slots__ = ()

    def __iter__(self):
        yield Unpack[self]


# ---- Generic classes and protocols ----

class Generic:
    __slots__ = ()
    _is_protocol = False

    def __new__(cls, *args, **kwds):
        if cls in (Generic, Protocol):
            raise TypeError(f'Type {cls.__name__} cannot be instantiated; it '
                            'can be used only as a base class')
        if super().__new__ is object.__new__ and \
                cls.__init__ is not object.__init__:
            return super().__new__(cls)
        return super().__new__(cls, *args, **kwds)

    @_remembered
    def __class_getitem__(cls, params):
        if not isinstance(params, tuple):
            params = (params,)
        if not params:
            raise TypeError(f'Parameter list to {cls.__qualname__}[...] '
                            'cannot be empty')
        message = 'Parameters to generic types must be types.'
        params = tuple(item if isinstance(item, list) else
                       _as_type(item, message) for item in params)
        if cls in (Generic, Protocol):
            if not all(isinstance(item, TypeVar) for item in params):
                raise TypeError(f'Parameters to {cls.__name__}[...] must all '
                                'be type variables')
            if len(set(params)) != len(params):
                raise TypeError(f'Parameters to {cls.__name__}[...] must all '
                                'be unique')
            return _Alias(cls.__name__, cls, params)
        wanted = cls.__parameters__
        if len(wanted) == 1 and isinstance(wanted[0], ParamSpec) and (
                not isinstance(params[0], list)):
            params = (list(params),)
        _check_count(cls, len(params), len(wanted))
        return _Alias(None, cls, params)

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        bases = cls.__dict__.get('__orig_bases__')
        if bases is None:
            if Generic in cls.__bases__ and cls.__name__ != 'Protocol':
                raise TypeError('Cannot inherit from plain Generic')
            cls.__parameters__ = getattr(cls, '__parameters__', ()) \
                if '__parameters__' in cls.__dict__ else ()
            return
        if Generic in bases:
            raise TypeError('Cannot inherit from plain Generic')
        used = _parameters_of(bases)
        declared = None
        for base in bases:
            if isinstance(base, _Alias) and base.__origin__ in (Generic,
                                                                Protocol):
                if declared is not None and base.__origin__ is Generic:
                    raise TypeError('Cannot inherit from Generic[...] '
                                    'multiple types.')
                declared = base.__parameters__
        if declared is not None:
            missing = [var for var in used if var not in declared]
            if missing:
                inside = ', '.join(map(str, missing))
                listed = ', '.join(map(str, declared))
                raise TypeError(f'Some type variables ({inside}) are not '
                                f'listed in Generic[{listed}]')
            used = declared
        cls.__parameters__ = tuple(used)


_NOT_MEMBERS = frozenset((
    '__abstractmethods__', '__annotations__', '__dict__', '__doc__',
    '__init__', '__module__', '__new__', '__slots__', '__subclasshook__',
    '__weakref__', '__class_getitem__', '__parameters__', '__orig_bases__',
    '__orig_class__', '_is_protocol', '_is_runtime_protocol',
    '__match_args__', '__slotnames__', '__qualname__', '_abc_impl',
    '_abc_registry', '_abc_yes', '_abc_no', '_abc_version',
    '_methods', '__static_attributes__', '__firstlineno__',
    '__type_params__'))


def _protocol_members(cls):
    found = {}
    for base in cls.__mro__[:-1]:
        if base.__name__ in ('Protocol', 'Generic'):
            continue
        for name in [*base.__dict__, *_hints_of(base)]:
            if name not in _NOT_MEMBERS and not name.startswith('_abc_'):
                found[name] = None
    return list(found)


def _hints_of(cls):
    # Built-in classes have a descriptor of that name.
    hints = cls.__dict__.get('__annotations__')
    return hints if isinstance(hints, dict) else {}


def _get_protocol_attrs(cls):
    return set(_protocol_members(cls))


class _ProtocolMeta(ABCMeta):
    def __instancecheck__(cls, instance):
        if getattr(cls, '_is_protocol', False):
            _check_runtime(cls, 'Instance')
            if all(hasattr(instance, name)
                   and (not callable(getattr(cls, name, None))
                        or getattr(instance, name) is not None)
                   for name in _protocol_members(cls)):
                return True
        return ABCMeta.__subclasscheck__(cls, type(instance))


def _asked_by_library():
    # abc and functools look through the classes they know, protocols too.
    frame = sys._getframe(2)
    while frame is not None and frame.f_globals['__name__'] == 'abc' and \
            frame.f_code.co_name != 'register':
        frame = frame.f_back
    return frame is not None and frame.f_globals['__name__'] in (
        'abc', 'functools', 'typing')


def _check_runtime(cls, word):
    if not getattr(cls, '_is_runtime_protocol', False) and \
            cls.__module__ != 'typing':
        raise TypeError(f'{word} and class checks can only be used with '
                        '@runtime_checkable protocols')


def _no_init(self, *args, **kwargs):
    if type(self)._is_protocol:
        raise TypeError('Protocols cannot be instantiated')


class Protocol(Generic, metaclass=_ProtocolMeta):
    __slots__ = ()
    _is_protocol = True
    _is_runtime_protocol = False

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        if '_is_protocol' not in cls.__dict__:
            cls._is_protocol = Protocol in cls.__bases__
        if '__subclasshook__' not in cls.__dict__:
            cls.__subclasshook__ = classmethod(_protocol_hook)
        if not cls._is_protocol:
            return
        for base in cls.__bases__:
            if not (base in (object, Generic) or issubclass(base, Generic)
                    and base._is_protocol
                    or base.__module__ == 'collections.abc'
                    or base.__name__ == 'AbstractContextManager'
                    or base.__name__ == 'AbstractAsyncContextManager'):
                raise TypeError('Protocols can only inherit from other '
                                f'protocols, got {base!r}')
        if '__init__' not in cls.__dict__:
            cls.__init__ = _no_init


def _protocol_hook(cls, other):
    if not cls.__dict__.get('_is_protocol', False):
        return NotImplemented
    if not cls._is_runtime_protocol:
        if _asked_by_library():
            return NotImplemented
        _check_runtime(cls, 'Instance')
    members = _protocol_members(cls)
    if not all(callable(getattr(cls, name, None)) for name in members):
        if _asked_by_library():
            return NotImplemented
        raise TypeError("Protocols with non-method members don't support "
                        'issubclass()')
    for name in members:
        for base in other.__mro__:
            if name in base.__dict__:
                if base.__dict__[name] is None:
                    return NotImplemented
                break
            if name in _hints_of(base) and \
                    getattr(other, '_is_protocol', False):
                break
        else:
            return NotImplemented
    return True


def runtime_checkable(cls):
    if not (isinstance(cls, type) and issubclass(cls, Generic)
            and cls._is_protocol):
        raise TypeError('@runtime_checkable can be only applied to protocol '
                        f'classes, got {cls!r}')
    cls._is_runtime_protocol = True
    return cls


T = TypeVar('T')
KT = TypeVar('KT')
VT = TypeVar('VT')
T_co = TypeVar('T_co', covariant=True)
AnyStr = TypeVar('AnyStr', bytes, str)


def _supports(name, method, parameter=None):
    def body(space):
        def required(self, *args):
            pass

        required.__name__ = method
        space[method] = abstractmethod(required)
        space['__slots__'] = ()
        space['__module__'] = 'typing'

    bases = (Protocol,) if parameter is None else (Protocol[parameter],)
    return runtime_checkable(types.new_class(name, bases, {}, body))


SupportsInt = _supports('SupportsInt', '__int__')
SupportsFloat = _supports('SupportsFloat', '__float__')
SupportsComplex = _supports('SupportsComplex', '__complex__')
SupportsBytes = _supports('SupportsBytes', '__bytes__')
SupportsIndex = _supports('SupportsIndex', '__index__')
SupportsAbs = _supports('SupportsAbs', '__abs__', T_co)
SupportsRound = _supports('SupportsRound', '__round__', T_co)


# ---- Names for classes of the library ----

for _name, _origin, _count in (
        ('Hashable', collections.abc.Hashable, 0),
        ('Sized', collections.abc.Sized, 0),
        ('ByteString', collections.abc.ByteString, 0),
        ('Awaitable', collections.abc.Awaitable, 1),
        ('Coroutine', collections.abc.Coroutine, 3),
        ('AsyncIterable', collections.abc.AsyncIterable, 1),
        ('AsyncIterator', collections.abc.AsyncIterator, 1),
        ('Iterable', collections.abc.Iterable, 1),
        ('Iterator', collections.abc.Iterator, 1),
        ('Reversible', collections.abc.Reversible, 1),
        ('Container', collections.abc.Container, 1),
        ('Collection', collections.abc.Collection, 1),
        ('AbstractSet', collections.abc.Set, 1),
        ('MutableSet', collections.abc.MutableSet, 1),
        ('Mapping', collections.abc.Mapping, 2),
        ('MutableMapping', collections.abc.MutableMapping, 2),
        ('Sequence', collections.abc.Sequence, 1),
        ('MutableSequence', collections.abc.MutableSequence, 1),
        ('List', list, 1),
        ('Deque', collections.deque, 1),
        ('Set', set, 1),
        ('FrozenSet', frozenset, 1),
        ('MappingView', collections.abc.MappingView, 1),
        ('KeysView', collections.abc.KeysView, 1),
        ('ItemsView', collections.abc.ItemsView, 2),
        ('ValuesView', collections.abc.ValuesView, 1),
        ('ContextManager', contextlib.AbstractContextManager, 1),
        ('AsyncContextManager', contextlib.AbstractAsyncContextManager, 1),
        ('Dict', dict, 2),
        ('DefaultDict', collections.defaultdict, 2),
        ('OrderedDict', collections.OrderedDict, 2),
        ('Counter', collections.Counter, 1),
        ('ChainMap', collections.ChainMap, 2),
        ('Generator', collections.abc.Generator, 3),
        ('AsyncGenerator', collections.abc.AsyncGenerator, 2),
        ('Type', type, 1),
        ('Pattern', stdlib_re.Pattern, 1),
        ('Match', stdlib_re.Match, 1)):
    globals()[_name] = _Plain(_origin, _count, _name)
del _name, _origin, _count

Tuple = _TuplePlain(tuple, -1, 'Tuple')
Callable = _CallablePlain(collections.abc.Callable, 2, 'Callable')


class IO(Generic[AnyStr]):
    # The streams that open() gives; only a name for hints.
    __slots__ = ()


class BinaryIO(IO[bytes]):
    __slots__ = ()


class TextIO(IO[str]):
    __slots__ = ()


def _submodule(name, names):
    # typing.io and typing.re: gone in 3.13, ordinary names until then.
    module = types.ModuleType(f'typing.{name}')
    module.__all__ = names
    for known in names:
        setattr(module, known, globals()[known])
    sys.modules[module.__name__] = module
    return module


if sys.version_info < (3, 13):
    io = _submodule('io', ['IO', 'TextIO', 'BinaryIO'])
    re = _submodule('re', ['Match', 'Pattern'])

from _typing_use import (
    _evaluated,
    NamedTuple, NewType, TypedDict, assert_never, assert_type, cast, final,
    get_args, get_origin, get_type_hints, is_typeddict, no_type_check,
    no_type_check_decorator, overload, override, reveal_type)
