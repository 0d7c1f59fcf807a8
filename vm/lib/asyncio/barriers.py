# SPDX-License-Identifier: MIT
# A barrier between tasks (3.11).
#
# Its state is a word: 'filling' while tasks come, 'draining' while a complete
# party goes on and newcomers have to stay outside, 'resetting' while a party
# goes away empty-handed, and 'broken' until a reset(). _count is the number of
# tasks inside; the last one that leaves opens the barrier again.

from . import locks
from .exceptions import BrokenBarrierError

__all__ = ['Barrier']


class Barrier:
    """Tasks wait here until so many of them have come."""

    _state = 'filling'
    _count = 0

    def __init__(self, parties):
        if parties < 1:
            raise ValueError('parties must be > 0')
        self._parties = parties
        self._changed = locks.Condition()

    def __repr__(self):
        inside = '' if self.broken else \
            f', waiters:{self.n_waiting}/{self._parties}'
        return f'<{object.__repr__(self)[1:-1]} [{self._state}{inside}]>'

    async def __aenter__(self):
        return await self.wait()

    async def __aexit__(self, *error):
        """There is nothing to give back."""

    parties = property(lambda self: self._parties)
    broken = property(lambda self: self._state == 'broken')

    @property
    def n_waiting(self):
        return self._count if self._state == 'filling' else 0

    def _become(self, state):
        self._state = state
        self._changed.notify_all()

    async def wait(self):
        """Until all have come; a number from 0 to parties - 1."""
        async with self._changed:
            await self._changed.wait_for(
                lambda: self._state in ('filling', 'broken'))
            if self.broken:
                raise BrokenBarrierError('Barrier aborted')
            number = self._count
            self._count += 1
            try:
                await self._pass()
            finally:
                self._count -= 1
                if not self._count:
                    self._become('broken' if self.broken else 'filling')
        return number

    async def _pass(self):
        if self._count == self._parties:
            self._become('draining')
        else:
            await self._changed.wait_for(lambda: self._state != 'filling')
            if self._state != 'draining':
                raise BrokenBarrierError('Abort or reset of barrier')

    async def reset(self):
        """Those who wait get BrokenBarrierError; then it is as new."""
        async with self._changed:
            self._become('resetting' if self._count else 'filling')

    async def abort(self):
        """Those who wait, and who come later, get BrokenBarrierError."""
        async with self._changed:
            self._become('broken')
