# SPDX-License-Identifier: MIT
# Waiting: for some seconds, for some of several futures, for one but not too
# long. Every wait is on a future of its own, the waiter, which timers and the
# futures waited for may release; the first one does.

import functools
import sys
import types
import warnings
from collections import deque
from concurrent.futures import (ALL_COMPLETED, FIRST_COMPLETED,
                                FIRST_EXCEPTION)

from . import events, exceptions, tasks
from .coroutines import iscoroutine
from .futures import isfuture
from .line import Line
from .mixins import _warn_of_loop

__all__ = ['FIRST_COMPLETED', 'FIRST_EXCEPTION', 'ALL_COMPLETED', 'wait',
           'wait_for', 'as_completed', 'sleep']


def _here(loop, function):
    """The running loop, or the one that was given to `function`."""
    if loop is None:
        return events.get_running_loop()
    _warn_of_loop(function, 4)
    return loop


def _release(waiter, *args):
    """Whatever called it."""
    if not waiter.done():
        waiter.set_result(None)


@types.coroutine
def _one_turn():
    yield


async def sleep(delay, result=None, *, loop=None):
    """Give way for so many seconds; sleep(0): for one turn of the loop."""
    if delay > 0:
        loop = _here(loop, 'sleep')
        waiter = loop.create_future()
        timer = loop.call_later(delay, _release, waiter)
        try:
            await waiter
        finally:
            timer.cancel()
    elif delay != delay:
        raise ValueError('Invalid delay: NaN (not a number)')
    else:
        await _one_turn()
    return result


# ---- One, but not too long ----

async def _until_done(future, loop, seconds=None):
    """... or until the time is over."""
    waiter = loop.create_future()
    release = functools.partial(_release, waiter)
    timer = None if seconds is None else loop.call_later(seconds, release)
    future.add_done_callback(release)
    try:
        await waiter
    finally:
        future.remove_done_callback(release)
        if timer is not None:
            timer.cancel()


async def _end(future, loop):
    """Cancel it and wait for its end; the waiter itself may be cancelled."""
    future.cancel()
    await _until_done(future, loop)


async def wait_for(fut, timeout, *, loop=None):
    """Its result; after `timeout` seconds it is cancelled: TimeoutError."""
    loop = _here(loop, 'wait_for')
    if timeout is None:
        return await fut
    fut = tasks.ensure_future(fut, loop=loop)
    try:
        if timeout > 0:
            await _until_done(fut, loop, timeout)
    except exceptions.CancelledError:
        if not fut.done():
            await _end(fut, loop)
            raise
    if fut.done():
        return fut.result()
    await _end(fut, loop)
    try:
        # It may have ended in time, or with an exception of its own.
        return fut.result()
    except exceptions.CancelledError as error:
        raise exceptions.TimeoutError() from error


# ---- Some of several ----

def _several(fs, what):
    """Each of them once, in the order given."""
    if isfuture(fs) or iscoroutine(fs):
        raise TypeError(f'expect {what} of futures, not {type(fs).__name__}')
    return list(dict.fromkeys(fs))


def _refuse_coroutines(fs):
    if any(map(iscoroutine, fs)):
        if sys.version_info >= (3, 11):
            raise TypeError('Passing coroutines is forbidden, use tasks '
                            'explicitly.')
        warnings.warn('The explicit passing of coroutine objects to '
                      'asyncio.wait() is deprecated since Python 3.8, and '
                      'scheduled for removal in Python 3.11.',
                      DeprecationWarning, stacklevel=3)


def _decides(return_when, future):
    """Need we wait for no other once this one is done?"""
    if return_when == FIRST_EXCEPTION:
        return not future.cancelled() and future.exception() is not None
    return return_when == FIRST_COMPLETED


async def wait(fs, *, loop=None, timeout=None, return_when=ALL_COMPLETED):
    """(done, pending) once enough of the futures are done."""
    fs = _several(fs, 'a list')
    if not fs:
        kinds = 'coroutines' if sys.version_info < (3, 11) else 'Tasks'
        raise ValueError(f'Set of {kinds}/Futures is empty.')
    if return_when not in (ALL_COMPLETED, FIRST_COMPLETED, FIRST_EXCEPTION):
        raise ValueError(f'Invalid return_when value: {return_when}')
    loop = _here(loop, 'wait')
    _refuse_coroutines(fs)
    left = {tasks.ensure_future(future, loop=loop) for future in fs}
    return await _wait(left, timeout, return_when, loop)


async def _wait(fs, timeout, return_when, loop):
    waiter = loop.create_future()
    left = len(fs)

    def on_end(future):
        nonlocal left
        left -= 1
        if not left or _decides(return_when, future):
            _release(waiter)

    timer = None if timeout is None else \
        loop.call_later(timeout, _release, waiter)
    for future in fs:
        future.add_done_callback(on_end)
    try:
        await waiter
    finally:
        for future in fs:
            future.remove_done_callback(on_end)
        if timer is not None:
            timer.cancel()
    done = {future for future in fs if future.done()}
    return done, fs - done


# ---- Each as it comes ----

class _AsCompleted:
    """Coroutines for the results as they come; since 3.13 also an asynchronous
    iterator of the very futures. Who asks too early stands in line."""

    _timer = None

    def __init__(self, fs, timeout, loop):
        fs = _several(fs, 'an iterable')
        loop = self._loop = loop or events.get_event_loop()
        self._left = {tasks.ensure_future(future, loop=loop) for future in fs}
        self._asked = len(self._left)       # how many may still be asked for
        self._come = deque()                # None: the time is over
        self._line = Line()
        if timeout is not None:
            self._timer = loop.call_later(timeout, self._on_timeout)
        for future in self._left:
            future.add_done_callback(self._on_end)

    def _bring(self, future):
        self._come.append(future)
        self._line.call_out()

    def _on_end(self, future):
        if future in self._left:
            self._left.remove(future)
            self._bring(future)
            if self._timer is not None and not self._left:
                self._timer.cancel()

    def _on_timeout(self):
        while self._left:
            self._left.pop().remove_done_callback(self._on_end)
            self._bring(None)

    async def _next(self):
        while not self._come:
            await self._line.stand(self._loop)
        future = self._come.popleft()
        if future is None:
            raise exceptions.TimeoutError
        return future

    async def _wait_for_one(self):
        return (await self._next()).result()

    def _ask(self, end):
        if not self._asked:
            raise end
        self._asked -= 1

    def __iter__(self):
        return self

    def __next__(self):
        self._ask(StopIteration)
        return self._wait_for_one()

    def __aiter__(self):
        return self

    async def __anext__(self):
        self._ask(StopAsyncIteration)
        return await self._next()


def _iterated(fs, timeout, loop):
    # Up to 3.12 as_completed() is a generator: it begins when it is asked.
    yield from _AsCompleted(fs, timeout, loop)


def as_completed(fs, *, loop=None, timeout=None):
    """Coroutines that give the results in the order they come."""
    if loop is not None:
        _warn_of_loop('as_completed')
    make = _iterated if sys.version_info < (3, 13) else _AsCompleted
    return make(fs, timeout, loop)
