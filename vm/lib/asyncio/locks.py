# SPDX-License-Identifier: MIT
# Locks between tasks of one loop. They guard nothing between threads.

import collections
import enum
import sys
import types
import warnings

from . import exceptions, mixins

__all__ = ['Lock', 'Event', 'Condition', 'Semaphore', 'BoundedSemaphore',
           'Barrier']


class _Held:
    """What `with await lock` enters: the lock is given back at its end."""

    def __init__(self, lock):
        self._lock = lock

    def __enter__(self):
        return None

    def __exit__(self, *error):
        self._lock.release()


class _ContextManagerMixin:
    # Up to 3.8 also `with (yield from lock)` and `with await lock`.

    def __enter__(self):
        raise RuntimeError('"yield from" should be used as context manager '
                           'expression')

    def __exit__(self, *error):
        """__enter__ has raised."""

    @types.coroutine
    def __iter__(self):
        warnings.warn("'with (yield from lock)' is deprecated use 'async with "
                      "lock' instead", DeprecationWarning, stacklevel=2)
        yield from self.acquire()
        return _Held(self)

    def __await__(self):
        if sys.version_info >= (3, 9):
            raise TypeError(f"object {type(self).__name__} can't be used in "
                            "'await' expression")
        warnings.warn("'with await lock' is deprecated use 'async with lock' "
                      'instead', DeprecationWarning, stacklevel=2)
        yield from self.acquire().__await__()
        return _Held(self)

    async def __aenter__(self):
        await self.acquire()
        # `async with lock as x`: x is None, or it would seem to be a lock.
        return None

    async def __aexit__(self, exc_type, exc, tb):
        self.release()


class _Shown:
    """repr: the object's own, and [state, waiters:number]."""

    def _shown(self, state):
        waiters = len(self._waiters) if self._waiters else 0
        extra = f'{state}, waiters:{waiters}' if waiters else state
        return f'<{object.__repr__(self)[1:-1]} [{extra}]>'


class Lock(_ContextManagerMixin, _Shown, mixins._LoopBoundMixin):
    """A lock that a task holds; the longest waiter gets it next."""

    def __init__(self, *, loop=None):
        self._bind(loop)
        self._set_up()

    def _set_up(self):
        self._waiters = None
        self._locked = False

    def __repr__(self):
        return self._shown('locked' if self._locked else 'unlocked')

    def locked(self):
        return self._locked

    async def acquire(self):
        """Wait until it is free, and take it: True."""
        if not self._locked and (
                not self._waiters or
                all(waiter.cancelled() for waiter in self._waiters)):
            self._locked = True
            return True
        if self._waiters is None:
            self._waiters = collections.deque()
        waiter = self._get_loop().create_future()
        self._waiters.append(waiter)
        try:
            try:
                await waiter
            finally:
                self._waiters.remove(waiter)
        except exceptions.CancelledError:
            if not self._locked:
                self._wake_up_first()
            raise
        self._locked = True
        return True

    def release(self):
        if not self._locked:
            raise RuntimeError('Lock is not acquired.')
        self._locked = False
        self._wake_up_first()

    def _wake_up_first(self):
        if self._waiters and not self._waiters[0].done():
            # Removed only by the waiter: until then nobody overtakes it.
            self._waiters[0].set_result(True)


class Event(_Shown, mixins._LoopBoundMixin):
    """A flag that tasks wait for."""

    def __init__(self, *, loop=None):
        self._bind(loop)
        self._set_up()

    def _set_up(self):
        self._waiters = collections.deque()
        self._value = False

    def __repr__(self):
        return self._shown('set' if self._value else 'unset')

    def is_set(self):
        return self._value

    def set(self):
        if not self._value:
            self._value = True
            for waiter in self._waiters:
                if not waiter.done():
                    waiter.set_result(True)

    def clear(self):
        self._value = False

    async def wait(self):
        """Until it is set: True."""
        if self._value:
            return True
        waiter = self._get_loop().create_future()
        self._waiters.append(waiter)
        try:
            await waiter
            return True
        finally:
            self._waiters.remove(waiter)


class Condition(_ContextManagerMixin, _Shown, mixins._LoopBoundMixin):
    """Tasks that hold its lock wait here for a notify()."""

    def __init__(self, lock=None, *, loop=None):
        self._bind(loop)
        if lock is None:
            lock = Lock._of(self._loop)
        elif lock._loop is not self._loop:
            raise ValueError('loop argument must agree with lock')
        self._lock = lock
        self.locked = lock.locked
        self.acquire = lock.acquire
        self.release = lock.release
        self._waiters = collections.deque()

    def __repr__(self):
        return self._shown('locked' if self.locked() else 'unlocked')

    async def wait(self):
        """Give the lock back until a notify(), then take it again: True."""
        if not self.locked():
            raise RuntimeError('cannot wait on un-acquired lock')
        waiter = self._get_loop().create_future()
        self.release()
        notified = False
        try:
            self._waiters.append(waiter)
            try:
                await waiter
                notified = True
                return True
            finally:
                self._waiters.remove(waiter)
        except exceptions.CancelledError:
            if waiter.done() and not waiter.cancelled() and not notified:
                self.notify(1, _locked=True)    # it was meant for somebody
            raise
        finally:
            await self._reacquire()

    async def _reacquire(self):
        cancelled = None
        while True:
            try:
                await self.acquire()
                break
            except exceptions.CancelledError as error:
                cancelled = error
        if cancelled is not None:
            try:
                raise cancelled
            finally:
                cancelled = None

    async def wait_for(self, predicate):
        """Until predicate() is true; what it says."""
        result = predicate()
        while not result:
            await self.wait()
            result = predicate()
        return result

    def notify(self, n=1, *, _locked=False):
        """Wake `n` tasks that wait."""
        if not (_locked or self.locked()):
            raise RuntimeError('cannot notify on un-acquired lock')
        for waiter in self._waiters:
            if n <= 0:
                break
            if not waiter.done():
                n -= 1
                waiter.set_result(False)

    def notify_all(self):
        self.notify(len(self._waiters))


class Semaphore(_ContextManagerMixin, _Shown, mixins._LoopBoundMixin):
    """So many may hold it at once."""

    def __init__(self, value=1, *, loop=None):
        if value < 0:
            raise ValueError('Semaphore initial value must be >= 0')
        self._value = value
        self._waiters = collections.deque()
        self._bind(loop)

    def __repr__(self):
        return self._shown('locked' if self._value == 0
                           else f'unlocked, value:{self._value}')

    def locked(self):
        """Would acquire() have to wait?"""
        return self._value == 0 or any(not waiter.cancelled()
                                       for waiter in self._waiters)

    async def acquire(self):
        """Wait until the counter is above zero, and lower it: True."""
        if not self.locked():
            self._value -= 1
            return True
        waiter = self._get_loop().create_future()
        self._waiters.append(waiter)
        try:
            try:
                await waiter
            finally:
                self._waiters.remove(waiter)
        except exceptions.CancelledError:
            if waiter.done() and not waiter.cancelled():
                self._value += 1        # it had been handed over
                self._wake_up_next()
            raise
        finally:
            while self._value > 0 and self._wake_up_next():
                pass
        return True

    def release(self):
        self._value += 1
        self._wake_up_next()

    def _wake_up_next(self):
        """Hand one over to the longest waiter; False: nobody waits."""
        for waiter in self._waiters:
            if not waiter.done():
                self._value -= 1
                waiter.set_result(True)
                return True
        return False


class BoundedSemaphore(Semaphore):
    """One that is never released more often than it was acquired."""

    def __init__(self, value=1, *, loop=None):
        self._bound_value = value
        super().__init__(value, loop=loop)

    def release(self):
        if self._value >= self._bound_value:
            raise ValueError('BoundedSemaphore released too many times')
        super().release()


class _BarrierState(enum.Enum):
    FILLING = 'filling'
    DRAINING = 'draining'
    RESETTING = 'resetting'
    BROKEN = 'broken'


class Barrier(mixins._LoopBoundMixin):
    """Tasks wait here until so many of them have come."""

    def __init__(self, parties):
        if parties < 1:
            raise ValueError('parties must be > 0')
        self._cond = Condition()
        self._parties = parties
        self._state = _BarrierState.FILLING
        self._count = 0     # tasks inside

    def __repr__(self):
        extra = self._state.value
        if not self.broken:
            extra += f', waiters:{self.n_waiting}/{self.parties}'
        return f'<{object.__repr__(self)[1:-1]} [{extra}]>'

    async def __aenter__(self):
        return await self.wait()

    async def __aexit__(self, *exc_info):
        """The block has ended; there is nothing to give back."""

    async def wait(self):
        """Until all have come; a number from 0 to parties - 1."""
        async with self._cond:
            await self._cond.wait_for(lambda: self._state not in (
                _BarrierState.DRAINING, _BarrierState.RESETTING))
            if self._state is _BarrierState.BROKEN:
                raise exceptions.BrokenBarrierError('Barrier aborted')
            try:
                index = self._count
                self._count += 1
                if index + 1 == self._parties:
                    self._state = _BarrierState.DRAINING
                    self._cond.notify_all()
                else:
                    await self._wait_for_all()
                return index
            finally:
                self._count -= 1
                self._leave()

    async def _wait_for_all(self):
        await self._cond.wait_for(
            lambda: self._state is not _BarrierState.FILLING)
        if self._state in (_BarrierState.BROKEN, _BarrierState.RESETTING):
            raise exceptions.BrokenBarrierError('Abort or reset of barrier')

    def _leave(self):
        if self._count == 0:
            if self._state in (_BarrierState.RESETTING,
                               _BarrierState.DRAINING):
                self._state = _BarrierState.FILLING
            self._cond.notify_all()

    async def reset(self):
        """Those who wait get BrokenBarrierError; then it is as new."""
        async with self._cond:
            if self._count > 0:
                if self._state is not _BarrierState.RESETTING:
                    self._state = _BarrierState.RESETTING
            else:
                self._state = _BarrierState.FILLING
            self._cond.notify_all()

    async def abort(self):
        """Those who wait, and who come later, get BrokenBarrierError."""
        async with self._cond:
            self._state = _BarrierState.BROKEN
            self._cond.notify_all()

    @property
    def parties(self):
        return self._parties

    @property
    def n_waiting(self):
        return self._count if self._state is _BarrierState.FILLING else 0

    @property
    def broken(self):
        return self._state is _BarrierState.BROKEN
