# SPDX-License-Identifier: MIT
# Tasks: coroutines that a loop runs, and waiting for several of them.
#
# A task's step sends into its coroutine until it yields a future, then waits
# to be called back by that. Unfinished tasks are held by `_all`: none is lost
# because nobody else refers to it.

import atexit
import collections
import concurrent.futures
import contextvars
import functools
import inspect
import sys
import types
import warnings
from itertools import count as _count

import _io

from . import base_tasks, coroutines, events, exceptions, futures
from .coroutines import _is_coroutine

__all__ = ['Task', 'create_task', 'FIRST_COMPLETED', 'FIRST_EXCEPTION',
           'ALL_COMPLETED', 'wait', 'wait_for', 'as_completed', 'sleep',
           'gather', 'shield', 'ensure_future', 'run_coroutine_threadsafe',
           'current_task', 'all_tasks', 'create_eager_task_factory',
           'eager_task_factory', '_register_task', '_unregister_task',
           '_enter_task', '_leave_task']

_numbers = _count(1)
_current_tasks = {}     # loop: the task it runs
_all = {}               # id(task): task, the unfinished ones


def _register_task(task):
    _all[id(task)] = task


def _unregister_task(task):
    _all.pop(id(task), None)


def _enter_task(loop, task):
    current = _current_tasks.get(loop)
    if current is not None:
        raise RuntimeError(f'Cannot enter into task {task!r} while another '
                           f'task {current!r} is being executed.')
    _current_tasks[loop] = task


def _leave_task(loop, task):
    current = _current_tasks.get(loop)
    if current is not task:
        raise RuntimeError(f'Leaving task {task!r} does not match the '
                           f'current task {current!r}.')
    del _current_tasks[loop]


def current_task(loop=None):
    """The task that runs now, or None."""
    return _current_tasks.get(events.get_running_loop() if loop is None
                              else loop)


def all_tasks(loop=None):
    """The tasks of a loop that are not done."""
    if loop is None:
        loop = events.get_running_loop()
    return {task for task in list(_all.values())
            if futures._get_loop(task) is loop and not task.done()}


def _unfinished(loop):
    """all_tasks() in the order they were made."""
    return [task for task in _all.values()
            if futures._get_loop(task) is loop and not task.done()]


def _gather_in(loop, of):
    """Until all these tasks of a loop that does not run have ended."""
    outer = loop.create_future()
    left = len(of)

    def on_done(task):
        nonlocal left
        left -= 1
        if not left and not outer.done():
            outer.set_result(None)

    for task in of:
        task.add_done_callback(on_done)
    return outer


@atexit.register
def _tell_of_pending():
    for task in list(_all.values()):
        if isinstance(task, Task) and not task.done():
            task._destroyed()


class Task(futures.Future):
    """A coroutine on its way to a result."""

    _log_destroy_pending = True
    _coro = None
    _fut_waiter = None
    _must_cancel = False
    _cancel_requests = 0

    def __init__(self, coro, *, loop=None, name=None, context=None,
                 eager_start=False):
        super().__init__(loop=loop)
        if self._source_traceback:
            del self._source_traceback[-1]
        if not coroutines.iscoroutine(coro):
            self._log_destroy_pending = False
            raise TypeError(f'a coroutine was expected, got {coro!r}')
        self._name = f'Task-{next(_numbers)}' if name is None else str(name)
        self._coro = coro
        self._context = contextvars.copy_context() if context is None \
            else context
        if eager_start and self._loop.is_running():
            self.__start_now()
        else:
            self._loop.call_soon(self.__step, context=self._context)
            _all[id(self)] = self

    @classmethod
    def current_task(cls, loop=None):
        """The old spelling of current_task()."""
        _warn_of_method('Task.current_task()', 'asyncio.current_task()')
        return current_task(events.get_event_loop() if loop is None else loop)

    @classmethod
    def all_tasks(cls, loop=None):
        """The old spelling of all_tasks()."""
        _warn_of_method('Task.all_tasks()', 'asyncio.all_tasks()')
        return all_tasks(events.get_event_loop() if loop is None else loop)

    def _destroyed(self):
        if self._log_destroy_pending:
            context = {'task': self,
                       'message': 'Task was destroyed but it is pending!'}
            if self._source_traceback:
                context['source_traceback'] = self._source_traceback
            self._loop.call_exception_handler(context)

    def __start_now(self):
        before = _current_tasks.pop(self._loop, None)
        _current_tasks[self._loop] = self
        try:
            _all[id(self)] = self
            self._context.run(self.__run, None)
        finally:
            del _current_tasks[self._loop]
            if before is not None:
                _current_tasks[self._loop] = before
        self = None

    def _repr_info(self):
        return base_tasks._task_repr_info(self)

    def get_coro(self):
        return self._coro

    def get_context(self):
        return self._context

    def get_name(self):
        return self._name

    def set_name(self, value):
        self._name = str(value)

    def set_result(self, result):
        raise RuntimeError('Task does not support set_result operation')

    def set_exception(self, exception):
        raise RuntimeError('Task does not support set_exception operation')

    def get_stack(self, *, limit=None):
        """Its frames: where it waits, or where its exception came from."""
        return base_tasks._task_get_stack(self, limit)

    def print_stack(self, *, limit=None, file=None):
        base_tasks._task_print_stack(self, limit, file)

    # -- cancelling

    def cancel(self, msg=None):
        """CancelledError at its next step; False if it is done."""
        self._log_traceback = False
        if self._state != 'PENDING':
            return False
        self._cancel_requests += 1
        if self._fut_waiter is not None and self._fut_waiter.cancel(
                **{} if msg is None else {'msg': msg}):
            # The future's end wakes the task.
            return True
        self._must_cancel = True
        self._cancel_message = msg
        return True

    def cancelling(self):
        """How many cancel() calls are not taken back."""
        return self._cancel_requests

    def uncancel(self):
        if self._cancel_requests > 0:
            self._cancel_requests -= 1
            if not self._cancel_requests:
                self._must_cancel = False
        return self._cancel_requests

    # -- running

    def __step(self, error=None):
        if self._state != 'PENDING':
            raise exceptions.InvalidStateError(
                f'_step(): already done: {self!r}, {error!r}')
        loop = self._loop
        if loop in _current_tasks:
            _enter_task(loop, self)     # for its exception
        _current_tasks[loop] = self
        try:
            self.__run(error)
        finally:
            del _current_tasks[loop]
            self = None     # an exception's traceback holds this frame

    def __run(self, error):
        if self._must_cancel:
            if not isinstance(error, exceptions.CancelledError):
                error = self._make_cancelled_error()
            self._must_cancel = False
        self._fut_waiter = None
        try:
            # No local variable holds the coroutine: dropping one that has not
            # ended makes the world look for what to finalise.
            result = self._coro.send(None) if error is None \
                else self._coro.throw(error)
        except StopIteration as stop:
            if self._must_cancel:       # it has not heard of it
                self._must_cancel = False
                self.__finish(super().cancel, self._cancel_message)
            else:
                self.__finish(super().set_result, stop.value)
        except exceptions.CancelledError as cancelled:
            if cancelled.args:
                self._cancel_message = cancelled.args[0]
            self.__finish(super().cancel, self._cancel_message)
        except (KeyboardInterrupt, SystemExit) as failure:
            self.__finish(super().set_exception, _own(failure))
            raise
        except BaseException as failure:
            self.__finish(super().set_exception, _own(failure))
        else:
            self.__wait_for(result)
        finally:
            self = error = None

    def __finish(self, settle, outcome):
        _all.pop(id(self), None)
        settle(outcome)

    def __wait_for(self, result):
        blocking = getattr(result, '_asyncio_future_blocking', None)
        if blocking is not None:
            if futures._get_loop(result) is not self._loop:
                problem = (f'Task {self!r} got Future {result!r} attached to '
                           'a different loop')
            elif not blocking:
                problem = ('yield was used instead of yield from in task '
                           f'{self!r} with {result!r}')
            elif result is self:
                problem = f'Task cannot await on itself: {self!r}'
            else:
                result._asyncio_future_blocking = False
                result.add_done_callback(self.__wakeup, context=self._context)
                self._fut_waiter = result
                if self._must_cancel and result.cancel(
                        **{} if self._cancel_message is None
                        else {'msg': self._cancel_message}):
                    self._must_cancel = False
                return
        elif result is None:        # a bare yield: one turn of the loop
            self._loop.call_soon(self.__step, context=self._context)
            return
        elif inspect.isgenerator(result):
            problem = ('yield was used instead of yield from for generator '
                       f'in task {self!r} with {result!r}')
        else:
            problem = f'Task got bad yield: {result!r}'
        self._loop.call_soon(self.__step, RuntimeError(problem),
                             context=self._context)

    def __wakeup(self, future):
        try:
            future.result()
        except BaseException as error:
            self.__step(error)
        else:
            self.__step()
        self = None     # an exception's traceback holds this frame

    __step.__qualname__ = 'Task.task_step'
    __wakeup.__qualname__ = 'Task.task_wakeup'


def _warn_of_method(old, new):
    if sys.version_info >= (3, 9):
        name = old[5:-2]
        raise AttributeError(f"type object 'Task' has no attribute {name!r}")
    warnings.warn(f'{old} is deprecated since Python 3.7, use {new} instead',
                  DeprecationWarning, stacklevel=3)


def _own(error):
    """An exception as it leaves the coroutine: without the frame of ours that
    caught it."""
    tb = error.__traceback__
    if tb is not None and tb.tb_next is not None:
        error.__traceback__ = tb.tb_next
    return error


# ---- Making tasks ----

def create_task(coro, *, name=None, context=None):
    """A task that runs `coro` in the running loop."""
    loop = events.get_running_loop()
    if context is None:
        task = loop.create_task(coro)
    else:
        task = loop.create_task(coro, context=context)
    if name is not None:
        task.set_name(name)
    return task


def create_eager_task_factory(custom_task_constructor):
    """For loop.set_task_factory(): tasks that begin when they are made."""
    def factory(loop, coro, *, name=None, context=None, eager_start=True):
        return custom_task_constructor(coro, loop=loop, name=name,
                                       context=context,
                                       eager_start=eager_start)

    return factory


eager_task_factory = create_eager_task_factory(Task)


def ensure_future(coro_or_future, *, loop=None):
    """A Task for a coroutine or another awaitable; a future as it is."""
    if futures.isfuture(coro_or_future):
        if loop is not None and \
                loop is not futures._get_loop(coro_or_future):
            raise ValueError('The future belongs to a different loop than the '
                             'one specified as the loop argument')
        return coro_or_future
    if coroutines.iscoroutine(coro_or_future):
        if loop is None:
            loop = events.get_event_loop()
        task = loop.create_task(coro_or_future)
        if task._source_traceback:
            del task._source_traceback[-1]
        return task
    if inspect.isawaitable(coro_or_future):
        return ensure_future(_wrap_awaitable(coro_or_future), loop=loop)
    raise TypeError('An asyncio.Future, a coroutine or an awaitable is '
                    'required')


@types.coroutine
def _wrap_awaitable(awaitable):
    return (yield from awaitable.__await__())


_wrap_awaitable._is_coroutine = _is_coroutine


def run_coroutine_threadsafe(coro, loop):
    """From another thread: run it there; a future of concurrent.futures."""
    if not coroutines.iscoroutine(coro):
        raise TypeError('A coroutine object is required')
    future = concurrent.futures.Future()

    def start():
        try:
            futures._chain_future(ensure_future(coro, loop=loop), future)
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as error:
            if future.set_running_or_notify_cancel():
                future.set_exception(error)
            raise

    loop.call_soon_threadsafe(start)
    return future


# ---- Sleeping ----

@types.coroutine
def __sleep0():
    yield


async def sleep(delay, result=None, *, loop=None):
    """Give way for so many seconds; sleep(0): for one turn of the loop."""
    if delay != delay:
        raise ValueError('Invalid delay: NaN (not a number)')
    if delay <= 0:
        await __sleep0()
        return result
    if loop is None:
        loop = events.get_running_loop()
    else:
        _warn_of_loop('sleep')
    future = loop.create_future()
    handle = loop.call_later(delay, _set_unless_done, future, result)
    try:
        return await future
    finally:
        handle.cancel()


def _set_unless_done(future, result):
    if not future.done():
        future.set_result(result)


def _warn_of_loop(what, stacklevel=3):
    warnings.warn('The loop argument is deprecated since Python 3.8, and '
                  'scheduled for removal in Python 3.10.',
                  DeprecationWarning, stacklevel=stacklevel)


# ---- Waiting for several ----

FIRST_COMPLETED = concurrent.futures.FIRST_COMPLETED
FIRST_EXCEPTION = concurrent.futures.FIRST_EXCEPTION
ALL_COMPLETED = concurrent.futures.ALL_COMPLETED


async def wait(fs, *, loop=None, timeout=None, return_when=ALL_COMPLETED):
    """(done, pending) once enough of the futures are done."""
    if futures.isfuture(fs) or coroutines.iscoroutine(fs):
        raise TypeError('expect a list of futures, not '
                        f'{type(fs).__name__}')
    if not fs:
        raise ValueError('Set of coroutines/Futures is empty.'
                         if sys.version_info < (3, 11) else
                         'Set of Tasks/Futures is empty.')
    if return_when not in (FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED):
        raise ValueError(f'Invalid return_when value: {return_when}')
    if loop is None:
        loop = events.get_running_loop()
    else:
        _warn_of_loop('wait')
    fs = list(dict.fromkeys(fs))
    if any(coroutines.iscoroutine(future) for future in fs):
        if sys.version_info >= (3, 11):
            raise TypeError('Passing coroutines is forbidden, use tasks '
                            'explicitly.')
        warnings.warn('The explicit passing of coroutine objects to '
                      'asyncio.wait() is deprecated since Python 3.8, and '
                      'scheduled for removal in Python 3.11.',
                      DeprecationWarning, stacklevel=2)
    return await _wait({ensure_future(future, loop=loop) for future in fs},
                       timeout, return_when, loop)


async def _wait(fs, timeout, return_when, loop):
    waiter = loop.create_future()
    left = len(fs)

    def on_completion(future):
        nonlocal left
        left -= 1
        failed = return_when == FIRST_EXCEPTION and not future.cancelled() \
            and future.exception() is not None
        if (left <= 0 or failed or return_when == FIRST_COMPLETED) \
                and not waiter.done():
            waiter.set_result(None)

    timer = None
    if timeout is not None:
        timer = loop.call_later(timeout, _set_unless_done, waiter, None)
    for future in fs:
        future.add_done_callback(on_completion)
    try:
        await waiter
    finally:
        if timer is not None:
            timer.cancel()
        for future in fs:
            future.remove_done_callback(on_completion)
    done = {future for future in fs if future.done()}
    return done, set(fs) - done


async def _cancel_and_wait(future, loop):
    """Cancel it and wait for its end; the waiter itself may be cancelled."""
    waiter = loop.create_future()
    callback = functools.partial(_release_waiter, waiter)
    future.add_done_callback(callback)
    try:
        future.cancel()
        await waiter
    finally:
        future.remove_done_callback(callback)


def _release_waiter(waiter, *args):
    if not waiter.done():
        waiter.set_result(None)


async def wait_for(fut, timeout, *, loop=None):
    """Its result; after `timeout` seconds it is cancelled: TimeoutError."""
    if loop is None:
        loop = events.get_running_loop()
    else:
        _warn_of_loop('wait_for')
    if timeout is None:
        return await fut
    if timeout <= 0:
        fut = ensure_future(fut, loop=loop)
        if fut.done():
            return fut.result()
        await _cancel_and_wait(fut, loop)
        try:
            return fut.result()
        except exceptions.CancelledError as error:
            raise exceptions.TimeoutError() from error
    waiter = loop.create_future()
    timer = loop.call_later(timeout, _release_waiter, waiter)
    callback = functools.partial(_release_waiter, waiter)
    fut = ensure_future(fut, loop=loop)
    fut.add_done_callback(callback)
    try:
        try:
            await waiter
        except exceptions.CancelledError:
            if fut.done():
                return fut.result()
            fut.remove_done_callback(callback)
            await _cancel_and_wait(fut, loop)
            raise
        if fut.done():
            return fut.result()
        fut.remove_done_callback(callback)
        # It may still end in time, or with an exception of its own.
        await _cancel_and_wait(fut, loop)
        try:
            return fut.result()
        except exceptions.CancelledError as error:
            raise exceptions.TimeoutError() from error
    finally:
        timer.cancel()


class _AsCompleted:
    """What as_completed() gives: coroutines for the results as they come;
    since 3.13 also an asynchronous iterator of the very futures."""

    def __init__(self, fs, timeout, loop):
        if futures.isfuture(fs) or coroutines.iscoroutine(fs):
            raise TypeError('expect an iterable of futures, not '
                            f'{type(fs).__name__}')
        self._loop = events.get_event_loop() if loop is None else loop
        self._left = {ensure_future(future, loop=self._loop)
                      for future in dict.fromkeys(fs)}
        self._count = len(self._left)
        self._done = collections.deque()    # None: the time is over
        self._waiters = collections.deque()
        self._timer = None
        if timeout is not None:
            self._timer = self._loop.call_later(timeout, self._time_out)
        for future in self._left:
            future.add_done_callback(self._completed)

    def _put(self, future):
        self._done.append(future)
        while self._waiters:
            waiter = self._waiters.popleft()
            if not waiter.done():
                waiter.set_result(None)
                break

    def _time_out(self):
        for future in self._left:
            future.remove_done_callback(self._completed)
            self._put(None)
        self._left.clear()

    def _completed(self, future):
        if future in self._left:
            self._left.remove(future)
            self._put(future)
            if not self._left and self._timer is not None:
                self._timer.cancel()

    async def _wait_for_one(self, resolve=True):
        while not self._done:
            waiter = self._loop.create_future()
            self._waiters.append(waiter)
            await waiter
        future = self._done.popleft()
        if future is None:
            raise exceptions.TimeoutError
        return future.result() if resolve else future

    def __iter__(self):
        return self

    def __next__(self):
        if not self._count:
            raise StopIteration
        self._count -= 1
        return self._wait_for_one()

    def __aiter__(self):
        return self

    async def __anext__(self):
        if not self._count:
            raise StopAsyncIteration
        self._count -= 1
        return await self._wait_for_one(False)


def _as_completed(fs, timeout, loop):
    yield from _AsCompleted(fs, timeout, loop)


def as_completed(fs, *, loop=None, timeout=None):
    """Coroutines that give the results in the order they come."""
    if loop is not None:
        _warn_of_loop('as_completed')
    if sys.version_info < (3, 13):
        return _as_completed(fs, timeout, loop)
    return _AsCompleted(fs, timeout, loop)


class _GatheringFuture(futures.Future):
    """What gather() gives: cancelling it cancels them all."""

    _cancel_requested = False

    def __init__(self, children, *, loop=None):
        super().__init__(loop=loop)
        self._children = children

    def cancel(self, msg=None):
        if self.done():
            return False
        cancelled = False
        for child in self._children:
            cancelled |= child.cancel(**{} if msg is None else {'msg': msg})
        if cancelled:
            # Its end comes when all of them have ended.
            self._cancel_requested = True
            self._cancel_message = msg
        return cancelled


def gather(*coros_or_futures, loop=None, return_exceptions=False):
    """A future of all their results, in the order given."""
    if loop is not None:
        _warn_of_loop('gather')
    if not coros_or_futures:
        outer = (events.get_event_loop() if loop is None
                 else loop).create_future()
        outer.set_result([])
        return outer

    def on_done(future):
        nonlocal finished
        finished += 1
        if outer is None or outer.done():
            if not future.cancelled():
                future.exception()      # nobody else will ask
            return
        if not return_exceptions:
            if future.cancelled():
                outer.set_exception(future._make_cancelled_error())
                return
            error = future.exception()
            if error is not None:
                outer.set_exception(error)
                return
        if finished == len(different):
            if outer._cancel_requested:
                outer.set_exception(outer._make_cancelled_error())
            else:
                outer.set_result([_outcome(child) for child in children])

    different = {}
    children = []
    finished = 0
    outer = None
    for arg in coros_or_futures:
        if arg not in different:
            future = ensure_future(arg, loop=loop)
            if loop is None:
                loop = futures._get_loop(future)
            if future is not arg:
                # Its exceptions are the outer future's business.
                future._log_destroy_pending = False
            different[arg] = future
            future.add_done_callback(on_done)
        children.append(different[arg])
    outer = _GatheringFuture(children, loop=loop)
    # Eager tasks have ended already, before there was an outer future.
    if all(child.done() for child in children):
        for child in different.values():
            child.remove_done_callback(on_done)
        finished = 0
        for child in different.values():
            on_done(child)
    return outer


def _outcome(future):
    if future.cancelled():
        return exceptions.CancelledError(
            *() if future._cancel_message is None
            else (future._cancel_message,))
    error = future.exception()
    return future.result() if error is None else error


def shield(arg, *, loop=None):
    """Await it without its being cancelled along with the one who awaits."""
    if loop is not None:
        _warn_of_loop('shield')
    inner = ensure_future(arg, loop=loop)
    if inner.done():
        return inner
    outer = futures._get_loop(inner).create_future()

    def inner_done(inner):
        if outer.cancelled():
            if not inner.cancelled():
                inner.exception()       # nobody else will ask
        elif inner.cancelled():
            outer.cancel()
        elif inner.exception() is not None:
            outer.set_exception(inner.exception())
        else:
            outer.set_result(inner.result())

    def outer_done(outer):
        if not inner.done():
            inner.remove_done_callback(inner_done)

    inner.add_done_callback(inner_done)
    outer.add_done_callback(outer_done)
    return outer
