# SPDX-License-Identifier: MIT
# Transports over non-blocking sockets.

import collections
import socket
import warnings

import _io

from . import constants, futures, protocols, transports, trsock
from .log import logger

_MAX_SIZE = 256 * 1024


class _SelectorTransport(transports._FlowControlMixin, transports.Transport):
    """What the transports over a socket have in common."""

    _buffer_factory = bytearray
    _sock = None

    def __init__(self, loop, sock, protocol, extra=None, server=None):
        super().__init__(extra, loop)
        _io.settled(self)       # __del__ only warns
        _io.settled(sock)       # closed when the connection is lost
        self._extra['socket'] = trsock.TransportSocket(sock)
        try:
            self._extra['sockname'] = sock.getsockname()
        except OSError:
            self._extra['sockname'] = None
        if 'peername' not in self._extra:
            try:
                self._extra['peername'] = sock.getpeername()
            except OSError:
                self._extra['peername'] = None
        self._sock = sock
        self._sock_fd = sock.fileno()
        self._protocol_connected = False
        self.set_protocol(protocol)
        self._server = server
        self._buffer = self._buffer_factory()
        self._conn_lost = 0     # writes after the end, and one for the end
        self._closing = False
        self._paused = False
        if server is not None:
            server._attach()
        loop._transports[self._sock_fd] = self

    def __repr__(self):
        info = [type(self).__name__]
        if self._sock is None:
            info.append('closed')
        elif self._closing:
            info.append('closing')
        info.append(f'fd={self._sock_fd}')
        if self._loop is not None and not self._loop.is_closed():
            selector = self._loop._selector
            try:
                mask = selector.get_key(self._sock_fd).events
            except KeyError:
                mask = 0
            info.append('read=polling' if mask & 1 else 'read=idle')
            state = 'polling' if mask & 2 else 'idle'
            info.append(f'write=<{state}, '
                        f'bufsize={self.get_write_buffer_size()}>')
        return f"<{' '.join(info)}>"

    def __del__(self, _warn=warnings.warn):
        if self._sock is not None:
            _warn(f'unclosed transport {self!r}', ResourceWarning,
                  source=self)
            self._sock.close()

    def abort(self):
        self._force_close(None)

    def set_protocol(self, protocol):
        self._protocol = protocol
        self._protocol_connected = True

    def get_protocol(self):
        return self._protocol

    def is_closing(self):
        return self._closing

    def is_reading(self):
        return not self.is_closing() and not self._paused

    def pause_reading(self):
        if not self.is_reading():
            return
        self._paused = True
        self._loop._remove_reader(self._sock_fd)
        if self._loop.get_debug():
            logger.debug('%r pauses reading', self)

    def resume_reading(self):
        if self._closing or not self._paused:
            return
        self._paused = False
        self._add_reader(self._sock_fd, self._read_ready)
        if self._loop.get_debug():
            logger.debug('%r resumes reading', self)

    def _add_reader(self, fd, callback):
        if not self._closing and not self._paused:
            self._loop._add_reader(fd, callback)

    def close(self):
        """After what is still to be written."""
        if self._closing:
            return
        self._closing = True
        self._loop._remove_reader(self._sock_fd)
        if not self._buffer:
            self._conn_lost += 1
            self._loop._remove_writer(self._sock_fd)
            self._loop.call_soon(self._call_connection_lost, None)

    def _fatal_error(self, error, message='Fatal error on transport'):
        if isinstance(error, OSError):
            if self._loop.get_debug():
                logger.debug('%r: %s', self, message, exc_info=True)
        else:
            self._loop.call_exception_handler({
                'message': message, 'exception': error, 'transport': self,
                'protocol': self._protocol})
        self._force_close(error)

    def _force_close(self, error):
        if self._conn_lost:
            return
        if self._buffer:
            self._buffer.clear()
            self._loop._remove_writer(self._sock_fd)
        if not self._closing:
            self._closing = True
            self._loop._remove_reader(self._sock_fd)
        self._conn_lost += 1
        self._loop.call_soon(self._call_connection_lost, error)

    def _call_connection_lost(self, error):
        try:
            if self._protocol_connected:
                self._protocol.connection_lost(error)
        finally:
            self._sock.close()
            self._loop._transports.pop(self._sock_fd, None)
            self._sock = self._protocol = self._loop = None
            server, self._server = self._server, None
            if server is not None:
                server._detach()

    def get_write_buffer_size(self):
        return len(self._buffer)

    def _guarded(self, message, function, *args):
        """False: it raised, and that was the end."""
        try:
            function(*args)
            return True
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as error:
            self._fatal_error(error, message)
            return False


class _SelectorSocketTransport(_SelectorTransport):
    """For streams."""

    def __init__(self, loop, sock, protocol, waiter=None, extra=None,
                 server=None):
        self._read_ready_cb = None
        super().__init__(loop, sock, protocol, extra, server)
        self._eof = False
        if sock.family in (socket.AF_INET, socket.AF_INET6) \
                and sock.type == socket.SOCK_STREAM:
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        loop.call_soon(protocol.connection_made, self)
        loop.call_soon(self._add_reader, self._sock_fd, self._read_ready)
        if waiter is not None:
            loop.call_soon(futures._set_result_unless_cancelled, waiter, None)

    def set_protocol(self, protocol):
        self._read_ready_cb = self._read_into_buffer \
            if isinstance(protocol, protocols.BufferedProtocol) \
            else self._read_data
        super().set_protocol(protocol)

    # -- reading

    def _read_ready(self):
        if not self._conn_lost:
            self._read_ready_cb()

    def _received(self, receive, *args):
        """What the socket has; None: nothing, or the end."""
        try:
            return receive(*args)
        except (BlockingIOError, InterruptedError):
            return None
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as error:
            self._fatal_error(error, 'Fatal read error on socket transport')
            return None

    def _read_data(self):
        data = self._received(self._sock.recv, _MAX_SIZE)
        if data is None:
            return
        if not data:
            self._read_eof()
            return
        self._guarded('Fatal error: protocol.data_received() call failed.',
                      self._protocol.data_received, data)

    def _read_into_buffer(self):
        try:
            buffer = self._protocol.get_buffer(-1)
            if not len(buffer):
                raise RuntimeError('get_buffer() returned an empty buffer')
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as error:
            self._fatal_error(error, 'Fatal error: protocol.get_buffer() '
                                     'call failed.')
            return
        size = self._received(self._sock.recv_into, buffer)
        if size is None:
            return
        if not size:
            self._read_eof()
            return
        self._guarded('Fatal error: protocol.buffer_updated() call failed.',
                      self._protocol.buffer_updated, size)

    def _read_eof(self):
        if self._loop.get_debug():
            logger.debug('%r received EOF', self)
        try:
            stays_open = self._protocol.eof_received()
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as error:
            self._fatal_error(error, 'Fatal error: protocol.eof_received() '
                                     'call failed.')
            return
        if stays_open:
            self._loop._remove_reader(self._sock_fd)
        else:
            self.close()

    # -- writing

    def write(self, data):
        if not isinstance(data, (bytes, bytearray, memoryview)):
            raise TypeError('data argument must be a bytes-like object, not '
                            f'{type(data).__name__!r}')
        if self._eof:
            raise RuntimeError('Cannot call write() after write_eof()')
        if not data:
            return
        if self._conn_lost:
            if self._conn_lost >= \
                    constants.LOG_THRESHOLD_FOR_CONNLOST_WRITES:
                logger.warning('socket.send() raised exception.')
            self._conn_lost += 1
            return
        if not self._buffer:
            try:
                sent = self._sock.send(data)
            except (BlockingIOError, InterruptedError):
                sent = 0
            except (SystemExit, KeyboardInterrupt):
                raise
            except BaseException as error:
                self._fatal_error(error, 'Fatal write error on socket '
                                         'transport')
                return
            data = data[sent:]
            if not data:
                return
            self._loop._add_writer(self._sock_fd, self._write_ready)
        self._buffer.extend(data)
        self._maybe_pause_protocol()

    def _write_ready(self):
        if self._conn_lost:
            return
        try:
            sent = self._sock.send(self._buffer)
            del self._buffer[:sent]
        except (BlockingIOError, InterruptedError):
            return
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as error:
            self._loop._remove_writer(self._sock_fd)
            self._buffer.clear()
            self._fatal_error(error, 'Fatal write error on socket transport')
            return
        self._maybe_resume_protocol()
        if not self._buffer:
            self._loop._remove_writer(self._sock_fd)
            if self._closing:
                self._call_connection_lost(None)
            elif self._eof:
                self._sock.shutdown(socket.SHUT_WR)

    def write_eof(self):
        if self._closing or self._eof:
            return
        self._eof = True
        if not self._buffer:
            self._sock.shutdown(socket.SHUT_WR)

    def can_write_eof(self):
        return True


class _SelectorDatagramTransport(_SelectorTransport,
                                 transports.DatagramTransport):
    """For datagrams."""

    _buffer_factory = collections.deque

    def __init__(self, loop, sock, protocol, address=None, waiter=None,
                 extra=None):
        super().__init__(loop, sock, protocol, extra)
        self._address = address
        loop.call_soon(protocol.connection_made, self)
        loop.call_soon(self._add_reader, self._sock_fd, self._read_ready)
        if waiter is not None:
            loop.call_soon(futures._set_result_unless_cancelled, waiter, None)

    def get_write_buffer_size(self):
        return sum(len(data) for data, _ in self._buffer)

    def _read_ready(self):
        if self._conn_lost:
            return
        try:
            data, addr = self._sock.recvfrom(_MAX_SIZE)
        except (BlockingIOError, InterruptedError):
            pass
        except OSError as error:
            self._protocol.error_received(error)
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as error:
            self._fatal_error(error, 'Fatal read error on datagram transport')
        else:
            self._protocol.datagram_received(data, addr)

    def _send(self, data, addr):
        if self._extra['peername']:
            self._sock.send(data)
        else:
            self._sock.sendto(data, addr)

    def sendto(self, data, addr=None):
        if not isinstance(data, (bytes, bytearray, memoryview)):
            raise TypeError('data argument must be a bytes-like object, not '
                            f'{type(data).__name__!r}')
        if not data:
            return
        if self._address:
            if addr not in (None, self._address):
                raise ValueError('Invalid address: must be None or '
                                 f'{self._address}')
            addr = self._address
        if self._conn_lost and self._address:
            if self._conn_lost >= \
                    constants.LOG_THRESHOLD_FOR_CONNLOST_WRITES:
                logger.warning('socket.send() raised exception.')
            self._conn_lost += 1
            return
        if not self._buffer:
            try:
                self._send(data, addr)
                return
            except (BlockingIOError, InterruptedError):
                self._loop._add_writer(self._sock_fd, self._sendto_ready)
            except OSError as error:
                self._protocol.error_received(error)
                return
            except (SystemExit, KeyboardInterrupt):
                raise
            except BaseException as error:
                self._fatal_error(error, 'Fatal write error on datagram '
                                         'transport')
                return
        self._buffer.append((bytes(data), addr))
        self._maybe_pause_protocol()

    def _sendto_ready(self):
        while self._buffer:
            data, addr = self._buffer.popleft()
            try:
                self._send(data, addr)
            except (BlockingIOError, InterruptedError):
                self._buffer.appendleft((data, addr))
                break
            except OSError as error:
                self._protocol.error_received(error)
                return
            except (SystemExit, KeyboardInterrupt):
                raise
            except BaseException as error:
                self._fatal_error(error, 'Fatal write error on datagram '
                                         'transport')
                return
        self._maybe_resume_protocol()
        if not self._buffer:
            self._loop._remove_writer(self._sock_fd)
            if self._closing:
                self._call_connection_lost(None)
