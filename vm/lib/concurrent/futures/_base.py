# SPDX-License-Identifier: MIT
# Futures, and the functions that wait for several of them.
#
# Invariant: a future's state, result and watchers change only under its
# lock, and its state only moves forward: PENDING -> RUNNING ->
# FINISHED, or PENDING -> CANCELLED -> CANCELLED_AND_NOTIFIED.  In the last
# state of either path watchers have been told.
#
# A watcher is an object with a method told(future), called under the
# future's lock; wait() and as_completed() each put one on every future.

import sys
import threading
from _collections import deque
from _thread import RLock
from time import monotonic

FIRST_COMPLETED = 'FIRST_COMPLETED'
FIRST_EXCEPTION = 'FIRST_EXCEPTION'
ALL_COMPLETED = 'ALL_COMPLETED'
_WAYS = FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED

PENDING = 'PENDING'
RUNNING = 'RUNNING'
CANCELLED = 'CANCELLED'
CANCELLED_AND_NOTIFIED = 'CANCELLED_AND_NOTIFIED'
FINISHED = 'FINISHED'

_STATE_TEXT = {
    PENDING: 'pending',
    RUNNING: 'running',
    CANCELLED: 'cancelled',
    CANCELLED_AND_NOTIFIED: 'cancelled',
    FINISHED: 'finished',
}


class _LazyLogger:
    # logging is imported by the first message, not by the first future.
    def __getattr__(self, name):
        import logging
        return getattr(logging.getLogger('concurrent.futures'), name)


LOGGER = _LazyLogger()


class Error(Exception):
    pass


class CancelledError(Error):
    pass


if sys.version_info >= (3, 11):
    from builtins import TimeoutError
else:
    class TimeoutError(Error):
        pass


class InvalidStateError(Error):
    pass


class BrokenExecutor(RuntimeError):
    pass


# Names of the exceptions that nobody has asked for: a sweep compares them.
_unread = {}    # id of the future: name


class Future:
    _state = PENDING
    _result = None
    _exception = None
    _waiters = ()
    _done_callbacks = ()
    _sleepers = None    # a Condition on _lock once somebody waits

    def __init__(self):
        self._lock = RLock()

    @property
    def _condition(self):
        with self._lock:
            if self._sleepers is None:
                self._sleepers = threading.Condition(self._lock)
            return self._sleepers

    def __repr__(self):
        with self._lock:
            text = _STATE_TEXT[self._state]
            if self._state == FINISHED:
                if self._exception is not None:
                    text += f' raised {type(self._exception).__name__}'
                else:
                    text += f' returned {type(self._result).__name__}'
            return f'<{type(self).__name__} at {id(self):#x} state={text}>'

    def __class_getitem__(cls, item):
        from types import GenericAlias
        return GenericAlias(cls, item)

    def cancel(self):
        with self._lock:
            if self._state in (RUNNING, FINISHED):
                return False
            if self._state != PENDING:
                return True
            self._state = CANCELLED
            if self._sleepers is not None:
                self._sleepers.notify_all()
        self._invoke_callbacks()
        return True

    def cancelled(self):
        with self._lock:
            return self._state in (CANCELLED, CANCELLED_AND_NOTIFIED)

    def running(self):
        with self._lock:
            return self._state == RUNNING

    def done(self):
        with self._lock:
            return self._is_done()

    def _is_done(self):
        return self._state not in (PENDING, RUNNING)

    def add_done_callback(self, fn):
        with self._lock:
            if not self._is_done():
                self._done_callbacks += (fn,)
                return
        self._call_back(fn)

    def _invoke_callbacks(self):
        for callback in self._done_callbacks:
            self._call_back(callback)

    def _call_back(self, fn):
        try:
            fn(self)
        except Exception:
            LOGGER.exception('exception calling callback for %r', self)

    def _await_done(self, timeout):
        # With the lock held.
        if not self._is_done():
            self._condition.wait(timeout)
        if self._state in (CANCELLED, CANCELLED_AND_NOTIFIED):
            raise CancelledError()
        if self._state != FINISHED:
            raise TimeoutError()

    def result(self, timeout=None):
        try:
            with self._lock:
                self._await_done(timeout)
                if self._exception is None:
                    return self._result
            _unread.pop(id(self), None)
            raise self._exception
        finally:
            # The exception's traceback must not keep the future alive.
            self = None

    def exception(self, timeout=None):
        with self._lock:
            self._await_done(timeout)
            _unread.pop(id(self), None)
            return self._exception

    # For executors.

    def set_running_or_notify_cancel(self):
        with self._lock:
            if self._state == PENDING:
                self._state = RUNNING
                return True
            if self._state == CANCELLED:
                self._state = CANCELLED_AND_NOTIFIED
                for watcher in self._waiters:
                    watcher.told(self)
                return False
            LOGGER.critical('Future %s in unexpected state: %s', id(self),
                            self._state)
            raise RuntimeError('Future in unexpected state')

    def set_result(self, result):
        with self._lock:
            self._check_unfinished()
            self._result = result
            self._finish()
        if self._done_callbacks:
            self._invoke_callbacks()

    def set_exception(self, exception):
        with self._lock:
            self._check_unfinished()
            self._exception = exception
            _unread[id(self)] = type(exception).__qualname__
            self._finish()
        self._invoke_callbacks()

    def _check_unfinished(self):
        if self._is_done():
            raise InvalidStateError(f'{self._state}: {self!r}')

    def _finish(self):
        self._state = FINISHED
        for watcher in self._waiters:
            watcher.told(self)
        if self._sleepers is not None:
            self._sleepers.notify_all()

    # For watchers.

    def _watch(self, watcher):
        # Tells at once what has already happened.
        with self._lock:
            if self._state in (FINISHED, CANCELLED_AND_NOTIFIED):
                watcher.told(self)
            else:
                self._waiters += (watcher,)

    def _unwatch(self, watcher):
        with self._lock:
            self._waiters = tuple(
                other for other in self._waiters if other is not watcher)


class _Watcher:
    # Collects finished futures.  `enough(future)` says after which one the
    # thread that waits for `alarm` is to go on.

    def __init__(self, enough):
        self.enough = enough
        self.guard = threading.Lock()
        self.finished = deque()
        self.alarm = threading.Event()

    def told(self, future):
        with self.guard:
            self.finished.append(future)
            if self.enough(future):
                self.alarm.set()


def _watch_all(futures, watcher):
    for future in futures:
        future._watch(watcher)


class DoneAndNotDoneFutures(tuple):
    __slots__ = ()
    _fields = ('done', 'not_done')

    def __new__(cls, done, not_done):
        return super().__new__(cls, (done, not_done))

    def __getnewargs__(self):
        return tuple(self)

    def __repr__(self):
        return f'DoneAndNotDoneFutures(done={self[0]!r}, not_done={self[1]!r})'

    done = property(lambda self: self[0])
    not_done = property(lambda self: self[1])


def _failed(future):
    return future._state == FINISHED and future._exception is not None


def wait(fs, timeout=None, return_when=ALL_COMPLETED):
    futures = list(dict.fromkeys(fs))
    left = len(futures)

    def enough(future):
        nonlocal left
        left -= 1
        return (left == 0 or return_when == FIRST_COMPLETED
                or return_when == FIRST_EXCEPTION and _failed(future))

    if return_when not in _WAYS:
        raise ValueError('Invalid return condition: %r' % (return_when,))
    watcher = _Watcher(enough)
    _watch_all(futures, watcher)
    if futures:
        watcher.alarm.wait(timeout)
    for future in futures:
        future._unwatch(watcher)
    done = set(watcher.finished)
    return DoneAndNotDoneFutures(done, set(futures) - done)


def as_completed(fs, timeout=None):
    end = None if timeout is None else monotonic() + timeout
    pending = dict.fromkeys(fs)
    total = len(pending)
    watcher = _Watcher(lambda future: True)
    _watch_all(pending, watcher)
    try:
        while pending:
            while watcher.finished:
                del pending[watcher.finished[0]]
                yield watcher.finished.popleft()
            if pending:
                _sleep(watcher, end, len(pending), total)
    finally:
        for future in pending:
            future._unwatch(watcher)


def _sleep(watcher, end, left, total):
    rest = None
    if end is not None:
        rest = end - monotonic()
        if rest < 0:
            raise TimeoutError(
                '%d (of %d) futures unfinished' % (left, total))
    watcher.alarm.wait(rest)
    with watcher.guard:
        watcher.alarm.clear()


class Executor:
    def submit(self, fn, /, *args, **kwargs):
        raise NotImplementedError()

    def map(self, fn, *iterables, timeout=None, chunksize=1):
        end = None if timeout is None else monotonic() + timeout
        futures = deque(self.submit(fn, *args) for args in zip(*iterables))
        return _results(futures, end)

    def shutdown(self, wait=True, *, cancel_futures=False):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.shutdown(wait=True)
        return False


def _first_result(futures, timeout):
    result = futures[0].result(timeout)
    futures.popleft()
    return result


def _results(futures, end):
    # In the order of submission; whatever ends this early cancels the rest.
    try:
        while futures:
            rest = None if end is None else end - monotonic()
            yield _first_result(futures, rest)
    finally:
        for future in futures:
            future.cancel()
