# SPDX-License-Identifier: MIT
# Futures: results that a loop's tasks wait for.
#
# Unlike those of concurrent.futures they belong to one thread and never block:
# what waits for one is called back by its loop. A future leaves PENDING once,
# through __settle().

import concurrent.futures
import contextvars
import logging
import sys
from types import GenericAlias

import _io

from . import base_futures, events, exceptions, format_helpers
from .base_futures import _CANCELLED, _FINISHED, _PENDING, isfuture
from .chains import (_chain_future, _copy_future_state, _get_loop,
                     _set_result_unless_cancelled)
from .handles import _about

__all__ = ['Future', 'wrap_future', 'isfuture']

STACK_DEBUG = logging.DEBUG - 1
_NEWER = sys.version_info >= (3, 9)


class Future:
    """A result that is not there yet."""

    _state = _PENDING
    _result = _exception = _cancel_message = None
    _loop = _source_traceback = None
    _callbacks = ()     # (function, context) each
    # Made new by each await of it; a task that receives the future looks here
    # whether it came from `await` or from a bare `yield`.
    _asyncio_future_blocking = False
    __unread = False    # an exception that nobody has asked for

    def __init__(self, *, loop=None):
        _io.settled(self)       # __del__ is for unread exceptions only
        loop = self._loop = events.get_event_loop() if loop is None else loop
        self._callbacks = []
        if loop.get_debug():
            caller = sys._getframe(1)
            self._source_traceback = format_helpers.extract_stack(caller)

    __class_getitem__ = classmethod(GenericAlias)

    def __repr__(self):
        return f"<{type(self).__name__} {' '.join(self._repr_info())}>"

    def _repr_info(self):
        return base_futures._future_repr_info(self)

    def get_loop(self):
        """The loop it belongs to."""
        if self._loop is None:
            raise RuntimeError('Future object is not initialized.')
        return self._loop

    # -- an exception that nobody reads

    def __del__(self):
        if self.__unread:
            self._loop.call_exception_handler(_about(
                self, f'{type(self).__name__} exception was never retrieved',
                exception=self._exception, future=self))

    @property
    def _log_traceback(self):
        return self.__unread

    @_log_traceback.setter
    def _log_traceback(self, value):
        if value:
            raise ValueError('_log_traceback can only be set to False')
        self.__unread = False

    def __read(self):
        if self.__unread:
            self.__unread = False
            _io.settled(self)

    # -- asking

    def done(self):
        return self._state != _PENDING

    def cancelled(self):
        return self._state == _CANCELLED

    def result(self):
        """The result, or the exception raised; not before it is done."""
        if self._state != _FINISHED:
            self.__need_outcome('Result is not ready.' if _NEWER
                                else 'Result is not set.')
        self.__read()
        if self._exception is not None:
            raise self._exception
        return self._result

    def exception(self):
        """The exception, or None; not before it is done."""
        if self._state != _FINISHED:
            self.__need_outcome('Exception is not set.')
        self.__read()
        return self._exception

    def __need_outcome(self, problem):
        raise self._make_cancelled_error() if self.cancelled() \
            else exceptions.InvalidStateError(problem)

    def _make_cancelled_error(self):
        message = self._cancel_message
        return exceptions.CancelledError(*() if message is None
                                         else (message,))

    # -- settling

    def __settle(self, state):
        self._state = state
        callbacks, self._callbacks = self._callbacks, []
        for callback, context in callbacks:
            self._loop.call_soon(callback, self, context=context)

    def __refuse(self):
        raise exceptions.InvalidStateError(
            f'{self._state}: {self!r}' if _NEWER else 'invalid state')

    def cancel(self, msg=None):
        """Cancel it, unless it is done: then False."""
        self.__read()
        if self._state == _PENDING:
            self._cancel_message = msg
            self.__settle(_CANCELLED)
            return True
        return False

    def set_result(self, result):
        if self._state != _PENDING:
            self.__refuse()
        self._result = result
        self.__settle(_FINISHED)

    def set_exception(self, exception):
        if self._state != _PENDING:
            self.__refuse()
        self._exception = _checked(exception)
        self.__settle(_FINISHED)
        self.__unread = True
        _io.unsettled(self)
        self._loop._note_failure(self)

    # -- those who wait

    def add_done_callback(self, fn, *, context=None):
        """fn(self) is called by the loop once it is done."""
        context = contextvars.copy_context() if context is None else context
        if self._state == _PENDING:
            self._callbacks.append((fn, context))
        else:
            self._loop.call_soon(fn, self, context=context)

    def remove_done_callback(self, fn):
        """How many of its callbacks were `fn`."""
        before = len(self._callbacks)
        kept = [pair for pair in self._callbacks if not pair[0] == fn]
        if len(kept) < before:
            self._callbacks[:] = kept
        return before - len(kept)

    def __await__(self):
        if self._state == _PENDING:
            self._asyncio_future_blocking = True
            yield self
            if self._state == _PENDING:
                raise RuntimeError("await wasn't used with future")
        return self.result()

    __iter__ = __await__


_PyFuture = Future      # there is no other


def _checked(error):
    """What set_exception() was given, as an exception."""
    if isinstance(error, type):
        error = error()
    if type(error) is StopIteration:
        raise TypeError('StopIteration interacts badly with generators and '
                        'cannot be raised into a Future')
    if not isinstance(error, BaseException):
        raise TypeError('invalid exception object'
                        if sys.version_info < (3, 12) else
                        'exception must be an exception, not '
                        f'{type(error).__name__}')
    return error


def wrap_future(future, *, loop=None):
    """A future of concurrent.futures as one that can be awaited."""
    if isfuture(future):
        return future
    if not isinstance(future, concurrent.futures.Future):
        raise AssertionError(
            f'concurrent.futures.Future is expected, got {future!r}')
    wrapped = (loop or events.get_event_loop()).create_future()
    _chain_future(future, wrapped)
    return wrapped
