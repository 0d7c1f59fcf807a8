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
_PARTIAL = functools.partial, functools.partialmethod


def _get_function_source(func):
    """(file, line) of a function, through wrappers and partials; or None."""
    code = None
    func = inspect.unwrap(func)
    if getattr(func, '__qualname__', None) not in _built_in:
        while isinstance(func, _PARTIAL):
            func = inspect.unwrap(func.func)
        code = getattr(func, '__code__', None)
    return code and (code.co_filename, code.co_firstlineno)


def _format_args_and_kwargs(args, kwargs):
    shown = [*map(reprlib.repr, args or ())]
    for name, value in (kwargs or {}).items():
        shown.append(f'{name}={reprlib.repr(value)}')
    return f"({', '.join(shown)})"


def _format_callback(func, args, kwargs, suffix=''):
    """A partial shows what it adds, and then what it is called with."""
    calls = _format_args_and_kwargs(args, kwargs) + suffix
    while isinstance(func, functools.partial):
        calls = _format_args_and_kwargs(func.args, func.keywords) + calls
        func = func.func
    name = getattr(func, '__qualname__', None) \
        or getattr(func, '__name__', None) or repr(func)
    return name + calls


def _format_callback_source(func, args):
    place = _get_function_source(func)
    return _format_callback(func, args, None) + (
        ' at %s:%s' % place if place else '')


def extract_stack(f=None, limit=None):
    """The stack above the caller; at most the frames that debug mode keeps."""
    stack = traceback.StackSummary.extract(
        traceback.walk_stack(f or sys._getframe(1)),
        limit=constants.DEBUG_STACK_DEPTH if limit is None else limit,
        lookup_lines=False)
    stack.reverse()
    return stack
