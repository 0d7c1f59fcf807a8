# SPDX-License-Identifier: MIT
# Queues between threads.
#
# Invariant: `mutex` guards everything, the three conditions share it, and a
# subclass only says how items are kept (_init, _qsize, _put, _get), which is
# always called with the mutex held.  Written in Python by CPython as well.

from _collections import deque
from threading import Condition, Lock, Semaphore
from time import monotonic as time

try:
    from _queue import Empty, SimpleQueue
except ImportError:
    SimpleQueue = None

    class Empty(Exception):
        pass

__all__ = ['Empty', 'Full', 'ShutDown', 'Queue', 'PriorityQueue', 'LifoQueue',
           'SimpleQueue']


class Full(Exception):
    pass


class ShutDown(Exception):
    pass


def _check_timeout(timeout):
    if timeout < 0:
        raise ValueError("'timeout' must be a non-negative number")


class _Typed:
    # queue.Queue[int]

    def __class_getitem__(cls, item):
        from types import GenericAlias
        return GenericAlias(cls, item)

    def put_nowait(self, item):
        return self.put(item, block=False)

    def get_nowait(self):
        return self.get(block=False)


class Queue(_Typed):
    is_shutdown = False

    def __init__(self, maxsize=0):
        self.maxsize = maxsize
        self._init(maxsize)
        mutex = self.mutex = Lock()
        self.not_empty = Condition(mutex)
        self.not_full = Condition(mutex)
        self.all_tasks_done = Condition(mutex)
        self.unfinished_tasks = 0

    # What a subclass may replace.

    def _init(self, maxsize):
        self.queue = deque()

    def _put(self, item):
        self.queue.append(item)

    def _get(self):
        return self.queue.popleft()

    def _qsize(self):
        return len(self.queue)

    # Sizes: already out of date when the caller looks at them.

    def qsize(self):
        with self.mutex:
            return self._qsize()

    def empty(self):
        with self.mutex:
            return self._is_empty()

    def full(self):
        with self.mutex:
            return self._is_full()

    def _is_empty(self):
        return not self._qsize()

    def _is_full(self):
        return 0 < self.maxsize <= self._qsize()

    # Items in and out.  Nobody waits in most calls, so what is needed for
    # waiting stands apart, in _await().

    def put(self, item, block=True, timeout=None):
        with self.mutex:
            if self.is_shutdown:
                raise ShutDown
            if self.maxsize > 0 and (timeout is not None or
                                     self._qsize() >= self.maxsize):
                self._await(self.not_full, self._is_full, block, timeout, Full)
            self._put(item)
            self.unfinished_tasks += 1
            if self.not_empty._waiters:
                self.not_empty.notify()

    def get(self, block=True, timeout=None):
        with self.mutex:
            if timeout is not None or not self._qsize():
                if self.is_shutdown:
                    self._refuse_if_shut(self._is_empty)
                self._await(self.not_empty, self._is_empty, block, timeout,
                            Empty)
            item = self._get()
            if self.not_full._waiters:
                self.not_full.notify()
            return item

    def _await(self, condition, obstacle, block, timeout, error):
        # Returns once `obstacle` is gone; the mutex is held.
        if not block:
            if obstacle():
                raise error
        elif timeout is None:
            while obstacle():
                condition.wait()
                if self.is_shutdown:
                    self._refuse_if_shut(obstacle)
        else:
            _check_timeout(timeout)
            end = time() + timeout
            while obstacle():
                left = end - time()
                if left <= 0.0:
                    raise error
                condition.wait(left)
                if self.is_shutdown:
                    self._refuse_if_shut(obstacle)

    # The count of what was put and not yet dealt with.

    def task_done(self):
        with self.all_tasks_done:
            left = self.unfinished_tasks - 1
            if left < 0:
                raise ValueError('task_done() called too many times')
            if left == 0:
                self.all_tasks_done.notify_all()
            self.unfinished_tasks = left

    def join(self):
        with self.all_tasks_done:
            while self.unfinished_tasks:
                self.all_tasks_done.wait()

    # The end, from 3.13 on: no more put; get too fails once nothing is left,
    # which `immediate` brings about by dropping every item.

    def shutdown(self, immediate=False):
        with self.mutex:
            self.is_shutdown = True
            told = [self.not_empty, self.not_full]
            if immediate:
                dropped = self._qsize()
                for _ in range(dropped):
                    self._get()
                self.unfinished_tasks = max(self.unfinished_tasks - dropped, 0)
                told.append(self.all_tasks_done)
            for condition in told:
                condition.notify_all()

    def _refuse_if_shut(self, obstacle):
        if obstacle != self._is_empty or self._is_empty():
            raise ShutDown


class PriorityQueue(Queue):
    # Smallest item first.

    def _init(self, maxsize):
        from heapq import heappop, heappush
        self.queue = []
        self._heappush = heappush
        self._heappop = heappop

    def _put(self, item):
        self._heappush(self.queue, item)

    def _get(self):
        return self._heappop(self.queue)


class LifoQueue(Queue):
    # Newest item first.

    def _init(self, maxsize):
        self.queue = []

    def _get(self):
        return self.queue.pop()


class _PySimpleQueue(_Typed):
    # Without bound and without task counting.  put() takes no lock that it
    # could wait for, so that signal handlers may call it.

    def __init__(self):
        self._items = deque()
        self._ready = Semaphore(0)

    def put(self, item, block=True, timeout=None):
        self._items.append(item)
        self._ready.release()

    def get(self, block=True, timeout=None):
        if timeout is not None:
            _check_timeout(timeout)
        if not self._ready.acquire(block, timeout if block else None):
            raise Empty
        return self._items.popleft()

    def empty(self):
        return not self._items

    def qsize(self):
        return len(self._items)


if SimpleQueue is None:
    SimpleQueue = _PySimpleQueue
