# SPDX-License-Identifier: MIT
# atexit: functions called when the program ends, the last one first.

import sys as _sys

_atexit_calls = []


def atexit_register(func, /, *args, **kwargs):
    if not callable(func):
        raise TypeError('the first argument must be callable')
    _atexit_calls.append((func, args, kwargs))
    return func


def atexit_unregister(func, /):
    _atexit_calls[:] = [call for call in _atexit_calls if call[0] != func]


def atexit_clear():
    _atexit_calls.clear()


def atexit_count():
    return len(_atexit_calls)


def atexit_run():
    """Errors are reported, and the others are called all the same; the last
    one is raised in the end.

    What is registered meanwhile is not called.
    """
    last = None
    for call in _atexit_calls[::-1]:
        if not any(call is other for other in _atexit_calls):
            continue
        func, args, kwargs = call
        try:
            func(*args, **kwargs)
        except SystemExit as error:
            last = error
        except BaseException as error:
            last = error
            run_say('Error in atexit._run_exitfuncs:\n')
            excepthook(type(error), error, error.__traceback__)
    _atexit_calls.clear()
    if last is not None:
        raise last


for _name in ('register', 'unregister'):
    globals()['atexit_' + _name].__name__ = _name
    globals()['atexit_' + _name].__module__ = 'atexit'
