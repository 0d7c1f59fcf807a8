# SPDX-License-Identifier: MIT
# Containers beside list, dict, set and tuple.
#
# deque is native; defaultdict and OrderedDict too where _collections has them,
# else the classes here.  A dict already keeps the order of insertion, so an
# OrderedDict is a dict that can also move a key and compares in order.

import _collections_abc
try:
    from _collections import deque
except ImportError:
    from _prelude import prelude_value
    deque = prelude_value('deque')
from itertools import chain as _chain, repeat as _repeat, starmap as _starmap
from keyword import iskeyword as _iskeyword
from operator import itemgetter as _itemgetter
from reprlib import recursive_repr as _recursive_repr
import sys as _sys

__all__ = ['deque', 'defaultdict', 'namedtuple', 'UserDict', 'UserList',
           'UserString', 'Counter', 'OrderedDict', 'ChainMap']

_collections_abc.MutableSequence.register(deque)


def __getattr__(name):
    # Up to 3.9 the abstract classes could be had from here.
    if name in _collections_abc.__all__ and _sys.version_info < (3, 10):
        from warnings import warn
        warn("Using or importing the ABCs from 'collections' instead of from "
             "'collections.abc' is deprecated since Python 3.3, and in 3.10 "
             'it will stop working', DeprecationWarning, 2)
        found = globals()[name] = getattr(_collections_abc, name)
        return found
    raise AttributeError(f'module {__name__!r} has no attribute {name!r}')


class defaultdict(dict):
    default_factory = None

    def __init__(self, default_factory=None, /, *args, **kwargs):
        if not (default_factory is None or callable(default_factory)):
            raise TypeError('first argument must be callable or None')
        self.default_factory = default_factory
        super().__init__(*args, **kwargs)

    def __missing__(self, key):
        if self.default_factory is None:
            raise KeyError(key)
        value = self[key] = self.default_factory()
        return value

    @_recursive_repr('...')
    def __repr__(self):
        return (f'{type(self).__name__}({self.default_factory!r}, '
                f'{dict.__repr__(self)})')

    def copy(self):
        return type(self)(self.default_factory, self)

    __copy__ = copy

    def __reduce__(self):
        factory = self.default_factory
        args = () if factory is None else (factory,)
        return type(self), args, None, None, iter(self.items())

    def __or__(self, other):
        return _united(self.copy, self, other)

    def __ror__(self, other):
        def made():
            return type(self)(self.default_factory)
        return _united(made, self, other, True)


_missing = object()


def _united(make, self, other, reflected=False):
    # self | other, or other | self, in what make() returns.
    if isinstance(other, dict):
        both = make()
        for part in (other, self) if reflected else (other,):
            both.update(part)
        return both
    return NotImplemented


def _fill(self, other, more):
    # A subclass's __setitem__ sees every item.
    if type(self).__setitem__ is dict.__setitem__:
        dict.update(self, other, **more)
    else:
        _collections_abc.MutableMapping.update(self, other, **more)


class OrderedDict(dict):
    def __init__(self, other=(), /, **kwds):
        _fill(self, other, kwds)

    def update(self, other=(), /, **kwds):
        _fill(self, other, kwds)

    def popitem(self, last=True):
        if not self:
            raise KeyError('dictionary is empty')
        if last:
            return super().popitem()
        key = next(iter(self))
        return key, dict.pop(self, key)

    def pop(self, key, default=_missing):
        if default is _missing:
            return dict.pop(self, key)
        return dict.pop(self, key, default)

    def setdefault(self, key, default=None):
        return dict.setdefault(self, key, default)

    def move_to_end(self, key, last=True):
        value = dict.pop(self, key, _missing)
        if value is _missing:
            raise KeyError(key)
        if last:
            dict.__setitem__(self, key, value)
            return
        rest = list(dict.items(self))
        dict.clear(self)
        dict.__setitem__(self, key, value)
        dict.update(self, rest)

    def __eq__(self, other):
        same = dict.__eq__(self, other)
        if same is True and isinstance(other, OrderedDict):
            return list(self) == list(other)
        return same

    def __ne__(self, other):
        same = self.__eq__(other)
        return same if same is NotImplemented else not same

    __hash__ = None

    @_recursive_repr('...')
    def __repr__(self):
        shown = dict if _sys.version_info >= (3, 12) else list
        inside = repr(shown(self.items())) if self else ''
        return f'{type(self).__name__}({inside})'

    def copy(self):
        return type(self)(self)

    __copy__ = copy

    def __sizeof__(self):
        return dict.__sizeof__(self) + 56 * (len(self) + 1)

    @classmethod
    def fromkeys(cls, iterable, value=None):
        made = cls()
        for key in iterable:
            made[key] = value
        return made

    def __reduce__(self):
        return type(self), (), vars(self) or None, None, iter(self.items())

    def __or__(self, other):
        return _united(self.copy, self, other)

    def __ror__(self, other):
        return _united(type(self), self, other, True)

    def __ior__(self, other):
        self.update(other)
        return self


try:
    from _collections import defaultdict
except ImportError:
    pass

try:
    from _collections import OrderedDict
except ImportError:
    pass


# ---- namedtuple ----

def _not_a_name(name):
    # Why it cannot be the name of a type or a field.
    if not name.isidentifier():
        return 'Type names and field names must be valid identifiers: '
    return ('Type names and field names cannot be a keyword: '
            if _iskeyword(name) else None)


def _not_a_field(name, before):
    if name[:1] == '_':
        return 'Field names cannot start with an underscore: '
    return ('Encountered duplicate field name: ' if name in before else None)


def _field_names(typename, names, rename):
    if isinstance(names, str):
        names = ' '.join(names.split(',')).split()
    names = list(map(str, names))
    for name in [typename] + ([] if rename else names):
        wrong = _not_a_name(name)
        if wrong:
            raise ValueError(wrong + repr(name))
    for place, name in enumerate(names):
        wrong = _not_a_field(name, names[:place])
        if rename and (wrong or _not_a_name(name)):
            names[place] = f'_{place}'
        elif wrong:
            raise ValueError(wrong + repr(name))
    return tuple(names)


class _Field:
    # One field of a named tuple, as the attribute of that name.
    __slots__ = ('index', '__doc__')

    def __init__(self, index):
        self.index = index
        self.__doc__ = f'Alias for field number {index}'

    def __get__(self, instance, owner=None):
        return self if instance is None else tuple.__getitem__(
            instance, self.index)

    def __set__(self, instance, value):
        raise AttributeError("can't set attribute")

    def __delete__(self, instance):
        raise AttributeError("can't delete attribute")


try:
    from _collections import _tuplegetter
except ImportError:
    def _tuplegetter(index, doc):
        field = _Field(index)
        field.__doc__ = doc
        return field


def _constructor(typename, fields, module):
    # Made from source, so that the calls it takes and refuses, and its
    # signature, are those of a function with these parameters.
    params = ', '.join(fields)
    row = params + ',' if fields else ''
    space = {'_tuple_new': tuple.__new__, '__builtins__': {},
             '__name__': f'namedtuple_{typename}'}
    new = eval(f'lambda _cls, {params}: _tuple_new(_cls, ({row}))', space)
    new.__name__ = '__new__'
    new.__qualname__ = f'{typename}.__new__'
    new.__doc__ = f'Create new instance of {typename}({params})'
    return new


def namedtuple(typename, field_names, *, rename=False, defaults=None,
               module=None):
    typename = str(typename)
    fields = _field_names(typename, field_names, rename)
    size = len(fields)
    new = _constructor(typename, fields, module)
    field_defaults = {}
    if defaults is not None:
        new.__defaults__ = values = tuple(defaults)
        plain = size - len(values)
        if plain < 0:
            raise TypeError('Got more default values than field names')
        field_defaults = dict(zip(fields[plain:], values))
    form = '(' + ', '.join(f'{name}=%r' for name in fields) + ')'

    @classmethod
    def _make(cls, iterable):
        made = tuple.__new__(cls, iterable)
        if len(made) != size:
            raise TypeError(f'Expected {size} arguments, got {len(made)}')
        return made

    def _replace(self, /, **kwds):
        made = self._make(map(kwds.pop, fields, self))
        if kwds:
            error = TypeError if _sys.version_info >= (3, 13) else ValueError
            raise error(f'Got unexpected field names: {list(kwds)!r}')
        return made

    def __repr__(self):
        return type(self).__name__ + form % tuple(self)

    def _asdict(self):
        return dict(zip(self._fields, self))

    def __getnewargs__(self):
        return tuple(self)

    space = dict(__doc__=f"{typename}({', '.join(fields)})", __slots__=(),
                 _fields=fields, _field_defaults=field_defaults,
                 _fields_defaults=field_defaults, __new__=new)
    _make.__func__.__doc__ = (
        f'Make a new {typename} object from a sequence or iterable')
    for member in (_make, _replace, __repr__, _asdict, __getnewargs__):
        method = getattr(member, '__func__', member)
        method.__qualname__ = typename + '.' + method.__name__
        space[method.__name__] = member
    for index, name in enumerate(fields):
        space[name] = _tuplegetter(index, f'Alias for field number {index}')
    made = type(typename, (tuple,), space)
    if module is None:
        try:
            caller = _sys._getframe(1).f_globals
        except (ValueError, AttributeError):
            caller = {'__name__': None}
        module = caller.get('__name__', '__main__')
    if module is not None:
        made.__module__ = module
    return made


# ---- Counter ----

def _count_elements(mapping, iterable):
    get = mapping.get
    for item in iterable:
        mapping[item] = get(item, 0) + 1


try:
    from _collections import _count_elements
except ImportError:
    pass


class Counter(dict):
    def __init__(self, iterable=None, /, **kwds):
        dict.__init__(self)
        self.update(iterable, **kwds)

    def __missing__(self, key):
        return 0

    def total(self):
        return sum(self.values())

    def most_common(self, n=None):
        by_count = _itemgetter(1)
        if n is None:
            return sorted(self.items(), key=by_count, reverse=True)
        from heapq import nlargest
        return nlargest(n, self.items(), key=by_count)

    def elements(self):
        return _chain.from_iterable(_starmap(_repeat, self.items()))

    @classmethod
    def fromkeys(cls, iterable, v=None):
        raise NotImplementedError('Counter.fromkeys() is undefined.  Use '
                                  'Counter(iterable) instead.')

    def update(self, iterable=None, /, **kwds):
        if iterable is not None:
            if not isinstance(iterable, _collections_abc.Mapping):
                _count_elements(self, iterable)
            elif self:
                for item, count in iterable.items():
                    self[item] = count + self.get(item, 0)
            else:
                super().update(iterable)
        if kwds:
            self.update(kwds)

    def subtract(self, iterable=None, /, **kwds):
        if iterable is not None:
            ones = not isinstance(iterable, _collections_abc.Mapping)
            for item, count in (zip(iterable, _repeat(1)) if ones
                                else iterable.items()):
                self[item] = self.get(item, 0) - count
        if kwds:
            self.subtract(kwds)

    def copy(self):
        return type(self)(self)

    def __reduce__(self):
        return type(self), (dict(self),)

    def __delitem__(self, item):
        if item in self:
            super().__delitem__(item)

    def __repr__(self):
        inside = ''
        if self:
            try:
                inside = repr(dict(self.most_common()))
            except TypeError:
                inside = repr(dict(self))   # counts without an order
        return f'{type(self).__name__}({inside})'

    def _combine(self, other, count):
        # Positive results only, the left one's items first.
        if not isinstance(other, Counter):
            return NotImplemented
        made = Counter()
        for item in _chain(self, other):
            if item not in made:
                number = count(self[item], other[item])
                if number > 0:
                    made[item] = number
        return made

    def __add__(self, other):
        return self._combine(other, lambda a, b: a + b)

    def __sub__(self, other):
        return self._combine(other, lambda a, b: a - b)

    def __or__(self, other):
        return self._combine(other, max)

    def __and__(self, other):
        return self._combine(other, min)

    def __pos__(self):
        return self._combine(Counter(), lambda a, b: a)

    def __neg__(self):
        return self._combine(Counter(), lambda a, b: -a)

    def _become(self, other):
        # For the in-place operators: keeps what is positive, in its place.
        for item in [item for item in self if other[item] <= 0]:
            del self[item]
        for item, count in other.items():
            self[item] = count
        return self

    def __iadd__(self, other):
        return self._become(self + other)

    def __isub__(self, other):
        return self._become(self - other)

    def __ior__(self, other):
        return self._become(self | other)

    def __iand__(self, other):
        return self._become(self & other)

    # Comparisons are of multisets since 3.10, of dictionaries before.

    def _all(self, other, holds):
        if not isinstance(other, Counter):
            return NotImplemented
        return all(holds(self[item], other[item])
                   for item in _chain(self, other))

    if _sys.version_info >= (3, 10):
        def __eq__(self, other):
            return self._all(other, lambda a, b: a == b)

        def __ne__(self, other):
            same = self._all(other, lambda a, b: a == b)
            return same if same is NotImplemented else not same

        def __le__(self, other):
            return self._all(other, lambda a, b: a <= b)

        def __ge__(self, other):
            return self._all(other, lambda a, b: a >= b)

        def __lt__(self, other):
            below = self.__le__(other)
            return below if below is NotImplemented else (
                below and self != other)

        def __gt__(self, other):
            above = self.__ge__(other)
            return above if above is NotImplemented else (
                above and self != other)

        __hash__ = None


# ---- ChainMap ----

def _not_in_first(key):
    return KeyError(f'Key not found in the first mapping: {key!r}')


class ChainMap(_collections_abc.MutableMapping):
    def __init__(self, *maps):
        self.maps = list(maps) or [{}]

    def __missing__(self, key):
        raise KeyError(key)

    def __getitem__(self, key):
        for mapping in self.maps:
            try:
                return mapping[key]
            except KeyError:
                pass
        return self.__missing__(key)

    def get(self, key, default=None):
        return self[key] if key in self else default

    def __len__(self):
        return len(set().union(*self.maps))

    def __iter__(self):
        order = {}
        for mapping in reversed(self.maps):
            order.update(dict.fromkeys(mapping))
        return iter(order)

    def __contains__(self, key):
        return any(key in mapping for mapping in self.maps)

    def __bool__(self):
        return any(self.maps)

    @_recursive_repr()
    def __repr__(self):
        return f"{type(self).__name__}({', '.join(map(repr, self.maps))})"

    @classmethod
    def fromkeys(cls, iterable, *args):
        return cls(dict.fromkeys(iterable, *args))

    def copy(self):
        return type(self)(self.maps[0].copy(), *self.maps[1:])

    __copy__ = copy

    def new_child(self, m=None, **kwargs):
        if m is None:
            m = kwargs
        elif kwargs:
            m.update(kwargs)
        return type(self)(m, *self.maps)

    @property
    def parents(self):
        return type(self)(*self.maps[1:])

    def __setitem__(self, key, value):
        self.maps[0][key] = value

    def pop(self, key, *args):
        try:
            return self.maps[0].pop(key, *args)
        except KeyError:
            raise _not_in_first(key)

    def __delitem__(self, key):
        try:
            del self.maps[0][key]
        except KeyError:
            raise _not_in_first(key)

    def popitem(self):
        first = self.maps[0]
        if not first:
            raise KeyError('No keys found in the first mapping.')
        return first.popitem()

    def clear(self):
        self.maps[0].clear()

    def __ior__(self, other):
        self.maps[0].update(other)
        return self

    def __or__(self, other):
        return (self.copy().__ior__(other)
                if isinstance(other, _collections_abc.Mapping)
                else NotImplemented)

    def __ror__(self, other):
        if isinstance(other, _collections_abc.Mapping):
            flat = dict(other)
            for each in self.maps[::-1]:
                flat.update(each)
            return type(self)(flat)
        return NotImplemented


from collections._user import UserDict, UserList, UserString
