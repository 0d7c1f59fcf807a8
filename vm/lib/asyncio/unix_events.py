# SPDX-License-Identifier: MIT
# The loop as Unix has it: signals, UNIX sockets, and the default policy.

import os
import signal
import socket
import stat

from . import coroutines, events, selector_events, tasks
from .log import logger
from .pipe_transports import (_UnixReadPipeTransport, _UnixWritePipeTransport)
from .servers import Server
from .streaming import _refuse_ssl

__all__ = ['SelectorEventLoop', 'AbstractChildWatcher', 'SafeChildWatcher',
           'FastChildWatcher', 'MultiLoopChildWatcher', 'ThreadedChildWatcher',
           'DefaultEventLoopPolicy']


def _sighandler_noop(signum, frame):
    """The wake-up descriptor tells the loop."""


def _no_subprocess(*args, **kwargs):
    raise NotImplementedError('asyncio: only create_subprocess_exec() and '
                              'create_subprocess_shell() are built')


class _UnixSelectorEventLoop(selector_events.BaseSelectorEventLoop):
    """The default loop."""

    def __init__(self, selector=None):
        super().__init__(selector)
        self._signal_handlers = {}

    def close(self):
        super().close()
        for number in list(self._signal_handlers):
            self.remove_signal_handler(number)

    # -- signals

    def _process_self_data(self, data):
        for number in data:
            if number:
                self._handle_signal(number)

    def add_signal_handler(self, sig, callback, *args):
        """Call it, in a turn of the loop, when the signal comes."""
        if coroutines.iscoroutine(callback) or \
                coroutines.iscoroutinefunction(callback):
            raise TypeError('coroutines cannot be used with '
                            'add_signal_handler()')
        self._check_signal(sig)
        self._check_closed()
        try:
            signal.set_wakeup_fd(self._csock.fileno())
        except (ValueError, OSError) as error:
            raise RuntimeError(str(error))
        handle = events.Handle(callback, args, self, None)
        self._signal_handlers[sig] = handle
        try:
            signal.signal(sig, _sighandler_noop)
            signal.siginterrupt(sig, False)
        except OSError as error:
            del self._signal_handlers[sig]
            if not self._signal_handlers:
                self._forget_wakeup()
            if error.errno == 22:
                raise RuntimeError(f'sig {sig} cannot be caught')
            raise

    def _forget_wakeup(self):
        try:
            signal.set_wakeup_fd(-1)
        except (ValueError, OSError) as error:
            logger.info('set_wakeup_fd(-1) failed: %s', error)

    def _handle_signal(self, sig):
        handle = self._signal_handlers.get(sig)
        if handle is None:
            return
        if handle._cancelled:
            self.remove_signal_handler(sig)
        else:
            self._ready.append(handle)
            self._write_to_self()

    def remove_signal_handler(self, sig):
        self._check_signal(sig)
        if self._signal_handlers.pop(sig, None) is None:
            return False
        handler = signal.default_int_handler if sig == signal.SIGINT \
            else signal.SIG_DFL
        try:
            signal.signal(sig, handler)
        except OSError as error:
            if error.errno == 22:
                raise RuntimeError(f'sig {sig} cannot be caught')
            raise
        if not self._signal_handlers:
            self._forget_wakeup()
        return True

    def _check_signal(self, sig):
        if not isinstance(sig, int):
            raise TypeError(f'sig must be an int, not {sig!r}')
        if sig not in signal.valid_signals():
            raise ValueError(f'invalid signal number {sig}')

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
        assert server_hostname is None or isinstance(server_hostname, str)
        if not ssl:
            if server_hostname is not None:
                raise ValueError('server_hostname is only meaningful with '
                                 'ssl')
            if ssl_handshake_timeout is not None:
                raise ValueError('ssl_handshake_timeout is only meaningful '
                                 'with ssl')
        _refuse_ssl(ssl)
        if path is not None:
            if sock is not None:
                raise ValueError('path and sock can not be specified at the '
                                 'same time')
            sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM, 0)
            try:
                sock.setblocking(False)
                await self.sock_connect(sock, os.fspath(path))
            except BaseException:
                sock.close()
                raise
        else:
            self._check_unix(sock, 'no path and sock were specified')
            sock.setblocking(False)
        return await self._create_connection_transport(
            sock, protocol_factory, ssl, server_hostname)

    def _check_unix(self, sock, missing):
        if sock is None:
            raise ValueError(missing)
        if sock.family != socket.AF_UNIX or sock.type != socket.SOCK_STREAM:
            raise ValueError('A UNIX Domain Stream Socket was expected, got '
                             f'{sock!r}')

    async def create_unix_server(
            self, protocol_factory, path=None, *, sock=None, backlog=100,
            ssl=None, ssl_handshake_timeout=None, ssl_shutdown_timeout=None,
            start_serving=True, cleanup_socket=True):
        if isinstance(ssl, bool):
            raise TypeError('ssl argument must be an SSLContext or None')
        if ssl_handshake_timeout is not None and not ssl:
            raise ValueError('ssl_handshake_timeout is only meaningful with '
                             'ssl')
        _refuse_ssl(ssl)
        if path is not None:
            if sock is not None:
                raise ValueError('path and sock can not be specified at the '
                                 'same time')
            path = os.fspath(path)
            sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            self._bind_to_path(sock, path)
        else:
            self._check_unix(sock, 'path was not specified, and no sock '
                                   'specified')
        sock.setblocking(False)
        server = Server(self, [sock], protocol_factory, ssl, backlog,
                        ssl_handshake_timeout)
        if start_serving:
            server._start_serving()
            await tasks.sleep(0)
        return server

    def _bind_to_path(self, sock, path):
        if path[0] not in (0, '\x00'):
            try:
                if stat.S_ISSOCK(os.stat(path).st_mode):
                    os.remove(path)     # left over by a server before
            except FileNotFoundError:
                pass
            except OSError as error:
                logger.error('Unable to check or remove stale UNIX socket '
                             '%r: %r', path, error)
        try:
            sock.bind(path)
        except OSError as error:
            sock.close()
            if error.errno == 98:
                raise OSError(98, f'Address {path!r} is already in use') \
                    from None
            raise
        except BaseException:
            sock.close()
            raise


SelectorEventLoop = _UnixSelectorEventLoop


# ---- Children: there are none ----

class AbstractChildWatcher:
    """What hears of the end of child processes."""

    def add_child_handler(self, pid, callback, *args):
        _no_subprocess()

    def remove_child_handler(self, pid):
        _no_subprocess()

    def attach_loop(self, loop):
        """Children are not built: there is nothing to attach."""

    def close(self):
        """There is nothing to close."""

    def is_active(self):
        return True

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.close()


class SafeChildWatcher(AbstractChildWatcher):
    pass


class FastChildWatcher(AbstractChildWatcher):
    pass


class MultiLoopChildWatcher(AbstractChildWatcher):
    pass


class ThreadedChildWatcher(AbstractChildWatcher):
    pass


class _UnixDefaultEventLoopPolicy(events.BaseDefaultEventLoopPolicy):
    _loop_factory = _UnixSelectorEventLoop
    _watcher = None

    def get_child_watcher(self):
        if self._watcher is None:
            self._watcher = ThreadedChildWatcher()
        return self._watcher

    def set_child_watcher(self, watcher):
        assert watcher is None or isinstance(watcher, AbstractChildWatcher)
        self._watcher = watcher


DefaultEventLoopPolicy = _UnixDefaultEventLoopPolicy
EventLoop = SelectorEventLoop
