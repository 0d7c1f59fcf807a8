# SPDX-License-Identifier: MIT
# The loop itself: what is ready, what is timed, and one turn after the other.
#
# Which files are ready is the selector's business (selector_events.py).

import collections
import concurrent.futures
import contextlib
import contextvars
import heapq
import socket
import sys
import threading
import time
import traceback
import warnings
import weakref

import _io

from . import constants, coroutines, events, exceptions, futures, tasks
from .log import logger
from .servers import Server
from .streaming import ConnectionMaker

__all__ = ['BaseEventLoop', 'Server']

# What a handler of errors is not asked about: the program is to end.
_EXITS = SystemExit, KeyboardInterrupt

_DAY = 24 * 60 * 60     # as long as one wait may be
# When cancelled timers are swept from among the others.
_MIN_SCHEDULED_TIMER_HANDLES = 100
_MIN_CANCELLED_TIMER_HANDLES_FRACTION = 0.5


def _hide_maker(made):
    """Leave our own method out of the place where it was made."""
    if made._source_traceback:
        made._source_traceback.pop()
    return made


def _settle(future, error):
    if future.done():
        return
    if error is None:
        future.set_result(None)
    else:
        future.set_exception(error)


def _run_until_complete_cb(future):     # anyio looks for it
    error = None if future.cancelled() else future.exception()
    # With one of the exits the loop has been left already.
    if not isinstance(error, _EXITS):
        futures._get_loop(future).stop()


class _Timers(list):
    """A heap of timers; those cancelled leave it when it suits."""

    __slots__ = 'dead',

    def __init__(self):
        self.dead = 0

    def add(self, timer):
        heapq.heappush(self, timer)
        timer._scheduled = True

    def take(self):
        timer = heapq.heappop(self)
        timer._scheduled = False
        if timer._cancelled:
            self.dead -= 1
            return None
        return timer

    def tidy(self):
        """See that the first is one that will ring."""
        if len(self) > _MIN_SCHEDULED_TIMER_HANDLES and \
                self.dead / len(self) > _MIN_CANCELLED_TIMER_HANDLES_FRACTION:
            self.sweep()
        while self and self[0]._cancelled:
            self.take()

    def sweep(self):
        for timer in self:
            timer._scheduled = not timer._cancelled
        self[:] = [timer for timer in self if timer._scheduled]
        heapq.heapify(self)
        self.dead = 0

    def ring(self, end, ready):
        """Move those before `end` to what is ready."""
        while self and self[0]._when < end:
            timer = self.take()
            if timer is not None:
                ready.append(timer)

    def clear(self):
        super().clear()
        self.dead = 0


class _ErrorDesk:
    """Exceptions that nobody else gets."""

    _exception_handler = None
    _current_handle = None  # in debug mode: the one that is being called

    def get_exception_handler(self):
        return self._exception_handler

    def set_exception_handler(self, handler):
        if not (handler is None or callable(handler)):
            raise TypeError('A callable object or None is expected, got '
                            f'{handler!r}')
        self._exception_handler = handler

    def call_exception_handler(self, context):
        """Tell the handler, or the log, what went wrong."""
        complaint = 'Exception in default exception handler'
        if self._exception_handler is None:
            self._log_or_complain(context, complaint)
            return
        try:
            self._ask_handler(context)
        except _EXITS:
            raise
        except BaseException as error:
            self._log_or_complain(
                dict(message='Unhandled error in exception handler',
                     exception=error, context=context),
                complaint + ' while handling an unexpected error in custom '
                'exception handler')

    def _ask_handler(self, context):
        handler = self._exception_handler
        if sys.version_info < (3, 12):
            handler(self, context)
        else:
            self._setting_of(context).run(handler, self, context)

    @staticmethod
    def _setting_of(context):
        """The context variables that it happened with."""
        for role in ('task', 'future', 'handle'):
            ask = getattr(context.get(role), 'get_context', None)
            setting = ask and ask()
            if setting is not None:
                return setting
        return contextvars.copy_context()

    def _log_or_complain(self, context, complaint):
        try:
            self.default_exception_handler(context)
        except _EXITS:
            raise
        except BaseException:
            logger.error(complaint, exc_info=True)

    def default_exception_handler(self, context):
        """Log it."""
        facts = dict(context)
        message = facts.pop('message', None)
        error = facts.pop('exception', None)
        made = self._current_handle and self._current_handle._source_traceback
        if made and 'source_traceback' not in facts:
            facts['handle_traceback'] = made
        text = [message or 'Unhandled exception in event loop']
        text += [f'{name}: {self._fact(name, facts[name])}'
                 for name in sorted(facts)]
        logger.error('\n'.join(text), exc_info=error is not None and
                     (type(error), error, error.__traceback__))

    @staticmethod
    def _fact(name, value):
        what = {'source_traceback': 'Object',
                'handle_traceback': 'Handle'}.get(name)
        if what is None:
            return repr(value)
        stack = ''.join(traceback.format_list(value))
        return (f'{what} created at (most recent call last):\n'
                + stack.rstrip())


class _ThreadDesk:
    """Functions that are called in other threads."""

    _default_executor = None    # made when it is first needed
    _executor_shutdown_called = False

    def run_in_executor(self, executor, func, *args):
        """func(*args) in a thread of a pool; a future."""
        self._check_closed()
        if self._debug:
            self._check_callable(func, 'run_in_executor')
        if executor is None:
            executor = self._own_pool()
        return futures.wrap_future(executor.submit(func, *args), loop=self)

    def _own_pool(self):
        if self._executor_shutdown_called:
            raise RuntimeError('Executor shutdown has been called')
        if self._default_executor is None:
            names = 'asyncio' if sys.version_info >= (3, 9) else ''
            self._default_executor = concurrent.futures.ThreadPoolExecutor(
                thread_name_prefix=names)
        return self._default_executor

    def set_default_executor(self, executor):
        if not isinstance(executor, concurrent.futures.ThreadPoolExecutor):
            if sys.version_info >= (3, 11):
                raise TypeError('executor must be ThreadPoolExecutor instance')
            warnings.warn('Using the default executor that is not an instance '
                          'of ThreadPoolExecutor is deprecated and will be '
                          'prohibited in Python 3.9', DeprecationWarning, 2)
        self._default_executor = executor

    async def shutdown_default_executor(self, timeout=None):
        """Until its threads have ended."""
        self._executor_shutdown_called = True
        pool = self._default_executor
        if pool is None:
            return
        drained = self.create_future()
        waiter = threading.Thread(target=self._drain, args=(pool, drained))
        waiter.start()
        try:
            await tasks.wait_for(tasks.shield(drained), timeout)
        except exceptions.TimeoutError:
            warnings.warn(
                'The executor did not finishing joining its threads within '
                f'{timeout} seconds.', RuntimeWarning, stacklevel=2)
            pool.shutdown(wait=False)
            return
        waiter.join()

    def _drain(self, pool, drained):
        # In a thread of its own.
        try:
            pool.shutdown(wait=True)
        except Exception as error:
            self._tell_drained(drained, error)
        else:
            self._tell_drained(drained, None)

    def _tell_drained(self, drained, error):
        with contextlib.suppress(RuntimeError):     # closed meanwhile
            self.call_soon_threadsafe(_settle, drained, error)

    def _dismiss_pool(self):
        self._executor_shutdown_called = True
        pool, self._default_executor = self._default_executor, None
        if pool is not None:
            pool.shutdown(wait=False)

    async def getaddrinfo(self, host, port, *, family=0, type=0, proto=0,
                          flags=0):
        return await self.run_in_executor(None, socket.getaddrinfo, host,
                                          port, family, type, proto, flags)

    async def getnameinfo(self, sockaddr, flags=0):
        return await self.run_in_executor(None, socket.getnameinfo, sockaddr,
                                          flags)


class _GeneratorDesk:
    """Asynchronous generators that were begun while it ran."""

    _asyncgens = None       # a WeakSet once there are any
    _asyncgens_shutdown_called = False

    def _generator_begins(self, agen):
        if self._asyncgens_shutdown_called:
            warnings.warn(
                f'asynchronous generator {agen!r} was scheduled after '
                'loop.shutdown_asyncgens() call', ResourceWarning,
                source=self)
        if self._asyncgens is None:
            self._asyncgens = weakref.WeakSet()
        self._asyncgens.add(agen)

    def _generator_dropped(self, agen):
        if self._asyncgens is not None:
            self._asyncgens.discard(agen)
        if not self.is_closed():
            self.call_soon_threadsafe(self.create_task, agen.aclose())

    async def shutdown_asyncgens(self):
        """Close those that were begun and have not ended."""
        self._asyncgens_shutdown_called = True
        left = list(self._asyncgens or ())
        if not left:
            return
        self._asyncgens.clear()
        ends = await tasks.gather(*(agen.aclose() for agen in left),
                                  return_exceptions=True)
        for agen, end in zip(left, ends):
            if isinstance(end, Exception):
                self.call_exception_handler(dict(
                    message='an error occurred during closing of '
                            f'asynchronous generator {agen!r}',
                    exception=end, asyncgen=agen))


class BaseEventLoop(_ThreadDesk, _GeneratorDesk, _ErrorDesk, ConnectionMaker,
                    events.AbstractEventLoop):
    """A loop without its selector."""

    # A callback that takes longer is worth a warning in debug mode.
    slow_callback_duration = 0.1

    _closed = False
    _stopping = False       # stop() was called
    _thread_id = None       # the thread it runs in
    _task_factory = None
    _internal_fds = 0

    def __init__(self):
        _io.settled(self)       # __del__ only warns
        self._ready = collections.deque()
        self._scheduled = _Timers()
        self._failures = []     # futures whose exception nobody has read
        self._clock_resolution = time.get_clock_info('monotonic').resolution
        self.set_debug(coroutines._is_debug_mode())

    def __repr__(self):
        state = dict(running=self.is_running(), closed=self.is_closed(),
                     debug=self.get_debug())
        shown = ' '.join(f'{name}={value}' for name, value in state.items())
        return f'<{type(self).__name__} {shown}>'

    def get_debug(self):
        return self._debug

    def set_debug(self, enabled):
        self._debug = enabled

    def _left_to_subclasses(self, *args, **kwargs):
        raise NotImplementedError

    _make_socket_transport = _make_datagram_transport = _left_to_subclasses
    _process_events = _write_to_self = _left_to_subclasses

    # -- futures, tasks and time

    def time(self):
        """Its clock: seconds since some moment."""
        return time.monotonic()

    def create_future(self):
        return futures.Future(loop=self)

    def create_task(self, coro, *, name=None, context=None, **kwargs):
        self._check_closed()
        _io.settled(coro)       # it will be awaited
        make = self._task_factory
        if make is None:
            return _hide_maker(tasks.Task(coro, loop=self, name=name,
                                          context=context, **kwargs))
        if context is not None:
            kwargs['context'] = context
        task = make(self, coro, **kwargs)
        if name is not None and hasattr(task, 'set_name'):
            task.set_name(name)
        return task

    def get_task_factory(self):
        return self._task_factory

    def set_task_factory(self, factory):
        if not (factory is None or callable(factory)):
            raise TypeError('task factory must be a callable or None')
        self._task_factory = factory

    # -- calls

    def call_soon(self, callback, *args, context=None):
        """Call it in the next turn, after what was asked for before."""
        if self._closed or self._debug:
            self._check_call(callback, 'call_soon')
        handle = events.Handle(callback, args, self, context)
        if handle._source_traceback:
            _hide_maker(handle)
        self._ready.append(handle)
        return handle

    def call_soon_threadsafe(self, callback, *args, context=None):
        """The same from another thread, or from a signal handler."""
        self._check_closed()
        if self._debug:
            self._check_callable(callback, 'call_soon_threadsafe')
        handle = _hide_maker(events.Handle(callback, args, self, context))
        self._ready.append(handle)
        self._write_to_self()
        return handle

    def call_later(self, delay, callback, *args, context=None):
        """Call it in so many seconds."""
        if delay is None:
            raise TypeError('delay must not be None')
        return _hide_maker(self.call_at(self.time() + delay, callback, *args,
                                        context=context))

    def call_at(self, when, callback, *args, context=None):
        """Call it when the loop's clock shows `when`."""
        if when is None:
            raise TypeError('when cannot be None')
        if self._closed or self._debug:
            self._check_call(callback, 'call_at')
        timer = events.TimerHandle(when, callback, args, self, context)
        self._scheduled.add(_hide_maker(timer))
        return timer

    @property
    def _timer_cancelled_count(self):
        return self._scheduled.dead

    def _add_callback(self, handle):
        if not handle._cancelled:
            self._ready.append(handle)

    def _timer_handle_cancelled(self, timer):
        if timer._scheduled:
            self._scheduled.dead += 1

    def _check_call(self, callback, method):
        self._check_closed()
        if not self._debug:
            return
        if self._thread_id not in (None, threading.get_ident()):
            raise RuntimeError('Non-thread-safe operation invoked on an event '
                               'loop other than the current one')
        self._check_callable(callback, method)

    @staticmethod
    def _check_callable(callback, method):
        if coroutines.iscoroutine(callback) \
                or coroutines.iscoroutinefunction(callback):
            raise TypeError(f'coroutines cannot be used with {method}()')
        if not callable(callback):
            raise TypeError(f'a callable object was expected by {method}(), '
                            f'got {callback!r}')

    # -- running

    def is_running(self):
        return self._thread_id is not None

    def is_closed(self):
        return self._closed

    def _check_closed(self):
        if self._closed:
            raise RuntimeError('Event loop is closed')

    def _check_may_run(self):
        self._check_closed()
        if self.is_running():
            raise RuntimeError('This event loop is already running')
        if events._get_running_loop() is not None:
            raise RuntimeError(
                'Cannot run the event loop while another loop is running')

    def run_forever(self):
        """Until stop()."""
        self._check_may_run()
        before = (sys.get_asyncgen_hooks(),
                  sys.get_coroutine_origin_tracking_depth())
        try:
            self._begin()
            self._run_once()
            while not self._stopping:
                self._run_once()
        finally:
            self._end(*before)

    def _begin(self):
        self._thread_id = threading.get_ident()
        if self._debug:
            depth = constants.DEBUG_STACK_DEPTH
            sys.set_coroutine_origin_tracking_depth(depth)
        sys.set_asyncgen_hooks(self._generator_begins,
                               self._generator_dropped)
        events._set_running_loop(self)

    def _end(self, hooks, depth):
        self._thread_id = None
        self._stopping = False
        events._set_running_loop(None)
        sys.set_coroutine_origin_tracking_depth(depth)
        sys.set_asyncgen_hooks(*hooks)

    def run_until_complete(self, future):
        """Until it is done; its result."""
        self._check_may_run()
        ours = not futures.isfuture(future)
        future = tasks.ensure_future(future, loop=self)
        if ours:
            future._log_destroy_pending = False
        future.add_done_callback(_run_until_complete_cb)
        try:
            self.run_forever()
        except BaseException:
            # Nobody else can read the exception of a task of ours.
            if ours and future.done() and not future.cancelled():
                future.exception()
            raise
        finally:
            future.remove_done_callback(_run_until_complete_cb)
        if future.done():
            return future.result()
        raise RuntimeError('Event loop stopped before Future completed.')

    def stop(self):
        """After this turn."""
        self._stopping = True

    def close(self):
        if self.is_running():
            raise RuntimeError('Cannot close a running event loop')
        if self._closed:
            return
        if self._debug:
            logger.debug('Close %r', self)
        self._closed = True
        self._ready.clear()
        self._scheduled.clear()
        self._dismiss_pool()

    def __del__(self, _warn=warnings.warn):
        if self.is_closed():
            return
        _warn(f'unclosed event loop {self!r}', ResourceWarning, source=self)
        if not self.is_running():
            self.close()

    # -- one turn

    def _run_once(self):     # sched/wait.c knows it by this name
        """Wait for files or the next timer, then call all that is ready."""
        timers, ready = self._scheduled, self._ready
        if timers:
            timers.tidy()
        self._process_events(self._selector.select(self._patience()))
        if timers:
            timers.ring(self.time() + self._clock_resolution, ready)
        # What these calls ask for comes in the next turn.
        for _ in range(len(ready)):
            handle = ready.popleft()
            if handle._cancelled:
                continue
            if self._debug:
                self._call_timed(handle)
            else:
                handle._run()
        handle = None
        while self._failures:
            self._failures.pop()    # whoever keeps it may read it yet

    def _patience(self):
        """How long the files may take."""
        if self._ready or self._stopping:
            return 0
        timers = self._scheduled
        if not timers:
            return None
        return max(0, min(_DAY, timers[0]._when - self.time()))

    def _call_timed(self, handle):
        self._current_handle = handle
        began = self.time()
        try:
            handle._run()
            seconds = self.time() - began
            if seconds >= self.slow_callback_duration:
                self._warn_slow(handle, seconds)
        finally:
            self._current_handle = None

    @staticmethod
    def _warn_slow(handle, seconds):
        owner = getattr(handle._callback, '__self__', None)
        what = owner if isinstance(owner, tasks.Task) else handle
        logger.warning('Executing %s took %.3f seconds', repr(what), seconds)

    def _note_failure(self, future):
        """It has an exception that nobody has read yet."""
        self._failures.append(future)
