# SPDX-License-Identifier: MIT
# A loop over a selector: who reads and who writes a descriptor, socket calls
# as coroutines, and a waker for other threads and for signals.

import selectors
import socket

import _io

from . import base_events, constants, events, exceptions, futures
from .log import logger
from .socket_transports import (_SelectorDatagramTransport,
                                _SelectorSocketTransport)
from .streaming import _check_sendfile

__all__ = ['BaseSelectorEventLoop']

_READ, _WRITE = selectors.EVENT_READ, selectors.EVENT_WRITE
_BLOCK = 16384      # of a file that is sent
_NOT_NOW = (BlockingIOError, InterruptedError)


class _Waker:
    """Two sockets: a byte into the one makes the other readable."""

    def __init__(self):
        self._ends = socket.socketpair()
        for end in self._ends:
            # close() closes it; were it to be finalised, each drop of
            # something that leads to the loop would make the world look
            # for it.
            _io.settled(end)
            end.setblocking(False)

    def watched(self):
        """What the selector looks at."""
        return self._ends[0].fileno()

    def written(self):
        """What signals are to be written to."""
        return self._ends[1].fileno()

    def wake(self):
        """Whether the byte went in: it does not when it is full."""
        ends = self._ends
        try:
            return not ends or ends[1].send(b'\0') == 1
        except OSError:
            return False

    def blocks(self):
        """All that has been written."""
        while True:
            try:
                block = self._ends[0].recv(4096)
            except InterruptedError:
                continue
            except BlockingIOError:
                return
            if not block:
                return
            yield block

    def close(self):
        ends, self._ends = self._ends, ()
        for end in ends:
            end.close()


def _number_of(file):
    """The descriptor of what was given to add_reader() and the like."""
    if isinstance(file, int):
        return file
    try:
        return int(file.fileno())
    except (AttributeError, TypeError, ValueError):
        raise ValueError(f'Invalid file object: {file!r}') from None


class BaseSelectorEventLoop(base_events.BaseEventLoop):
    """A loop with a selector.

    With each descriptor the selector keeps a dictionary: the event, and the
    handle to be run when it comes.
    """

    def __init__(self, selector=None):
        super().__init__()
        self._selector = selectors.DefaultSelector() if selector is None \
            else selector
        logger.debug('Using selector: %s', type(self._selector).__name__)
        self._transports = {}   # descriptor: the transport that owns it
        self._waker = _Waker()
        self._add_reader(self._waker.watched(), self._woken)

    def close(self):
        if self.is_running():
            raise RuntimeError('Cannot close a running event loop')
        if self.is_closed():
            return
        self._remove_reader(self._waker.watched())
        self._waker.close()
        super().close()
        selector, self._selector = self._selector, None
        if selector is not None:
            selector.close()

    # -- waking it from elsewhere

    def _write_to_self(self):
        if not self._waker.wake() and self._debug:
            logger.debug('%r has not read what woke it before', self)

    def _woken(self):
        for block in self._waker.blocks():
            self._take_signals(block)

    def _take_signals(self, numbers):
        """What came through the waker: numbers of signals, and zeros."""

    # -- readers and writers

    def _handles_of(self, fd):
        """(events looked for, the handles); (0, None) if there are none."""
        try:
            key = self._selector.get_key(fd)
        except KeyError:
            return 0, None
        return key.events, key.data

    def _attach(self, fd, event, callback, args):
        self._check_closed()
        handle = events.Handle(callback, args, self, None)
        looked_for, handles = self._handles_of(fd)
        if handles is None:
            self._selector.register(fd, event, {event: handle})
            return handle
        if not looked_for & event:
            self._selector.modify(fd, looked_for | event, handles)
        replaced = handles.get(event)
        handles[event] = handle
        if replaced is not None:
            replaced.cancel()
        return handle

    def _detach(self, fd, event):
        if self.is_closed():
            return False
        looked_for, handles = self._handles_of(fd)
        if not looked_for & event:
            return False
        if looked_for == event:
            self._selector.unregister(fd)
        else:
            self._selector.modify(fd, looked_for & ~event, handles)
        handles.pop(event).cancel()
        return True

    def _process_events(self, found):
        for key, mask in found:
            for event in (_READ, _WRITE):
                handle = key.data.get(event) if mask & event else None
                if handle is None:
                    continue
                if handle.cancelled():
                    self._detach(key.fd, event)
                else:
                    self._ready.append(handle)

    # The transports look after their own descriptors with these.

    def _add_reader(self, fd, callback, *args):
        return self._attach(fd, _READ, callback, args)

    def _add_writer(self, fd, callback, *args):
        return self._attach(fd, _WRITE, callback, args)

    def _remove_reader(self, fd):
        return self._detach(fd, _READ)

    def _remove_writer(self, fd):
        return self._detach(fd, _WRITE)

    # Everybody else with these.

    def _unowned(self, file):
        """`file`, unless a transport that is open uses it."""
        owner = self._transports.get(_number_of(file))
        if owner is None or owner.is_closing():
            return file
        raise RuntimeError(f'File descriptor {file!r} is used by transport '
                           f'{owner!r}')

    def add_reader(self, fd, callback, *args):
        """Call it whenever `fd` can be read."""
        self._attach(self._unowned(fd), _READ, callback, args)

    def add_writer(self, fd, callback, *args):
        """Call it whenever `fd` can be written."""
        self._attach(self._unowned(fd), _WRITE, callback, args)

    def remove_reader(self, fd):
        """Whether there was one."""
        return self._detach(self._unowned(fd), _READ)

    def remove_writer(self, fd):
        """Whether there was one."""
        return self._detach(self._unowned(fd), _WRITE)

    # -- transports

    def _make_socket_transport(self, sock, protocol, waiter=None, *,
                               extra=None, server=None):
        return _SelectorSocketTransport(
            self, self._unowned(sock), protocol, waiter, extra, server)

    def _make_datagram_transport(self, sock, protocol, address=None,
                                 waiter=None, extra=None):
        return _SelectorDatagramTransport(
            self, self._unowned(sock), protocol, address, waiter, extra)

    # -- servers

    def _start_serving(self, protocol_factory, sock, sslcontext=None,
                       server=None, backlog=100, ssl_handshake_timeout=None):
        self._listen(sock, protocol_factory, server, backlog)

    def _stop_serving(self, sock):
        self._remove_reader(sock.fileno())
        sock.close()

    def _listen(self, sock, *how):
        if sock.fileno() >= 0:      # not closed while it had a rest
            self._add_reader(sock.fileno(), self._take_callers, sock, *how)

    def _take_callers(self, sock, protocol_factory, server, backlog):
        for _ in range(backlog):
            try:
                conn, peer = sock.accept()
                conn.setblocking(False)
            except _NOT_NOW + (ConnectionAbortedError,):
                break
            except OSError as error:
                self._rest(sock, error, protocol_factory, server, backlog)
                break
            self.create_task(self._welcome(conn, peer, protocol_factory,
                                           server))

    def _rest(self, sock, error, *how):
        # Out of descriptors: a moment later there may be some.
        self._remove_reader(sock.fileno())
        self.call_exception_handler({
            'message': 'socket.accept() out of system resource',
            'exception': error, 'socket': sock})
        self.call_later(constants.ACCEPT_RETRY_DELAY, self._listen, sock,
                        *how)

    async def _welcome(self, conn, peer, protocol_factory, server):
        made = {}
        try:
            connected = self.create_future()
            made['transport'] = self._make_socket_transport(
                conn, protocol_factory(), connected,
                extra={'peername': peer}, server=server)
            await connected
        except BaseException as error:
            if made:
                made['transport'].close()
            if isinstance(error, (SystemExit, KeyboardInterrupt)):
                raise
            if self._debug:
                self.call_exception_handler(dict(
                    made, exception=error,
                    message='Error on transport creation for incoming '
                            'connection'))

    # -- socket calls as coroutines

    def _check_nonblocking(self, sock):
        if self._debug and sock.gettimeout() != 0:
            raise ValueError('the socket must be non-blocking')

    def _usable(self, sock):
        self._check_nonblocking(sock)
        self._unowned(sock)

    async def _until(self, sock, event):
        fd = sock.fileno()
        future = self.create_future()
        handle = self._attach(fd, event, futures._set_result_unless_cancelled,
                              (future, None))
        try:
            await future
        finally:
            if not handle.cancelled():
                self._detach(fd, event)

    async def _call(self, event, sock, method, *args):
        """method(*args) of the socket as soon as it does not block."""
        self._usable(sock)
        while True:
            try:
                return method(*args)
            except _NOT_NOW:
                pass    # and not here: what is raised later has no part in it
            await self._until(sock, event)

    async def sock_recv(self, sock, n):
        """At most so many bytes."""
        return await self._call(_READ, sock, sock.recv, n)

    async def sock_recv_into(self, sock, buf):
        """How many bytes are in the buffer now."""
        return await self._call(_READ, sock, sock.recv_into, buf)

    async def sock_recvfrom(self, sock, bufsize):
        """A datagram, and where it came from."""
        return await self._call(_READ, sock, sock.recvfrom, bufsize)

    async def sock_recvfrom_into(self, sock, buf, nbytes=0):
        return await self._call(_READ, sock, sock.recvfrom_into, buf,
                                nbytes or len(buf))

    async def sock_accept(self, sock):
        """(connection, address)."""
        caller = await self._call(_READ, sock, sock.accept)
        caller[0].setblocking(False)
        return caller

    async def sock_sendto(self, sock, data, address):
        return await self._call(_WRITE, sock, sock.sendto, data, address)

    async def sock_sendall(self, sock, data):
        """All of it."""
        self._usable(sock)
        rest = memoryview(data)
        while len(rest):
            rest = rest[await self._call(_WRITE, sock, sock.send, rest):]

    async def sock_connect(self, sock, address):
        """Until it is connected."""
        self._usable(sock)
        if sock.family in (socket.AF_INET, socket.AF_INET6):
            found = await self._ensure_resolved(
                address, loop=self, family=sock.family, type=sock.type,
                proto=sock.proto)
            address = found[0][4]
        try:
            return sock.connect(address)
        except _NOT_NOW:
            pass
        await self._until(sock, _WRITE)
        number = sock.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
        if number:
            raise OSError(number, f'Connect call failed {address}')

    async def sock_sendfile(self, sock, file, offset=0, count=None, *,
                            fallback=True):
        """A binary file, or `count` bytes of it; how many were sent."""
        self._check_nonblocking(sock)
        if sock.type != socket.SOCK_STREAM:
            raise ValueError('only SOCK_STREAM type sockets are supported')
        _check_sendfile(file, offset, count)
        if not fallback:
            raise exceptions.SendfileNotAvailableError(
                'os.sendfile() is not available')
        file.seek(offset)
        sent = 0
        while sent != count:
            block = file.read(_BLOCK if count is None
                              else min(_BLOCK, count - sent))
            if not block:
                break
            await self.sock_sendall(sock, block)
            sent += len(block)
        return sent
