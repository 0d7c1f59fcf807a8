# SPDX-License-Identifier: MIT
# asyncio.run: a loop for one coroutine, from its making to its closing.

import contextvars
import enum
import functools
import signal
import sys
import threading

from . import constants, coroutines, events, exceptions, tasks

__all__ = ['Runner', 'run']


class _State(enum.Enum):
    CREATED = 'created'
    INITIALIZED = 'initialized'
    CLOSED = 'closed'


class Runner:
    """One loop and one context for several calls of run()."""

    def __init__(self, *, debug=None, loop_factory=None):
        self._state = _State.CREATED
        self._debug = debug
        self._loop_factory = loop_factory
        self._loop = None
        self._context = None
        self._interrupt_count = 0
        self._set_event_loop = False

    def __enter__(self):
        self._lazy_init()
        return self

    def __exit__(self, exc_type, exc_val, exc_tb):
        self.close()

    def close(self):
        """Cancel what is left, and close the loop."""
        if self._state is not _State.INITIALIZED:
            return
        loop = self._loop
        try:
            _cancel_all_tasks(loop)
            loop.run_until_complete(loop.shutdown_asyncgens())
            if sys.version_info >= (3, 9):
                loop.run_until_complete(loop.shutdown_default_executor(
                    constants.THREAD_JOIN_TIMEOUT))
        finally:
            if self._set_event_loop:
                events.set_event_loop(None)
            loop.close()
            self._loop = None
            self._state = _State.CLOSED

    def get_loop(self):
        self._lazy_init()
        return self._loop

    def _lazy_init(self):
        if self._state is _State.CLOSED:
            raise RuntimeError('Runner is closed')
        if self._state is _State.INITIALIZED:
            return
        if self._loop_factory is None:
            self._loop = events.new_event_loop()
            if not self._set_event_loop:
                events.set_event_loop(self._loop)
                self._set_event_loop = True
        else:
            self._loop = self._loop_factory()
        if self._debug is not None:
            self._loop.set_debug(self._debug)
        self._context = contextvars.copy_context()
        self._state = _State.INITIALIZED

    def run(self, coro, *, context=None):
        """Run a coroutine to its end; its result."""
        if not coroutines.iscoroutine(coro):
            raise ValueError(f'a coroutine was expected, got {coro!r}')
        if events._get_running_loop() is not None:
            raise RuntimeError('Runner.run() cannot be called from a running '
                               'event loop')
        self._lazy_init()
        task = self._loop.create_task(
            coro, context=self._context if context is None else context)
        return self._run_task(task)

    def _run_task(self, task):
        handler = self._catch_interrupts(task)
        self._interrupt_count = 0
        try:
            return self._loop.run_until_complete(task)
        except exceptions.CancelledError:
            if self._interrupt_count > 0 and task.uncancel() == 0:
                raise KeyboardInterrupt()
            raise
        finally:
            if handler is not None and \
                    signal.getsignal(signal.SIGINT) is handler:
                signal.signal(signal.SIGINT, signal.default_int_handler)

    def _catch_interrupts(self, task):
        """Since 3.11 a Ctrl-C cancels the task first."""
        if sys.version_info < (3, 11) or threading.current_thread() \
                is not threading.main_thread() or \
                signal.getsignal(signal.SIGINT) \
                is not signal.default_int_handler:
            return None
        handler = functools.partial(self._on_sigint, main_task=task)
        try:
            signal.signal(signal.SIGINT, handler)
        except ValueError:
            return None
        return handler

    def _on_sigint(self, signum, frame, main_task):
        self._interrupt_count += 1
        if self._interrupt_count == 1 and not main_task.done():
            main_task.cancel()
            # It may be waiting for files.
            self._loop.call_soon_threadsafe(lambda: None)
            return
        raise KeyboardInterrupt()


def run(main, *, debug=None, loop_factory=None):
    """Run a coroutine in a loop of its own; its result."""
    if events._get_running_loop() is not None:
        raise RuntimeError('asyncio.run() cannot be called from a running '
                           'event loop')
    if not coroutines.iscoroutine(main):
        raise ValueError(f'a coroutine was expected, got {main!r}')
    with Runner(debug=debug, loop_factory=loop_factory) as runner:
        return runner.run(main)


def _cancel_all_tasks(loop):
    left = tasks._unfinished(loop)
    if not left:
        return
    for task in left:
        task.cancel()
    loop.run_until_complete(tasks._gather_in(loop, left))
    for task in left:
        if not task.cancelled() and task.exception() is not None:
            loop.call_exception_handler({
                'message': 'unhandled exception during asyncio.run() '
                           'shutdown',
                'exception': task.exception(), 'task': task})
