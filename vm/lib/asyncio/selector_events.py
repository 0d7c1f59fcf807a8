# SPDX-License-Identifier: MIT
# A loop over a selector: readers and writers of descriptors, socket calls as
# coroutines, and a socket of its own that other threads wake it by.

import functools
import selectors
import socket

import _io

from . import base_events, constants, events, exceptions, futures
from .log import logger
from .socket_transports import (_SelectorDatagramTransport,
                                _SelectorSocketTransport)
from .streaming import _check_sendfile

__all__ = ['BaseSelectorEventLoop']


class BaseSelectorEventLoop(base_events.BaseEventLoop):
    """A loop with a selector."""

    def __init__(self, selector=None):
        super().__init__()
        if selector is None:
            selector = selectors.DefaultSelector()
        logger.debug('Using selector: %s', type(selector).__name__)
        self._selector = selector
        self._make_self_pipe()
        self._transports = {}   # descriptor: the transport that owns it

    # -- waking it from elsewhere

    def _make_self_pipe(self):
        self._ssock, self._csock = socket.socketpair()
        # close() closes them; were they to be finalised, each drop of
        # something that leads to the loop would make the world look for them.
        _io.settled(self._ssock)
        _io.settled(self._csock)
        self._ssock.setblocking(False)
        self._csock.setblocking(False)
        self._internal_fds += 1
        self._add_reader(self._ssock.fileno(), self._read_from_self)

    def _close_self_pipe(self):
        self._remove_reader(self._ssock.fileno())
        self._ssock.close()
        self._ssock = None
        self._csock.close()
        self._csock = None
        self._internal_fds -= 1

    def _process_self_data(self, data):
        """What came through it: the numbers of signals, or zeros."""

    def _read_from_self(self):
        while True:
            try:
                data = self._ssock.recv(4096)
            except InterruptedError:
                continue
            except BlockingIOError:
                break
            if not data:
                break
            self._process_self_data(data)

    def _write_to_self(self):
        csock = self._csock
        if csock is None:
            return
        try:
            csock.send(b'\0')
        except OSError:     # full: it will wake anyway
            if self._debug:
                logger.debug('Fail to write a null byte into the self-pipe '
                             'socket', exc_info=True)

    def close(self):
        if self.is_running():
            raise RuntimeError('Cannot close a running event loop')
        if self.is_closed():
            return
        self._close_self_pipe()
        super().close()
        if self._selector is not None:
            self._selector.close()
            self._selector = None

    # -- transports

    def _make_socket_transport(self, sock, protocol, waiter=None, *,
                               extra=None, server=None):
        self._ensure_fd_no_transport(sock)
        return _SelectorSocketTransport(self, sock, protocol, waiter, extra,
                                        server)

    def _make_datagram_transport(self, sock, protocol, address=None,
                                 waiter=None, extra=None):
        self._ensure_fd_no_transport(sock)
        return _SelectorDatagramTransport(self, sock, protocol, address,
                                          waiter, extra)

    def _start_serving(self, protocol_factory, sock, sslcontext=None,
                       server=None, backlog=100, ssl_handshake_timeout=None):
        self._add_reader(sock.fileno(), self._accept_connection,
                         protocol_factory, sock, sslcontext, server, backlog)

    def _accept_connection(self, protocol_factory, sock, sslcontext=None,
                           server=None, backlog=100,
                           ssl_handshake_timeout=None):
        for _ in range(backlog):
            try:
                conn, addr = sock.accept()
                conn.setblocking(False)
            except (BlockingIOError, InterruptedError,
                    ConnectionAbortedError):
                return
            except OSError as error:
                # Out of descriptors: a moment later there may be some.
                self.call_exception_handler({
                    'message': 'socket.accept() out of system resource',
                    'exception': error, 'socket': sock})
                self._remove_reader(sock.fileno())
                self.call_later(constants.ACCEPT_RETRY_DELAY,
                                self._start_serving, protocol_factory, sock,
                                sslcontext, server, backlog)
                return
            self.create_task(self._accept_connection2(
                protocol_factory, conn, {'peername': addr}, sslcontext,
                server))

    async def _accept_connection2(self, protocol_factory, conn, extra,
                                  sslcontext=None, server=None,
                                  ssl_handshake_timeout=None):
        transport = None
        try:
            protocol = protocol_factory()
            waiter = self.create_future()
            transport = self._make_socket_transport(
                conn, protocol, waiter, extra=extra, server=server)
            try:
                await waiter
            except BaseException:
                transport.close()
                raise
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as error:
            if self._debug:
                context = {'message': 'Error on transport creation for '
                                      'incoming connection',
                           'exception': error}
                if transport is not None:
                    context['transport'] = transport
                self.call_exception_handler(context)

    def _stop_serving(self, sock):
        self._remove_reader(sock.fileno())
        sock.close()

    # -- readers and writers

    def _ensure_fd_no_transport(self, fd):
        number = fd
        if not isinstance(number, int):
            try:
                number = int(fd.fileno())
            except (AttributeError, TypeError, ValueError):
                raise ValueError(f'Invalid file object: {fd!r}') from None
        transport = self._transports.get(number)
        if transport is not None and not transport.is_closing():
            raise RuntimeError(f'File descriptor {fd!r} is used by transport '
                               f'{transport!r}')

    def _watch(self, fd, mask, callback, args):
        self._check_closed()
        handle = events.Handle(callback, args, self, None)
        try:
            key = self._selector.get_key(fd)
        except KeyError:
            data = (handle, None) if mask == selectors.EVENT_READ \
                else (None, handle)
            self._selector.register(fd, mask, data)
            return handle
        reader, writer = key.data
        if mask == selectors.EVENT_READ:
            old, data = reader, (handle, writer)
        else:
            old, data = writer, (reader, handle)
        self._selector.modify(fd, key.events | mask, data)
        if old is not None:
            old.cancel()
        return handle

    def _unwatch(self, fd, mask):
        if self.is_closed():
            return False
        try:
            key = self._selector.get_key(fd)
        except KeyError:
            return False
        reader, writer = key.data
        if mask == selectors.EVENT_READ:
            gone, data = reader, (None, writer)
        else:
            gone, data = writer, (reader, None)
        left = key.events & ~mask
        if left:
            self._selector.modify(fd, left, data)
        else:
            self._selector.unregister(fd)
        if gone is None:
            return False
        gone.cancel()
        return True

    def _add_reader(self, fd, callback, *args):
        return self._watch(fd, selectors.EVENT_READ, callback, args)

    def _remove_reader(self, fd):
        return self._unwatch(fd, selectors.EVENT_READ)

    def _add_writer(self, fd, callback, *args):
        return self._watch(fd, selectors.EVENT_WRITE, callback, args)

    def _remove_writer(self, fd):
        return self._unwatch(fd, selectors.EVENT_WRITE)

    def add_reader(self, fd, callback, *args):
        """Call it whenever `fd` can be read."""
        self._ensure_fd_no_transport(fd)
        self._add_reader(fd, callback, *args)

    def remove_reader(self, fd):
        self._ensure_fd_no_transport(fd)
        return self._remove_reader(fd)

    def add_writer(self, fd, callback, *args):
        """Call it whenever `fd` can be written."""
        self._ensure_fd_no_transport(fd)
        self._add_writer(fd, callback, *args)

    def remove_writer(self, fd):
        self._ensure_fd_no_transport(fd)
        return self._remove_writer(fd)

    def _process_events(self, event_list):
        for key, mask in event_list:
            reader, writer = key.data
            if mask & selectors.EVENT_READ and reader is not None:
                if reader._cancelled:
                    self._remove_reader(key.fileobj)
                else:
                    self._ready.append(reader)
            if mask & selectors.EVENT_WRITE and writer is not None:
                if writer._cancelled:
                    self._remove_writer(key.fileobj)
                else:
                    self._ready.append(writer)

    # -- socket calls as coroutines

    def _check_socket(self, sock):
        if self._debug and sock.gettimeout() != 0:
            raise ValueError('the socket must be non-blocking')
        self._ensure_fd_no_transport(sock)

    async def _when_ready(self, sock, writing, attempt):
        """attempt() as soon as it does not block."""
        self._check_socket(sock)
        add, remove = (self._add_writer, self._remove_writer) if writing \
            else (self._add_reader, self._remove_reader)
        while True:
            try:
                return attempt()
            except (BlockingIOError, InterruptedError):
                pass
            future = self.create_future()
            fd = sock.fileno()
            handle = add(fd, futures._set_result_unless_cancelled, future,
                         None)
            try:
                await future
            finally:
                if not handle.cancelled():
                    remove(fd)

    async def sock_recv(self, sock, n):
        return await self._when_ready(sock, False, lambda: sock.recv(n))

    async def sock_recv_into(self, sock, buf):
        return await self._when_ready(sock, False,
                                      lambda: sock.recv_into(buf))

    async def sock_recvfrom(self, sock, bufsize):
        return await self._when_ready(sock, False,
                                      lambda: sock.recvfrom(bufsize))

    async def sock_recvfrom_into(self, sock, buf, nbytes=0):
        return await self._when_ready(
            sock, False, lambda: sock.recvfrom_into(buf, nbytes or len(buf)))

    async def sock_sendall(self, sock, data):
        view = memoryview(data)
        self._check_socket(sock)
        while len(view):
            sent = await self._when_ready(sock, True,
                                          functools.partial(sock.send, view))
            view = view[sent:]

    async def sock_sendto(self, sock, data, address):
        return await self._when_ready(sock, True,
                                      lambda: sock.sendto(data, address))

    async def sock_accept(self, sock):
        conn, address = await self._when_ready(sock, False, sock.accept)
        conn.setblocking(False)
        return conn, address

    async def sock_connect(self, sock, address):
        self._check_socket(sock)
        if sock.family in (socket.AF_INET, socket.AF_INET6):
            infos = await self._ensure_resolved(
                address, family=sock.family, type=sock.type, proto=sock.proto,
                loop=self)
            address = infos[0][4]
        try:
            sock.connect(address)
            return
        except (BlockingIOError, InterruptedError):
            pass
        future = self.create_future()
        fd = sock.fileno()
        handle = self._add_writer(
            fd, futures._set_result_unless_cancelled, future, None)
        try:
            await future
        finally:
            if not handle.cancelled():
                self._remove_writer(fd)
        error = sock.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
        if error != 0:
            raise OSError(error, f'Connect call failed {address}')

    async def sock_sendfile(self, sock, file, offset=0, count=None, *,
                            fallback=True):
        if self._debug and sock.gettimeout() != 0:
            raise ValueError('the socket must be non-blocking')
        if sock.type != socket.SOCK_STREAM:
            raise ValueError('only SOCK_STREAM type sockets are supported')
        _check_sendfile(file, offset, count)
        if not fallback:
            raise exceptions.SendfileNotAvailableError(
                'os.sendfile() is not available')
        file.seek(offset)
        total = 0
        while count is None or total < count:
            data = file.read(16384 if count is None
                             else min(16384, count - total))
            if not data:
                break
            await self.sock_sendall(sock, data)
            total += len(data)
        return total
