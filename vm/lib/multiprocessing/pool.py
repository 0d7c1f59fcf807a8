# SPDX-License-Identifier: MIT
# A pool of threads that apply functions to arguments.
#
# Tasks go through three queues: whoever asks puts a sequence of tasks into
# _taskqueue, the feeder thread moves them one by one to _inqueue, a worker
# takes one and puts its result into _outqueue, and the collector thread hands
# it to the job that asked. _cache holds the jobs that are not complete.

import itertools
import os
import queue
import threading

from multiprocessing import TimeoutError
from multiprocessing.dummy import Process as _Worker

__all__ = ['Pool', 'ThreadPool']

INIT = 'INIT'
RUN = 'RUN'
CLOSE = 'CLOSE'
TERMINATE = 'TERMINATE'

_job_numbers = itertools.count()


def mapstar(args):
    return list(map(*args))


def starmapstar(args):
    return list(itertools.starmap(args[0], args[1]))


def _work(inqueue, outqueue, initializer, initargs, maxtasks):
    """A worker: until it meets None, or has done so many tasks."""
    if initializer is not None:
        initializer(*initargs)
    done = 0
    while maxtasks is None or done < maxtasks:
        task = inqueue.get()
        if task is None:
            break
        number, part, function, args, kwargs = task
        try:
            outcome = True, function(*args, **kwargs)
        except Exception as error:
            outcome = False, error
        outqueue.put((number, part, outcome))
        task = function = args = kwargs = outcome = None
        done += 1


def _unlucky(function, error):
    raise error


class ThreadPool:
    """Threads that wait for functions to call."""

    Process = staticmethod(_Worker)

    def __init__(self, processes=None, initializer=None, initargs=(),
                 maxtasksperchild=None):
        self._pool = []
        self._state = INIT
        if processes is None:
            processes = os.cpu_count() or 1
        if processes < 1:
            raise ValueError('Number of processes must be at least 1')
        if maxtasksperchild is not None and (
                not isinstance(maxtasksperchild, int) or
                maxtasksperchild <= 0):
            raise ValueError('maxtasksperchild must be a positive int or '
                             'None')
        if initializer is not None and not callable(initializer):
            raise TypeError('initializer must be a callable')
        self._processes = processes
        self._maxtasksperchild = maxtasksperchild
        self._initializer, self._initargs = initializer, initargs
        self._taskqueue = queue.SimpleQueue()
        self._inqueue = queue.SimpleQueue()
        self._outqueue = queue.SimpleQueue()
        self._news = queue.SimpleQueue()    # a worker that ended, or None
        self._quick_put = self._inqueue.put
        self._quick_get = self._outqueue.get
        self._cache = {}
        self._repopulate_pool()
        self._worker_handler = self._helper(self._handle_workers)
        self._task_handler = self._helper(self._handle_tasks)
        self._result_handler = self._helper(self._handle_results)
        self._state = RUN

    def __repr__(self):
        return (f'<{type(self).__module__}.{type(self).__qualname__} '
                f'state={self._state} pool_size={len(self._pool)}>')

    def __enter__(self):
        self._check_running()
        return self

    def __exit__(self, *exc_info):
        self.terminate()

    # ---- its threads ----

    @staticmethod
    def _helper(function):
        thread = threading.Thread(target=function)
        thread.daemon = True
        thread.start()
        return thread

    def _worker(self):
        try:
            _work(self._inqueue, self._outqueue, self._initializer,
                  self._initargs, self._maxtasksperchild)
        finally:
            self._news.put(threading.current_thread())

    def _repopulate_pool(self):
        while len(self._pool) < self._processes:
            worker = self.Process(target=self._worker)
            worker.daemon = True
            worker._parent = threading.current_thread()
            self._pool.append(worker)
            worker.start()

    def _handle_workers(self):
        """Replaces workers that have ended; ends all when nothing is left."""
        while self._state != TERMINATE:
            worker = self._news.get()
            if self._state == CLOSE and not self._cache:
                self._stop()
                return
            if worker is not None and self._state != TERMINATE:
                worker.join()
                if worker in self._pool:
                    self._pool.remove(worker)
                self._repopulate_pool()

    def _handle_tasks(self):
        """Feeds the workers, one task at a time."""
        while True:
            entry = self._taskqueue.get()
            if entry is None:
                break
            tasks, set_length = entry
            last = -1
            for last, task in enumerate(tasks):
                if self._state == TERMINATE:
                    return
                self._inqueue.put(task)
            if set_length is not None:
                set_length(last + 1)
            entry = tasks = task = None

    def _handle_results(self):
        """Hands results to the jobs they belong to."""
        while True:
            entry = self._outqueue.get()
            if entry is None:
                return
            number, part, outcome = entry
            job = self._cache.get(number)
            if job is not None:
                job._set(part, outcome)
            entry = outcome = job = None

    # ---- asking ----

    def _check_running(self):
        if self._state != RUN:
            raise ValueError('Pool not running')

    def apply(self, func, args=(), kwds={}):
        """Call it in a worker; its result."""
        return self.apply_async(func, args, kwds).get()

    def apply_async(self, func, args=(), kwds={}, callback=None,
                    error_callback=None):
        """Call it in a worker; an object to ask for the result."""
        self._check_running()
        result = ApplyResult(self, callback, error_callback)
        self._taskqueue.put(([(result._job, 0, func, args, kwds)], None))
        return result

    def map(self, func, iterable, chunksize=None):
        """[func(item) for item in iterable], the calls in the workers."""
        return self._map_async(func, iterable, mapstar, chunksize).get()

    def starmap(self, func, iterable, chunksize=None):
        """The same with func(*item)."""
        return self._map_async(func, iterable, starmapstar, chunksize).get()

    def map_async(self, func, iterable, chunksize=None, callback=None,
                  error_callback=None):
        return self._map_async(func, iterable, mapstar, chunksize, callback,
                               error_callback)

    def starmap_async(self, func, iterable, chunksize=None, callback=None,
                      error_callback=None):
        return self._map_async(func, iterable, starmapstar, chunksize,
                               callback, error_callback)

    def _map_async(self, func, iterable, mapper, chunksize=None,
                   callback=None, error_callback=None):
        self._check_running()
        if not hasattr(iterable, '__len__'):
            iterable = list(iterable)
        size = len(iterable)
        if chunksize is None:   # about four chunks a worker
            chunksize = -(-size // (len(self._pool) * 4))
        if not size:
            chunksize = 0
        result = MapResult(self, chunksize, size, callback, error_callback)
        chunks = self._get_tasks(func, iterable, chunksize)
        self._taskqueue.put((self._tasks(result._job, mapper, chunks), None))
        return result

    @staticmethod
    def _get_tasks(func, iterable, size):
        items = iter(iterable)
        while True:
            chunk = tuple(itertools.islice(items, size))
            if not chunk:
                return
            yield func, chunk

    @staticmethod
    def _tasks(job, func, iterable):
        """Tasks one by one; if the iterable fails, the next task does."""
        part = -1
        try:
            for part, item in enumerate(iterable):
                yield job, part, func, (item,), {}
        except Exception as error:
            yield job, part + 1, _unlucky, (func, error), {}

    def imap(self, func, iterable, chunksize=1):
        """An iterator over the results, in order."""
        return self._imap(IMapIterator, func, iterable, chunksize)

    def imap_unordered(self, func, iterable, chunksize=1):
        """An iterator over the results, as they come."""
        return self._imap(IMapUnorderedIterator, func, iterable, chunksize)

    def _imap(self, kind, func, iterable, chunksize):
        self._check_running()
        if chunksize < 1:
            raise ValueError(f'Chunksize must be 1+, not {chunksize:n}')
        result = kind(self)
        if chunksize == 1:
            tasks = self._tasks(result._job, func, iterable)
        else:
            chunks = self._get_tasks(func, iterable, chunksize)
            tasks = self._tasks(result._job, mapstar, chunks)
        self._taskqueue.put((tasks, result._set_length))
        if chunksize == 1:
            return result
        return (item for chunk in result for item in chunk)

    # ---- the end ----

    def close(self):
        """No more tasks; those given are still done."""
        if self._state == RUN:
            self._state = CLOSE
            self._news.put(None)

    def _stop(self):
        self._taskqueue.put(None)
        for _ in self._pool:
            self._inqueue.put(None)

    def _forget(self, job):
        """A job is complete."""
        self._cache.pop(job, None)
        if self._state == CLOSE and not self._cache:
            self._news.put(None)

    def terminate(self):
        """Stop at once: tasks not begun are dropped."""
        if self._state == TERMINATE:
            return
        self._state = TERMINATE
        while not self._inqueue.empty():
            try:
                self._inqueue.get_nowait()
            except queue.Empty:
                break
        self._stop()
        self._news.put(None)
        self._outqueue.put(None)
        me = threading.current_thread()
        for thread in (self._worker_handler, self._task_handler,
                       self._result_handler):
            if thread is not me:
                thread.join()

    def join(self):
        """Wait for the workers to end; only after close() or terminate()."""
        if self._state == RUN:
            raise ValueError('Pool is still running')
        if self._state not in (CLOSE, TERMINATE):
            raise ValueError('In unknown state')
        self._worker_handler.join()
        self._task_handler.join()
        for worker in self._pool:
            worker.join()
        self._outqueue.put(None)
        self._result_handler.join()


class _Job:
    """What was asked of a pool and is not complete."""

    def __init__(self, pool):
        self._pool = pool
        self._job = next(_job_numbers)
        pool._cache[self._job] = self


class ApplyResult(_Job):
    """The result of a call to come."""

    def __init__(self, pool, callback, error_callback):
        super().__init__(pool)
        self._event = threading.Event()
        self._callback = callback
        self._error_callback = error_callback

    def ready(self):
        return self._event.is_set()

    def successful(self):
        if not self.ready():
            raise ValueError(f'{self!r} not ready')
        return self._success

    def wait(self, timeout=None):
        self._event.wait(timeout)

    def get(self, timeout=None):
        """The value; the exception is raised."""
        self.wait(timeout)
        if not self.ready():
            raise TimeoutError
        if not self._success:
            raise self._value
        return self._value

    def _set(self, part, outcome):
        self._success, self._value = outcome
        self._complete()

    def _complete(self):
        told = self._callback if self._success else self._error_callback
        if told:
            told(self._value)
        self._event.set()
        self._pool._forget(self._job)
        self._pool = None


AsyncResult = ApplyResult


class MapResult(ApplyResult):
    """The results of the chunks of a map()."""

    def __init__(self, pool, chunksize, length, callback, error_callback):
        super().__init__(pool, callback, error_callback)
        self._success = True
        self._value = [None] * length
        self._chunksize = chunksize
        self._left = 0
        if chunksize > 0:
            self._left = -(-length // chunksize)
        else:
            self._event.set()
            pool._forget(self._job)

    def _set(self, part, outcome):
        good, value = outcome
        self._left -= 1
        if good and self._success:
            first = part * self._chunksize
            self._value[first:first + self._chunksize] = value
        elif not good and self._success:
            self._success, self._value = False, value
        if not self._left:
            self._complete()


class IMapIterator(_Job):
    """Results in the order of the tasks."""

    def __init__(self, pool):
        super().__init__(pool)
        self._cond = threading.Condition()
        self._ready = {}        # part: outcome
        self._given = 0
        self._arrived = 0
        self._length = None

    def __iter__(self):
        return self

    def _next_part(self):
        """The part to give now; None: it is not there yet."""
        return self._given if self._given in self._ready else None

    def next(self, timeout=None):
        with self._cond:
            part = self._next_part()
            if part is None and self._given != self._length:
                self._wait(timeout)
                part = self._next_part()
            if part is None:
                if self._given == self._length:
                    raise StopIteration
                raise TimeoutError
            self._given += 1
            good, value = self._ready.pop(part)
        if good:
            return value
        raise value

    __next__ = next

    def _wait(self, timeout):
        self._cond.wait_for(lambda: self._next_part() is not None or
                            self._given == self._length, timeout)

    def _set(self, part, outcome):
        with self._cond:
            self._ready[part] = outcome
            self._arrived += 1
            self._cond.notify_all()
            self._forget()

    def _set_length(self, length):
        with self._cond:
            self._length = length
            self._cond.notify_all()
            self._forget()

    def _forget(self):
        if self._arrived == self._length and self._pool is not None:
            self._pool._forget(self._job)
            self._pool = None


class IMapUnorderedIterator(IMapIterator):
    """Results in the order in which they come."""

    def _next_part(self):
        return next(iter(self._ready), None)


def __getattr__(name):
    if name == 'Pool':
        import multiprocessing
        return multiprocessing.Pool
    raise AttributeError(f'module {__name__!r} has no attribute {name!r}')
