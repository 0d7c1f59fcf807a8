# SPDX-License-Identifier: MIT
# Weak references, and containers that do not keep their members alive.
#
# Invariant: a container's table holds weak references; a dead one may still
# be in it, so whoever reads the table passes over those whose call gives None.
# A reference's callback takes it out, but never while the table is being
# iterated: then it waits in _dead until the last iteration is over.

from _weakref import (CallableProxyType, ProxyType, ReferenceType,
                      getweakrefcount, getweakrefs, proxy, ref)
import _collections_abc
from itertools import count as _count

__all__ = ['ref', 'proxy', 'getweakrefcount', 'getweakrefs',
           'WeakKeyDictionary', 'ReferenceType', 'ProxyType',
           'CallableProxyType', 'ProxyTypes', 'WeakValueDictionary',
           'WeakSet', 'WeakMethod', 'finalize']

ProxyTypes = (ProxyType, CallableProxyType)


class WeakMethod(ref):
    # A bound method is made anew on each access, so a plain reference to one
    # is dead at once; this one lives as long as the object and the function.
    __slots__ = '_func_ref', '_meth_type', '_alive', '__weakref__'

    def __new__(cls, meth, callback=None):
        try:
            owner, function = meth.__self__, meth.__func__
        except AttributeError:
            raise TypeError('argument should be a bound method, not '
                            f'{type(meth)}') from None

        def gone(_):
            self = self_ref()
            if self is not None and self._alive:
                self._alive = False
                if callback is not None:
                    callback(self)

        self = ref.__new__(cls, owner, gone)
        self._func_ref = ref(function, gone)
        self._meth_type = type(meth)
        self._alive = True
        self_ref = ref(self)
        return self

    def __init__(self, meth, callback=None):
        pass

    def __call__(self):
        owner = super().__call__()
        function = self._func_ref()
        if owner is None or function is None:
            return None
        return self._meth_type(function, owner)

    def __eq__(self, other):
        if not isinstance(other, WeakMethod):
            return NotImplemented
        if not self._alive or not other._alive:
            return self is other
        return ref.__eq__(self, other) and self._func_ref == other._func_ref

    def __ne__(self, other):
        same = self.__eq__(other)
        return same if same is NotImplemented else not same

    __hash__ = ref.__hash__


class _Guarded:
    # A table whose entries vanish, but not under an iteration.

    def _setup(self):
        self._dead = []
        self._iterating = 0
        owner = ref(self)

        def forget(reference):
            self = owner()
            if self is not None:
                if self._iterating:
                    self._dead.append(reference)
                else:
                    self._discard(reference)

        self._forget = forget

    def _commit(self):
        while self._dead and not self._iterating:
            self._discard(self._dead.pop())

    def _walk(self, things):
        self._iterating += 1
        try:
            yield from things
        finally:
            self._iterating -= 1
            self._commit()


class WeakSet(_Guarded, _collections_abc.MutableSet):
    def __init__(self, data=None):
        self.data = set()
        self._setup()
        if data is not None:
            self.update(data)

    def _discard(self, reference):
        self.data.discard(reference)

    def __iter__(self):
        for reference in self._walk(self.data):
            item = reference()
            if item is not None:
                yield item

    def __len__(self):
        return max(len(self.data) - len(self._dead), 0)

    def __contains__(self, item):
        try:
            return ref(item) in self.data
        except TypeError:
            return False

    def __repr__(self):
        return repr(self.data)

    def __reduce__(self):
        return type(self), (list(self),), getattr(self, '__dict__', None)

    def add(self, item):
        self._commit()
        self.data.add(ref(item, self._forget))

    def discard(self, item):
        self._commit()
        self.data.discard(ref(item))

    def remove(self, item):
        self._commit()
        self.data.remove(ref(item))

    def clear(self):
        self._commit()
        self.data.clear()

    def pop(self):
        self._commit()
        while self.data:
            item = self.data.pop()()
            if item is not None:
                return item
        raise KeyError('pop from empty WeakSet')

    def copy(self):
        return type(self)(self)

    def update(self, other):
        for item in other:
            self.add(item)

    def __ior__(self, other):
        self.update(other)
        return self

    def union(self, other):
        made = self.copy()
        made.update(other)
        return made

    __or__ = union

    def difference(self, other):
        made = self.copy()
        made.difference_update(other)
        return made

    __sub__ = difference

    def difference_update(self, other):
        for item in list(other):
            self.discard(item)

    def __isub__(self, other):
        self.difference_update(other)
        return self

    def intersection(self, other):
        return type(self)(item for item in other if item in self)

    __and__ = intersection

    def intersection_update(self, other):
        self._commit()
        self.data.intersection_update([ref(item) for item in other])

    def __iand__(self, other):
        self.intersection_update(other)
        return self

    def symmetric_difference(self, other):
        made = self.copy()
        made.symmetric_difference_update(other)
        return made

    __xor__ = symmetric_difference

    def symmetric_difference_update(self, other):
        for item in list(other):
            if item in self:
                self.discard(item)
            else:
                self.add(item)

    def __ixor__(self, other):
        self.symmetric_difference_update(other)
        return self

    def issubset(self, other):
        other = set(other)
        return all(item in other for item in self)

    __le__ = issubset

    def __lt__(self, other):
        return set(self) < set(other)

    def issuperset(self, other):
        return all(item in self for item in other)

    __ge__ = issuperset

    def __gt__(self, other):
        return set(self) > set(other)

    def __eq__(self, other):
        if not isinstance(other, type(self)):
            return NotImplemented
        return self.data == other.data

    def isdisjoint(self, other):
        return not any(item in self for item in other)


class KeyedRef(ref):
    # A value's reference that knows its key.
    __slots__ = ('key',)

    def __new__(cls, ob, callback, key):
        self = super().__new__(cls, ob, callback)
        self.key = key
        return self

    def __init__(self, ob, callback, key):
        super().__init__(ob, callback)


class _WeakDictionary(_Guarded, _collections_abc.MutableMapping):
    def __init__(self, other=(), /, **kw):
        self.data = {}
        self._setup()
        self.update(other, **kw)

    def __repr__(self):
        return f'<{type(self).__name__} at {id(self):#x}>'

    def __len__(self):
        return max(len(self.data) - len(self._dead), 0)

    def __iter__(self):
        for key, value in self.items():
            yield key

    keys = __iter__

    def values(self):
        for key, value in self.items():
            yield value

    def copy(self):
        made = type(self)()
        for key, value in self.items():
            made[key] = value
        return made

    __copy__ = copy

    def popitem(self):
        self._commit()
        for key, value in list(self.items()):
            del self[key]
            return key, value
        raise KeyError('popitem(): dictionary is empty')

    def __deepcopy__(self, memo):
        from copy import deepcopy
        made = type(self)()
        for key, value in self.items():
            made[self._copied_key(key, memo)] = self._copied_value(
                value, memo, deepcopy)
        return made

    def __or__(self, other):
        if not hasattr(other, 'keys'):
            return NotImplemented
        made = self.copy()
        made.update(other)
        return made

    def __ior__(self, other):
        self.update(other)
        return self


class WeakValueDictionary(_WeakDictionary):
    def _discard(self, reference):
        if self.data.get(reference.key) is reference:
            del self.data[reference.key]

    def _copied_key(self, key, memo):
        from copy import deepcopy
        return deepcopy(key, memo)

    def _copied_value(self, value, memo, deepcopy):
        return value

    def __getitem__(self, key):
        value = self.data[key]()
        if value is None:
            raise KeyError(key)
        return value

    def __setitem__(self, key, value):
        self._commit()
        self.data[key] = KeyedRef(value, self._forget, key)

    def __delitem__(self, key):
        self._commit()
        del self.data[key]

    def __contains__(self, key):
        reference = self.data.get(key)
        return reference is not None and reference() is not None

    def items(self):
        for key, reference in self._walk(self.data.items()):
            value = reference()
            if value is not None:
                yield key, value

    def itervaluerefs(self):
        yield from self._walk(self.data.values())

    def valuerefs(self):
        return list(self.data.values())


class WeakKeyDictionary(_WeakDictionary):
    def _discard(self, reference):
        self.data.pop(reference, None)

    def _copied_key(self, key, memo):
        return key

    def _copied_value(self, value, memo, deepcopy):
        return deepcopy(value, memo)

    def __getitem__(self, key):
        return self.data[ref(key)]

    def __setitem__(self, key, value):
        self.data[ref(key, self._forget)] = value

    def __delitem__(self, key):
        del self.data[ref(key)]

    def __contains__(self, key):
        try:
            return ref(key) in self.data
        except TypeError:
            return False

    def items(self):
        for reference, value in self._walk(self.data.items()):
            key = reference()
            if key is not None:
                yield key, value

    def keyrefs(self):
        return list(self.data)


class finalize:
    # Calls a function once: when its object goes, when it is called, or at
    # the program's end, newest first.
    __slots__ = ()
    _registry = {}
    _numbers = _count()
    _at_exit = False

    class _Info:
        __slots__ = ('weakref', 'func', 'args', 'kwargs', 'atexit', 'index')

    def __init__(self, obj, func, /, *args, **kwargs):
        if not finalize._at_exit:
            import atexit
            atexit.register(finalize._exitfunc)
            finalize._at_exit = True
        made = self._Info()
        made.weakref, made.index = ref(obj, self), next(self._numbers)
        made.func, made.args, made.kwargs = func, args, kwargs or None
        made.atexit = True
        self._registry[self] = made

    def __call__(self, _=None):
        mine = self._registry.pop(self, None)
        if mine is not None:
            return mine.func(*mine.args, **(mine.kwargs or {}))

    def _mine(self):
        # What it is to do, unless it is over; and the object, if it lives.
        mine = self._registry.get(self)
        return mine, mine and mine.weakref()

    def peek(self):
        mine, obj = self._mine()
        return None if obj is None else (obj, mine.func, mine.args,
                                         mine.kwargs or {})

    def detach(self):
        parts = self.peek()
        # Another thread may have been faster.
        return parts if parts and self._registry.pop(self, None) else None

    @property
    def alive(self):
        return self in self._registry

    @property
    def atexit(self):
        mine, _ = self._mine()
        return mine is not None and mine.atexit

    @atexit.setter
    def atexit(self, value):
        mine, _ = self._mine()
        if mine is not None:
            mine.atexit = bool(value)

    def __repr__(self):
        obj = self._mine()[1]
        state = 'dead' if obj is None else \
            f'for {type(obj).__name__!r} at {id(obj):#x}'
        return f'<{type(self).__name__} object at {id(self):#x}; {state}>'

    @classmethod
    def _exitfunc(cls):
        while True:
            left = [final for final, mine in cls._registry.items()
                    if mine.atexit]
            if not left:
                break
            newest = max(left, key=lambda final: cls._registry[final].index)
            try:
                newest()
            except Exception as error:
                import sys
                sys.excepthook(type(error), error, error.__traceback__)
