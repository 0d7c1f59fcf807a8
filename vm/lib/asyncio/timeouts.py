# SPDX-License-Identifier: MIT
# timeout(): a block that is cancelled when its time is over (3.11).

import enum

from . import events, exceptions, tasks

__all__ = ['Timeout', 'timeout', 'timeout_at']


class _State(enum.Enum):
    CREATED = 'created'
    ENTERED = 'active'
    EXPIRING = 'expiring'
    EXPIRED = 'expired'
    EXITED = 'finished'


class Timeout:
    """`async with` it; `when` is a time of the loop's clock, or None."""

    def __init__(self, when):
        self._state = _State.CREATED
        self._timer = None
        self._task = None
        self._when = when

    def when(self):
        return self._when

    def reschedule(self, when):
        """Another end, or none."""
        if self._state is not _State.ENTERED:
            if self._state is _State.CREATED:
                raise RuntimeError('Timeout has not been entered')
            raise RuntimeError('Cannot change state of '
                               f'{self._state.value} Timeout')
        self._when = when
        if self._timer is not None:
            self._timer.cancel()
        self._timer = None
        if when is not None:
            loop = events.get_running_loop()
            self._timer = loop.call_soon(self._on_timeout) \
                if when <= loop.time() else loop.call_at(when,
                                                         self._on_timeout)

    def expired(self):
        return self._state in (_State.EXPIRING, _State.EXPIRED)

    def __repr__(self):
        info = [self._state.value]
        if self._state is _State.ENTERED:
            when = None if self._when is None else round(self._when, 3)
            info.append(f'when={when}')
        return f"<Timeout [{', '.join(info)}]>"

    async def __aenter__(self):
        if self._state is not _State.CREATED:
            raise RuntimeError('Timeout has already been entered')
        task = tasks.current_task()
        if task is None:
            raise RuntimeError('Timeout should be used inside a task')
        self._state = _State.ENTERED
        self._task = task
        self._cancelling = task.cancelling()
        self.reschedule(self._when)
        return self

    async def __aexit__(self, exc_type, exc_val, exc_tb):
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if self._state is not _State.EXPIRING:
            self._state = _State.EXITED
            return None
        self._state = _State.EXPIRED
        # A cancellation from elsewhere goes on.
        if self._task.uncancel() <= self._cancelling and \
                exc_type is not None and \
                issubclass(exc_type, exceptions.CancelledError):
            raise TimeoutError from exc_val
        return None

    def _on_timeout(self):
        self._task.cancel()
        self._state = _State.EXPIRING
        self._timer = None


def timeout(delay):
    """TimeoutError after so many seconds; None: never."""
    return Timeout(None if delay is None
                   else events.get_running_loop().time() + delay)


def timeout_at(when):
    """... at a time of the loop's clock."""
    return Timeout(when)
