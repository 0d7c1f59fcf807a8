# SPDX-License-Identifier: MIT
# The operators as functions.  CPython has them in C.

import builtins as _builtins

__all__ = ['abs', 'add', 'and_', 'attrgetter', 'call', 'concat', 'contains',
           'countOf', 'delitem', 'eq', 'floordiv', 'ge', 'getitem', 'gt',
           'iadd', 'iand', 'iconcat', 'ifloordiv', 'ilshift', 'imatmul',
           'imod', 'imul', 'index', 'indexOf', 'inv', 'invert', 'ior',
           'ipow', 'irshift', 'is_', 'is_not', 'isub', 'itemgetter',
           'itruediv', 'ixor', 'le', 'length_hint', 'lshift', 'lt', 'matmul',
           'methodcaller', 'mod', 'mul', 'ne', 'neg', 'not_', 'or_', 'pos',
           'pow', 'rshift', 'setitem', 'sub', 'truediv', 'truth', 'xor']

_abs = _builtins.abs


def lt(a, b):
    return a < b


def le(a, b):
    return a <= b


def eq(a, b):
    return a == b


def ne(a, b):
    return a != b


def ge(a, b):
    return a >= b


def gt(a, b):
    return a > b


def not_(a):
    return not a


def truth(a):
    return True if a else False


def is_(a, b):
    return a is b


def is_not(a, b):
    return a is not b


def abs(a):
    return _abs(a)


def add(a, b):
    return a + b


def and_(a, b):
    return a & b


def floordiv(a, b):
    return a // b


def index(a):
    if isinstance(a, int):
        return a
    kind = type(a)
    if not hasattr(kind, '__index__'):
        raise TypeError(f'{kind.__name__!r} object cannot be interpreted as '
                        'an integer')
    result = kind.__index__(a)
    return result if type(result) is int else _odd_index(result)


def _odd_index(result):
    kind = type(result).__name__
    if not isinstance(result, int):
        raise TypeError(f'__index__ returned non-int (type {kind})')
    from warnings import warn
    warn(f'__index__ returned non-int (type {kind}).  The ability to return '
         'an instance of a strict subclass of int is deprecated, and may not '
         'be supported in a future version of Python.', DeprecationWarning, 3)
    return result


def invert(a):
    return ~a


def lshift(a, b):
    return a << b


def mod(a, b):
    return a % b


def mul(a, b):
    return a * b


def matmul(a, b):
    return a @ b


def neg(a):
    return -a


def or_(a, b):
    return a | b


def pos(a):
    return +a


def pow(a, b):
    return a ** b


def rshift(a, b):
    return a >> b


def sub(a, b):
    return a - b


def truediv(a, b):
    return a / b


def xor(a, b):
    return a ^ b


def concat(a, b):
    _need_sequence(a)
    return a + b


def contains(a, b):
    return b in a


def countOf(a, b):
    return sum(1 for item in a if item is b or item == b)


def delitem(a, b):
    del a[b]


def getitem(a, b):
    return a[b]


def setitem(a, b, c):
    a[b] = c


def indexOf(a, b):
    for place, item in enumerate(a):
        if item is b or item == b:
            return place
    raise ValueError('sequence.index(x): x not in sequence')


def length_hint(obj, default=0):
    if not isinstance(default, int):
        raise TypeError(f'{type(default).__name__!r} object cannot be '
                        'interpreted as an integer')
    try:
        return len(obj)
    except TypeError:
        pass
    kind = type(obj)
    if not hasattr(kind, '__length_hint__'):
        return default
    try:
        hint = kind.__length_hint__(obj)
    except TypeError:
        return default
    if hint is NotImplemented:
        return default
    if not isinstance(hint, int):
        raise TypeError('__length_hint__ must be an integer, not '
                        f'{type(hint).__name__}')
    if hint < 0:
        raise ValueError('__length_hint__() should return >= 0')
    return hint


def call(obj, /, *args, **kwargs):
    return obj(*args, **kwargs)


def _need_sequence(a):
    if not hasattr(a, '__getitem__'):
        raise TypeError(f'{type(a).__name__!r} object can\'t be concatenated')


def iadd(a, b):
    a += b
    return a


def iand(a, b):
    a &= b
    return a


def iconcat(a, b):
    _need_sequence(a)
    a += b
    return a


def ifloordiv(a, b):
    a //= b
    return a


def ilshift(a, b):
    a <<= b
    return a


def imod(a, b):
    a %= b
    return a


def imul(a, b):
    a *= b
    return a


def imatmul(a, b):
    a @= b
    return a


def ior(a, b):
    a |= b
    return a


def ipow(a, b):
    a **= b
    return a


def irshift(a, b):
    a >>= b
    return a


def isub(a, b):
    a -= b
    return a


def itruediv(a, b):
    a /= b
    return a


def ixor(a, b):
    a ^= b
    return a


class _Getter:
    # What to get is in _wanted; one thing comes alone, several as a tuple.
    __slots__ = ('_wanted',)

    def __init__(self, wanted, /, *more):
        self._wanted = (wanted, *more)

    def __call__(self, obj, /):
        if len(self._wanted) == 1:
            return self._get(obj, self._wanted[0])
        return tuple([self._get(obj, one) for one in self._wanted])

    def __repr__(self):
        kind = type(self)
        inside = ', '.join(map(repr, self._wanted))
        return f'{kind.__module__}.{kind.__qualname__}({inside})'

    def __reduce__(self):
        return type(self), self._wanted


class itemgetter(_Getter):
    __slots__ = ()

    def _get(self, obj, key):
        return obj[key]


class attrgetter(_Getter):
    __slots__ = ()

    def __init__(self, attr, /, *attrs):
        for name in (attr, *attrs):
            if not isinstance(name, str):
                raise TypeError('attribute name must be a string')
        super().__init__(attr, *attrs)

    def _get(self, obj, path):
        for name in path.split('.'):
            obj = getattr(obj, name)
        return obj


class methodcaller:
    __slots__ = ('_name', '_args', '_kwargs')

    def __init__(self, name, /, *args, **kwargs):
        if not isinstance(name, str):
            raise TypeError('method name must be a string')
        self._name = name
        self._args = args
        self._kwargs = kwargs

    def __call__(self, obj, /):
        return getattr(obj, self._name)(*self._args, **self._kwargs)

    def __repr__(self):
        kind = type(self)
        parts = [repr(self._name), *map(repr, self._args)]
        parts += [f'{key}={value!r}' for key, value in self._kwargs.items()]
        return f"{kind.__module__}.{kind.__qualname__}({', '.join(parts)})"

    def __reduce__(self):
        if not self._kwargs:
            return type(self), (self._name, *self._args)
        from functools import partial
        return partial(type(self), self._name, **self._kwargs), self._args


inv = invert


def _like_built_ins():
    # In CPython these are C functions, which are no methods of a class that
    # keeps one: `op = operator.add`.
    try:
        from _prelude import builtin
    except ImportError:
        return
    space = globals()
    for name in __all__:
        if type(space[name]) is type(_like_built_ins):
            space[name] = builtin(space[name])


_like_built_ins()

for _name in ('lt le eq ne ge gt not abs add and floordiv index inv invert '
              'lshift mod mul matmul neg or pos pow rshift sub truediv xor '
              'concat contains delitem getitem setitem iadd iand iconcat '
              'ifloordiv ilshift imod imul imatmul ior ipow irshift isub '
              'itruediv ixor').split():
    _plain = _name + '_' if _name in ('not', 'and', 'or') else _name
    globals()[f'__{_name}__'] = globals()[_plain]
del _name, _plain
