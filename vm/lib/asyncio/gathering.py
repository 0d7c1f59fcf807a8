# SPDX-License-Identifier: MIT
# Futures that stand for others: gather() for several, shield() for one.

import sys

from . import events, exceptions, futures, tasks
from .mixins import _warn_of_loop

__all__ = ['gather', 'shield']

# What eager tasks have done already needs no turn of the loop.
_AT_ONCE = sys.version_info >= (3, 12)


def _exception_of(future):
    """Why it gave no result, a cancellation included, or None. Asking is
    enough: nobody else will."""
    return future._make_cancelled_error() if future.cancelled() \
        else future.exception()


def _outcome(future):
    error = _exception_of(future)
    return future.result() if error is None else error


class _GatheringFuture(futures.Future):
    """What gather() gives. Cancelling it cancels its children, and its end
    comes when all of them have ended."""

    _cancel_requested = False

    def __init__(self, children, return_exceptions=False, *, loop=None):
        futures.Future.__init__(self, loop=loop)
        self._children = children
        self._left = set(children)
        self._tolerant = return_exceptions
        for child in dict.fromkeys(children):
            if _AT_ONCE and child.done():
                self._on_end(child)
            else:
                child.add_done_callback(self._on_end)

    def cancel(self, msg=None):
        if self.done():
            return False
        heard = [tasks._cancel(child, msg) for child in self._children]
        if any(heard):
            self._cancel_requested, self._cancel_message = True, msg
        return any(heard)

    def _on_end(self, child):
        self._left.discard(child)
        error = _exception_of(child)
        if self.done():
            return
        if error is not None and not self._tolerant:
            self.set_exception(error)
        elif self._left:
            return
        elif self._cancel_requested:
            self.set_exception(self._make_cancelled_error())
        else:
            self.set_result([_outcome(each) for each in self._children])


def gather(*coros_or_futures, loop=None, return_exceptions=False):
    """A future of all their results, in the order given."""
    if loop is not None:
        _warn_of_loop('gather')
    if not coros_or_futures:
        loop = loop or events.get_event_loop()
    made = {}
    for arg in coros_or_futures:
        if arg not in made:
            child = made[arg] = tasks.ensure_future(arg, loop=loop)
            loop = loop or futures._get_loop(child)
            if child is not arg:
                # Its exceptions are the outer future's business.
                child._log_destroy_pending = False
    if not made:
        outer = loop.create_future()
        outer.set_result([])
        return outer
    return _GatheringFuture([made[arg] for arg in coros_or_futures],
                            return_exceptions, loop=loop)


def shield(arg, *, loop=None):
    """Await it without its being cancelled along with the one who awaits."""
    if loop is not None:
        _warn_of_loop('shield')
    inner = tasks.ensure_future(arg, loop=loop)
    if inner.done():
        return inner
    outer = futures._get_loop(inner).create_future()

    def on_inner(inner):
        if outer.cancelled():
            inner.cancelled() or inner.exception()      # nobody else asks
        else:
            futures._copy_future_state(inner, outer)

    def on_outer(outer):
        inner.remove_done_callback(on_inner)

    inner.add_done_callback(on_inner)
    outer.add_done_callback(on_outer)
    return outer
