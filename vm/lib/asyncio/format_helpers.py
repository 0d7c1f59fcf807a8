# SPDX-License-Identifier: MIT
# How callbacks, coroutines and places in the source are shown.

import functools
import inspect
import reprlib
import sys
import traceback

from . import constants


# Methods that CPython has in C.
_built_in = 'Task.task_step', 'Task.task_wakeup'


def _get_function_source(func):
    """(file, line) of a function, through wrappers and partials; or None."""
    func = inspect.unwrap(func)
    if getattr(func, '__qualname__', None) in _built_in:
        return None
    while isinstance(func, (functools.partial, functools.partialmethod)):
        func = inspect.unwrap(func.func)
    code = getattr(func, '__code__', None)
    return (code.co_filename, code.co_firstlineno) if code else None


def _format_args_and_kwargs(args, kwargs):
    shown = [reprlib.repr(arg) for arg in args or ()]
    shown += [f'{name}={reprlib.repr(value)}'
              for name, value in (kwargs or {}).items()]
    return f"({', '.join(shown)})"


def _format_callback(func, args, kwargs, suffix=''):
    if isinstance(func, functools.partial):
        suffix = _format_args_and_kwargs(args, kwargs) + suffix
        return _format_callback(func.func, func.args, func.keywords, suffix)
    name = getattr(func, '__qualname__', None) \
        or getattr(func, '__name__', None) or repr(func)
    return name + _format_args_and_kwargs(args, kwargs) + suffix


def _format_callback_source(func, args):
    shown = _format_callback(func, args, None)
    source = _get_function_source(func)
    return f'{shown} at {source[0]}:{source[1]}' if source else shown


def extract_stack(f=None, limit=None):
    """The stack above the caller; at most the frames that debug mode keeps."""
    if f is None:
        f = sys._getframe().f_back
    stack = traceback.StackSummary.extract(
        traceback.walk_stack(f),
        limit=constants.DEBUG_STACK_DEPTH if limit is None else limit,
        lookup_lines=False)
    stack.reverse()
    return stack
