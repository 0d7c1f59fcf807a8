# SPDX-License-Identifier: MIT
# Transports over non-blocking sockets: what they share, then one for streams
# and one for datagrams.  Each is open, then draining (closed, but with bytes
# still to send), then over.

import collections
import socket
import warnings

import _io

from . import constants, futures, protocols, transports, trsock
from .log import logger

_MOST = 256 * 1024      # bytes taken from a socket at a time

_OPEN, _DRAINING, _OVER = range(3)

# What a call that gave no result came to.
_LATER = object()       # it would have blocked
_FAILED = object()      # it raised, which has been seen to

_WOULD_BLOCK = BlockingIOError, InterruptedError
_FOR_THE_LOOP = SystemExit, KeyboardInterrupt


def _address_from(function):
    try:
        return function()
    except OSError:
        return None


def _check_data(data):
    if not isinstance(data, (bytes, bytearray, memoryview)):
        kind = type(data).__name__
        raise TypeError('data argument must be a bytes-like object, not '
                        f'{kind!r}')


class _SelectorTransport(transports._FlowControlMixin, transports.Transport):
    """What the transports over a socket have in common."""

    _new_buffer = bytearray
    _kind = 'socket'
    _sock = None
    _phase = _OPEN
    _held = False           # pause_reading() was called
    _late_writes = 0        # after it was over

    def __init__(self, loop, sock, protocol, extra=None, server=None):
        super().__init__(extra, loop)
        _io.settled(self)       # __del__ only warns
        _io.settled(sock)       # closed when the connection is lost
        self._sock = sock
        self._number = sock.fileno()
        self._describe(sock)
        self._buffer = self._new_buffer()
        self.set_protocol(protocol)
        self._owner = server
        if server is not None:
            server._attach()
        loop._transports[self._number] = self

    def _describe(self, sock):
        about = self._extra
        about.update(socket=trsock.TransportSocket(sock),
                     sockname=_address_from(sock.getsockname))
        if 'peername' not in about:
            about['peername'] = _address_from(sock.getpeername)

    def _start(self, waiter):
        """In the loop's next round, in this order."""
        soon = self._loop.call_soon
        soon(self._protocol.connection_made, self)
        soon(self._watch)
        if waiter is not None:
            soon(futures._set_result_unless_cancelled, waiter, None)

    def __repr__(self):
        words = [type(self).__name__]
        if self._sock is None:
            words.append('closed')
        elif self.is_closing():
            words.append('closing')
        words.append(f'fd={self._number}')
        if self._loop is not None and not self._loop.is_closed():
            reads, writes = self._polled()
            size = self.get_write_buffer_size()
            words += [f'read={reads}', f'write=<{writes}, bufsize={size}>']
        return f"<{' '.join(words)}>"

    def _polled(self):
        try:
            mask = self._loop._selector.get_key(self._number).events
        except KeyError:
            mask = 0
        return ['polling' if mask & bit else 'idle' for bit in (1, 2)]

    def __del__(self, _warn=warnings.warn):
        sock = self._sock
        if sock is None:
            return
        _warn(f'unclosed transport {self!r}', ResourceWarning, source=self)
        sock.close()

    def _note(self, text, *args, **options):
        if self._loop.get_debug():
            logger.debug('%r' + text, self, *args, **options)

    def set_protocol(self, protocol):
        self._protocol = protocol

    def get_protocol(self):
        return self._protocol

    def get_write_buffer_size(self):
        return len(self._buffer)

    # -- reading

    def is_reading(self):
        return self._phase == _OPEN and not self._held

    def _watch(self):
        if self.is_reading():
            self._loop._add_reader(self._number, self._readable)

    def _unwatch(self):
        self._loop._remove_reader(self._number)

    def pause_reading(self):
        if self.is_reading():
            self._held = True
            self._unwatch()
            self._note(' pauses reading')

    def resume_reading(self):
        if self._held and self._phase == _OPEN:
            self._held = False
            self._watch()
            self._note(' resumes reading')

    def _readable(self):
        if self._phase != _OVER:
            self._take()

    # -- writing

    def _is_too_late(self):
        """Counts a write to what is over; some may be overlooked."""
        if self._phase != _OVER:
            return False
        self._late_writes += 1
        if self._late_writes >= constants.LOG_THRESHOLD_FOR_CONNLOST_WRITES:
            logger.warning('socket.send() raised exception.')
        return True

    def _await_room(self):
        self._loop._add_writer(self._number, self._writable)

    def _writable(self):
        if self._phase == _OVER or not self._send_buffered():
            return
        self._maybe_resume_protocol()
        if not self._buffer:
            self._drained()

    def _drained(self):
        # resume_writing() may have ended it.
        if self._phase == _OVER:
            return
        self._loop._remove_writer(self._number)
        if self._phase == _DRAINING:
            self._phase = _OVER
            self._finish(None)

    # -- the end

    def is_closing(self):
        return self._phase != _OPEN

    def close(self):
        """After what is still to be written."""
        if self._phase != _OPEN:
            return
        if self._buffer:
            self._phase = _DRAINING
            self._unwatch()
        else:
            self._end(None)

    def abort(self):
        self._end(None)

    def _end(self, error):
        """At once; what is not yet written is dropped."""
        if self._phase == _OVER:
            return
        self._phase = _OVER
        self._buffer.clear()
        self._unwatch()
        self._loop._remove_writer(self._number)
        self._loop.call_soon(self._finish, error)

    def _finish(self, error):
        try:
            self._protocol.connection_lost(error)
        finally:
            self._let_go()

    def _let_go(self):
        self._sock.close()
        self._loop._transports.pop(self._number, None)
        self._sock = self._protocol = self._loop = None
        server, self._owner = self._owner, None
        if server is not None:
            server._detach()

    # -- calls that may fail

    def _fail(self, error, message):
        if isinstance(error, OSError):
            self._note(': %s', message, exc_info=True)
        else:
            self._loop.call_exception_handler(dict(
                message=message, exception=error, transport=self,
                protocol=self._protocol))
        self._end(error)

    def _socket_failed(self, error, message):
        self._fail(error, message)

    def _on_socket(self, verb, function, *args):
        """Its result, or _LATER, or _FAILED."""
        try:
            return function(*args)
        except _WOULD_BLOCK:
            return _LATER
        except _FOR_THE_LOOP:
            raise
        except BaseException as error:
            self._socket_failed(error, f'Fatal {verb} error on {self._kind} '
                                       'transport')
            return _FAILED

    def _on_protocol(self, name, *args, by=None):
        """Its result, or _FAILED; `by` may make the call."""
        try:
            return (by or getattr(self._protocol, name))(*args)
        except _FOR_THE_LOOP:
            raise
        except BaseException as error:
            self._fail(error, f'Fatal error: protocol.{name}() call failed.')
            return _FAILED


class _SelectorSocketTransport(_SelectorTransport):
    """For streams."""

    _ended_writing = False      # write_eof() was called

    def __init__(self, loop, sock, protocol, waiter=None, extra=None,
                 server=None):
        super().__init__(loop, sock, protocol, extra, server)
        is_inet = sock.family in (socket.AF_INET, socket.AF_INET6)
        if is_inet and sock.type == socket.SOCK_STREAM:
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, True)
        self._start(waiter)

    def set_protocol(self, protocol):
        super().set_protocol(protocol)
        buffered = isinstance(protocol, protocols.BufferedProtocol)
        self._take = self._take_into if buffered else self._take_bytes

    def _let_go(self):
        self._take = None       # no cycle stays behind
        super()._let_go()

    # -- reading

    def _take_bytes(self):
        self._hand_over('data_received',
                        self._on_socket('read', self._sock.recv, _MOST))

    def _take_into(self):
        room = self._on_protocol('get_buffer', by=self._get_room)
        if room is not _FAILED:
            self._hand_over('buffer_updated', self._on_socket(
                'read', self._sock.recv_into, room))

    def _get_room(self):
        room = self._protocol.get_buffer(-1)
        if not len(room):
            raise RuntimeError('get_buffer() returned an empty buffer')
        return room

    def _hand_over(self, method, got):
        if got is _LATER or got is _FAILED:
            return
        if got:
            self._on_protocol(method, got)
        else:
            self._peer_ended()

    def _peer_ended(self):
        self._note(' received EOF')
        stays_open = self._on_protocol('eof_received')
        if stays_open is _FAILED:
            return
        if stays_open:
            self._unwatch()
        else:
            self.close()

    # -- writing

    def write(self, data):
        _check_data(data)
        if self._ended_writing:
            raise RuntimeError('Cannot call write() after write_eof()')
        if not data or self._is_too_late():
            return
        if not self._buffer:
            sent = self._on_socket('write', self._sock.send, data)
            if sent is _FAILED:
                return
            if sent is not _LATER:
                data = data[sent:]
                if not data:
                    return
            self._await_room()
        self._buffer += data
        self._maybe_pause_protocol()

    def _send_buffered(self):
        sent = self._on_socket('write', self._sock.send, self._buffer)
        if sent is _LATER or sent is _FAILED:
            return False
        del self._buffer[:sent]
        return True

    def _drained(self):
        super()._drained()
        if self._ended_writing and self._phase == _OPEN:
            self._shut()

    def _shut(self):
        self._sock.shutdown(socket.SHUT_WR)

    def can_write_eof(self):
        return True

    def write_eof(self):
        if self._ended_writing or self._phase != _OPEN:
            return
        self._ended_writing = True
        if not self._buffer:
            self._shut()


class _SelectorDatagramTransport(_SelectorTransport,
                                 transports.DatagramTransport):
    """For datagrams."""

    _new_buffer = collections.deque     # of (data, address)
    _kind = 'datagram'

    def __init__(self, loop, sock, protocol, address=None, waiter=None,
                 extra=None):
        super().__init__(loop, sock, protocol, extra)
        self._peer = address
        self._start(waiter)

    def get_write_buffer_size(self):
        return sum(len(packet[0]) for packet in self._buffer)

    def _socket_failed(self, error, message):
        """Where there is no connection, an error ends nothing."""
        if isinstance(error, OSError):
            self._protocol.error_received(error)
        else:
            super()._socket_failed(error, message)

    def _take(self):
        packet = self._on_socket('read', self._sock.recvfrom, _MOST)
        if packet is not _LATER and packet is not _FAILED:
            self._protocol.datagram_received(*packet)

    def _send(self, data, addr):
        if self._extra['peername']:
            return self._on_socket('write', self._sock.send, data)
        return self._on_socket('write', self._sock.sendto, data, addr)

    def sendto(self, data, addr=None):
        _check_data(data)
        if not data:
            return
        if self._peer:
            if addr is not None and addr != self._peer:
                raise ValueError('Invalid address: must be None or '
                                 f'{self._peer}')
            addr = self._peer
            if self._is_too_late():
                return
        if not self._buffer:
            if self._send(data, addr) is not _LATER:
                return
            self._await_room()
        self._buffer.append((bytes(data), addr))
        self._maybe_pause_protocol()

    def _send_buffered(self):
        waiting = self._buffer
        while waiting:
            packet = waiting.popleft()
            result = self._send(*packet)
            if result is _FAILED:
                return False
            if result is _LATER:
                waiting.appendleft(packet)
                break
        return True
