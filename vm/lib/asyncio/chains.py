# SPDX-License-Identifier: MIT
# Joining two futures: the outcome of one becomes that of the other, and a
# cancellation goes back.
#
# Each may be one of a loop or one of concurrent.futures. One of a loop is
# touched in its loop's thread only; the others may be touched anywhere.

import concurrent.futures

from . import exceptions
from .base_futures import isfuture

_TWINS = {getattr(concurrent.futures, name): getattr(exceptions, name)
          for name in ('CancelledError', 'TimeoutError', 'InvalidStateError')}


def _get_loop(future):
    return future.get_loop() if hasattr(future, 'get_loop') else future._loop


def _convert_future_exc(error):
    """asyncio's own exception for one of concurrent.futures."""
    kind = _TWINS.get(type(error))
    return kind(*error.args) if kind else error


def _set_result_unless_cancelled(future, result):
    if not future.cancelled():
        future.set_result(result)


def _hand_over(source, target):
    error = source.exception()
    if error is None:
        target.set_result(source.result())
    else:
        target.set_exception(_convert_future_exc(error))


def _copy_future_state(source, target):
    """The outcome of a future that is done into one of a loop."""
    assert source.done()
    if not target.cancelled():
        assert not target.done()
        if source.cancelled():
            target.cancel()
        else:
            _hand_over(source, target)


def _copy_to_thread(source, target):
    """... into one of concurrent.futures, which is said to run first."""
    if source.cancelled():
        target.cancel()
    if target.set_running_or_notify_cancel():
        _hand_over(source, target)


class _End:
    """One of the two futures."""

    def __init__(self, future, role):
        self.future = future
        self.loop = None
        if isfuture(future):
            self.loop = _get_loop(future)
        elif not isinstance(future, concurrent.futures.Future):
            raise TypeError(f'A future is required for {role} argument')

    def call(self, caller, function, *args):
        """function(*args), where this future may be touched; `caller` is the
        loop that runs here."""
        if self.loop is None or self.loop is caller:
            function(*args)
        else:
            self.loop.call_soon_threadsafe(function, *args)

    def closed(self):
        return self.loop is not None and self.loop.is_closed()


def _chain_future(source, destination):
    first, last = _End(source, 'source'), _End(destination, 'destination')
    copy = _copy_to_thread if last.loop is None else _copy_future_state

    def on_outcome(source):
        if last.closed() and (destination.cancelled() or
                              last.loop is not first.loop):
            return      # nobody is left who could be told
        last.call(first.loop, copy, source, destination)

    def on_cancellation(destination):
        if destination.cancelled():
            first.call(last.loop, source.cancel)

    destination.add_done_callback(on_cancellation)
    source.add_done_callback(on_outcome)
