# SPDX-License-Identifier: MIT
# Which loop is whose: the abstract loop, the policy that has a loop for each
# thread, and the loop that runs in this one.

import os
import sys
import threading

from .abstract import _abstract
from .handles import Handle, TimerHandle

__all__ = ['AbstractEventLoopPolicy', 'AbstractEventLoop', 'AbstractServer',
           'Handle', 'TimerHandle', 'get_event_loop_policy',
           'set_event_loop_policy', 'get_event_loop', 'set_event_loop',
           'new_event_loop', 'get_child_watcher', 'set_child_watcher',
           '_set_running_loop', 'get_running_loop', '_get_running_loop']


@_abstract('close get_loop is_serving', 'start_serving serve_forever '
           'wait_closed')
class AbstractServer:
    """What create_server() makes."""

    async def __aenter__(self):
        return self

    async def __aexit__(self, *error):
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


@_abstract('get_event_loop set_event_loop new_event_loop get_child_watcher '
           'set_child_watcher')
class AbstractEventLoopPolicy:
    """Which loop get_event_loop() means."""


def _check_kind(what, given, kind):
    if given is None or isinstance(given, kind):
        return
    if sys.version_info < (3, 11):
        raise AssertionError
    raise TypeError(f'{what} must be an instance of {kind.__name__} or None, '
                    f'not {type(given).__name__!r}')


# ---- The policy: a loop for each thread ----

class BaseDefaultEventLoopPolicy(AbstractEventLoopPolicy):
    """Each thread has a loop of its own; the main thread's is made when it is
    asked for, unless it was told that it has none."""

    _loop_factory = None

    class _Local(threading.local):
        _loop = None
        _set_called = False

    def __init__(self):
        self._local = self._Local()

    def get_event_loop(self):
        here = self._local
        if here._loop is None:
            thread = threading.current_thread()
            if here._set_called or thread is not threading.main_thread():
                raise RuntimeError('There is no current event loop in thread '
                                   f'{thread.name!r}.')
            self.set_event_loop(self.new_event_loop())
        return here._loop

    def set_event_loop(self, loop):
        _check_kind('loop', loop, AbstractEventLoop)
        here = self._local
        here._loop, here._set_called = loop, True

    def new_event_loop(self):
        return self._loop_factory()


_event_loop_policy = None
_policy_lock = threading.Lock()


def get_event_loop_policy():
    with _policy_lock:
        if _event_loop_policy is None:
            from . import DefaultEventLoopPolicy
            set_event_loop_policy(DefaultEventLoopPolicy())
    return _event_loop_policy


def set_event_loop_policy(policy):
    global _event_loop_policy
    _check_kind('policy', policy, AbstractEventLoopPolicy)
    _event_loop_policy = policy


def set_event_loop(loop):
    get_event_loop_policy().set_event_loop(loop)


def new_event_loop():
    return get_event_loop_policy().new_event_loop()


def get_child_watcher():
    return get_event_loop_policy().get_child_watcher()


def set_child_watcher(watcher):
    return get_event_loop_policy().set_child_watcher(watcher)


# ---- The loop that runs ----

class _Here(threading.local):
    loop_pid = None, None


_here = _Here()


def _set_running_loop(loop):
    _here.loop_pid = loop, os.getpid()


# Each looks for itself: test suites replace one of them, and mean that one.

def _get_running_loop():
    return _here.loop_pid[0]


def get_running_loop():
    """The loop that runs in this thread."""
    loop, _ = _here.loop_pid
    if loop is None:
        raise RuntimeError('no running event loop')
    return loop


def get_event_loop():
    """The running loop, else the one that the policy has for this thread."""
    return _here.loop_pid[0] or get_event_loop_policy().get_event_loop()


# CPython has these four in C as well, and tells them apart.
for _name in ('_get_running_loop', '_set_running_loop', 'get_running_loop',
              'get_event_loop'):
    globals()[f'_py_{_name}'] = globals()[_name]
