# SPDX-License-Identifier: MIT
# What counts as a coroutine.

import collections.abc
import inspect
import os
import sys
import types
import warnings

__all__ = ['coroutine', 'iscoroutinefunction', 'iscoroutine']

# What @coroutine leaves on a function.
_is_coroutine = object()


def _is_debug_mode():
    return sys.flags.dev_mode or (not sys.flags.ignore_environment and
                                  bool(os.environ.get('PYTHONASYNCIODEBUG')))


def coroutine(func):
    """A generator function as a coroutine function: the old spelling."""
    warnings.warn('"@coroutine" decorator is deprecated since Python 3.8, use '
                  '"async def" instead', DeprecationWarning, stacklevel=2)
    if inspect.iscoroutinefunction(func):
        return func
    if inspect.isgeneratorfunction(func):
        made = func
    else:
        def made(*args, **kwargs):
            result = func(*args, **kwargs)
            if inspect.isawaitable(result) or inspect.isgenerator(result):
                result = yield from (result if inspect.isgenerator(result)
                                     else result.__await__())
            return result

        made.__name__ = getattr(func, '__name__', 'coroutine')
        made.__qualname__ = getattr(func, '__qualname__', made.__name__)
        made.__doc__ = getattr(func, '__doc__', None)
        made.__wrapped__ = func
    wrapper = types.coroutine(made)
    wrapper._is_coroutine = _is_coroutine
    return wrapper


def iscoroutinefunction(func):
    """Does calling it make a coroutine?"""
    return inspect.iscoroutinefunction(func) or \
        getattr(func, '_is_coroutine', None) is _is_coroutine


_kinds = (types.CoroutineType, types.GeneratorType, collections.abc.Coroutine)
_known = set()


def iscoroutine(obj):
    """Can a Task run it?"""
    kind = type(obj)
    if kind in _known:
        return True
    if isinstance(obj, _kinds):
        if len(_known) < 100:
            _known.add(kind)
        return True
    return False


def _format_coroutine(coro):
    code = getattr(coro, 'cr_code', None) or getattr(coro, 'gi_code', None)
    name = getattr(coro, '__qualname__', None) \
        or getattr(coro, '__name__', None) \
        or f'<{type(coro).__name__} without __name__>'
    running = getattr(coro, 'cr_running', None) \
        or getattr(coro, 'gi_running', None)
    shown = f'{name}()'
    if code is None:
        return f'{shown} running' if running else shown
    frame = getattr(coro, 'cr_frame', None) or getattr(coro, 'gi_frame', None)
    file = code.co_filename or '<empty co_filename>'
    if running:
        line = frame.f_lineno if frame else code.co_firstlineno
        return f'{shown} running at {file}:{line}'
    if frame is not None:
        return f'{shown} running at {file}:{frame.f_lineno}'
    return f'{shown} done, defined at {file}:{code.co_firstlineno}'
