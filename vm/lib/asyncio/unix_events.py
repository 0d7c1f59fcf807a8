# SPDX-License-Identifier: MIT
# The loop as Unix has it: signals, UNIX sockets, and the default policy.

import errno
import os
import signal
import socket
import stat

from . import coroutines, events, selector_events, tasks
from .log import logger
from .pipe_transports import (_UnixReadPipeTransport, _UnixWritePipeTransport)
from .servers import Server
from .streaming import _check_without_ssl, _refuse_ssl

__all__ = ['SelectorEventLoop', 'AbstractChildWatcher', 'SafeChildWatcher',
           'FastChildWatcher', 'MultiLoopChildWatcher', 'ThreadedChildWatcher',
           'DefaultEventLoopPolicy']


def _heard(number, frame):
    """The waker tells the loop; Python only has to catch the signal."""


def _no_subprocess(*args, **kwargs):
    raise NotImplementedError('asyncio: only create_subprocess_exec() and '
                              'create_subprocess_shell() are built')


# ---- Signals ----

def _known_signal(sig):
    if isinstance(sig, int):
        if sig in signal.valid_signals():
            return
        raise ValueError(f'invalid signal number {sig}')
    raise TypeError(f'sig must be an int, not {sig!r}')


def _install(sig, action):
    try:
        signal.signal(sig, action)
        if action is _heard:
            signal.siginterrupt(sig, False)
    except OSError as error:
        if error.errno != errno.EINVAL:
            raise
        raise RuntimeError(f'sig {sig} cannot be caught') from error


def _report_signals_to(descriptor):
    try:
        signal.set_wakeup_fd(descriptor)
    except (OSError, ValueError) as error:     # not in the main thread, say
        raise RuntimeError(str(error)) from error


# ---- UNIX sockets ----

def _check_addressed(path, sock, missing):
    """One of the two, and the socket must be of the right kind."""
    if path is not None:
        if sock is not None:
            raise ValueError('path and sock can not be specified at the same '
                             'time')
    elif sock is None:
        raise ValueError(missing)
    elif (sock.family, sock.type) != (socket.AF_UNIX, socket.SOCK_STREAM):
        raise ValueError('A UNIX Domain Stream Socket was expected, got '
                         f'{sock!r}')


def _remove_left_over(path):
    """The socket of a server that has gone; abstract ones leave none."""
    if path[0] in (0, '\0'):
        return
    try:
        if stat.S_ISSOCK(os.stat(path).st_mode):
            os.remove(path)
    except FileNotFoundError:
        pass
    except OSError as error:
        logger.error('Unable to check or remove stale UNIX socket %r: %r',
                     path, error)


def _bound_to(path):
    path = os.fspath(path)
    sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        _remove_left_over(path)
        sock.bind(path)
    except BaseException as error:
        sock.close()
        if getattr(error, 'errno', None) != errno.EADDRINUSE:
            raise
        raise OSError(error.errno,
                      f'Address {path!r} is already in use') from None
    return sock


class _UnixSelectorEventLoop(selector_events.BaseSelectorEventLoop):
    """The default loop."""

    def __init__(self, selector=None):
        super().__init__(selector)
        self._on_signal = {}    # number: handle

    def close(self):
        super().close()
        for sig in tuple(self._on_signal):
            self.remove_signal_handler(sig)

    # -- signals

    def add_signal_handler(self, sig, callback, *args):
        """Call it, in a turn of the loop, when the signal comes."""
        if coroutines.iscoroutinefunction(callback) or \
                coroutines.iscoroutine(callback):
            raise TypeError('coroutines cannot be used with '
                            'add_signal_handler()')
        _known_signal(sig)
        self._check_closed()
        _report_signals_to(self._waker.written())
        self._on_signal[sig] = events.Handle(callback, args, self, None)
        try:
            _install(sig, _heard)
        except (OSError, RuntimeError):
            self._forget_signal(sig)
            raise

    def remove_signal_handler(self, sig):
        """Whether there was one."""
        _known_signal(sig)
        if sig not in self._on_signal:
            return False
        try:
            _install(sig, signal.default_int_handler
                     if sig == signal.SIGINT else signal.SIG_DFL)
        finally:
            self._forget_signal(sig)
        return True

    def _forget_signal(self, sig):
        del self._on_signal[sig]
        if self._on_signal:
            return
        try:
            _report_signals_to(-1)
        except RuntimeError as error:
            logger.info('signals are still reported to %r: %s', self, error)

    def _take_signals(self, numbers):
        for sig in filter(None, numbers):
            handle = self._on_signal.get(sig)
            if handle is None:
                continue
            if handle.cancelled():
                self.remove_signal_handler(sig)
            else:
                self._ready.append(handle)

    # -- pipes

    def _make_read_pipe_transport(self, pipe, protocol, waiter=None,
                                  extra=None):
        return _UnixReadPipeTransport(self, pipe, protocol, waiter, extra)

    def _make_write_pipe_transport(self, pipe, protocol, waiter=None,
                                   extra=None):
        return _UnixWritePipeTransport(self, pipe, protocol, waiter, extra)

    async def subprocess_exec(self, *args, **kwargs):
        _no_subprocess()

    subprocess_shell = subprocess_exec

    # -- UNIX sockets

    async def create_unix_connection(
            self, protocol_factory, path=None, *, ssl=None, sock=None,
            server_hostname=None, ssl_handshake_timeout=None,
            ssl_shutdown_timeout=None):
        """Connect to a path: (transport, protocol)."""
        if not ssl:
            _check_without_ssl(server_hostname=server_hostname,
                               ssl_handshake_timeout=ssl_handshake_timeout)
        _refuse_ssl(ssl)
        _check_addressed(path, sock, 'no path and sock were specified')
        if path is not None:
            sock = await self._connected_to(os.fspath(path))
        return await self._create_connection_transport(
            sock, protocol_factory, ssl, server_hostname)

    async def _connected_to(self, path):
        sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            sock.setblocking(False)
            await self.sock_connect(sock, path)
        except BaseException:
            sock.close()
            raise
        return sock

    async def create_unix_server(
            self, protocol_factory, path=None, *, sock=None, backlog=100,
            ssl=None, ssl_handshake_timeout=None, ssl_shutdown_timeout=None,
            start_serving=True, cleanup_socket=True):
        """Listen at a path: a Server."""
        if isinstance(ssl, bool):
            raise TypeError('ssl argument must be an SSLContext or None')
        if not ssl:
            _check_without_ssl(ssl_handshake_timeout=ssl_handshake_timeout)
        _refuse_ssl(ssl)
        _check_addressed(path, sock,
                         'path was not specified, and no sock specified')
        if path is not None:
            sock = _bound_to(path)
        sock.setblocking(False)
        server = Server(self, [sock], protocol_factory, ssl, backlog,
                        ssl_handshake_timeout)
        if start_serving:
            server._start_serving()
            await tasks.sleep(0)
        return server


SelectorEventLoop = EventLoop = _UnixSelectorEventLoop


# ---- Children: there are none ----

class AbstractChildWatcher:
    """What hears of the end of child processes."""

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.close()

    def is_active(self):
        return True

    def attach_loop(self, loop):
        """Children are not built: there is nothing to attach."""

    def close(self):
        """There is nothing to close."""

    def add_child_handler(self, pid, callback, *args):
        _no_subprocess()

    def remove_child_handler(self, pid):
        _no_subprocess()


class SafeChildWatcher(AbstractChildWatcher):
    pass


class FastChildWatcher(AbstractChildWatcher):
    pass


class MultiLoopChildWatcher(AbstractChildWatcher):
    pass


class ThreadedChildWatcher(AbstractChildWatcher):
    def __init__(self):
        self._threads = {}      # by the child; the loop itself waits for one


class _UnixDefaultEventLoopPolicy(events.BaseDefaultEventLoopPolicy):
    """Loops of this kind, and one watcher for all."""

    _loop_factory = _UnixSelectorEventLoop
    _watcher = None

    def get_child_watcher(self):
        if self._watcher is None:
            self.set_child_watcher(ThreadedChildWatcher())
        return self._watcher

    def set_child_watcher(self, watcher):
        assert watcher is None or isinstance(watcher, AbstractChildWatcher)
        self._watcher = watcher


DefaultEventLoopPolicy = _UnixDefaultEventLoopPolicy
