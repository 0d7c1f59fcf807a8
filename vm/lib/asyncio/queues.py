# SPDX-License-Identifier: MIT
# Queues between tasks of one loop.
#
# A queue is a store of items and two lines: the tasks that wait for an item
# and those that wait for room. A subclass differs in its store alone: _init
# makes it, _put adds to it, _get takes from it.

import heapq
import sys
from collections import deque
from types import GenericAlias

from . import locks, mixins
from .line import Line

__all__ = ['Queue', 'PriorityQueue', 'LifoQueue', 'QueueFull', 'QueueEmpty',
           'QueueShutDown']


class QueueEmpty(Exception):
    """get_nowait() found nothing."""


class QueueFull(Exception):
    """put_nowait() found no room."""


class QueueShutDown(Exception):
    """The queue was shut down."""


class Queue(mixins._LoopBoundMixin):
    """First in, first out; maxsize 0: without a limit."""

    _is_shutdown = False
    _unfinished_tasks = 0       # put, and not yet task_done()

    def __init__(self, maxsize=0, *, loop=None):
        self._bind(loop)
        self._getters, self._putters = Line(), Line()
        self._finished = locks.Event._of(self._loop)
        self._finished.set()
        self._maxsize = maxsize
        self._init(maxsize)

    def _init(self, maxsize):
        self._queue = deque()

    def _put(self, item):
        self._queue.append(item)

    def _get(self):
        return self._queue.popleft()

    # -- its size

    @property
    def maxsize(self):
        return self._maxsize

    def qsize(self):
        return len(self._queue)

    def empty(self):
        return not self._queue

    def full(self):
        return 0 < self._maxsize <= self.qsize()

    # -- items in and out

    def put_nowait(self, item):
        self._refuse_when_shut()
        if self.full():
            raise QueueFull
        self._put(item)
        self._owe(1)
        self._getters.call_out()

    def get_nowait(self):
        if not self.empty():
            item = self._get()
            self._putters.call_out()
            return item
        self._refuse_when_shut()
        raise QueueEmpty

    async def put(self, item):
        """Wait for room."""
        await self._until_not(self.full, self._putters)
        return self.put_nowait(item)

    async def get(self):
        """Wait for an item."""
        await self._until_not(self.empty, self._getters)
        return self.get_nowait()

    async def _until_not(self, hindered, line):
        def decline():
            if not hindered():
                line.call_out()

        while hindered():
            self._refuse_when_shut()
            await line.stand(self._get_loop(), decline)

    # -- items dealt with

    def _owe(self, number):
        self._unfinished_tasks += number
        if self._unfinished_tasks:
            self._finished.clear()
        else:
            self._finished.set()

    def task_done(self):
        """What an earlier get() gave has been dealt with."""
        if not self._unfinished_tasks:
            raise ValueError('task_done() called too many times')
        self._owe(-1)

    async def join(self):
        """Until task_done() was called for every item."""
        if self._unfinished_tasks:
            await self._finished.wait()

    # -- the end (3.13)

    def _refuse_when_shut(self):
        if self._is_shutdown:
            raise QueueShutDown

    if sys.version_info >= (3, 13):
        def shutdown(self, immediate=False):
            """No more put(); get() until it is empty, or not even that."""
            self._is_shutdown = True
            while immediate and not self.empty():
                self._get()
                self._owe(-1 if self._unfinished_tasks else 0)
            for line in (self._getters, self._putters):
                line.call(len(line))
                line.clear()

    # -- how it is shown

    __class_getitem__ = classmethod(GenericAlias)

    def _format(self):
        items = getattr(self, '_queue', None)
        parts = (('maxsize={!r}', self._maxsize, True),
                 ('_queue={!r}', items and list(items), items),
                 ('_getters[{}]', len(self._getters), self._getters),
                 ('_putters[{}]', len(self._putters), self._putters),
                 ('tasks={}', self._unfinished_tasks, self._unfinished_tasks),
                 ('shutdown', None, self._is_shutdown))
        return ' '.join(text.format(value) for text, value, shown in parts
                        if shown)

    def __repr__(self):
        return f'<{type(self).__name__} at {id(self):#x} {self._format()}>'

    def __str__(self):
        return f'<{type(self).__name__} {self._format()}>'


class _InList(Queue):
    def _init(self, maxsize):
        self._queue = []


class PriorityQueue(_InList):
    """The least item first."""

    def _put(self, item):
        heapq.heappush(self._queue, item)

    def _get(self):
        return heapq.heappop(self._queue)


class LifoQueue(_InList):
    """Last in, first out."""

    def _get(self):
        return self._queue.pop()
