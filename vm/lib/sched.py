# SPDX-License-Identifier: MIT
# Things to do at given times, on a clock and a way to wait that can be chosen.

import heapq
import threading
import time
from collections import namedtuple
from itertools import count

__all__ = ['scheduler']


class Event(namedtuple('Event', 'time, priority, sequence, action, argument, '
                                'kwargs')):
    __slots__ = ()

    # The number of entry decides between equals.

    def __eq__(self, other):
        return self[:3] == other[:3]

    def __lt__(self, other):
        return self[:3] < other[:3]

    def __le__(self, other):
        return self[:3] <= other[:3]

    def __gt__(self, other):
        return self[:3] > other[:3]

    def __ge__(self, other):
        return self[:3] >= other[:3]

    __hash__ = tuple.__hash__


class scheduler:
    def __init__(self, timefunc=time.monotonic, delayfunc=time.sleep):
        self._queue = []
        self._lock = threading.RLock()
        self.timefunc = timefunc
        self.delayfunc = delayfunc
        self._sequence = count()

    def enterabs(self, time, priority, action, argument=(), kwargs=None):
        with self._lock:
            event = Event(time, priority, next(self._sequence), action,
                          argument, {} if kwargs is None else kwargs)
            heapq.heappush(self._queue, event)
        return event

    def enter(self, delay, priority, action, argument=(), kwargs=None):
        return self.enterabs(self.timefunc() + delay, priority, action,
                             argument, kwargs)

    def cancel(self, event):
        with self._lock:
            self._queue.remove(event)
            heapq.heapify(self._queue)

    def empty(self):
        with self._lock:
            return not self._queue

    def _next_due(self):
        # (event, None) when it is time, (None, how long until then), or
        # (None, None) when nothing is left.
        with self._lock:
            if not self._queue:
                return None, None
            wait = self._queue[0].time - self.timefunc()
            if wait > 0:
                return None, wait
            return heapq.heappop(self._queue), None

    def run(self, blocking=True):
        while True:
            event, wait = self._next_due()
            if event is not None:
                event.action(*event.argument, **event.kwargs)
                self.delayfunc(0)       # let other threads run
            elif wait is None or not blocking:
                return wait
            else:
                self.delayfunc(wait)

    @property
    def queue(self):
        with self._lock:
            return sorted(self._queue)
