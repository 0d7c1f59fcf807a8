# SPDX-License-Identifier: MIT
# Functions on functions.
#
# CPython has partial, reduce, cmp_to_key and the cache in C, so no thread is
# switched inside them.

try:
    from _functools import reduce
except ImportError:
    from _prelude import prelude_value
    reduce = prelude_value('half_of_twins')(__name__, '_functools',
                                            ('reduce',))['reduce']
from _thread import RLock
from reprlib import recursive_repr

__all__ = ['update_wrapper', 'wraps', 'WRAPPER_ASSIGNMENTS',
           'WRAPPER_UPDATES', 'total_ordering', 'cache', 'cmp_to_key',
           'lru_cache', 'reduce', 'partial', 'partialmethod',
           'singledispatch', 'singledispatchmethod', 'cached_property']

WRAPPER_ASSIGNMENTS = ('__module__', '__name__', '__qualname__', '__doc__',
                       '__annotations__')
WRAPPER_UPDATES = ('__dict__',)


def update_wrapper(wrapper, wrapped, assigned=WRAPPER_ASSIGNMENTS,
                   updated=WRAPPER_UPDATES):
    for name in assigned:
        try:
            value = getattr(wrapped, name)
        except AttributeError:
            continue
        setattr(wrapper, name, value)
    for name in updated:
        getattr(wrapper, name).update(getattr(wrapped, name, {}))
    wrapper.__wrapped__ = wrapped
    return wrapper


def wraps(wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    return lambda wrapper: update_wrapper(wrapper, wrapped, assigned, updated)


# ---- Orderings ----

def _derive(name, root, answer):
    # A comparison made from the one the class has.  `answer` gets the root's
    # result, and self and other for those that ask whether they are equal.
    # It is pickled by its name here.
    def compare(self, other):
        found = getattr(type(self), root)(self, other)
        if found is NotImplemented:
            return found
        return answer(found, self, other)

    compare.__name__ = name
    compare.__qualname__ = f'_{name[2:4]}_from_{root[2:4]}'
    compare.__doc__ = getattr(int, name).__doc__
    globals()[compare.__qualname__] = compare
    return name, compare


def _opposite(found, a, b):
    return not found


def _or_equal(found, a, b):
    return found or a == b


def _and_unequal(found, a, b):
    return found and a != b


def _not_and_unequal(found, a, b):
    return not found and a != b


def _not_or_equal(found, a, b):
    return not found or a == b


_DERIVED = {
    '__lt__': (_derive('__gt__', '__lt__', _not_and_unequal),
               _derive('__le__', '__lt__', _or_equal),
               _derive('__ge__', '__lt__', _opposite)),
    '__le__': (_derive('__ge__', '__le__', _not_or_equal),
               _derive('__lt__', '__le__', _and_unequal),
               _derive('__gt__', '__le__', _opposite)),
    '__gt__': (_derive('__lt__', '__gt__', _not_and_unequal),
               _derive('__ge__', '__gt__', _or_equal),
               _derive('__le__', '__gt__', _opposite)),
    '__ge__': (_derive('__le__', '__ge__', _not_or_equal),
               _derive('__gt__', '__ge__', _and_unequal),
               _derive('__lt__', '__ge__', _opposite)),
}


def total_ordering(cls):
    own = [name for name in _DERIVED
           if getattr(cls, name, None) is not getattr(object, name)]
    if not own:
        raise ValueError('must define at least one ordering operation: '
                         '< > <= >=')
    for root in ('__lt__', '__le__', '__gt__', '__ge__'):
        if root in own:
            break
    for name, compare in _DERIVED[root]:
        if name not in own:
            setattr(cls, name, compare)
    return cls


def cmp_to_key(mycmp):
    class K:
        __slots__ = ('obj',)

        def __init__(self, obj):
            self.obj = obj

        def __lt__(self, other):
            return mycmp(self.obj, other.obj) < 0

        def __gt__(self, other):
            return mycmp(self.obj, other.obj) > 0

        def __eq__(self, other):
            return mycmp(self.obj, other.obj) == 0

        def __le__(self, other):
            return mycmp(self.obj, other.obj) <= 0

        def __ge__(self, other):
            return mycmp(self.obj, other.obj) >= 0

        __hash__ = None

    return K


_nothing = object()


# ---- partial ----

class partial:
    __slots__ = '_func', '_args', '_keywords', '__dict__', '__weakref__'

    def __new__(cls, func, /, *args, **keywords):
        if not callable(func):
            raise TypeError('the first argument must be callable')
        if isinstance(func, partial) and not func.__dict__:
            args = func._args + args
            keywords = {**func._keywords, **keywords}
            func = func._func
        self = super().__new__(cls)
        self._func = func
        self._args = args
        self._keywords = keywords
        return self

    func = property(lambda self: self._func)
    args = property(lambda self: self._args)
    keywords = property(lambda self: self._keywords)

    def __call__(self, /, *args, **keywords):
        return self._func(*self._args, *args, **{**self._keywords, **keywords})

    def __delattr__(self, name):
        if name == '__dict__':
            raise TypeError('cannot delete __dict__')
        object.__delattr__(self, name)

    @recursive_repr()
    def __repr__(self):
        kind = type(self)
        name = kind.__qualname__
        if kind.__module__ == 'functools':
            name = f'functools.{name}'
        parts = [repr(self.func)]
        parts += map(repr, self.args)
        parts += [f'{key}={value!r}' for key, value in self.keywords.items()]
        return f"{name}({', '.join(parts)})"

    def __reduce__(self):
        state = (self.func, self.args, self.keywords, self.__dict__ or None)
        return type(self), (self.func,), state

    def __setstate__(self, state):
        if not isinstance(state, tuple) or len(state) != 4:
            raise TypeError('invalid partial state')
        func, args, keywords, space = state
        if (not callable(func) or not isinstance(args, tuple)
                or not isinstance(keywords, (dict, type(None)))
                or not isinstance(space, (dict, type(None)))):
            raise TypeError('invalid partial state')
        self._func = func
        self._args = tuple(args)
        if type(keywords) is not dict:
            keywords = dict(keywords or ())
        self._keywords = keywords
        self.__dict__ = {} if space is None else space


def _own_or_keyword(func, keywords):
    # Up to 3.8 the function could be given by its name.
    if func:
        return func[0]
    import sys
    if 'func' not in keywords or sys.version_info >= (3, 9):
        raise TypeError("__init__() missing 1 required positional argument: "
                        "'func'")
    from warnings import warn
    warn("Passing 'func' as keyword argument is deprecated",
         DeprecationWarning, stacklevel=3)
    return keywords.pop('func')


class partialmethod:
    def __init__(*args, **keywords):
        if not args:
            raise TypeError("descriptor '__init__' of partialmethod needs an "
                            'argument')
        self, *args = args
        func = _own_or_keyword(args[:1], keywords)
        args = tuple(args[1:])
        if not callable(func) and not hasattr(func, '__get__'):
            raise TypeError(f'{func!r} is not callable or a descriptor')
        if isinstance(func, partialmethod):
            args = func.args + args
            keywords = {**func.keywords, **keywords}
            func = func.func
        self.func = func
        self.args = args
        self.keywords = keywords

    __init__.__text_signature__ = '($self, func, /, *args, **keywords)'

    def __repr__(self):
        kind = type(self)
        parts = [repr(self.func), *map(repr, self.args)]
        parts += [f'{key}={value!r}' for key, value in self.keywords.items()]
        return f"{kind.__module__}.{kind.__qualname__}({', '.join(parts)})"

    def _unbound(self):
        def _method(cls_or_self, /, *args, **keywords):
            return self.func(cls_or_self, *self.args, *args,
                             **{**self.keywords, **keywords})

        _method.__isabstractmethod__ = self.__isabstractmethod__
        _method._partialmethod = self
        return _method

    def __get__(self, obj, cls=None):
        get = getattr(self.func, '__get__', None)
        if get is not None:
            bound = get(obj, cls)
            if bound is not self.func:
                made = partial(bound, *self.args, **self.keywords)
                try:
                    made.__self__ = bound.__self__
                except AttributeError:
                    pass
                return made
        return self._unbound().__get__(obj, cls)

    @property
    def __isabstractmethod__(self):
        return getattr(self.func, '__isabstractmethod__', False)


# ---- Caches ----

class _CacheInfo(tuple):
    __slots__ = ()
    _fields = ('hits', 'misses', 'maxsize', 'currsize')

    def __new__(cls, hits, misses, maxsize, currsize):
        return super().__new__(cls, (hits, misses, maxsize, currsize))

    hits = property(lambda self: self[0])
    misses = property(lambda self: self[1])
    maxsize = property(lambda self: self[2])
    currsize = property(lambda self: self[3])

    def __repr__(self):
        return ('CacheInfo(hits=%r, misses=%r, maxsize=%r, currsize=%r)'
                % tuple(self))

    def _asdict(self):
        return dict(zip(self._fields, self))


class _Key(list):
    # Hashed once, although the cache looks it up twice.
    __slots__ = ('hashed',)

    def __init__(self, items):
        super().__init__(items)
        self.hashed = hash(tuple(items))

    def __hash__(self):
        return self.hashed


_mark = (object(),)


def _make_key(args, keywords, typed):
    key = args
    if keywords:
        key += _mark
        for item in keywords.items():
            key += item
    if typed:
        key += tuple(type(value) for value in args)
        key += tuple(type(value) for value in keywords.values())
    elif key.__len__() == 1 and type(key[0]) in (int, str):
        return key[0]
    return _Key(key)


def _lru_cache_wrapper(user_function, maxsize, typed, cache_info):
    # The dict's own order is the order of use: a hit moves to the end, and
    # what must go is at the front.
    cache = {}
    size = cache.__len__
    lock = RLock()
    hits = misses = 0

    def wrapper(*args, **kwds):
        nonlocal hits, misses
        key = _make_key(args, kwds, typed) if maxsize != 0 else None
        with lock:
            if maxsize != 0:
                found = cache.pop(key, _nothing)
                if found is not _nothing:
                    cache[key] = found
                    hits += 1
                    return found
            misses += 1
        result = user_function(*args, **kwds)
        if maxsize != 0:
            with lock:
                if (maxsize is not None and key not in cache
                        and size() >= maxsize):
                    del cache[next(iter(cache))]
                cache[key] = result
        return result

    def info():
        with lock:
            return cache_info(hits, misses, maxsize, size())

    def clear():
        nonlocal hits, misses
        with lock:
            cache.clear()
            hits = misses = 0

    wrapper.cache_info = info
    wrapper.cache_clear = clear
    return wrapper


def lru_cache(maxsize=128, typed=False):
    if isinstance(maxsize, int):
        maxsize = max(maxsize, 0)
    elif callable(maxsize) and isinstance(typed, bool):
        return lru_cache(128, typed)(maxsize)
    elif maxsize is not None:
        raise TypeError('Expected first argument to be an integer, a '
                        'callable, or None')

    def decorate(function):
        wrapper = _lru_cache_wrapper(function, maxsize, typed, _CacheInfo)
        wrapper.cache_parameters = lambda: {'maxsize': maxsize,
                                            'typed': typed}
        return update_wrapper(wrapper, function)

    return decorate


def cache(user_function, /):
    return lru_cache(maxsize=None)(user_function)


class cached_property:
    def __init__(self, func):
        self.func = func
        self.attrname = None
        self.__doc__ = func.__doc__
        self.lock = RLock()

    def __set_name__(self, owner, name):
        if self.attrname is None:
            self.attrname = name
        elif name != self.attrname:
            raise TypeError(
                'Cannot assign the same cached_property to two different '
                f'names ({self.attrname!r} and {name!r}).')

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        name = self.attrname
        if name is None:
            raise TypeError('Cannot use cached_property instance without '
                            'calling __set_name__ on it.')
        kind = type(instance).__name__
        try:
            space = instance.__dict__
        except AttributeError:
            raise TypeError(f"No '__dict__' attribute on {kind!r} instance to "
                            f'cache {name!r} property.') from None
        value = space.get(name, _nothing)
        if value is not _nothing:
            return value
        with self.lock:
            value = space.get(name, _nothing)
            if value is _nothing:
                value = self.func(instance)
                try:
                    space[name] = value
                except TypeError:
                    raise TypeError(
                        f"The '__dict__' attribute on {kind!r} instance does "
                        'not support item assignment for caching '
                        f'{name!r} property.') from None
        return value


# ---- Functions that choose by the type of their first argument ----

def _c3_merge(lists):
    # One order that keeps that of every list.
    merged = []
    while True:
        lists = [rest for rest in lists if rest]
        if not lists:
            return merged
        for first, *_ in lists:
            if not any(first in rest[1:] for rest in lists):
                break
        else:
            raise RuntimeError('Inconsistent hierarchy')
        merged.append(first)
        lists = [rest[1:] if rest[0] is first else rest for rest in lists]


def _c3_mro(cls, abcs=None):
    # cls.__mro__ as if the abstract classes it counts as were its bases: each
    # behind those bases that are abstract themselves.
    bases = list(cls.__bases__)
    known = list(abcs or ())
    split = 0
    for place, base in enumerate(bases, 1):
        if hasattr(base, '__abstractmethods__'):
            split = place
    implied = [kind for kind in known if issubclass(cls, kind)
               and not any(issubclass(base, kind) for base in bases)]
    inherited = [kind for kind in known if kind not in implied]
    groups = [bases[:split], implied, bases[split:]]
    orders = [_c3_mro(base, inherited) for group in groups for base in group]
    return _c3_merge([[cls], *orders, *groups])


def _compose_mro(cls, types):
    # The order in which those of `types` that cls is a subclass of apply.
    own = set(cls.__mro__)

    def is_implied(kind):
        return (kind not in own and hasattr(kind, '__mro__')
                and issubclass(cls, kind))

    kinds = [kind for kind in types if is_implied(kind)]
    kinds = {kind: None for kind in kinds
             if not any(kind is not other and kind in other.__mro__
                        for other in kinds)}
    chosen = []
    for kind in kinds:
        below = [[part for part in sub.__mro__ if part in kinds]
                 for sub in kind.__subclasses__()
                 if sub not in own and issubclass(cls, sub)]
        below.sort(key=lambda parts: -parts.__len__())
        for parts in below or [[kind]]:
            chosen += [part for part in parts if part not in chosen]
    return _c3_mro(cls, chosen)


def _find_impl(cls, registry):
    # Of two classes that cls only counts as, neither is the nearer one.
    order = iter(_compose_mro(cls, registry))
    for best in order:
        if best in registry:
            break
    else:
        return None
    rival = next(order, None)
    if (rival in registry and rival not in cls.__mro__
            and best not in cls.__mro__ and not issubclass(best, rival)):
        raise RuntimeError(f'Ambiguous dispatch: {best} or {rival}')
    return registry.get(best)


def singledispatch(func):
    from weakref import WeakKeyDictionary
    registry = {}
    cache = WeakKeyDictionary()
    token = None

    def dispatch(cls):
        nonlocal token
        if token is not None:
            from abc import get_cache_token
            if token != get_cache_token():
                cache.clear()
                token = get_cache_token()
        try:
            return cache[cls]
        except KeyError:
            found = registry.get(cls) or _find_impl(cls, registry)
            cache[cls] = found
            return found

    def register(cls, func=None):
        nonlocal token
        if func is None:
            if isinstance(cls, type):
                return lambda function: register(cls, function)
            func = cls
            cls = _annotated_class(func)
        registry[cls] = func
        if token is None and hasattr(cls, '__abstractmethods__'):
            from abc import get_cache_token
            token = get_cache_token()
        cache.clear()
        return func

    def wrapper(*args, **kw):
        if not args:
            raise TypeError(f'{name} requires at least 1 positional argument')
        return dispatch(args[0].__class__)(*args, **kw)

    from types import MappingProxyType
    name = getattr(func, '__name__', 'singledispatch function')
    registry[object] = func
    wrapper.register = register
    wrapper.dispatch = dispatch
    wrapper.registry = MappingProxyType(registry)
    wrapper._clear_cache = cache.clear
    return update_wrapper(wrapper, func)


def _annotated_class(func):
    if not getattr(func, '__annotations__', {}):
        raise TypeError(
            f'Invalid first argument to `register()`: {func!r}. Use either '
            '`@register(some_class)` or plain `@register` on an annotated '
            'function.')
    from typing import get_type_hints
    name, cls = next(iter(get_type_hints(func).items()))
    if not isinstance(cls, type):
        raise TypeError(f'Invalid annotation for {name!r}. {cls!r} is not a '
                        'class.')
    return cls


class singledispatchmethod:
    def __init__(self, func):
        if not callable(func) and not hasattr(func, '__get__'):
            raise TypeError(f'{func!r} is not callable or a descriptor')
        self.dispatcher = singledispatch(func)
        self.func = func

    def register(self, cls, method=None):
        return self.dispatcher.register(cls, func=method)

    def __get__(self, obj, cls=None):
        def _method(*args, **kwargs):
            method = self.dispatcher.dispatch(args[0].__class__)
            return method.__get__(obj, cls)(*args, **kwargs)

        _method.__isabstractmethod__ = self.__isabstractmethod__
        _method.register = self.register
        return update_wrapper(_method, self.func)

    @property
    def __isabstractmethod__(self):
        return getattr(self.func, '__isabstractmethod__', False)


try:
    from _prelude import builtin as _builtin
    cmp_to_key = _builtin(cmp_to_key)
except ImportError:
    pass
try:
    from _functools import cmp_to_key, partial
except ImportError:
    pass
