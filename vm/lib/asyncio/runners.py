# SPDX-License-Identifier: MIT
# asyncio.run: a loop for one coroutine, from its making to its closing.

import contextvars
import signal
import sys
import threading

from . import constants, coroutines, events, exceptions, tasks

__all__ = ['Runner', 'run']


class Runner:
    """One loop and one context for several calls of run()."""

    def __init__(self, *, debug=None, loop_factory=None):
        self._debug = debug
        self._make_loop = loop_factory
        self._loop = self._context = None   # made at the first use
        self._closed = False

    def __enter__(self):
        self._begin()
        return self

    def __exit__(self, exc_type, exc_val, exc_tb):
        self.close()

    def get_loop(self):
        return self._begin()

    def run(self, coro, *, context=None):
        """Run a coroutine to its end; its result."""
        _need_coroutine(coro)
        _need_no_loop('Runner.run()')
        loop = self._begin()
        task = loop.create_task(
            coro, context=self._context if context is None else context)
        with _Interrupts(loop, task) as interrupts:
            try:
                return loop.run_until_complete(task)
            except exceptions.CancelledError:
                if interrupts.count and not task.uncancel():
                    raise KeyboardInterrupt()
                raise

    def close(self):
        """Cancel what is left, and close the loop."""
        loop = self._loop
        if loop is None:
            return
        try:
            _finish(loop)
        finally:
            if self._make_loop is None:
                events.set_event_loop(None)
            loop.close()
            self._loop = None
            self._closed = True

    def _begin(self):
        """The loop, made if there is none yet."""
        if self._closed:
            raise RuntimeError('Runner is closed')
        if self._loop is None:
            made = self._loop = (self._make_loop or _new_current_loop)()
            self._context = contextvars.copy_context()
            if self._debug is not None:
                made.set_debug(self._debug)
        return self._loop


def _new_current_loop():
    made = events.new_event_loop()
    events.set_event_loop(made)
    return made


class _Interrupts:
    """Since 3.11 the first Ctrl-C cancels the task, the next ones interrupt.

    Nothing changes in a thread, or where the program handles SIGINT itself.
    """

    def __init__(self, loop, task):
        self.count = 0
        self._loop = loop
        self._task = task
        self._handler = None        # ours, while it is installed

    def __enter__(self):
        if self._wanted():
            handler = self._interrupted
            try:
                signal.signal(signal.SIGINT, handler)
            except ValueError:
                pass        # not the main interpreter
            else:
                self._handler = handler
        return self

    def __exit__(self, *error):
        ours, self._handler = self._handler, None
        if ours is not None and signal.getsignal(signal.SIGINT) is ours:
            signal.signal(signal.SIGINT, signal.default_int_handler)

    @staticmethod
    def _wanted():
        if sys.version_info < (3, 11):
            return False
        if threading.current_thread() is not threading.main_thread():
            return False
        return signal.getsignal(signal.SIGINT) is signal.default_int_handler

    def _interrupted(self, signum, frame):
        self.count += 1
        if self.count > 1 or self._task.done():
            raise KeyboardInterrupt()
        self._task.cancel()
        # The loop may be waiting for files.
        self._loop.call_soon_threadsafe(_nothing)


def _nothing():
    pass


def run(main, *, debug=None, loop_factory=None):
    """Run a coroutine in a loop of its own; its result."""
    _need_no_loop('asyncio.run()')
    _need_coroutine(main)
    with Runner(debug=debug, loop_factory=loop_factory) as runner:
        return runner.run(main)


def _need_no_loop(what):
    if events._get_running_loop() is not None:
        raise RuntimeError(f'{what} cannot be called from a running event '
                           'loop')


def _need_coroutine(what):
    if not coroutines.iscoroutine(what):
        raise ValueError(f'a coroutine was expected, got {what!r}')


def _finish(loop):
    """End its tasks, its generators and, since 3.9, its threads."""
    _end_tasks(loop, tasks._unfinished(loop))
    loop.run_until_complete(loop.shutdown_asyncgens())
    if sys.version_info >= (3, 9):
        loop.run_until_complete(
            loop.shutdown_default_executor(constants.THREAD_JOIN_TIMEOUT))


def _end_tasks(loop, left):
    if not left:
        return
    for task in left:
        task.cancel()
    loop.run_until_complete(tasks._GatheringFuture(left, True, loop=loop))
    for task in left:
        error = None if task.cancelled() else task.exception()
        if error is not None:
            loop.call_exception_handler(dict(
                message='unhandled exception during asyncio.run() shutdown',
                exception=error, task=task))
