# SPDX-License-Identifier: MIT
# How a callable is called: Signature, Parameter, BoundArguments.

import enum
import functools
import sys
import types
from collections import OrderedDict

from inspect._kinds import CO_VARARGS, CO_VARKEYWORDS, isclass, isfunction
from inspect._members import unwrap

__all__ = ['Signature', 'Parameter', 'BoundArguments', 'signature',
           'formatannotation', 'formatannotationrelativeto']


class _empty:
    """Marks what is not there."""


class _void:
    """Marks what replace() was not given."""


class _ParameterKind(enum.IntEnum):
    POSITIONAL_ONLY = 0
    POSITIONAL_OR_KEYWORD = 1
    VAR_POSITIONAL = 2
    KEYWORD_ONLY = 3
    VAR_KEYWORD = 4

    def __str__(self):
        return self._name_

    @property
    def description(self):
        return _DESCRIPTIONS[self]


(_POSITIONAL_ONLY, _POSITIONAL_OR_KEYWORD, _VAR_POSITIONAL, _KEYWORD_ONLY,
 _VAR_KEYWORD) = _ParameterKind
_DESCRIPTIONS = ('positional-only', 'positional or keyword',
                 'variadic positional', 'keyword-only', 'variadic keyword')


def formatannotation(annotation, base_module=None):
    """An annotation as text."""
    if getattr(annotation, '__module__', None) == 'typing':
        return repr(annotation).replace('typing.', '')
    if isinstance(annotation, type):
        if annotation.__module__ in ('builtins', base_module):
            return annotation.__qualname__
        return f'{annotation.__module__}.{annotation.__qualname__}'
    return repr(annotation)


def formatannotationrelativeto(object):
    module = getattr(object, '__module__', None)
    return lambda annotation: formatannotation(annotation, module)


class Parameter:
    """One parameter: name, kind, default, annotation."""

    __slots__ = ('_name', '_kind', '_default', '_annotation')

    POSITIONAL_ONLY = _POSITIONAL_ONLY
    POSITIONAL_OR_KEYWORD = _POSITIONAL_OR_KEYWORD
    VAR_POSITIONAL = _VAR_POSITIONAL
    KEYWORD_ONLY = _KEYWORD_ONLY
    VAR_KEYWORD = _VAR_KEYWORD
    empty = _empty

    def __init__(self, name, kind, *, default=_empty, annotation=_empty):
        try:
            kind = _ParameterKind(kind)
        except ValueError:
            raise ValueError(f'value {kind!r} is not a valid '
                             'Parameter.kind') from None
        if default is not _empty and kind in (_VAR_POSITIONAL, _VAR_KEYWORD):
            raise ValueError(f'{kind.description} parameters cannot have '
                             'default values')
        if name is _empty:
            raise ValueError('name is a required attribute for Parameter')
        if not isinstance(name, str):
            raise TypeError('name must be a str, not a '
                            f'{type(name).__name__}')
        if name[:1] == '.' and name[1:].isdigit():
            # The hidden parameter of a comprehension.
            if kind != _POSITIONAL_OR_KEYWORD:
                raise ValueError('implicit arguments must be passed as '
                                 'positional or keyword arguments, not '
                                 f'{kind.description}')
            kind = _POSITIONAL_ONLY
            name = f'implicit{name[1:]}'
        if not name.isidentifier():
            raise ValueError(f'{name!r} is not a valid parameter name')
        self._name = name
        self._kind = kind
        self._default = default
        self._annotation = annotation

    name = property(lambda self: self._name)
    kind = property(lambda self: self._kind)
    default = property(lambda self: self._default)
    annotation = property(lambda self: self._annotation)

    def __reduce__(self):
        return type(self), (self._name, self._kind), (
            None, {'_default': self._default,
                   '_annotation': self._annotation})

    def replace(self, *, name=_void, kind=_void, annotation=_void,
                default=_void):
        """A copy with some things changed."""
        return type(self)(
            self._name if name is _void else name,
            self._kind if kind is _void else kind,
            default=self._default if default is _void else default,
            annotation=self._annotation if annotation is _void
            else annotation)

    def __str__(self):
        star = {_VAR_POSITIONAL: '*', _VAR_KEYWORD: '**'}.get(self._kind, '')
        text = star + self._name
        equals = '='
        if self._annotation is not _empty:
            text += f': {formatannotation(self._annotation)}'
            equals = ' = '
        if self._default is not _empty:
            text += equals + repr(self._default)
        return text

    def __repr__(self):
        return f'<{type(self).__name__} "{self}">'

    def _key(self):
        return self._name, self._kind, self._default, self._annotation

    def __hash__(self):
        return hash(self._key())

    def __eq__(self, other):
        if not isinstance(other, Parameter):
            return NotImplemented
        return self is other or self._key() == other._key()


class BoundArguments:
    """Which argument goes to which parameter."""

    __slots__ = ('arguments', '_signature', '__weakref__')

    def __init__(self, signature, arguments):
        self.arguments = arguments
        self._signature = signature

    @property
    def signature(self):
        return self._signature

    @property
    def args(self):
        out = []
        for name, parameter in self._signature.parameters.items():
            if (parameter.kind in (_VAR_KEYWORD, _KEYWORD_ONLY)
                    or name not in self.arguments):
                break
            value = self.arguments[name]
            if parameter.kind == _VAR_POSITIONAL:
                out.extend(value)
            else:
                out.append(value)
        return tuple(out)

    @property
    def kwargs(self):
        out = {}
        by_name = False
        for name, parameter in self._signature.parameters.items():
            if parameter.kind in (_VAR_KEYWORD, _KEYWORD_ONLY):
                by_name = True
            elif name not in self.arguments:
                by_name = True
                continue
            if not by_name or name not in self.arguments:
                continue
            if parameter.kind == _VAR_KEYWORD:
                out.update(self.arguments[name])
            else:
                out[name] = self.arguments[name]
        return out

    def __getstate__(self):
        return {'_signature': self._signature, 'arguments': self.arguments}

    def __setstate__(self, state):
        self._signature = state['_signature']
        self.arguments = state['arguments']

    def apply_defaults(self):
        """Fill in what was not given."""
        filled = []
        for name, parameter in self._signature.parameters.items():
            if name in self.arguments:
                filled.append((name, self.arguments[name]))
            elif parameter.default is not _empty:
                filled.append((name, parameter.default))
            elif parameter.kind == _VAR_POSITIONAL:
                filled.append((name, ()))
            elif parameter.kind == _VAR_KEYWORD:
                filled.append((name, {}))
        self.arguments = _ordered(filled)

    def __eq__(self, other):
        if not isinstance(other, BoundArguments):
            return NotImplemented
        return (self._signature == other._signature
                and self.arguments == other.arguments)

    def __repr__(self):
        pairs = ', '.join([f'{name}={value!r}'
                           for name, value in self.arguments.items()])
        return f'<{type(self).__name__} ({pairs})>'


def _ordered(pairs=()):
    return (dict if sys.version_info >= (3, 9) else OrderedDict)(pairs)


class Signature:
    """The parameters of a callable, in order, and what it returns."""

    __slots__ = ('_return_annotation', '_parameters')

    _parameter_cls = Parameter
    _bound_arguments_cls = BoundArguments
    empty = _empty

    def __init__(self, parameters=None, *, return_annotation=_empty,
                 __validate_parameters__=True):
        parameters = list(parameters or ())
        if __validate_parameters__:
            _check_order(parameters)
        self._parameters = types.MappingProxyType(_ordered(
            [(parameter.name, parameter) for parameter in parameters]))
        self._return_annotation = return_annotation

    @classmethod
    def from_callable(cls, obj, *, follow_wrapped=True):
        return _signature_from_callable(obj, follow_wrapped, cls)

    parameters = property(lambda self: self._parameters)
    return_annotation = property(lambda self: self._return_annotation)

    def replace(self, *, parameters=_void, return_annotation=_void):
        """A copy with some things changed."""
        if parameters is _void:
            parameters = self.parameters.values()
        if return_annotation is _void:
            return_annotation = self._return_annotation
        return type(self)(parameters, return_annotation=return_annotation)

    def _key(self):
        # Keyword-only parameters may come in any order.
        places = [p for p in self.parameters.values()
                  if p.kind != _KEYWORD_ONLY]
        names = {p.name: p for p in self.parameters.values()
                 if p.kind == _KEYWORD_ONLY}
        return places, names, self._return_annotation

    def __hash__(self):
        places, names, result = self._key()
        return hash((tuple(places), frozenset(names.values()), result))

    def __eq__(self, other):
        if not isinstance(other, Signature):
            return NotImplemented
        return self is other or self._key() == other._key()

    def bind(self, /, *args, **kwargs):
        """Give each argument to its parameter, or TypeError."""
        return self._bind(args, kwargs, False)

    def bind_partial(self, /, *args, **kwargs):
        """The same, but some may be missing."""
        return self._bind(args, kwargs, True)

    def _bind(self, args, kwargs, partial):
        arguments = _ordered()
        rest = self._bind_positional(args, kwargs, arguments, partial)
        catch_all = None
        for parameter in rest:
            name = parameter.name
            if parameter.kind == _VAR_KEYWORD:
                catch_all = name
            elif parameter.kind == _VAR_POSITIONAL:
                continue
            elif parameter.kind == _POSITIONAL_ONLY:
                if name in kwargs:
                    raise TypeError(f'{name!r} parameter is positional only, '
                                    'but was passed as a keyword')
                if not partial and parameter.default is _empty:
                    raise TypeError(f'missing a required argument: {name!r}')
            elif name in kwargs:
                arguments[name] = kwargs.pop(name)
            elif not partial and parameter.default is _empty:
                raise TypeError(f'missing a required argument: {name!r}')
        if kwargs:
            if catch_all is None:
                raise TypeError('got an unexpected keyword argument '
                                f'{next(iter(kwargs))!r}')
            arguments[catch_all] = kwargs
        return self._bound_arguments_cls(self, arguments)

    def _bind_positional(self, args, kwargs, arguments, partial):
        # What args fill; the parameters that are left.
        parameters = list(self.parameters.values())
        for place, value in enumerate(args):
            if place >= len(parameters) or parameters[place].kind in (
                    _VAR_KEYWORD, _KEYWORD_ONLY):
                raise TypeError('too many positional arguments') from None
            parameter = parameters[place]
            if parameter.kind == _VAR_POSITIONAL:
                arguments[parameter.name] = tuple(args[place:])
                return parameters[place + 1:]
            if (parameter.name in kwargs
                    and parameter.kind != _POSITIONAL_ONLY):
                raise TypeError('multiple values for argument '
                                f'{parameter.name!r}')
            arguments[parameter.name] = value
        return parameters[len(args):]

    def __reduce__(self):
        return (type(self), (tuple(self._parameters.values()),),
                (None, {'_return_annotation': self._return_annotation}))

    def __repr__(self):
        return f'<{type(self).__name__} {self}>'

    def __str__(self):
        parts = []
        slash = False
        star = True
        for parameter in self.parameters.values():
            kind = parameter.kind
            if kind == _POSITIONAL_ONLY:
                slash = True
            elif slash:
                parts.append('/')
                slash = False
            if kind == _VAR_POSITIONAL:
                star = False
            elif kind == _KEYWORD_ONLY and star:
                parts.append('*')
                star = False
            parts.append(str(parameter))
        if slash:
            parts.append('/')
        text = f"({', '.join(parts)})"
        if self.return_annotation is not _empty:
            text += f' -> {formatannotation(self.return_annotation)}'
        return text


def _check_order(parameters):
    seen = set()
    highest = _POSITIONAL_ONLY
    defaults = False
    for parameter in parameters:
        kind, name = parameter.kind, parameter.name
        if kind < highest:
            raise ValueError(f'wrong parameter order: {highest.description} '
                             f'parameter before {kind.description} parameter')
        if kind > highest:
            if kind > _POSITIONAL_OR_KEYWORD or sys.version_info < (3, 9, 14):
                defaults = False
            highest = kind
        if kind in (_POSITIONAL_ONLY, _POSITIONAL_OR_KEYWORD):
            if parameter.default is not _empty:
                defaults = True
            elif defaults:
                raise ValueError('non-default argument follows default '
                                 'argument')
        if name in seen:
            raise ValueError(f'duplicate parameter name: {name!r}')
        seen.add(name)


# ---- From a callable ----

def signature(obj, *, follow_wrapped=True):
    """The Signature of a callable."""
    return Signature.from_callable(obj, follow_wrapped=follow_wrapped)


def _from_function(cls, func):
    code = func.__code__
    names = code.co_varnames
    places = code.co_argcount
    only = code.co_posonlyargcount
    defaults = func.__defaults__ or ()
    annotations = func.__annotations__
    make = cls._parameter_cls
    out = []

    def add(name, kind, default=_empty):
        out.append(make(name, kind, default=default,
                        annotation=annotations.get(name, _empty)))

    first_default = places - len(defaults)
    for place, name in enumerate(names[:places]):
        add(name, _POSITIONAL_ONLY if place < only
            else _POSITIONAL_OR_KEYWORD,
            defaults[place - first_default] if place >= first_default
            else _empty)
    end = places + code.co_kwonlyargcount
    if code.co_flags & CO_VARARGS:
        add(names[end], _VAR_POSITIONAL)
    for name in names[places:end]:
        add(name, _KEYWORD_ONLY, (func.__kwdefaults__ or {}).get(
            name, _empty))
    if code.co_flags & CO_VARKEYWORDS:
        add(names[end + bool(code.co_flags & CO_VARARGS)], _VAR_KEYWORD)
    return cls(out, return_annotation=annotations.get('return', _empty),
               __validate_parameters__=False)


def _without_first(sig):
    parameters = list(sig.parameters.values())
    if not parameters or parameters[0].kind in (_VAR_KEYWORD, _KEYWORD_ONLY):
        raise ValueError('invalid method signature')
    if parameters[0].kind != _VAR_POSITIONAL:
        parameters = parameters[1:]
    return sig.replace(parameters=parameters)


def _of_partial(sig, partial, extra=()):
    try:
        bound = sig.bind_partial(*extra, *partial.args,
                                 **(partial.keywords or {}))
    except TypeError as error:
        raise ValueError(f'partial object {partial!r} has incorrect '
                         'arguments') from error
    out = []
    by_name = False
    for name, parameter in sig.parameters.items():
        given = name in bound.arguments
        kind = parameter.kind
        if given and kind == _POSITIONAL_ONLY:
            continue
        if given and kind == _POSITIONAL_OR_KEYWORD:
            if name not in (partial.keywords or {}):
                continue
            by_name = True
            parameter = parameter.replace(default=bound.arguments[name])
        if given and kind == _KEYWORD_ONLY:
            parameter = parameter.replace(default=bound.arguments[name])
        if by_name:
            if kind == _POSITIONAL_OR_KEYWORD:
                parameter = parameter.replace(kind=_KEYWORD_ONLY)
            elif kind == _VAR_POSITIONAL:
                continue
        out.append(parameter)
    return sig.replace(parameters=out)


def _user_method(cls, name):
    # A method written in Python, not what every class has.
    method = getattr(cls, name, None)
    builtin = (types.WrapperDescriptorType, types.MethodWrapperType,
               types.ClassMethodDescriptorType, types.BuiltinFunctionType,
               types.MethodDescriptorType)
    return None if isinstance(method, builtin) else method


def _of_class(cls, follow, sigcls):
    call = _user_method(type(cls), '__call__')
    method = None
    if call is not None and type(cls) is not type:
        method = call
    for name in ('__new__', '__init__'):
        method = method or _user_method(cls, name)
    if method is not None:
        return _without_first(_signature_from_callable(method, follow,
                                                       sigcls))
    for base in cls.__mro__[:-1]:
        text = base.__dict__.get('__text_signature__')
        if isinstance(text, str):
            return _from_text(sigcls, cls, text)
    if (type not in cls.__mro__ and cls.__init__ is object.__init__
            and cls.__new__ is object.__new__):
        return sigcls()
    raise ValueError(f'no signature found for builtin type {cls!r}')


def _from_text(sigcls, obj, text):
    # '($self, x, /)': what a built-in function says of itself.
    slash = False
    inside = text.strip()[1:-1].replace('$', '')
    names = [part.strip() for part in inside.split(',')]
    if '/' in names:
        slash = names.index('/')
        if names[0] in ('self', 'module', 'type'):
            pass
        names.remove('/')
    scope = {}
    exec(f"def f({', '.join(names)}): pass", scope)
    sig = _from_function(sigcls, scope['f'])
    parameters = [parameter.replace(kind=_POSITIONAL_ONLY)
                  if slash and place < slash else parameter
                  for place, parameter in enumerate(sig.parameters.values())]
    bound = getattr(obj, '__self__', None)
    if '$module' in text or '$' in text and (bound is not None
                                             or isclass(obj)):
        parameters = parameters[1:]
    return sig.replace(parameters=parameters)


def _signature_from_callable(obj, follow_wrapped=True, sigcls=Signature):
    if not callable(obj):
        raise TypeError(f'{obj!r} is not a callable object')
    if isinstance(obj, types.MethodType):
        return _without_first(_signature_from_callable(
            obj.__func__, follow_wrapped, sigcls))
    if follow_wrapped:
        obj = unwrap(obj, stop=lambda f: hasattr(f, '__signature__'))
        if isinstance(obj, types.MethodType):
            return _signature_from_callable(obj, follow_wrapped, sigcls)
    stored = getattr(obj, '__signature__', None)
    if stored is not None:
        if not isinstance(stored, Signature):
            raise TypeError(f'unexpected object {stored!r} in __signature__ '
                            'attribute')
        return stored
    method = getattr(obj, '_partialmethod', None)
    if isinstance(method, functools.partialmethod):
        inner = _signature_from_callable(method.func, follow_wrapped, sigcls)
        sig = _of_partial(inner, method, (None,))
        first = tuple(inner.parameters.values())[0]
        if first.kind == _VAR_POSITIONAL:
            return sig
        return sig.replace(parameters=(first, *sig.parameters.values()))
    if isfunction(obj):
        return _from_function(sigcls, obj)
    if isinstance(obj, functools.partial):
        return _of_partial(_signature_from_callable(
            obj.func, follow_wrapped, sigcls), obj)
    if isclass(obj):
        return _of_class(obj, follow_wrapped, sigcls)
    builtin = (types.BuiltinFunctionType, types.MethodDescriptorType,
               types.WrapperDescriptorType, types.MethodWrapperType,
               types.ClassMethodDescriptorType)
    if isinstance(obj, builtin):
        text = getattr(obj, '__text_signature__', None)
        if not text:
            raise ValueError(f'no signature found for builtin {obj!r}')
        return _from_text(sigcls, obj, text)
    call = _user_method(type(obj), '__call__')
    if call is None:
        raise ValueError(f'callable {obj!r} is not supported by signature')
    return _without_first(_signature_from_callable(call, follow_wrapped,
                                                   sigcls))
