# SPDX-License-Identifier: MIT
# Streams: connections to be read and written with await.

import sys
import warnings

from . import coroutines, events, exceptions, protocols
from .log import logger
from .tasks import sleep

__all__ = ['StreamReader', 'StreamWriter', 'StreamReaderProtocol',
           'open_connection', 'start_server', 'open_unix_connection',
           'start_unix_server']

_DEFAULT_LIMIT = 64 * 1024


def _loop_of(loop):
    if loop is None:
        return events.get_event_loop()
    warnings.warn('The loop argument is deprecated since Python 3.8, and '
                  'scheduled for removal in Python 3.10.',
                  DeprecationWarning, stacklevel=3)
    return loop


def _streams_over(loop, limit):
    reader = StreamReader(limit=limit, loop=loop)
    return reader, StreamReaderProtocol(reader, loop=loop)


async def open_connection(host=None, port=None, *, loop=None,
                          limit=_DEFAULT_LIMIT, **kwds):
    """(reader, writer) for a connection to host and port."""
    loop = _loop_of(loop)
    reader, protocol = _streams_over(loop, limit)
    transport, _ = await loop.create_connection(lambda: protocol, host, port,
                                                **kwds)
    return reader, StreamWriter(transport, protocol, reader, loop)


async def start_server(client_connected_cb, host=None, port=None, *,
                       loop=None, limit=_DEFAULT_LIMIT, **kwds):
    """A server that calls client_connected_cb(reader, writer) for each
    client; a coroutine function's result becomes a task."""
    loop = _loop_of(loop)

    def factory():
        reader = StreamReader(limit=limit, loop=loop)
        return StreamReaderProtocol(reader, client_connected_cb, loop=loop)

    return await loop.create_server(factory, host, port, **kwds)


async def open_unix_connection(path=None, *, loop=None, limit=_DEFAULT_LIMIT,
                               **kwds):
    """open_connection() for a UNIX socket."""
    loop = _loop_of(loop)
    reader, protocol = _streams_over(loop, limit)
    transport, _ = await loop.create_unix_connection(lambda: protocol, path,
                                                     **kwds)
    return reader, StreamWriter(transport, protocol, reader, loop)


async def start_unix_server(client_connected_cb, path=None, *, loop=None,
                            limit=_DEFAULT_LIMIT, **kwds):
    """start_server() for a UNIX socket."""
    loop = _loop_of(loop)

    def factory():
        reader = StreamReader(limit=limit, loop=loop)
        return StreamReaderProtocol(reader, client_connected_cb, loop=loop)

    return await loop.create_unix_server(factory, path, **kwds)


class FlowControlMixin(protocols.Protocol):
    """drain() for who writes: it waits while the transport's buffer is full."""

    def __init__(self, loop=None):
        self._loop = events.get_event_loop() if loop is None else loop
        self._paused = False
        self._drain_waiters = []
        self._connection_lost = False

    def pause_writing(self):
        assert not self._paused
        self._paused = True
        if self._loop.get_debug():
            logger.debug('%r pauses writing', self)

    def resume_writing(self):
        assert self._paused
        self._paused = False
        if self._loop.get_debug():
            logger.debug('%r resumes writing', self)
        for waiter in self._drain_waiters:
            if not waiter.done():
                waiter.set_result(None)

    def connection_lost(self, exc):
        self._connection_lost = True
        if not self._paused:
            return
        for waiter in self._drain_waiters:
            if waiter.done():
                continue
            if exc is None:
                waiter.set_result(None)
            else:
                waiter.set_exception(exc)

    async def _drain_helper(self):
        if self._connection_lost:
            raise ConnectionResetError('Connection lost')
        if not self._paused:
            return
        waiter = self._loop.create_future()
        self._drain_waiters.append(waiter)
        try:
            await waiter
        finally:
            self._drain_waiters.remove(waiter)

    def _get_close_waiter(self, stream):
        raise NotImplementedError


class StreamReaderProtocol(FlowControlMixin, protocols.Protocol):
    """A protocol that feeds a StreamReader."""

    def __init__(self, stream_reader, client_connected_cb=None, loop=None):
        super().__init__(loop=loop)
        self._stream_reader = stream_reader
        self._stream_writer = None
        self._transport = None
        self._task = None
        self._client_connected_cb = client_connected_cb
        self._over_ssl = False
        self._closed = self._loop.create_future()

    def connection_made(self, transport):
        self._transport = transport
        reader = self._stream_reader
        if reader is not None:
            reader.set_transport(transport)
        self._over_ssl = transport.get_extra_info('sslcontext') is not None
        callback = self._client_connected_cb
        if callback is None:
            return
        self._stream_writer = StreamWriter(transport, self, reader,
                                           self._loop)
        result = callback(reader, self._stream_writer)
        if coroutines.iscoroutine(result):
            self._task = self._loop.create_task(result)
            if sys.version_info >= (3, 12):
                self._task.add_done_callback(self._client_ended)

    def _client_ended(self, task):
        if task.cancelled():
            self._transport.close()
            return
        error = task.exception()
        if error is not None:
            self._loop.call_exception_handler({
                'message': 'Unhandled exception in client_connected_cb',
                'exception': error, 'transport': self._transport})
            self._transport.close()

    def connection_lost(self, exc):
        reader = self._stream_reader
        if reader is not None:
            if exc is None:
                reader.feed_eof()
            else:
                reader.set_exception(exc)
        if not self._closed.done():
            if exc is None:
                self._closed.set_result(None)
            else:
                self._closed.set_exception(exc)
                self._closed.exception()    # nobody need wait for it
        super().connection_lost(exc)
        self._stream_reader = self._stream_writer = None
        self._task = self._transport = None

    def data_received(self, data):
        if self._stream_reader is not None:
            self._stream_reader.feed_data(data)

    def eof_received(self):
        if self._stream_reader is not None:
            self._stream_reader.feed_eof()
        return not self._over_ssl

    def _get_close_waiter(self, stream):
        return self._closed


class StreamWriter:
    """The writing side of a connection."""

    def __init__(self, transport, protocol, reader, loop):
        self._transport = transport
        self._protocol = protocol
        assert reader is None or isinstance(reader, StreamReader)
        self._reader = reader
        self._loop = loop
        self._complete_fut = loop.create_future()
        self._complete_fut.set_result(None)

    def __repr__(self):
        info = [type(self).__name__, f'transport={self._transport!r}']
        if self._reader is not None:
            info.append(f'reader={self._reader!r}')
        return f"<{' '.join(info)}>"

    @property
    def transport(self):
        return self._transport

    def write(self, data):
        self._transport.write(data)

    def writelines(self, data):
        self._transport.writelines(data)

    def write_eof(self):
        return self._transport.write_eof()

    def can_write_eof(self):
        return self._transport.can_write_eof()

    def close(self):
        return self._transport.close()

    def is_closing(self):
        return self._transport.is_closing()

    async def wait_closed(self):
        """Until the connection is over."""
        await self._protocol._get_close_waiter(self)

    def get_extra_info(self, name, default=None):
        return self._transport.get_extra_info(name, default)

    async def drain(self):
        """Until there is room for more."""
        if self._reader is not None:
            error = self._reader.exception()
            if error is not None:
                raise error
        if self._transport.is_closing():
            # connection_lost() may be called in the next turn.
            await sleep(0)
        await self._protocol._drain_helper()


class StreamReader:
    """The reading side of a connection."""

    def __init__(self, limit=_DEFAULT_LIMIT, loop=None):
        if limit <= 0:
            raise ValueError('Limit cannot be <= 0')
        self._limit = limit
        self._loop = events.get_event_loop() if loop is None else loop
        self._buffer = bytearray()
        self._eof = False
        self._waiter = None
        self._exception = None
        self._transport = None
        self._paused = False

    def __repr__(self):
        info = ['StreamReader']
        if self._buffer:
            info.append(f'{len(self._buffer)} bytes')
        if self._eof:
            info.append('eof')
        if self._limit != _DEFAULT_LIMIT:
            info.append(f'limit={self._limit}')
        if self._waiter:
            info.append(f'waiter={self._waiter!r}')
        if self._exception:
            info.append(f'exception={self._exception!r}')
        if self._transport:
            info.append(f'transport={self._transport!r}')
        if self._paused:
            info.append('paused')
        return f"<{' '.join(info)}>"

    # -- fed by the protocol

    def exception(self):
        return self._exception

    def set_exception(self, exc):
        self._exception = exc
        waiter, self._waiter = self._waiter, None
        if waiter is not None and not waiter.cancelled():
            waiter.set_exception(exc)

    def set_transport(self, transport):
        assert self._transport is None, 'Transport already set'
        self._transport = transport

    def _wakeup_waiter(self):
        waiter, self._waiter = self._waiter, None
        if waiter is not None and not waiter.cancelled():
            waiter.set_result(None)

    def feed_eof(self):
        self._eof = True
        self._wakeup_waiter()

    def at_eof(self):
        """No more will come, and all is read."""
        return self._eof and not self._buffer

    def feed_data(self, data):
        assert not self._eof, 'feed_data after feed_eof'
        if not data:
            return
        self._buffer.extend(data)
        self._wakeup_waiter()
        if self._transport is not None and not self._paused and \
                len(self._buffer) > 2 * self._limit:
            try:
                self._transport.pause_reading()
            except NotImplementedError:
                self._transport = None      # it cannot pause
            else:
                self._paused = True

    def _maybe_resume_transport(self):
        if self._paused and len(self._buffer) <= self._limit:
            self._paused = False
            self._transport.resume_reading()

    # -- read by the program

    async def _wait_for_data(self, func_name):
        if self._waiter is not None:
            raise RuntimeError(f'{func_name}() called while another coroutine '
                               'is already waiting for incoming data')
        assert not self._eof, '_wait_for_data after EOF'
        if self._paused:
            self._paused = False
            self._transport.resume_reading()
        self._waiter = self._loop.create_future()
        try:
            await self._waiter
        finally:
            self._waiter = None

    def _take(self, size):
        data = bytes(self._buffer[:size])
        del self._buffer[:size]
        self._maybe_resume_transport()
        return data

    async def readline(self):
        """A line, or what is left at the end."""
        try:
            return await self.readuntil(b'\n')
        except exceptions.IncompleteReadError as error:
            return error.partial
        except exceptions.LimitOverrunError as error:
            if self._buffer.startswith(b'\n', error.consumed):
                del self._buffer[:error.consumed + 1]
            else:
                self._buffer.clear()
            self._maybe_resume_transport()
            raise ValueError(error.args[0])

    async def readuntil(self, separator=b'\n'):
        """All up to a separator, and that."""
        separators = separator if isinstance(separator, tuple) \
            else (separator,)
        shortest = min(map(len, separators), default=0)
        longest = max(map(len, separators), default=0)
        if not shortest:
            raise ValueError('Separator should be at least one-byte string')
        if self._exception is not None:
            raise self._exception
        searched = 0
        while True:
            place = self._find(separators, searched)
            if place is not None:
                break
            searched = max(len(self._buffer) + 1 - longest, 0)
            if searched > self._limit:
                raise exceptions.LimitOverrunError(
                    'Separator is not found, and chunk exceed the limit',
                    searched)
            if self._eof:
                data = bytes(self._buffer)
                self._buffer.clear()
                raise exceptions.IncompleteReadError(data, None)
            await self._wait_for_data('readuntil')
        begin, end = place
        if begin > self._limit:
            raise exceptions.LimitOverrunError(
                'Separator is found, but chunk is longer than limit', begin)
        return self._take(end)

    def _find(self, separators, start):
        """(begin, end) of the separator that ends first."""
        best = None
        for separator in separators:
            at = self._buffer.find(separator, start)
            if at >= 0 and (best is None or at + len(separator) < best[1]):
                best = at, at + len(separator)
        return best

    async def read(self, n=-1):
        """At most n bytes, as soon as there are any; all when n is < 0."""
        if self._exception is not None:
            raise self._exception
        if n == 0:
            return b''
        if n < 0:
            parts = []
            while True:
                part = await self.read(self._limit)
                if not part:
                    return b''.join(parts)
                parts.append(part)
        if not self._buffer and not self._eof:
            await self._wait_for_data('read')
        return self._take(n)

    async def readexactly(self, n):
        """n bytes, or IncompleteReadError."""
        if n < 0:
            raise ValueError('readexactly size can not be less than zero')
        if self._exception is not None:
            raise self._exception
        if n == 0:
            return b''
        while len(self._buffer) < n:
            if self._eof:
                partial = bytes(self._buffer)
                self._buffer.clear()
                raise exceptions.IncompleteReadError(partial, n)
            await self._wait_for_data('readexactly')
        return self._take(n)

    def __aiter__(self):
        return self

    async def __anext__(self):
        line = await self.readline()
        if line == b'':
            raise StopAsyncIteration
        return line
