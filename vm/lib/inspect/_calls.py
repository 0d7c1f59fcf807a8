# SPDX-License-Identifier: MIT
# What arguments become when a function is called.

import builtins
from warnings import warn
from collections import namedtuple

from inspect._kinds import isfunction, ismethod, ismodule
from inspect._signature import _empty, _signature_from_callable

__all__ = ['ArgSpec', 'FullArgSpec', 'ClosureVars', 'getfullargspec',
           'getargspec', 'formatargspec', 'getcallargs', 'getclosurevars']

ArgSpec = namedtuple('ArgSpec', 'args varargs keywords defaults')
FullArgSpec = namedtuple(
    'FullArgSpec', 'args varargs varkw defaults kwonlyargs kwonlydefaults '
                   'annotations')
ClosureVars = namedtuple('ClosureVars', 'nonlocals globals builtins unbound')


def getfullargspec(func):
    """The parameters of a function, bound first arguments included."""
    bound = None
    try:
        if ismethod(func):
            bound = func.__func__
        sig = _signature_from_callable(bound or func, False)
    except Exception as error:
        raise TypeError('unsupported callable') from error
    args, only, defaults = [], [], ()
    varargs = varkw = None
    kwdefaults, annotations = {}, {}
    if sig.return_annotation is not sig.empty:
        annotations['return'] = sig.return_annotation
    for parameter in sig.parameters.values():
        kind, name = parameter.kind, parameter.name
        if kind in (parameter.POSITIONAL_ONLY,
                    parameter.POSITIONAL_OR_KEYWORD):
            args.append(name)
            if parameter.default is not _empty:
                defaults += (parameter.default,)
        elif kind is parameter.VAR_POSITIONAL:
            varargs = name
        elif kind is parameter.KEYWORD_ONLY:
            only.append(name)
            if parameter.default is not _empty:
                kwdefaults[name] = parameter.default
        else:
            varkw = name
        if parameter.annotation is not _empty:
            annotations[name] = parameter.annotation
    return FullArgSpec(args, varargs, varkw, defaults or None, only,
                       kwdefaults or None, annotations)


def getargspec(func):
    """The same without what Python 2 did not have."""
    warn('inspect.getargspec() is deprecated since Python 3.0, use '
         'inspect.signature() or inspect.getfullargspec()',
         DeprecationWarning, stacklevel=2)
    spec = getfullargspec(func)
    if spec.kwonlyargs or spec.annotations:
        raise ValueError('Function has keyword-only parameters or '
                         'annotations, use inspect.signature() API which can '
                         'support them')
    return ArgSpec(*spec[:4])


def formatargspec(args, varargs=None, varkw=None, defaults=None,
                  kwonlyargs=(), kwonlydefaults=None, annotations=None):
    """(a, b=1, *c, d, **e)"""
    warn('`formatargspec` is deprecated since Python 3.5. Use `signature` '
         'and the `Signature` object directly', DeprecationWarning,
         stacklevel=2)
    parts = list(args)
    for place, value in enumerate(reversed(defaults or ()), 1):
        parts[-place] += f'={value!r}'
    if varargs is not None:
        parts.append(f'*{varargs}')
    elif kwonlyargs:
        parts.append('*')
    for name in kwonlyargs:
        if kwonlydefaults and name in kwonlydefaults:
            name += f'={kwonlydefaults[name]!r}'
        parts.append(name)
    if varkw is not None:
        parts.append(f'**{varkw}')
    return f"({', '.join(parts)})"


def _listed(names):
    names = [repr(name) for name in names]
    if len(names) <= 2:
        return ' and '.join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def _missing(name, missing, word):
    count = len(missing)
    return TypeError(f"{name}() missing {count} required {word} argument"
                     f"{'s' if count != 1 else ''}: {_listed(missing)}")


def _too_many(name, spec, defaults, given, values):
    at_least = len(spec.args) - defaults
    only = len([arg for arg in spec.kwonlyargs if arg in values])
    if spec.varargs:
        plural, wanted = at_least != 1, f'at least {at_least}'
    elif defaults:
        plural = True
        wanted = f'from {at_least} to {len(spec.args)}'
    else:
        plural, wanted = len(spec.args) != 1, str(len(spec.args))
    also = ''
    if only:
        also = (f" positional argument{'s' if given != 1 else ''} (and "
                f"{only} keyword-only argument{'s' if only != 1 else ''})")
    return TypeError(f"{name}() takes {wanted} positional argument"
                     f"{'s' if plural else ''} but {given}{also} "
                     f"{'was' if given == 1 and not only else 'were'} given")


def getcallargs(func, /, *positional, **named):
    """What each parameter would be, as a dict."""
    spec = getfullargspec(func)
    name = func.__name__
    if ismethod(func) and func.__self__ is not None:
        positional = (func.__self__,) + positional
    defaults = len(spec.defaults or ())
    values = dict(zip(spec.args, positional))
    if spec.varargs:
        values[spec.varargs] = tuple(positional[len(spec.args):])
    if spec.varkw:
        values[spec.varkw] = {}
    known = set(spec.args + spec.kwonlyargs)
    for key, value in named.items():
        if key not in known:
            if not spec.varkw:
                raise TypeError(f'{name}() got an unexpected keyword '
                                f'argument {key!r}')
            values[spec.varkw][key] = value
            continue
        if key in values:
            raise TypeError(f'{name}() got multiple values for argument '
                            f'{key!r}')
        values[key] = value
    if len(positional) > len(spec.args) and not spec.varargs:
        raise _too_many(name, spec, defaults, len(positional), values)
    required = spec.args[:len(spec.args) - defaults]
    missing = [arg for arg in required if arg not in values]
    if missing:
        raise _missing(name, missing, 'positional')
    for arg, value in zip(spec.args[len(required):], spec.defaults or ()):
        values.setdefault(arg, value)
    for arg in spec.kwonlyargs:
        if arg not in values and arg in (spec.kwonlydefaults or {}):
            values[arg] = spec.kwonlydefaults[arg]
    missing = [arg for arg in spec.kwonlyargs if arg not in values]
    if missing:
        raise _missing(name, missing, 'keyword-only')
    return values


def getclosurevars(func):
    """Where the names that a function uses come from."""
    if ismethod(func):
        func = func.__func__
    if not isfunction(func):
        raise TypeError(f'{func!r} is not a Python function')
    code = func.__code__
    nonlocals = {}
    if func.__closure__ is not None:
        nonlocals = {name: cell.cell_contents for name, cell
                     in zip(code.co_freevars, func.__closure__)}
    space = func.__globals__
    built_in = space.get('__builtins__', builtins.__dict__)
    if ismodule(built_in):
        built_in = built_in.__dict__
    globals_used, builtins_used, unbound = {}, {}, set()
    for name in code.co_names:
        if name in ('None', 'True', 'False'):
            continue
        if name in space:
            globals_used[name] = space[name]
        elif name in built_in:
            builtins_used[name] = built_in[name]
        else:
            unbound.add(name)
    return ClosureVars(nonlocals, globals_used, builtins_used, unbound)
