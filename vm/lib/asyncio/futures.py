# SPDX-License-Identifier: MIT
# Futures: results that a loop's tasks wait for.
#
# Unlike those of concurrent.futures they belong to one thread and never block:
# what waits for one is called back by its loop.

import concurrent.futures
import contextvars
import logging
import sys
from types import GenericAlias

import _io

from . import base_futures, events, exceptions, format_helpers

__all__ = ['Future', 'wrap_future', 'isfuture']

isfuture = base_futures.isfuture
_PENDING = base_futures._PENDING
_CANCELLED = base_futures._CANCELLED
_FINISHED = base_futures._FINISHED
STACK_DEBUG = logging.DEBUG - 1


class Future:
    """A result that is not there yet."""

    _state = _PENDING
    _result = None
    _exception = None
    _loop = None
    _source_traceback = None
    _cancel_message = None
    _callbacks = ()
    # Made new by each await of it; a task that receives the future looks here
    # whether it came from `await` or from a bare `yield`.
    _asyncio_future_blocking = False
    __log_traceback = False

    def __init__(self, *, loop=None):
        _io.settled(self)       # __del__ is for unread exceptions only
        self._loop = events.get_event_loop() if loop is None else loop
        self._callbacks = []
        if self._loop.get_debug():
            self._source_traceback = format_helpers.extract_stack(
                sys._getframe(1))

    def __repr__(self):
        return f"<{type(self).__name__} {' '.join(self._repr_info())}>"

    def _repr_info(self):
        return base_futures._future_repr_info(self)

    __class_getitem__ = classmethod(GenericAlias)

    def __del__(self):
        if not self.__log_traceback:
            return
        context = {
            'message': f'{type(self).__name__} exception was never retrieved',
            'exception': self._exception,
            'future': self}
        if self._source_traceback:
            context['source_traceback'] = self._source_traceback
        self._loop.call_exception_handler(context)

    @property
    def _log_traceback(self):
        return self.__log_traceback

    @_log_traceback.setter
    def _log_traceback(self, value):
        if value:
            raise ValueError('_log_traceback can only be set to False')
        self.__log_traceback = False

    def __seen(self):
        if self.__log_traceback:
            self.__log_traceback = False
            _io.settled(self)

    def get_loop(self):
        """The loop it belongs to."""
        if self._loop is None:
            raise RuntimeError('Future object is not initialized.')
        return self._loop

    # -- asking

    def cancelled(self):
        return self._state == _CANCELLED

    def done(self):
        return self._state != _PENDING

    def result(self):
        """The result, or the exception raised; not before it is done."""
        if self._state == _FINISHED:
            self.__seen()
            if self._exception is not None:
                raise self._exception
            return self._result
        if self._state == _CANCELLED:
            raise self._make_cancelled_error()
        raise exceptions.InvalidStateError('Result is not set.'
                                           if sys.version_info < (3, 9) else
                                           'Result is not ready.')

    def exception(self):
        """The exception, or None; not before it is done."""
        if self._state == _CANCELLED:
            raise self._make_cancelled_error()
        if self._state != _FINISHED:
            raise exceptions.InvalidStateError('Exception is not set.')
        self.__seen()
        return self._exception

    def _make_cancelled_error(self):
        return exceptions.CancelledError() if self._cancel_message is None \
            else exceptions.CancelledError(self._cancel_message)

    # -- settling

    def cancel(self, msg=None):
        """Cancel it, unless it is done: then False."""
        self.__seen()
        if self._state != _PENDING:
            return False
        self._state = _CANCELLED
        self._cancel_message = msg
        self.__call_back()
        return True

    def set_result(self, result):
        if self._state != _PENDING:
            raise exceptions.InvalidStateError(self._not_pending())
        self._result = result
        self._state = _FINISHED
        self.__call_back()

    def set_exception(self, exception):
        if self._state != _PENDING:
            raise exceptions.InvalidStateError(self._not_pending())
        if isinstance(exception, type):
            exception = exception()
        if type(exception) is StopIteration:
            raise TypeError('StopIteration interacts badly with generators '
                            'and cannot be raised into a Future')
        if not isinstance(exception, BaseException):
            raise TypeError('exception must be an exception, not '
                            f'{type(exception).__name__}') \
                if sys.version_info >= (3, 12) else \
                TypeError('invalid exception object')
        self._exception = exception
        self._state = _FINISHED
        self.__call_back()
        self.__log_traceback = True
        _io.unsettled(self)
        self._loop._note_failure(self)

    def _not_pending(self):
        return 'invalid state' if sys.version_info < (3, 9) \
            else f'{self._state}: {self!r}'

    # -- those who wait

    def __call_back(self):
        callbacks, self._callbacks = self._callbacks, []
        for callback, context in callbacks:
            self._loop.call_soon(callback, self, context=context)

    def add_done_callback(self, fn, *, context=None):
        """fn(self) is called by the loop once it is done."""
        if context is None:
            context = contextvars.copy_context()
        if self._state != _PENDING:
            self._loop.call_soon(fn, self, context=context)
        else:
            self._callbacks.append((fn, context))

    def remove_done_callback(self, fn):
        """How many of its callbacks were `fn`."""
        kept = [pair for pair in self._callbacks if not pair[0] == fn]
        removed = len(self._callbacks) - len(kept)
        if removed:
            self._callbacks[:] = kept
        return removed

    def __await__(self):
        if self._state == _PENDING:
            self._asyncio_future_blocking = True
            yield self
        if self._state == _PENDING:
            raise RuntimeError("await wasn't used with future")
        return self.result()

    __iter__ = __await__


# ---- Joining two futures ----

def _get_loop(future):
    return future.get_loop() if hasattr(future, 'get_loop') else future._loop


def _set_result_unless_cancelled(future, result):
    if not future.cancelled():
        future.set_result(result)


_twins = {
    concurrent.futures.CancelledError: exceptions.CancelledError,
    concurrent.futures.TimeoutError: exceptions.TimeoutError,
    concurrent.futures.InvalidStateError: exceptions.InvalidStateError}


def _convert_future_exc(error):
    kind = _twins.get(type(error))
    return error if kind is None else kind(*error.args)


def _copy(source, target):
    """The outcome of a done future into one of either kind."""
    error = source.exception()
    if error is None:
        target.set_result(source.result())
    else:
        target.set_exception(_convert_future_exc(error))


def _copy_future_state(source, target):
    """... into one of a loop."""
    assert source.done()
    if target.cancelled():
        return
    assert not target.done()
    if source.cancelled():
        target.cancel()
    else:
        _copy(source, target)


def _set_state(target, source):
    if isfuture(target):
        _copy_future_state(source, target)
        return
    if source.cancelled():
        target.cancel()
    if target.set_running_or_notify_cancel():
        _copy(source, target)


def _chain_future(source, destination):
    """The outcome of one becomes that of the other, and a cancellation goes
    back; each may be of concurrent.futures."""
    for future in (source, destination):
        if not isfuture(future) and \
                not isinstance(future, concurrent.futures.Future):
            what = 'source' if future is source else 'destination'
            raise TypeError(f'A future is required for {what} argument')
    source_loop = _get_loop(source) if isfuture(source) else None
    target_loop = _get_loop(destination) if isfuture(destination) else None

    def back(destination):
        if destination.cancelled():
            if source_loop is None or source_loop is target_loop:
                source.cancel()
            else:
                source_loop.call_soon_threadsafe(source.cancel)

    def forth(source):
        if destination.cancelled() and target_loop is not None \
                and target_loop.is_closed():
            return
        if target_loop is None or target_loop is source_loop:
            _set_state(destination, source)
        elif not target_loop.is_closed():
            target_loop.call_soon_threadsafe(_set_state, destination, source)

    destination.add_done_callback(back)
    source.add_done_callback(forth)


def wrap_future(future, *, loop=None):
    """A future of concurrent.futures as one that can be awaited."""
    if isfuture(future):
        return future
    assert isinstance(future, concurrent.futures.Future), \
        f'concurrent.futures.Future is expected, got {future!r}'
    if loop is None:
        loop = events.get_event_loop()
    wrapped = loop.create_future()
    _chain_future(future, wrapped)
    return wrapped
