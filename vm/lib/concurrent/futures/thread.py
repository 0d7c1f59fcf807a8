# SPDX-License-Identifier: MIT
# A pool of threads fed by one queue.
#
# Invariant: a thread is added only when no worker is known to be idle and
# the pool is not full; _shutdown changes only under _shutdown_lock.  The queue
# holds tasks, (future, fn, args, kwargs), and None, the word to go; a worker
# that hears it passes it on.
#
# A worker does not hold the executor, only what it needs of it (_Work): when
# nobody else holds it, the workers are told to go.

import os
import sys
import threading
import weakref
from itertools import count
from concurrent.futures import _base
from concurrent.futures._base import Future
from queue import Empty, SimpleQueue

_global_shutdown_lock = threading.Lock()
_threads_queues = {}
_shutdown = False


def _python_exit():
    global _shutdown
    with _global_shutdown_lock:
        _shutdown = True
    workers = list(_threads_queues.items())
    for _, queue in workers:
        queue.put(None)
    for worker, _ in workers:
        worker.join()


if sys.version_info >= (3, 9):
    # Plain threads, told to stop before the interpreter joins them.
    _DAEMONS = False
    threading._register_atexit(_python_exit)
else:
    # Daemons, which the interpreter would not wait for.
    from atexit import register
    _DAEMONS = True
    register(_python_exit)


class BrokenThreadPool(_base.BrokenExecutor):
    pass


def _run(future, fn, args, kwargs):
    if not future.set_running_or_notify_cancel():
        return
    try:
        result = fn(*args, **kwargs)
    except BaseException as error:
        future.set_exception(error)
        # The traceback refers to this frame: keep no cycle.
        future = None
    else:
        future.set_result(result)


def _set_up(pool):
    # False: the initializer has failed, and the pool with it.
    function, args = pool._setup
    if function is None:
        return True
    try:
        function(*args)
        return True
    except BaseException:
        _base.LOGGER.critical('Exception in initializer:', exc_info=True)
    executor = pool._executor()
    if executor is not None:
        executor._give_up()
    return False


def _worker(pool):
    try:
        if _set_up(pool):
            _serve(pool, pool._work_queue)
    except BaseException:
        _base.LOGGER.critical('Exception in worker', exc_info=True)
    finally:
        _threads_queues.pop(threading.current_thread(), None)


def _serve(pool, queue):
    while True:
        item = queue.get()
        if item is None:
            if pool._is_over():
                queue.put(None)
                return
            continue
        _run(*item)
        # An idle worker keeps nothing of its last task alive.
        del item
        pool._idle.append(None)


class _Work:
    """What the workers know of their executor."""

    def __init__(self, executor):
        queue = self._work_queue = executor._work_queue
        self._idle = executor._idle
        self._setup = executor._setup
        self._executor = weakref.ref(executor, lambda _: queue.put(None))

    def _is_over(self):
        executor = self._executor()
        if executor is None:
            return True
        if _shutdown:
            executor._shutdown = True
        return executor._shutdown


_NOT_GIVEN = object()


def _keyword_function(kwargs):
    # 3.8 takes submit(fn=f) with a warning; nobody else does.
    if sys.version_info >= (3, 9):
        raise TypeError("ThreadPoolExecutor.submit() missing 1 required "
                        "positional argument: 'fn'"
                        if sys.version_info >= (3, 10) else
                        "submit() missing 1 required positional argument: "
                        "'fn'")
    if 'fn' not in kwargs:
        raise TypeError('submit expected at least 1 positional argument, '
                        'got 0')
    from warnings import warn
    warn("Passing 'fn' as keyword argument is deprecated", DeprecationWarning,
         3)
    return kwargs.pop('fn')


class ThreadPoolExecutor(_base.Executor):
    _counter = count().__next__
    _work = None

    def __init__(self, max_workers=None, thread_name_prefix='',
                 initializer=None, initargs=()):
        if max_workers is None:
            max_workers = min(32, (os.cpu_count() or 1) + 4)
        if max_workers <= 0:
            raise ValueError('max_workers must be greater than 0')
        if not (initializer is None or callable(initializer)):
            raise TypeError('initializer must be a callable')
        self._max_workers = max_workers
        self._work_queue = SimpleQueue()
        self._idle = []    # an item for each worker known to be idle
        self._threads = set()
        self._broken = False
        self._shutdown = False
        self._shutdown_lock = threading.Lock()
        self._thread_name_prefix = (thread_name_prefix or
                                    'ThreadPoolExecutor-%d' % self._counter())
        self._setup = initializer, initargs

    def submit(self, fn=_NOT_GIVEN, /, *args, **kwargs):
        if fn is _NOT_GIVEN:
            fn = _keyword_function(kwargs)
        with self._shutdown_lock:
            if self._broken or self._shutdown or _shutdown:
                self._refuse()
            future = Future()
            self._work_queue.put((future, fn, args, kwargs))
            if self._idle:
                self._idle.pop()
            elif len(self._threads) < self._max_workers:
                self._add_thread()
            return future

    def _refuse(self):
        if self._broken:
            raise BrokenThreadPool(self._broken)
        if self._shutdown:
            raise RuntimeError('cannot schedule new futures after shutdown')
        raise RuntimeError('cannot schedule new futures after '
                           'interpreter shutdown')

    def _add_thread(self):
        if self._work is None:
            self._work = _Work(self)
        number = len(self._threads)
        thread = threading.Thread(
            target=_worker, name=f'{self._thread_name_prefix}_{number}',
            args=(self._work,), daemon=_DAEMONS)
        thread.start()
        self._threads.add(thread)
        _threads_queues[thread] = self._work_queue

    def _drain(self):
        # Yields every waiting task, and takes it off the queue.
        try:
            while True:
                item = self._work_queue.get_nowait()
                if item is not None:
                    yield item
        except Empty:
            pass

    def _give_up(self):
        with self._shutdown_lock:
            self._broken = ('A thread initializer failed, the thread pool is '
                            'not usable anymore')
            for item in self._drain():
                item[0].set_exception(BrokenThreadPool(self._broken))

    def shutdown(self, wait=True, *, cancel_futures=False):
        with self._shutdown_lock:
            self._shutdown = True
            if cancel_futures:
                for item in self._drain():
                    item[0].cancel()
            self._work_queue.put(None)
        if wait:
            for thread in self._threads:
                thread.join()
