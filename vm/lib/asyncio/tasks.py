# SPDX-License-Identifier: MIT
# Tasks: coroutines on their way to a result.
#
# A task's step sends into its coroutine until that yields a future, then waits
# to be called back by it. What it may yield is in __wait_for(). The module has
# the names of its neighbours too: registry.py knows which tasks there are,
# waiting.py waits for some of them, gathering.py for all.

import concurrent.futures
import contextvars
import inspect
import sys
import types
import warnings

import _io

from . import base_tasks, coroutines, events, exceptions, futures
from .registry import (_all, _current_tasks, _enter_task, _leave_task,
                       _numbers, _register_task, _unfinished,
                       _unregister_task, all_tasks, current_task)

__all__ = ['Task', 'create_task', 'FIRST_COMPLETED', 'FIRST_EXCEPTION',
           'ALL_COMPLETED', 'wait', 'wait_for', 'as_completed', 'sleep',
           'gather', 'shield', 'ensure_future', 'run_coroutine_threadsafe',
           'current_task', 'all_tasks', 'create_eager_task_factory',
           'eager_task_factory', '_register_task', '_unregister_task',
           '_enter_task', '_leave_task']


class Task(futures.Future):
    """A coroutine that a loop runs."""

    _coro = _fut_waiter = None      # what runs, and what it waits for
    _log_destroy_pending = True
    _must_cancel = False            # at its next step
    _cancel_requests = 0

    def __init__(self, coro, *, loop=None, name=None, context=None,
                 eager_start=False):
        futures.Future.__init__(self, loop=loop)
        _forget_frame(self)
        if not coroutines.iscoroutine(coro):
            self._log_destroy_pending = False
            raise TypeError(f'a coroutine was expected, got {coro!r}')
        self._coro = coro
        self._name = f'Task-{next(_numbers)}' if name is None else str(name)
        self._context = contextvars.copy_context() if context is None \
            else context
        if eager_start and self._loop.is_running():
            self.__start_now()
        else:
            self.__step_soon()
            _register_task(self)

    def _destroyed(self):
        """The program has ended, and nobody has awaited it."""
        if self._log_destroy_pending:
            self._loop.call_exception_handler(futures._about(
                self, 'Task was destroyed but it is pending!', task=self))

    # -- what is known of it

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

    def get_stack(self, *, limit=None):
        """Its frames: where it waits, or where its exception came from."""
        return base_tasks._task_get_stack(self, limit)

    def print_stack(self, *, limit=None, file=None):
        base_tasks._task_print_stack(self, limit, file)

    @classmethod
    def current_task(cls, loop=None):
        """The old spelling of current_task()."""
        _warn_of_method('current_task')
        return current_task(loop or events.get_event_loop())

    @classmethod
    def all_tasks(cls, loop=None):
        """The old spelling of all_tasks()."""
        _warn_of_method('all_tasks')
        return all_tasks(loop or events.get_event_loop())

    # -- cancelling

    def cancel(self, msg=None):
        """CancelledError at its next step; False if it is done."""
        self._log_traceback = False
        if self.done():
            return False
        self._cancel_requests += 1
        awaited = self._fut_waiter
        if awaited is None or not _cancel(awaited, msg):
            self._must_cancel = True
            self._cancel_message = msg
        return True     # or else the end of what it awaits wakes it

    def cancelling(self):
        """How many cancel() calls are not taken back."""
        return self._cancel_requests

    def uncancel(self):
        left = self._cancel_requests = max(self._cancel_requests - 1, 0)
        if not left:
            self._must_cancel = False
        return left

    # -- running

    def __step_soon(self, *error):
        self._loop.call_soon(self.__step, *error, context=self._context)

    def __start_now(self):
        """The first step inside the step of another task."""
        loop = self._loop
        outer = _current_tasks.get(loop)
        _current_tasks[loop] = self
        try:
            _register_task(self)
            self._context.run(self.__run, None)
        finally:
            if outer is None:
                del _current_tasks[loop]
            else:
                _current_tasks[loop] = outer
        self = None

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
            self._must_cancel = False
            if not isinstance(error, exceptions.CancelledError):
                error = self._make_cancelled_error()
        self._fut_waiter = None
        try:
            # No local variable holds the coroutine: dropping one that has not
            # ended makes the world look for what to finalise.
            result = self._coro.send(None) if error is None \
                else self._coro.throw(error)
        except StopIteration as stop:
            if self._must_cancel:       # it has not heard of it
                self._must_cancel = False
                self.__end(super().cancel, self._cancel_message)
            else:
                self.__end(super().set_result, stop.value)
        except exceptions.CancelledError as cancelled:
            message = (*cancelled.args, self._cancel_message)[0]
            self.__end(super().cancel, message)
        except BaseException as failure:
            self.__end(super().set_exception, _own(failure))
            if isinstance(failure, (KeyboardInterrupt, SystemExit)):
                raise
        else:
            self.__wait_for(result)
        finally:
            self = error = None

    def __end(self, settle, outcome):
        _unregister_task(self)
        settle(outcome)

    def __wait_for(self, awaited):
        if awaited is None:         # a bare yield: one turn of the loop
            self.__step_soon()
            return
        problem = _objection(self, awaited)
        if problem is not None:
            self.__step_soon(RuntimeError(problem))
            return
        awaited._asyncio_future_blocking = False
        awaited.add_done_callback(self.__wakeup, context=self._context)
        self._fut_waiter = awaited
        if self._must_cancel and _cancel(awaited, self._cancel_message):
            self._must_cancel = False

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

    # -- its outcome is the coroutine's alone

    def set_result(self, result):
        raise RuntimeError('Task does not support set_result operation')

    def set_exception(self, exception):
        raise RuntimeError('Task does not support set_exception operation')


# CPython has these in C as well, and tells them apart.
_PyTask, _py_current_task = Task, current_task
_py_register_task, _py_unregister_task = _register_task, _unregister_task
_py_enter_task, _py_leave_task = _enter_task, _leave_task


def _warn_of_method(name):
    if sys.version_info >= (3, 9):
        raise AttributeError(f"type object 'Task' has no attribute {name!r}")
    warnings.warn(f'Task.{name}() is deprecated since Python 3.7, use '
                  f'asyncio.{name}() instead', DeprecationWarning, 3)


def _cancel(future, message):
    # The futures of other libraries know no message.
    return future.cancel() if message is None else future.cancel(msg=message)


def _objection(task, awaited):
    """Why a task cannot wait for what its coroutine has yielded, or None."""
    blocking = getattr(awaited, '_asyncio_future_blocking', None)
    if blocking is None:
        if inspect.isgenerator(awaited):
            return ('yield was used instead of yield from for generator in '
                    f'task {task!r} with {awaited!r}')
        return f'Task got bad yield: {awaited!r}'
    if futures._get_loop(awaited) is not task._loop:
        return (f'Task {task!r} got Future {awaited!r} attached to a '
                'different loop')
    if not blocking:
        return ('yield was used instead of yield from in task '
                f'{task!r} with {awaited!r}')
    return f'Task cannot await on itself: {task!r}' if awaited is task \
        else None


def _forget_frame(task):
    """The innermost frame of where it was made is one of ours."""
    if task._source_traceback:
        task._source_traceback.pop()


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
    make = events.get_running_loop().create_task
    task = make(coro) if context is None else make(coro, context=context)
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
    given = coro_or_future
    if futures.isfuture(given):
        if loop is None or futures._get_loop(given) is loop:
            return given
        raise ValueError('The future belongs to a different loop than the one '
                         'specified as the loop argument')
    if not coroutines.iscoroutine(given):
        if not inspect.isawaitable(given):
            raise TypeError('An asyncio.Future, a coroutine or an awaitable '
                            'is required')
        given = _wrap_awaitable(given)
    task = (loop or events.get_event_loop()).create_task(given)
    _forget_frame(task)
    return task


@types.coroutine
def _wrap_awaitable(awaitable):
    return (yield from awaitable.__await__())


_wrap_awaitable._is_coroutine = coroutines._is_coroutine


def run_coroutine_threadsafe(coro, loop):
    """From another thread: run it there; a future of concurrent.futures."""
    if not coroutines.iscoroutine(coro):
        raise TypeError('A coroutine object is required')
    answer = concurrent.futures.Future()

    def start():
        try:
            futures._chain_future(ensure_future(coro, loop=loop), answer)
        except BaseException as error:
            if not isinstance(error, (KeyboardInterrupt, SystemExit)) \
                    and answer.set_running_or_notify_cancel():
                answer.set_exception(error)
            raise

    loop.call_soon_threadsafe(start)
    return answer


# These make tasks themselves.
from .waiting import (ALL_COMPLETED, FIRST_COMPLETED, FIRST_EXCEPTION,
                      as_completed, sleep, wait, wait_for)
from .gathering import gather, shield, _GatheringFuture
