# SPDX-License-Identifier: MIT
# The loop itself: what is ready, what is timed, and one turn after the other.
#
# Which files are ready is the selector's business (selector_events.py).

import collections
import concurrent.futures
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

# Cancelled timers are thrown out once there are so many, and so large a part.
_MIN_SCHEDULED_TIMER_HANDLES = 100
_MIN_CANCELLED_TIMER_HANDLES_FRACTION = 0.5
MAXIMUM_SELECT_TIMEOUT = 24 * 3600


def _format_handle(handle):
    task = getattr(handle._callback, '__self__', None)
    return repr(task) if isinstance(task, tasks.Task) else str(handle)


def _run_until_complete_cb(future):
    if not future.cancelled() and isinstance(
            future.exception(), (SystemExit, KeyboardInterrupt)):
        return      # the loop has been left by it already
    futures._get_loop(future).stop()


class BaseEventLoop(ConnectionMaker, events.AbstractEventLoop):
    """A loop without its selector."""

    def __init__(self):
        _io.settled(self)       # __del__ only warns
        self._timer_cancelled_count = 0
        self._closed = False
        self._stopping = False
        self._ready = collections.deque()
        self._scheduled = []
        self._default_executor = None
        self._executor_shutdown_called = False
        self._internal_fds = 0
        self._thread_id = None
        self._clock_resolution = time.get_clock_info('monotonic').resolution
        self._exception_handler = None
        self._current_handle = None
        self._task_factory = None
        self._failures = []     # futures whose exception nobody has read
        self._asyncgens = None  # a WeakSet once there are any
        self._asyncgens_shutdown_called = False
        # A callback that takes longer is worth a warning in debug mode.
        self.slow_callback_duration = 0.1
        self._debug = False
        self.set_debug(coroutines._is_debug_mode())

    def __repr__(self):
        return (f'<{type(self).__name__} running={self.is_running()} '
                f'closed={self.is_closed()} debug={self.get_debug()}>')

    # -- for subclasses

    def _make_socket_transport(self, *args, **kwargs):
        raise NotImplementedError

    _make_datagram_transport = _make_socket_transport

    def _process_events(self, event_list):
        raise NotImplementedError

    def _write_to_self(self):
        raise NotImplementedError

    # -- futures, tasks and time

    def create_future(self):
        return futures.Future(loop=self)

    def create_task(self, coro, *, name=None, context=None, **kwargs):
        self._check_closed()
        _io.settled(coro)       # it will be awaited
        if self._task_factory is None:
            task = tasks.Task(coro, loop=self, name=name, context=context,
                              **kwargs)
            if task._source_traceback:
                del task._source_traceback[-1]
            return task
        if context is not None:
            kwargs['context'] = context
        task = self._task_factory(self, coro, **kwargs)
        if name is not None and hasattr(task, 'set_name'):
            task.set_name(name)
        return task

    def set_task_factory(self, factory):
        if factory is not None and not callable(factory):
            raise TypeError('task factory must be a callable or None')
        self._task_factory = factory

    def get_task_factory(self):
        return self._task_factory

    def time(self):
        """Its clock: seconds since some moment."""
        return time.monotonic()

    # -- calls

    def call_later(self, delay, callback, *args, context=None):
        """Call it in so many seconds."""
        if delay is None:
            raise TypeError('delay must not be None')
        timer = self.call_at(self.time() + delay, callback, *args,
                             context=context)
        if timer._source_traceback:
            del timer._source_traceback[-1]
        return timer

    def call_at(self, when, callback, *args, context=None):
        """Call it when the loop's clock shows `when`."""
        if when is None:
            raise TypeError('when cannot be None')
        self._check_closed()
        if self._debug:
            self._check_thread()
            self._check_callback(callback, 'call_at')
        timer = events.TimerHandle(when, callback, args, self, context)
        if timer._source_traceback:
            del timer._source_traceback[-1]
        heapq.heappush(self._scheduled, timer)
        timer._scheduled = True
        return timer

    def call_soon(self, callback, *args, context=None):
        """Call it in the next turn, after what was asked for before."""
        if self._closed:
            self._check_closed()
        if self._debug:
            self._check_thread()
            self._check_callback(callback, 'call_soon')
        handle = events.Handle(callback, args, self, context)
        if handle._source_traceback:
            del handle._source_traceback[-1]
        self._ready.append(handle)
        return handle

    def call_soon_threadsafe(self, callback, *args, context=None):
        """The same from another thread, or from a signal handler."""
        self._check_closed()
        if self._debug:
            self._check_callback(callback, 'call_soon_threadsafe')
        handle = events.Handle(callback, args, self, context)
        if handle._source_traceback:
            del handle._source_traceback[-1]
        self._ready.append(handle)
        self._write_to_self()
        return handle

    def _call_soon(self, callback, args, context):
        handle = events.Handle(callback, args, self, context)
        self._ready.append(handle)
        return handle

    def _check_callback(self, callback, method):
        if coroutines.iscoroutine(callback) or \
                coroutines.iscoroutinefunction(callback):
            raise TypeError(f'coroutines cannot be used with {method}()')
        if not callable(callback):
            raise TypeError('a callable object was expected by '
                            f'{method}(), got {callback!r}')

    def _check_thread(self):
        if self._thread_id is not None and \
                self._thread_id != threading.get_ident():
            raise RuntimeError('Non-thread-safe operation invoked on an event '
                               'loop other than the current one')

    def _timer_handle_cancelled(self, handle):
        if handle._scheduled:
            self._timer_cancelled_count += 1

    # -- other threads

    def run_in_executor(self, executor, func, *args):
        """func(*args) in a thread of a pool; a future."""
        self._check_closed()
        if self._debug:
            self._check_callback(func, 'run_in_executor')
        if executor is None:
            if self._executor_shutdown_called:
                raise RuntimeError('Executor shutdown has been called')
            if self._default_executor is None:
                self._default_executor = \
                    concurrent.futures.ThreadPoolExecutor(
                        thread_name_prefix='asyncio'
                        if sys.version_info >= (3, 9) else '')
            executor = self._default_executor
        return futures.wrap_future(executor.submit(func, *args), loop=self)

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
        executor = self._default_executor
        if executor is None:
            return
        future = self.create_future()
        thread = threading.Thread(target=self._shut_down,
                                  args=(executor, future))
        thread.start()
        try:
            await tasks.wait_for(tasks.shield(future), timeout)
        except exceptions.TimeoutError:
            warnings.warn('The executor did not finishing joining its threads '
                          f'within {timeout} seconds.', RuntimeWarning,
                          stacklevel=2)
            executor.shutdown(wait=False)
        else:
            thread.join()

    def _shut_down(self, executor, future):
        try:
            executor.shutdown(wait=True)
            if not self.is_closed():
                self.call_soon_threadsafe(futures._set_result_unless_cancelled,
                                          future, None)
        except Exception as error:
            if not self.is_closed() and not future.cancelled():
                self.call_soon_threadsafe(future.set_exception, error)

    # -- asynchronous generators

    def _asyncgen_firstiter_hook(self, agen):
        if self._asyncgens_shutdown_called:
            warnings.warn(f'asynchronous generator {agen!r} was scheduled '
                          'after loop.shutdown_asyncgens() call',
                          ResourceWarning, source=self)
        if self._asyncgens is None:
            self._asyncgens = weakref.WeakSet()
        self._asyncgens.add(agen)

    def _asyncgen_finalizer_hook(self, agen):
        if self._asyncgens is not None:
            self._asyncgens.discard(agen)
        if not self.is_closed():
            self.call_soon_threadsafe(self.create_task, agen.aclose())

    async def shutdown_asyncgens(self):
        """Close those that were begun and have not ended."""
        self._asyncgens_shutdown_called = True
        if not self._asyncgens:
            return
        closing = list(self._asyncgens)
        self._asyncgens.clear()
        results = await tasks.gather(*[agen.aclose() for agen in closing],
                                     return_exceptions=True)
        for result, agen in zip(results, closing):
            if isinstance(result, Exception):
                self.call_exception_handler({
                    'message': 'an error occurred during closing of '
                               f'asynchronous generator {agen!r}',
                    'exception': result, 'asyncgen': agen})

    # -- running

    def _check_closed(self):
        if self._closed:
            raise RuntimeError('Event loop is closed')

    def _check_running(self):
        if self.is_running():
            raise RuntimeError('This event loop is already running')
        if events._get_running_loop() is not None:
            raise RuntimeError('Cannot run the event loop while another loop '
                               'is running')

    def run_forever(self):
        """Until stop()."""
        self._check_closed()
        self._check_running()
        self._thread_id = threading.get_ident()
        hooks = sys.get_asyncgen_hooks()
        depth = sys.get_coroutine_origin_tracking_depth()
        if self._debug:
            sys.set_coroutine_origin_tracking_depth(
                constants.DEBUG_STACK_DEPTH)
        try:
            sys.set_asyncgen_hooks(firstiter=self._asyncgen_firstiter_hook,
                                   finalizer=self._asyncgen_finalizer_hook)
            events._set_running_loop(self)
            while True:
                self._run_once()
                if self._stopping:
                    break
        finally:
            self._stopping = False
            self._thread_id = None
            events._set_running_loop(None)
            sys.set_asyncgen_hooks(*hooks)
            sys.set_coroutine_origin_tracking_depth(depth)

    def run_until_complete(self, future):
        """Until it is done; its result."""
        self._check_closed()
        self._check_running()
        made_here = not futures.isfuture(future)
        future = tasks.ensure_future(future, loop=self)
        if made_here:
            # An exception comes out here.
            future._log_destroy_pending = False
        future.add_done_callback(_run_until_complete_cb)
        try:
            self.run_forever()
        except BaseException:
            if made_here and future.done() and not future.cancelled():
                future.exception()
            raise
        finally:
            future.remove_done_callback(_run_until_complete_cb)
        if not future.done():
            raise RuntimeError('Event loop stopped before Future completed.')
        return future.result()

    def stop(self):
        """After this turn."""
        self._stopping = True

    def is_running(self):
        return self._thread_id is not None

    def is_closed(self):
        return self._closed

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
        self._executor_shutdown_called = True
        executor, self._default_executor = self._default_executor, None
        if executor is not None:
            executor.shutdown(wait=False)

    def __del__(self, _warn=warnings.warn):
        if not self.is_closed():
            _warn(f'unclosed event loop {self!r}', ResourceWarning,
                  source=self)
            if not self.is_running():
                self.close()

    # -- one turn

    def _forget_cancelled(self):
        timers = self._scheduled
        count = len(timers)
        if count > _MIN_SCHEDULED_TIMER_HANDLES and \
                self._timer_cancelled_count / count > \
                _MIN_CANCELLED_TIMER_HANDLES_FRACTION:
            kept = []
            for timer in timers:
                if timer._cancelled:
                    timer._scheduled = False
                else:
                    kept.append(timer)
            heapq.heapify(kept)
            self._scheduled = kept
            self._timer_cancelled_count = 0
            return
        while timers and timers[0]._cancelled:
            self._timer_cancelled_count -= 1
            heapq.heappop(timers)._scheduled = False

    def _run_once(self):
        """Wait for files or the next timer, then call all that is ready."""
        if self._scheduled:
            self._forget_cancelled()
        timeout = None
        if self._ready or self._stopping:
            timeout = 0
        elif self._scheduled:
            timeout = min(max(self._scheduled[0]._when - self.time(), 0),
                          MAXIMUM_SELECT_TIMEOUT)
        found = self._selector.select(timeout)
        self._process_events(found)
        found = None
        if self._scheduled:
            self._ring_timers()
        # What these calls ask for comes in the next turn.
        for _ in range(len(self._ready)):
            handle = self._ready.popleft()
            if handle._cancelled:
                continue
            if self._debug:
                self._run_watched(handle)
            else:
                handle._run()
        handle = None
        while self._failures:
            self._failures.pop()    # whoever keeps it may read it yet

    def _ring_timers(self):
        timers = self._scheduled
        end = self.time() + self._clock_resolution
        while timers and timers[0]._when < end:
            timer = heapq.heappop(timers)
            timer._scheduled = False
            self._ready.append(timer)

    def _run_watched(self, handle):
        try:
            self._current_handle = handle
            began = self.time()
            handle._run()
            took = self.time() - began
            if took >= self.slow_callback_duration:
                logger.warning('Executing %s took %.3f seconds',
                               _format_handle(handle), took)
        finally:
            self._current_handle = None

    def _note_failure(self, future):
        """It has an exception that nobody has read yet."""
        self._failures.append(future)

    # -- exceptions that nobody else gets

    def get_exception_handler(self):
        return self._exception_handler

    def set_exception_handler(self, handler):
        if handler is not None and not callable(handler):
            raise TypeError('A callable object or None is expected, got '
                            f'{handler!r}')
        self._exception_handler = handler

    def default_exception_handler(self, context):
        """Log it."""
        error = context.get('exception')
        exc_info = False if error is None \
            else (type(error), error, error.__traceback__)
        if 'source_traceback' not in context and \
                self._current_handle is not None and \
                self._current_handle._source_traceback:
            context['handle_traceback'] = \
                self._current_handle._source_traceback
        lines = [context.get('message')
                 or 'Unhandled exception in event loop']
        for key in sorted(context):
            if key in ('message', 'exception'):
                continue
            value = context[key]
            if key in ('source_traceback', 'handle_traceback'):
                made = 'Object' if key == 'source_traceback' else 'Handle'
                stack = ''.join(traceback.format_list(value)).rstrip()
                value = f'{made} created at (most recent call last):\n{stack}'
            else:
                value = repr(value)
            lines.append(f'{key}: {value}')
        logger.error('\n'.join(lines), exc_info=exc_info)

    def call_exception_handler(self, context):
        """Tell the handler, or the log, what went wrong."""
        handler = self._exception_handler
        try:
            if handler is None:
                self.default_exception_handler(context)
            elif sys.version_info >= (3, 12):
                self._context_of(context).run(handler, self, context)
            else:
                handler(self, context)
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as error:
            if handler is None:
                logger.error('Exception in default exception handler',
                             exc_info=True)
                return
            try:
                self.default_exception_handler({
                    'message': 'Unhandled error in exception handler',
                    'exception': error, 'context': context})
            except (SystemExit, KeyboardInterrupt):
                raise
            except BaseException:
                logger.error('Exception in default exception handler while '
                             'handling an unexpected error in custom '
                             'exception handler', exc_info=True)

    def _context_of(self, context):
        for key in ('task', 'future', 'handle'):
            of = context.get(key)
            found = getattr(of, 'get_context', None)
            if found is not None and found() is not None:
                return found()
        import contextvars
        return contextvars.copy_context()

    # -- debug mode

    def get_debug(self):
        return self._debug

    def set_debug(self, enabled):
        self._debug = enabled

    # -- names

    async def getaddrinfo(self, host, port, *, family=0, type=0, proto=0,
                          flags=0):
        return await self.run_in_executor(None, socket.getaddrinfo, host,
                                          port, family, type, proto, flags)

    async def getnameinfo(self, sockaddr, flags=0):
        return await self.run_in_executor(None, socket.getnameinfo, sockaddr,
                                          flags)
