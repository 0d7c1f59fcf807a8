# SPDX-License-Identifier: MIT
# Context-local state. A context is a mapping from variables to values; each
# thread starts with an empty one of its own.

from _collections_abc import Mapping
from _decimal_core import swap as _swap_decimal
from _thread import _local

__all__ = ['Context', 'ContextVar', 'Token', 'copy_context']


class _Thread(_local):
    def __init__(self):
        self.context = Context()


class Token:
    """What ContextVar.set() changed, for reset()."""

    __slots__ = ('_context', 'var', 'old_value', '_used')

    class _Missing:
        def __repr__(self):
            return '<Token.MISSING>'

    MISSING = _Missing()

    def __init_subclass__(cls, **kwargs):
        raise TypeError("type 'Token' is not an acceptable base type")

    def __init__(self, *args):
        raise RuntimeError('Tokens can only be created by ContextVars')

    def __repr__(self):
        used = ' used' if self._used else ''
        return f'<Token{used} var={self.var!r} at {id(self):#x}>'

    def __class_getitem__(cls, item):
        return cls

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.var.reset(self)


class ContextVar:
    """A variable that each context has its own value of."""

    __slots__ = ('_name', '_default')
    name = property(lambda self: self._name)

    def __init_subclass__(cls, **kwargs):
        raise TypeError("type 'ContextVar' is not an acceptable base type")

    def __init__(self, /, *args, default=Token.MISSING):
        if len(args) != 1:
            raise TypeError('ContextVar() takes exactly 1 positional argument '
                            f'({len(args)} given)')
        name, = args
        if not isinstance(name, str):
            raise TypeError('context variable name must be a str')
        self._name = name
        self._default = default

    def get(self, default=Token.MISSING, /):
        values = _thread.context._values
        if self in values:
            return values[self]
        for value in (default, self._default):
            if value is not Token.MISSING:
                return value
        raise LookupError(self)

    def set(self, value, /):
        context = _thread.context
        token = object.__new__(Token)
        token._context = context
        token.var = self
        token.old_value = context._values.get(self, Token.MISSING)
        token._used = False
        # A copy of the context must not see it: values are never changed.
        context._values = {**context._values, self: value}
        return token

    def reset(self, token, /):
        if not isinstance(token, Token):
            raise TypeError('expected an instance of Token, got '
                            f'{token!r}')
        if token._used:
            raise RuntimeError(f'{token!r} has already been used once')
        if token.var is not self:
            raise ValueError(f'{token!r} was created by a different '
                             'ContextVar')
        context = _thread.context
        if token._context is not context:
            raise ValueError(f'{token!r} was created in a different Context')
        values = dict(context._values)
        values.pop(self, None)
        if token.old_value is not Token.MISSING:
            values[self] = token.old_value
        context._values = values
        token._used = True

    def __repr__(self):
        default = ('' if self._default is Token.MISSING
                   else f' default={self._default!r}')
        return f'<ContextVar name={self.name!r}{default} at {id(self):#x}>'

    def __class_getitem__(cls, item):
        return cls


class Context(Mapping):
    """A mapping of variables to values that code can be run in."""

    # decimal's current context belongs to the thread; to have one in each
    # Context, run() swaps them.
    __slots__ = ('_values', '_outer', '_decimal')

    def __init_subclass__(cls, **kwargs):
        raise TypeError("type 'Context' is not an acceptable base type")

    def __init__(self, *args, **kwargs):
        if args or kwargs:
            raise TypeError('Context() does not accept any arguments')
        self._values = {}
        self._outer = None
        self._decimal = None

    def run(self, callable, /, *args, **kwargs):
        if self._outer is not None or _thread.context is self:
            raise RuntimeError(f'cannot enter context: {self!r} is already '
                               'entered')
        self._outer = _thread.context
        _thread.context = self
        outer_decimal = _swap_decimal(self._decimal)
        try:
            return callable(*args, **kwargs)
        finally:
            self._decimal = _swap_decimal(outer_decimal)
            _thread.context, self._outer = self._outer, None

    def copy(self):
        new = Context()
        new._values = self._values
        new._decimal = (_swap_decimal() if self is _thread.context
                        else self._decimal)
        return new

    def _check(self, key):
        if not isinstance(key, ContextVar):
            raise TypeError('a ContextVar key was expected, got '
                            f'{key!r}')

    def __getitem__(self, key):
        self._check(key)
        return self._values[key]

    def __contains__(self, key):
        self._check(key)
        return key in self._values

    def get(self, key, default=None):
        self._check(key)
        return self._values.get(key, default)

    def __iter__(self):
        return iter(self._values)

    def __len__(self):
        return len(self._values)

    def __eq__(self, other):
        if not isinstance(other, Context):
            return NotImplemented
        return self._values == other._values

    __hash__ = None


def copy_context():
    """A copy of the current context."""
    return _thread.context.copy()


_thread = _Thread()
