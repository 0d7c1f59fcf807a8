# SPDX-License-Identifier: MIT
# Locks between tasks of one loop. They guard nothing between threads: between
# two awaits no other task runs, so a plain attribute is state enough.

import sys
import types
import warnings

from . import mixins
from .barriers import Barrier
from .exceptions import CancelledError
from .line import Line

__all__ = ['Lock', 'Event', 'Condition', 'Semaphore', 'BoundedSemaphore',
           'Barrier']


class _Awaited(mixins._LoopBoundMixin):
    """Something that tasks stand in line for."""

    def __init__(self, *, loop=None):
        self._bind(loop)
        self._set_up()

    def _set_up(self):
        self._waiters = Line()

    def __repr__(self):
        waiting = f', waiters:{len(self._waiters)}' if self._waiters else ''
        return (f'<{object.__repr__(self)[1:-1]} '
                f'[{self._in_words()}{waiting}]>')

    def _in_words(self):
        return 'locked' if self.locked() else 'unlocked'


class _Held:
    """What `with await lock` enters: the lock is given back at its end."""

    def __init__(self, lock):
        self._lock = lock

    def __enter__(self):
        """`with await lock as x`: x is None."""

    def __exit__(self, *error):
        self._lock.release()


def _warn_of_with(what):
    warnings.warn(f"'with {what}' is deprecated use 'async with lock' instead",
                  DeprecationWarning, stacklevel=3)


class _Holdable:
    """acquire() and release() as a block: `async with`, and up to 3.8 also
    `with (yield from lock)` and `with await lock`."""

    async def __aenter__(self):
        # It gives None: a result could be taken for the lock.
        await self.acquire()

    async def __aexit__(self, *error):
        self.release()

    def __enter__(self):
        raise RuntimeError('"yield from" should be used as context manager '
                           'expression')

    def __exit__(self, *error):
        """__enter__ has raised."""

    @types.coroutine
    def __iter__(self):
        _warn_of_with('(yield from lock)')
        yield from self.acquire()
        return _Held(self)

    def __await__(self):
        if sys.version_info >= (3, 9):
            raise TypeError(f"object {type(self).__name__} can't be used in "
                            "'await' expression")
        _warn_of_with('await lock')
        yield from self.acquire().__await__()
        return _Held(self)


class Lock(_Holdable, _Awaited):
    """A lock that a task holds; the longest waiter gets it next."""

    _locked = False

    def locked(self):
        return self._locked

    async def acquire(self):
        """Wait until it is free, and take it: True."""
        if self._locked or any(not place.cancelled()
                               for place in self._waiters):
            try:
                await self._waiters.stand(self._get_loop())
            except CancelledError:
                self._offer()
                raise
        self._locked = True
        return True

    def release(self):
        if not self._locked:
            raise RuntimeError('Lock is not acquired.')
        self._locked = False
        self._offer()

    def _offer(self):
        """To the first in line alone: who was called before and has not come
        yet is to have it, or to offer it again."""
        if self._waiters and not self._locked:
            first = self._waiters[0]
            if not first.done():
                first.set_result(True)


class Event(_Awaited):
    """A flag that tasks wait for."""

    _value = False

    def _in_words(self):
        return 'set' if self._value else 'unset'

    def is_set(self):
        return self._value

    def set(self):
        self._value = True
        self._waiters.call(len(self._waiters))

    def clear(self):
        self._value = False

    async def wait(self):
        """Until it is set: True."""
        if not self._value:
            await self._waiters.stand(self._get_loop())
        return True


class Condition(_Holdable, _Awaited):
    """Tasks that hold its lock wait here for a notify()."""

    def __init__(self, lock=None, *, loop=None):
        self._bind(loop)
        self._set_up()
        if lock is None:
            lock = Lock._of(self._loop)
        elif lock._loop is not self._loop:
            raise ValueError('loop argument must agree with lock')
        self._lock = lock
        for name in ('locked', 'acquire', 'release'):
            setattr(self, name, getattr(lock, name))

    async def wait(self):
        """Give the lock back until a notify(), then take it again: True."""
        if not self.locked():
            raise RuntimeError('cannot wait on un-acquired lock')
        loop = self._get_loop()
        self.release()
        try:
            return await self._waiters.stand(loop, self._waiters.call)
        finally:
            await self._take_again()

    async def _take_again(self):
        """The lock, come what may; a cancellation meanwhile comes after."""
        held_up = []
        while True:
            try:
                await self.acquire()
                break
            except CancelledError as error:
                held_up[:] = [error]
        if held_up:
            raise held_up.pop()

    async def wait_for(self, predicate):
        """Until predicate() is true; what it says."""
        answer = predicate()
        while not answer:
            await self.wait()
            answer = predicate()
        return answer

    def notify(self, n=1):
        """Wake `n` tasks that wait."""
        if not self.locked():
            raise RuntimeError('cannot notify on un-acquired lock')
        self._waiters.call(n)

    def notify_all(self):
        self.notify(len(self._waiters))


class Semaphore(_Holdable, _Awaited):
    """So many may hold it at once."""

    def __init__(self, value=1, *, loop=None):
        if value < 0:
            raise ValueError('Semaphore initial value must be >= 0')
        self._value = value
        self._bind(loop)
        self._set_up()

    def _in_words(self):
        return f'unlocked, value:{self._value}' if self._value else 'locked'

    def locked(self):
        """Would acquire() have to wait?"""
        return not self._value or any(not place.cancelled()
                                      for place in self._waiters)

    async def acquire(self):
        """Wait until the counter is above zero, and lower it: True."""
        if self.locked():
            try:
                await self._waiters.stand(self._get_loop(), self._put_back)
            finally:
                while self._value > 0 and self._waiters.call():
                    self._value -= 1
        else:
            self._value -= 1
        return True

    def _put_back(self):
        # Who is called owns one already: nobody can come in between.
        self._value += 1 - self._waiters.call()

    def release(self):
        self._put_back()


class BoundedSemaphore(Semaphore):
    """One that is never released more often than it was acquired."""

    def __init__(self, value=1, *, loop=None):
        super().__init__(value, loop=loop)
        self._most = value

    def release(self):
        if self._value >= self._most:
            raise ValueError('BoundedSemaphore released too many times')
        super().release()
