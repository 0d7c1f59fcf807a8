# SPDX-License-Identifier: MIT
# Which loop is whose: handles, the abstract loop, and the policy.

import contextvars
import os
import sys
import threading

from . import format_helpers

__all__ = ['AbstractEventLoopPolicy', 'AbstractEventLoop', 'AbstractServer',
           'Handle', 'TimerHandle', 'get_event_loop_policy',
           'set_event_loop_policy', 'get_event_loop', 'set_event_loop',
           'new_event_loop', 'get_child_watcher', 'set_child_watcher',
           '_set_running_loop', 'get_running_loop', '_get_running_loop']


# ---- What the loop is to call ----

class Handle:
    """A call that was asked for."""

    __slots__ = ('_callback', '_args', '_cancelled', '_loop',
                 '_source_traceback', '_repr', '__weakref__', '_context')

    def __init__(self, callback, args, loop, context=None):
        self._context = contextvars.copy_context() if context is None \
            else context
        self._loop = loop
        self._callback = callback
        self._args = args
        self._cancelled = False
        self._repr = self._source_traceback = None
        if loop.get_debug():
            self._source_traceback = format_helpers.extract_stack(
                sys._getframe(1))

    def _repr_info(self):
        info = [type(self).__name__]
        if self._cancelled:
            info.append('cancelled')
        if self._callback is not None:
            info.append(format_helpers._format_callback_source(
                self._callback, self._args))
        if self._source_traceback:
            place = self._source_traceback[-1]
            info.append(f'created at {place.filename}:{place.lineno}')
        return info

    def __repr__(self):
        return self._repr or f"<{' '.join(self._repr_info())}>"

    def cancel(self):
        if not self._cancelled:
            self._cancelled = True
            if self._loop.get_debug():
                # What it was is shown later, too.
                self._repr = repr(self)
            self._callback = self._args = None

    def cancelled(self):
        return self._cancelled

    def get_context(self):
        return self._context

    def _run(self):
        try:
            self._context.run(self._callback, *self._args)
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as error:
            shown = format_helpers._format_callback_source(self._callback,
                                                           self._args)
            context = {'message': f'Exception in callback {shown}',
                       'exception': error, 'handle': self}
            if self._source_traceback:
                context['source_traceback'] = self._source_traceback
            self._loop.call_exception_handler(context)
        self = None     # the exception's traceback holds this frame


class TimerHandle(Handle):
    """A call at a time of the loop's clock."""

    __slots__ = ('_scheduled', '_when')

    def __init__(self, when, callback, args, loop, context=None):
        super().__init__(callback, args, loop, context)
        if self._source_traceback:
            del self._source_traceback[-1]
        self._when = when
        self._scheduled = False

    def _repr_info(self):
        info = super()._repr_info()
        info.insert(2 if self._cancelled else 1, f'when={self._when}')
        return info

    def __hash__(self):
        return hash(self._when)

    def __lt__(self, other):
        if isinstance(other, TimerHandle):
            return self._when < other._when
        return NotImplemented

    def __le__(self, other):
        if isinstance(other, TimerHandle):
            return self._when < other._when or self == other
        return NotImplemented

    def __gt__(self, other):
        if isinstance(other, TimerHandle):
            return self._when > other._when
        return NotImplemented

    def __ge__(self, other):
        if isinstance(other, TimerHandle):
            return self._when > other._when or self == other
        return NotImplemented

    def __eq__(self, other):
        if isinstance(other, TimerHandle):
            return (self._when, self._callback, self._args,
                    self._cancelled) == (other._when, other._callback,
                                         other._args, other._cancelled)
        return NotImplemented

    def cancel(self):
        if not self._cancelled:
            self._loop._timer_handle_cancelled(self)
        super().cancel()

    def when(self):
        return self._when


# ---- What loops offer ----

def _missing(name, is_async):
    def method(self, *args, **kwargs):
        raise NotImplementedError

    async def coroutine(self, *args, **kwargs):
        raise NotImplementedError

    made = coroutine if is_async else method
    made.__name__ = name
    return made


def _abstract(methods, coroutines):
    """A class decorator: these are for subclasses to write."""
    def add(cls):
        for names, is_async in ((methods, False), (coroutines, True)):
            for name in names.split():
                method = _missing(name, is_async)
                method.__qualname__ = f'{cls.__name__}.{name}'
                setattr(cls, name, method)
        return cls

    return add


@_abstract('close get_loop is_serving', 'start_serving serve_forever '
           'wait_closed')
class AbstractServer:
    """What create_server() makes."""

    async def __aenter__(self):
        return self

    async def __aexit__(self, *exc):
        self.close()
        await self.wait_closed()


@_abstract(
    'run_forever run_until_complete stop is_running is_closed close '
    '_timer_handle_cancelled call_soon call_later call_at time create_future '
    'create_task call_soon_threadsafe run_in_executor set_default_executor '
    'add_reader remove_reader add_writer remove_writer add_signal_handler '
    'remove_signal_handler set_task_factory get_task_factory '
    'get_exception_handler set_exception_handler default_exception_handler '
    'call_exception_handler get_debug set_debug',
    'shutdown_asyncgens shutdown_default_executor getaddrinfo getnameinfo '
    'create_connection create_server start_tls sendfile '
    'create_unix_connection create_unix_server connect_accepted_socket '
    'create_datagram_endpoint connect_read_pipe connect_write_pipe '
    'subprocess_shell subprocess_exec sock_recv sock_recv_into sock_recvfrom '
    'sock_recvfrom_into sock_sendall sock_sendto sock_connect sock_accept '
    'sock_sendfile')
class AbstractEventLoop:
    """What every loop has."""


# ---- The policy: a loop for each thread ----

@_abstract('get_event_loop set_event_loop new_event_loop get_child_watcher '
           'set_child_watcher', '')
class AbstractEventLoopPolicy:
    """Which loop get_event_loop() means."""


class BaseDefaultEventLoopPolicy(AbstractEventLoopPolicy):
    """Each thread has a loop of its own; the main thread's is made when it is
    asked for."""

    _loop_factory = None

    class _Local(threading.local):
        _loop = None
        _set_called = False

    def __init__(self):
        self._local = self._Local()

    def get_event_loop(self):
        local = self._local
        if local._loop is None and not local._set_called and \
                threading.current_thread() is threading.main_thread():
            self.set_event_loop(self.new_event_loop())
        if local._loop is None:
            raise RuntimeError('There is no current event loop in thread '
                               f'{threading.current_thread().name!r}.')
        return local._loop

    def set_event_loop(self, loop):
        if loop is not None and not isinstance(loop, AbstractEventLoop):
            if sys.version_info >= (3, 11):
                raise TypeError('loop must be an instance of '
                                'AbstractEventLoop or None, not '
                                f'{type(loop).__name__!r}')
            raise AssertionError
        self._local._set_called = True
        self._local._loop = loop

    def new_event_loop(self):
        return self._loop_factory()


_policy = None
_policy_lock = threading.Lock()


class _RunningLoop(threading.local):
    loop_pid = (None, None)


_running_loop = _RunningLoop()


def get_running_loop():
    """The loop that runs in this thread."""
    loop = _running_loop.loop_pid[0]
    if loop is None:
        raise RuntimeError('no running event loop')
    return loop


def _get_running_loop():
    return _running_loop.loop_pid[0]


def _set_running_loop(loop):
    _running_loop.loop_pid = (loop, os.getpid())


def get_event_loop_policy():
    global _policy
    if _policy is None:
        with _policy_lock:
            if _policy is None:
                from . import DefaultEventLoopPolicy
                _policy = DefaultEventLoopPolicy()
    return _policy


def set_event_loop_policy(policy):
    global _policy
    if policy is not None and not isinstance(policy, AbstractEventLoopPolicy):
        if sys.version_info >= (3, 11):
            raise TypeError('policy must be an instance of '
                            'AbstractEventLoopPolicy or None, not '
                            f'{type(policy).__name__!r}')
        raise AssertionError
    _policy = policy


def get_event_loop():
    """The running loop, else the one that the policy has for this thread."""
    loop = _running_loop.loop_pid[0]
    return get_event_loop_policy().get_event_loop() if loop is None else loop


def set_event_loop(loop):
    get_event_loop_policy().set_event_loop(loop)


def new_event_loop():
    return get_event_loop_policy().new_event_loop()


def get_child_watcher():
    return get_event_loop_policy().get_child_watcher()


def set_child_watcher(watcher):
    return get_event_loop_policy().set_child_watcher(watcher)
