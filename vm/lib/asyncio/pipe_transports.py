# SPDX-License-Identifier: MIT
# Transports over the ends of pipes.

import os
import stat

from . import constants, futures, transports
from .log import logger

_CHUNK = 256 * 1024         # how much is read at once
_SUITABLE = (stat.S_ISFIFO, stat.S_ISSOCK, stat.S_ISCHR)
_NOT_NOW = BlockingIOError, InterruptedError


def _unblocked(pipe):
    """The descriptor of a pipe that can be watched, made non-blocking."""
    descriptor = pipe.fileno()
    mode = os.fstat(descriptor).st_mode
    if not any(is_it(mode) for is_it in _SUITABLE):
        raise ValueError('Pipe transport is for pipes/sockets only.')
    os.set_blocking(descriptor, False)
    return descriptor


class _PipeEnd:
    """What both ends have in common.  An end has _unwatch(), after which the
    loop knows nothing of it."""

    def _attach(self, loop, pipe, protocol):
        self._descriptor = _unblocked(pipe)
        self._extra['pipe'] = pipe
        self._loop, self._pipe, self._protocol = loop, pipe, protocol
        self._closing = False       # no more data
        self._over = False          # the protocol is told, or will be
        loop.call_soon(protocol.connection_made, self)

    def _announce(self, waiter):
        if waiter is not None:
            self._loop.call_soon(futures._set_result_unless_cancelled,
                                 waiter, None)

    def set_protocol(self, protocol):
        self._protocol = protocol

    def get_protocol(self):
        return self._protocol

    def is_closing(self):
        return self._closing

    def _finish(self, error=None):
        """The end of it, once the loop comes to it."""
        self._closing = True
        if not self._over:
            self._over = True
            self._unwatch()
            self._loop.call_soon(self._release, error)

    def _release(self, error):
        try:
            self._protocol.connection_lost(error)
        finally:
            self._pipe.close()
            self._pipe = self._protocol = self._loop = None

    def _fail(self, error, message):
        # All that comes here is the system's; the protocol gets it.
        if self._loop.get_debug():
            logger.debug('%s: %r', message, self, exc_info=True)
        self._finish(error)


class _UnixReadPipeTransport(_PipeEnd, transports.ReadTransport):
    def __init__(self, loop, pipe, protocol, waiter=None, extra=None):
        super().__init__(extra)
        self._held = False          # by pause_reading()
        self._attach(loop, pipe, protocol)
        loop.call_soon(self._watch)
        self._announce(waiter)

    def _watch(self):
        if self.is_reading():
            self._loop._add_reader(self._descriptor, self._receive)

    def _unwatch(self):
        self._loop._remove_reader(self._descriptor)

    def _receive(self):
        try:
            data = os.read(self._descriptor, _CHUNK)
        except _NOT_NOW:
            pass
        except OSError as error:
            self._fail(error, 'cannot read from a pipe')
        else:
            if data:
                self._protocol.data_received(data)
            else:
                self._loop.call_soon(self._protocol.eof_received)
                self._finish()

    def is_reading(self):
        return not (self._held or self._closing)

    def pause_reading(self):
        if self.is_reading():
            self._held = True
            self._unwatch()

    def resume_reading(self):
        if self._held:
            self._held = False
            self._watch()

    def close(self):
        self._finish()


class _UnixWritePipeTransport(_PipeEnd, transports._FlowControlMixin,
                              transports.WriteTransport):
    """The loop watches it only while something is left to be written."""

    def __init__(self, loop, pipe, protocol, waiter=None, extra=None):
        super().__init__(extra, loop)
        self._unsent = bytearray()
        self._watched = False
        self._dropped = 0           # writes that came too late
        self._attach(loop, pipe, protocol)
        self._announce(waiter)

    def _watch(self):
        self._watched = True
        self._loop._add_writer(self._descriptor, self._writable)

    def _unwatch(self):
        if self._watched:
            self._watched = False
            self._loop._remove_writer(self._descriptor)

    def get_write_buffer_size(self):
        return len(self._unsent)

    def write(self, data):
        assert isinstance(data, (bytes, bytearray, memoryview)), repr(data)
        if not data:
            return
        if self._closing:
            self._drop()
            return
        self._unsent += data
        if not self._watched:
            self._send()
            if not self._unsent:
                return
            self._watch()
        self._maybe_pause_protocol()

    def _drop(self):
        if self._dropped >= constants.LOG_THRESHOLD_FOR_CONNLOST_WRITES:
            logger.warning('data written to a closed pipe is lost: %r', self)
        self._dropped += 1

    def _send(self):
        """Writes what the pipe takes; after an error nothing is left."""
        try:
            del self._unsent[:os.write(self._descriptor, self._unsent)]
        except _NOT_NOW:
            pass
        except OSError as error:
            self._unsent.clear()
            self._dropped += 1
            self._fail(error, 'cannot write to a pipe')

    def _writable(self):
        self._send()
        if self._unsent or self._over:
            return
        self._unwatch()
        self._maybe_resume_protocol()
        if self._closing:
            self._finish()

    def can_write_eof(self):
        return True

    def write_eof(self):
        """Closes it, after what is still to be written."""
        self._closing = True
        if not self._unsent:
            self._finish()

    def close(self):
        self.write_eof()

    def abort(self):
        self._unsent.clear()
        self._finish()
