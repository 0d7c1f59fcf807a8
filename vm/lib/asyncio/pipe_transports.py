# SPDX-License-Identifier: MIT
# Transports over the ends of pipes.

import os
import stat

from . import constants, futures, transports
from .log import logger

_MAX_SIZE = 256 * 1024


def _check_pipe(transport, pipe):
    mode = os.fstat(pipe.fileno()).st_mode
    if not (stat.S_ISFIFO(mode) or stat.S_ISSOCK(mode) or stat.S_ISCHR(mode)):
        transport._pipe = transport._fileno = transport._protocol = None
        raise ValueError('Pipe transport is for pipes/sockets only.')


class _PipeTransport:
    """What both ends have in common."""

    def _open(self, loop, pipe, protocol, waiter):
        self._extra['pipe'] = pipe
        self._loop = loop
        self._pipe = pipe
        self._fileno = pipe.fileno()
        self._protocol = protocol
        self._closing = False
        _check_pipe(self, pipe)
        os.set_blocking(self._fileno, False)
        loop.call_soon(protocol.connection_made, self)
        self._watch()
        if waiter is not None:
            loop.call_soon(futures._set_result_unless_cancelled, waiter, None)

    def set_protocol(self, protocol):
        self._protocol = protocol

    def get_protocol(self):
        return self._protocol

    def is_closing(self):
        return self._closing

    def _fatal_error(self, error, message='Fatal error on pipe transport'):
        if isinstance(error, OSError):
            if self._loop.get_debug():
                logger.debug('%r: %s', self, message, exc_info=True)
        else:
            self._loop.call_exception_handler({
                'message': message, 'exception': error, 'transport': self,
                'protocol': self._protocol})
        self._close(error)

    def _call_connection_lost(self, error):
        try:
            self._protocol.connection_lost(error)
        finally:
            self._pipe.close()
            self._pipe = self._protocol = self._loop = None


class _UnixReadPipeTransport(_PipeTransport, transports.ReadTransport):
    def __init__(self, loop, pipe, protocol, waiter=None, extra=None):
        super().__init__(extra)
        self._paused = False
        self._open(loop, pipe, protocol, waiter)

    def _watch(self):
        self._loop.call_soon(self._loop._add_reader, self._fileno,
                             self._read_ready)

    def _read_ready(self):
        try:
            data = os.read(self._fileno, _MAX_SIZE)
        except (BlockingIOError, InterruptedError):
            return
        except OSError as error:
            self._fatal_error(error, 'Fatal read error on pipe transport')
            return
        if data:
            self._protocol.data_received(data)
            return
        self._closing = True
        self._loop._remove_reader(self._fileno)
        self._loop.call_soon(self._protocol.eof_received)
        self._loop.call_soon(self._call_connection_lost, None)

    def is_reading(self):
        return not self._paused and not self._closing

    def pause_reading(self):
        if self.is_reading():
            self._paused = True
            self._loop._remove_reader(self._fileno)

    def resume_reading(self):
        if self._paused and not self._closing:
            self._paused = False
            self._loop._add_reader(self._fileno, self._read_ready)

    def close(self):
        if not self._closing:
            self._close(None)

    def _close(self, error):
        self._closing = True
        self._loop._remove_reader(self._fileno)
        self._loop.call_soon(self._call_connection_lost, error)


class _UnixWritePipeTransport(_PipeTransport, transports._FlowControlMixin,
                              transports.WriteTransport):
    def __init__(self, loop, pipe, protocol, waiter=None, extra=None):
        super().__init__(extra, loop)
        self._buffer = bytearray()
        self._conn_lost = 0
        self._open(loop, pipe, protocol, waiter)

    def _watch(self):
        """Only while there is something to be written."""

    def get_write_buffer_size(self):
        return len(self._buffer)

    def write(self, data):
        assert isinstance(data, (bytes, bytearray, memoryview)), repr(data)
        if not data:
            return
        if self._conn_lost or self._closing:
            if self._conn_lost >= \
                    constants.LOG_THRESHOLD_FOR_CONNLOST_WRITES:
                logger.warning('pipe closed by peer or os.write(pipe, data) '
                               'raised exception.')
            self._conn_lost += 1
            return
        if not self._buffer:
            try:
                sent = os.write(self._fileno, data)
            except (BlockingIOError, InterruptedError):
                sent = 0
            except OSError as error:
                self._conn_lost += 1
                self._fatal_error(error, 'Fatal write error on pipe '
                                         'transport')
                return
            data = data[sent:]
            if not data:
                return
            self._loop._add_writer(self._fileno, self._write_ready)
        self._buffer += data
        self._maybe_pause_protocol()

    def _write_ready(self):
        try:
            sent = os.write(self._fileno, self._buffer)
        except (BlockingIOError, InterruptedError):
            return
        except OSError as error:
            self._buffer.clear()
            self._conn_lost += 1
            self._loop._remove_writer(self._fileno)
            self._fatal_error(error, 'Fatal write error on pipe transport')
            return
        del self._buffer[:sent]
        if not self._buffer:
            self._loop._remove_writer(self._fileno)
            self._maybe_resume_protocol()
            if self._closing:
                self._call_connection_lost(None)

    def can_write_eof(self):
        return True

    def write_eof(self):
        if not self._closing:
            self._closing = True
            if not self._buffer:
                self._loop.call_soon(self._call_connection_lost, None)

    def close(self):
        if self._pipe is not None and not self._closing:
            self.write_eof()

    def abort(self):
        self._close(None)

    def _close(self, error=None):
        self._closing = True
        if self._buffer:
            self._loop._remove_writer(self._fileno)
        self._buffer.clear()
        self._loop.call_soon(self._call_connection_lost, error)
