# SPDX-License-Identifier: MIT
# Twins of weak references, and the classes of weakref.proxy.
import _weakref
from _weakref import _keep_hash, ref as _ref


def weakref_hash(self):
    return _keep_hash(self, hash(self()))


def weakref_eq(self, other):
    one, two = self(), other()
    if one is None or two is None:
        return self is other
    return one == two


def weakref_ne(self, other):
    return not weakref_eq(self, other)


# ---- proxies ----

def _unwrap(value):
    return _target(value) if isinstance(value, weakproxy) else value


def _target(proxy):
    of = object.__getattribute__(proxy, '_reference')()
    if of is None:
        raise ReferenceError('weakly-referenced object no longer exists')
    return of


def _unary(function):
    return lambda self: function(_target(self))


def _binary(function):
    return lambda self, other: function(_unwrap(self), _unwrap(other))


def _reflected(function):
    return lambda self, other: function(_unwrap(other), _unwrap(self))


class weakproxy:
    __slots__ = '_reference', '__weakref__'

    def __getattribute__(self, name):
        return getattr(_target(self), name)

    def __setattr__(self, name, value):
        setattr(_target(self), name, value)

    def __delattr__(self, name):
        delattr(_target(self), name)

    def __repr__(self):
        of = object.__getattribute__(self, '_reference')()
        return (f'<weakproxy at {id(self):#x} to {type(of).__name__} at '
                f'{id(of):#x}>')

    __hash__ = None
    __str__ = _unary(str)
    __bool__ = _unary(bool)
    __len__ = _unary(len)
    __iter__ = _unary(iter)
    __next__ = _unary(next)
    __int__ = _unary(int)
    __float__ = _unary(float)
    __abs__ = _unary(abs)
    __neg__ = _unary(lambda a: -a)
    __pos__ = _unary(lambda a: +a)
    __invert__ = _unary(lambda a: ~a)
    __index__ = _unary(lambda a: a.__index__())
    __contains__ = _binary(lambda a, b: b in a)
    __getitem__ = _binary(lambda a, b: a[b])
    __eq__ = _binary(lambda a, b: a == b)
    __ne__ = _binary(lambda a, b: a != b)
    __lt__ = _binary(lambda a, b: a < b)
    __le__ = _binary(lambda a, b: a <= b)
    __gt__ = _binary(lambda a, b: a > b)
    __ge__ = _binary(lambda a, b: a >= b)

    def __setitem__(self, key, value):
        _target(self)[key] = value

    def __delitem__(self, key):
        del _target(self)[key]


_operators = {
    'add': lambda a, b: a + b,
    'sub': lambda a, b: a - b,
    'mul': lambda a, b: a * b,
    'matmul': lambda a, b: a @ b,
    'truediv': lambda a, b: a / b,
    'floordiv': lambda a, b: a // b,
    'mod': lambda a, b: a % b,
    'divmod': divmod,
    'pow': lambda a, b: a ** b,
    'lshift': lambda a, b: a << b,
    'rshift': lambda a, b: a >> b,
    'and': lambda a, b: a & b,
    'or': lambda a, b: a | b,
    'xor': lambda a, b: a ^ b,
}
for _name, _function in _operators.items():
    setattr(weakproxy, f'__{_name}__', _binary(_function))
    setattr(weakproxy, f'__r{_name}__', _reflected(_function))


class weakcallableproxy(weakproxy):
    __slots__ = ()

    def __call__(self, *args, **keywords):
        return _target(self)(*args, **keywords)


weakproxy.__module__ = weakcallableproxy.__module__ = 'builtins'
_weakref.ProxyType = weakproxy
_weakref.CallableProxyType = weakcallableproxy


def weakref_make_proxy(of, callback):
    cls = weakcallableproxy if callable(of) else weakproxy
    made = object.__new__(cls)
    told = None
    if callback is not None:
        def told(reference):
            callback(made)
    object.__setattr__(made, '_reference', _ref(of, told))
    return made
