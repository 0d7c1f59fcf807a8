# SPDX-License-Identifier: MIT
# Handles: the calls that a loop is to make, at once or at a time.
#
# A cancelled handle stays where it is, without its function: the loop drops it
# when it comes to it.

import contextvars
import operator
import sys

from .base_futures import _created_at
from .format_helpers import _format_callback_source, extract_stack

__all__ = ['Handle', 'TimerHandle']


def _about(made, message, **details):
    """What an exception handler is told, with the place where debug mode saw
    the future or handle being made."""
    context = {'message': message, **details}
    if made._source_traceback:
        context['source_traceback'] = made._source_traceback
    return context


class Handle:
    """A call that was asked for."""

    __slots__ = ('_callback', '_args', '_context', '_loop', '_cancelled',
                 '_repr', '_source_traceback', '__weakref__')

    def __init__(self, callback, args, loop, context=None):
        self._callback, self._args, self._loop = callback, args, loop
        self._context = contextvars.copy_context() if context is None \
            else context
        self._cancelled = False
        self._repr = self._source_traceback = None
        if loop.get_debug():
            self._source_traceback = extract_stack(sys._getframe(1))

    def __repr__(self):
        return self._repr or f"<{' '.join(self._repr_info())}>"

    def _repr_info(self):
        return [type(self).__name__,
                *(['cancelled'] if self._cancelled else ()),
                *(() if self._callback is None else [self._shown()]),
                *_created_at(self._source_traceback)]

    def _shown(self):
        return _format_callback_source(self._callback, self._args)

    def get_context(self):
        return self._context

    def cancel(self):
        if self._cancelled:
            return
        self._cancelled = True
        if self._loop.get_debug():
            self._repr = repr(self)     # what it was is shown later, too
        self._callback = self._args = None

    def cancelled(self):
        return self._cancelled

    def _run(self):
        try:
            self._context.run(self._callback, *self._args)
        except BaseException as error:
            if isinstance(error, (KeyboardInterrupt, SystemExit)):
                raise
            self._loop.call_exception_handler(_about(
                self, f'Exception in callback {self._shown()}',
                exception=error, handle=self))
        self = None     # the exception's traceback holds this frame


def _compared(first_by_time, or_equal):
    """An ordering of timers: by their times, and perhaps if they are equal."""
    def compare(self, other):
        if not isinstance(other, TimerHandle):
            return NotImplemented
        return first_by_time(self._when, other._when) or \
            (or_equal and self == other)

    return compare


class TimerHandle(Handle):
    """A call at a time of the loop's clock."""

    __slots__ = ('_scheduled', '_when')

    def __init__(self, when, callback, args, loop, context=None):
        super().__init__(callback, args, loop, context)
        self._when = when
        self._scheduled = False     # is it among the loop's timers?
        if self._source_traceback:
            self._source_traceback.pop()

    def _repr_info(self):
        info = super()._repr_info()
        info.insert(1 + self._cancelled, f'when={self._when}')
        return info

    def when(self):
        return self._when

    def cancel(self):
        if not self._cancelled:
            self._loop._timer_handle_cancelled(self)
        super().cancel()

    def __hash__(self):
        return hash(self._when)

    def _what(self):
        return self._when, self._callback, self._args, self._cancelled

    def __eq__(self, other):
        if isinstance(other, TimerHandle):
            return self._what() == other._what()
        return NotImplemented

    def __lt__(self, other):
        # The loop's heap asks this one.
        if isinstance(other, TimerHandle):
            return self._when < other._when
        return NotImplemented

    __le__ = _compared(operator.lt, True)
    __gt__ = _compared(operator.gt, False)
    __ge__ = _compared(operator.gt, True)
