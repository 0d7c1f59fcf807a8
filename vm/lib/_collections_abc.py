# SPDX-License-Identifier: MIT
# The container and callable protocols as abstract classes; collections.abc
# shows them.
#
# Invariant: a protocol of one method is recognised by that method alone; the
# richer ones are inherited or registered, and give every other method of
# their kind in terms of the abstract ones.

import _operator
import sys
from abc import ABCMeta, abstractmethod

__name__ = 'collections.abc'

__all__ = ['Awaitable', 'Coroutine', 'AsyncIterable', 'AsyncIterator',
           'AsyncGenerator', 'Hashable', 'Iterable', 'Iterator', 'Generator',
           'Reversible', 'Sized', 'Container', 'Callable', 'Collection',
           'Set', 'MutableSet', 'Mapping', 'MutableMapping', 'MappingView',
           'KeysView', 'ItemsView', 'ValuesView', 'Sequence',
           'MutableSequence', 'ByteString']


def _has(cls, *names):
    # True when the class has each method and has not set it to None.
    for name in names:
        for base in cls.__mro__:
            if name in base.__dict__:
                if base.__dict__[name] is None:
                    return NotImplemented
                break
        else:
            return NotImplemented
    return True


# What every protocol has. _methods, set by each itself, is what makes a class
# one.
@classmethod
def _hook(cls, other):
    names = cls.__dict__.get('_methods')
    return NotImplemented if names is None else _has(other, *names)


@classmethod
def _subscript(cls, item):
    from types import GenericAlias
    return GenericAlias(cls, item)


class Hashable(metaclass=ABCMeta):
    __slots__ = ()
    __subclasshook__ = _hook
    __class_getitem__ = _subscript
    _methods = ('__hash__',)

    @abstractmethod
    def __hash__(self):
        return 0


class Awaitable(metaclass=ABCMeta):
    __slots__ = ()
    __subclasshook__ = _hook
    __class_getitem__ = _subscript
    _methods = ('__await__',)

    @abstractmethod
    def __await__(self):
        yield


class Coroutine(Awaitable):
    __slots__ = ()
    _methods = ('__await__', 'send', 'throw', 'close')

    @abstractmethod
    def send(self, value):
        raise StopIteration

    @abstractmethod
    def throw(self, typ, val=None, tb=None):
        raise _as_exception(typ, val, tb)

    def close(self):
        _close(self, 'coroutine')


def _as_exception(typ, val, tb):
    if val is None:
        if tb is None:
            return typ
        val = typ()
    return val if tb is None else val.with_traceback(tb)



def _ignored(what):
    return RuntimeError(f'{what} ignored GeneratorExit')


def _close(generator, word):
    try:
        generator.throw(GeneratorExit)
    except (StopIteration, GeneratorExit):
        return
    raise _ignored(word)


class AsyncIterable(metaclass=ABCMeta):
    __slots__ = ()
    __subclasshook__ = _hook
    __class_getitem__ = _subscript
    _methods = ('__aiter__',)

    @abstractmethod
    def __aiter__(self):
        return AsyncIterator()


class AsyncIterator(AsyncIterable):
    __slots__ = ()
    _methods = ('__anext__', '__aiter__')

    @abstractmethod
    async def __anext__(self):
        raise StopAsyncIteration

    def __aiter__(self):
        return self


class AsyncGenerator(AsyncIterator):
    __slots__ = ()
    _methods = ('__aiter__', '__anext__', 'asend', 'athrow', 'aclose')

    async def __anext__(self):
        return await self.asend(None)

    @abstractmethod
    async def asend(self, value):
        raise StopAsyncIteration

    @abstractmethod
    async def athrow(self, typ, val=None, tb=None):
        raise _as_exception(typ, val, tb)

    async def aclose(self):
        try:
            await self.athrow(GeneratorExit)
        except (StopAsyncIteration, GeneratorExit):
            return
        raise _ignored('asynchronous generator')


class Iterable(metaclass=ABCMeta):
    __slots__ = ()
    __subclasshook__ = _hook
    __class_getitem__ = _subscript
    _methods = ('__iter__',)

    @abstractmethod
    def __iter__(self):
        return iter(())


class Iterator(Iterable):
    __slots__ = ()
    _methods = ('__iter__', '__next__')

    @abstractmethod
    def __next__(self):
        raise StopIteration

    def __iter__(self):
        return self


class Reversible(Iterable):
    __slots__ = ()
    _methods = ('__reversed__', '__iter__')

    @abstractmethod
    def __reversed__(self):
        return iter(())


class Generator(Iterator):
    __slots__ = ()
    _methods = ('__iter__', '__next__', 'send', 'throw', 'close')

    def __next__(self):
        return self.send(None)

    @abstractmethod
    def send(self, value):
        raise StopIteration

    @abstractmethod
    def throw(self, typ, val=None, tb=None):
        raise _as_exception(typ, val, tb)

    def close(self):
        _close(self, 'generator')


class Sized(metaclass=ABCMeta):
    __slots__ = ()
    __subclasshook__ = _hook
    __class_getitem__ = _subscript
    _methods = ('__len__',)

    @abstractmethod
    def __len__(self):
        return 0


class Container(metaclass=ABCMeta):
    __slots__ = ()
    __subclasshook__ = _hook
    __class_getitem__ = _subscript
    _methods = ('__contains__',)

    @abstractmethod
    def __contains__(self, x):
        return False


class Collection(Sized, Iterable, Container):
    __slots__ = ()
    _methods = ('__len__', '__iter__', '__contains__')


class Callable(metaclass=ABCMeta):
    __slots__ = ()
    __subclasshook__ = _hook
    __class_getitem__ = _subscript
    _methods = ('__call__',)

    @abstractmethod
    def __call__(self, *args, **kwds):
        return False


def _named(name, method):
    method.__name__, method.__qualname__ = name, 'Set.' + name
    return method


def _comparison(name, sizes, way):
    # A comparison of sets: of their sizes, then by <= or >=, which a subclass
    # may have made quicker.
    def method(self, other):
        if isinstance(other, Set):
            return sizes(len(self), len(other)) and getattr(self, way)(other)
        return NotImplemented
    return _named(name, method)


def _algebra(name, members):
    # An operation on a set and anything that can be iterated over; members()
    # gives what is in the result.
    def method(self, other):
        if isinstance(other, Iterable):
            return self._from_iterable(members(self, other))
        return NotImplemented
    return _named(name, method)


def _common(mine, other):
    return (x for x in other if x in mine)


def _all_of(*parts):
    return (x for part in parts for x in part)


def _less(mine, other):
    other = mine._as_set(other)
    return (x for x in mine if x not in other)


def _more(mine, other):
    return (x for x in mine._as_set(other) if x not in mine)


def _of_one_only(mine, other):
    other = mine._as_set(other)
    return _all_of(_less(mine, other), _more(mine, other))


class Set(Collection):
    __slots__ = ()

    @classmethod
    def _from_iterable(cls, it):
        return cls(it)

    def _as_set(self, other):
        return other if isinstance(other, Set) else self._from_iterable(other)

    def _hash(self):
        # Equal sets of any kind hash alike, in whatever order they iterate.
        return hash(frozenset(self))

    def isdisjoint(self, other):
        return not any(x in self for x in other)

    def __le__(self, other):
        if isinstance(other, Set):
            return len(self) <= len(other) and all(x in other for x in self)
        return NotImplemented

    def __ge__(self, other):
        if isinstance(other, Set):
            return len(self) >= len(other) and all(x in self for x in other)
        return NotImplemented

    __eq__ = _comparison('__eq__', _operator.eq, '__le__')
    __lt__ = _comparison('__lt__', _operator.lt, '__le__')
    __gt__ = _comparison('__gt__', _operator.gt, '__ge__')

    __and__ = __rand__ = _algebra('__and__', _common)
    __or__ = __ror__ = _algebra('__or__', _all_of)
    __xor__ = __rxor__ = _algebra('__xor__', _of_one_only)
    __sub__ = _algebra('__sub__', _less)
    __rsub__ = _algebra('__rsub__', _more)


class MutableSet(Set):
    __slots__ = ()

    @abstractmethod
    def add(self, value):
        raise NotImplementedError

    @abstractmethod
    def discard(self, value):
        raise NotImplementedError

    def remove(self, value):
        if value not in self:
            raise KeyError(value)
        self.discard(value)

    def pop(self):
        for value in self:
            break
        else:
            raise KeyError
        self.discard(value)
        return value

    def clear(self):
        try:
            while True:
                self.pop()
        except KeyError:
            pass

    def __ior__(self, it):
        for value in it:
            self.add(value)
        return self

    def __iand__(self, it):
        for value in self - it:
            self.discard(value)
        return self

    def __ixor__(self, it):
        if it is self:
            self.clear()
            return self
        for value in self._as_set(it):
            if value in self:
                self.discard(value)
            else:
                self.add(value)
        return self

    def __isub__(self, it):
        if it is self:
            self.clear()
            return self
        for value in it:
            self.discard(value)
        return self


class Mapping(Collection):
    __slots__ = ()

    @abstractmethod
    def __getitem__(self, key):
        raise KeyError

    def get(self, key, default=None):
        try:
            return self[key]
        except KeyError:
            return default

    def __contains__(self, key):
        try:
            self[key]
        except KeyError:
            return False
        return True

    def keys(self):
        return KeysView(self)

    def items(self):
        return ItemsView(self)

    def values(self):
        return ValuesView(self)

    def __eq__(self, other):
        if isinstance(other, Mapping):
            return dict(self.items()) == dict(other.items())
        return NotImplemented

    __reversed__ = None


class MappingView(Sized):
    __slots__ = ('_mapping',)

    def __init__(self, mapping):
        self._mapping = mapping

    def __len__(self):
        return len(self._mapping)

    def __repr__(self):
        return f'{type(self).__name__}({self._mapping!r})'


class KeysView(MappingView, Set):
    __slots__ = ()

    @classmethod
    def _from_iterable(cls, it):
        return set(it)

    def __contains__(self, key):
        return key in self._mapping

    def __iter__(self):
        yield from self._mapping


class ItemsView(MappingView, Set):
    __slots__ = ()

    @classmethod
    def _from_iterable(cls, it):
        return set(it)

    def __contains__(self, item):
        key, value = item
        try:
            found = self._mapping[key]
        except KeyError:
            return False
        return found is value or found == value

    def __iter__(self):
        for key in self._mapping:
            yield key, self._mapping[key]


class ValuesView(MappingView, Collection):
    __slots__ = ()

    def __contains__(self, value):
        return any(found is value or found == value for found in self)

    def __iter__(self):
        for key in self._mapping:
            yield self._mapping[key]


_absent = object()


class MutableMapping(Mapping):
    __slots__ = ()

    @abstractmethod
    def __setitem__(self, key, value):
        raise KeyError

    @abstractmethod
    def __delitem__(self, key):
        raise KeyError

    def pop(self, key, default=_absent):
        try:
            value = self[key]
        except KeyError:
            if default is _absent:
                raise
            return default
        del self[key]
        return value

    def popitem(self):
        for key in self:
            break
        else:
            raise KeyError
        value = self[key]
        del self[key]
        return key, value

    def clear(self):
        try:
            while True:
                self.popitem()
        except KeyError:
            pass

    def update(self, other=(), /, **kwds):
        for more in (other, kwds):
            if hasattr(more, 'keys'):
                for key in more.keys():
                    self[key] = more[key]
            else:
                for key, value in more:
                    self[key] = value

    def setdefault(self, key, default=None):
        try:
            return self[key]
        except KeyError:
            self[key] = default
        return default


class Sequence(Reversible, Collection):
    __slots__ = ()

    @abstractmethod
    def __getitem__(self, index):
        raise IndexError

    def __iter__(self):
        index = 0
        try:
            while True:
                yield self[index]
                index += 1
        except IndexError:
            return

    def __contains__(self, value):
        return any(item is value or item == value for item in self)

    def __reversed__(self):
        for index in range(len(self) - 1, -1, -1):
            yield self[index]

    def index(self, value, start=0, stop=None):
        size = len(self)
        if start is None:
            start = 0
        elif start < 0:
            start = max(size + start, 0)
        if stop is not None and stop < 0:
            stop += size
        while stop is None or start < stop:
            try:
                item = self[start]
            except IndexError:
                break
            if item is value or item == value:
                return start
            start += 1
        raise ValueError

    def count(self, value):
        return sum(1 for item in self if item is value or item == value)


class ByteString(Sequence):
    __slots__ = ()


class MutableSequence(Sequence):
    __slots__ = ()

    @abstractmethod
    def __setitem__(self, index, value):
        raise IndexError

    @abstractmethod
    def __delitem__(self, index):
        raise IndexError

    @abstractmethod
    def insert(self, index, value):
        raise IndexError

    def append(self, value):
        self.insert(len(self), value)

    def clear(self):
        try:
            while True:
                self.pop()
        except IndexError:
            pass

    def reverse(self):
        last = len(self) - 1
        for index in range(len(self) // 2):
            other = last - index
            self[index], self[other] = self[other], self[index]

    def extend(self, values):
        for value in list(values) if values is self else values:
            self.append(value)

    def pop(self, index=-1):
        value = self[index]
        del self[index]
        return value

    def remove(self, value):
        del self[self.index(value)]

    def __iadd__(self, values):
        self.extend(values)
        return self


def _register_builtins():
    def generator():
        yield

    async def coroutine():
        pass

    async def asynchronous():
        yield

    task = coroutine()
    for abstract, kinds in (
            (Coroutine, (type(task),)),
            (AsyncGenerator, (type(asynchronous()),)),
            (Generator, (type(generator()),)),
            (Set, (frozenset,)),
            (MutableSet, (set,)),
            (Mapping, (type(type.__dict__),)),
            (MutableMapping, (dict,)),
            (KeysView, (type({}.keys()),)),
            (ItemsView, (type({}.items()),)),
            (ValuesView, (type({}.values()),)),
            (Sequence, (tuple, str, range, memoryview)),
            (ByteString, (bytes, bytearray)),
            (MutableSequence, (list, bytearray))):
        for kind in kinds:
            abstract.register(kind)
    task.close()


_register_builtins()
