# SPDX-License-Identifier: MIT
# Ctrl-C during a run: the first stops after the running test, the second is
# what it was before.

import signal
import weakref
from functools import wraps

__unittest = True

_results = weakref.WeakKeyDictionary()
_interrupt_handler = None


def _ignore(number, frame):
    pass


def _as_function(handler):
    # What a handler that is only a number does.
    if not isinstance(handler, int):
        return handler
    if handler in (signal.SIG_DFL, signal.SIG_IGN):
        return (_ignore if handler == signal.SIG_IGN
                else signal.default_int_handler)
    raise TypeError('expected SIGINT signal handler to be signal.SIG_IGN, '
                    'signal.SIG_DFL, or a callable object')


class _InterruptHandler:
    def __init__(self, default_handler):
        self.original_handler, self.called = default_handler, False
        self.default_handler = _as_function(default_handler)

    def __call__(self, signum, frame):
        first = not self.called and signal.getsignal(signal.SIGINT) is self
        if not first:
            self.default_handler(signum, frame)
        self.called = True
        for each in list(_results):
            each.stop()


def installHandler():
    """Let Ctrl-C stop the registered results first."""
    global _interrupt_handler
    if _interrupt_handler is not None:
        return
    before = signal.getsignal(signal.SIGINT)
    _interrupt_handler = made = _InterruptHandler(before)
    signal.signal(signal.SIGINT, made)


def registerResult(result):
    _results[result] = True


def removeResult(result):
    return _results.pop(result, False)


def removeHandler(method=None):
    """Undo installHandler(): for good, or while a function runs."""
    if method is not None:
        return _without_handler(method)
    ours = _interrupt_handler
    if ours is not None:
        signal.signal(signal.SIGINT, ours.original_handler)
    return None


def _without_handler(function):
    @wraps(function)
    def without(*args, **kwargs):
        now = signal.getsignal(signal.SIGINT)
        removeHandler()
        try:
            return function(*args, **kwargs)
        finally:
            signal.signal(signal.SIGINT, now)
    return without
