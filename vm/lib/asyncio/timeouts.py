# SPDX-License-Identifier: MIT
# timeout(): a block that is cancelled when its time is over (3.11).
#
# A Timeout is 'created', 'active' inside the block, 'expiring' from the moment
# it cancels its task, and 'expired' or 'finished' behind the block.

from . import events, exceptions, tasks

__all__ = ['Timeout', 'timeout', 'timeout_at']


class Timeout:
    """`async with` it; `when` is a time of the loop's clock, or None."""

    _state = 'created'
    _timer = None

    def __init__(self, when):
        self._when = when

    def __repr__(self):
        shown = f'<Timeout [{self._state}]'
        if self._state == 'active':
            shown += f' when={self._when and round(self._when, 3)}'
        return shown + '>'

    def when(self):
        return self._when

    def expired(self):
        return self._state.startswith('expir')

    def reschedule(self, when):
        """Another end, or none."""
        if self._state == 'active':
            self._when = when
            self._set_timer()
        elif self._state == 'created':
            raise RuntimeError('Timeout has not been entered')
        else:
            raise RuntimeError(f'Cannot change state of {self._state} Timeout')

    def _set_timer(self):
        self._stop_timer()
        if self._when is not None:
            loop = self._task.get_loop()
            if self._when > loop.time():
                self._timer = loop.call_at(self._when, self._expire)
            else:
                self._timer = loop.call_soon(self._expire)

    def _stop_timer(self):
        timer, self._timer = self._timer, None
        if timer is not None:
            timer.cancel()

    def _expire(self):
        self._state = 'expiring'
        self._timer = None
        self._task.cancel()

    async def __aenter__(self):
        if self._state != 'created':
            raise RuntimeError('Timeout has already been entered')
        self._task = tasks.current_task()
        if self._task is None:
            raise RuntimeError('Timeout should be used inside a task')
        self._cancelling = self._task.cancelling()
        self._state = 'active'
        self._set_timer()
        return self

    async def __aexit__(self, kind, error, traceback):
        self._stop_timer()
        if self._state == 'active':
            self._state = 'finished'
            return
        self._state = 'expired'
        # A cancellation from elsewhere, or another exception, goes on.
        if self._task.uncancel() <= self._cancelling and kind is not None \
                and issubclass(kind, exceptions.CancelledError):
            raise TimeoutError from error


def timeout(delay):
    """TimeoutError after so many seconds; None: never."""
    now = events.get_running_loop().time()
    return Timeout(None if delay is None else now + delay)


def timeout_at(when):
    """... at a time of the loop's clock."""
    return Timeout(when)
