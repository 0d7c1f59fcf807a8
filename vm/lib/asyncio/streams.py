# SPDX-License-Identifier: MIT
# Streams: connections to be read and written with await.  Both sides wait
# through _Sleepers; what to read is measured first, then taken.

import sys
import warnings

from . import coroutines, events, exceptions, protocols
from .log import logger
from .tasks import sleep

__all__ = ['StreamReader', 'StreamWriter', 'StreamReaderProtocol',
           'open_connection', 'start_server', 'open_unix_connection',
           'start_unix_server']

_DEFAULT_LIMIT = 1 << 16


# -- connections and servers

def _given_loop(loop):
    """For the functions below: a loop given is one too many."""
    if loop is not None:
        warnings.warn('The loop argument is deprecated since Python 3.8, '
                      'and scheduled for removal in Python 3.10.',
                      DeprecationWarning, stacklevel=3)
    return _some_loop(loop)


def _some_loop(loop):
    return loop if loop is not None else events.get_event_loop()


def _protocols(loop, limit, callback):
    """What makes a protocol, with a reader, for each of a server's clients."""
    def make():
        return StreamReaderProtocol(StreamReader(limit, loop), callback, loop)

    return make


async def _pair(connect, *where, loop, limit, **kwds):
    """(reader, writer) of what connect(), a method of the loop's, makes."""
    reader = StreamReader(limit, loop)
    protocol = StreamReaderProtocol(reader, loop=loop)
    transport, _ = await connect(lambda: protocol, *where, **kwds)
    return reader, StreamWriter(transport, protocol, reader, loop)


async def open_connection(host=None, port=None, *, loop=None,
                          limit=_DEFAULT_LIMIT, **kwds):
    """(reader, writer) for a connection to host and port."""
    loop = _given_loop(loop)
    return await _pair(loop.create_connection, host, port,
                       loop=loop, limit=limit, **kwds)


async def open_unix_connection(path=None, *, loop=None, limit=_DEFAULT_LIMIT,
                               **kwds):
    """open_connection() for a UNIX socket."""
    loop = _given_loop(loop)
    return await _pair(loop.create_unix_connection, path,
                       loop=loop, limit=limit, **kwds)


async def start_server(client_connected_cb, host=None, port=None, *,
                       loop=None, limit=_DEFAULT_LIMIT, **kwds):
    """A server that calls client_connected_cb(reader, writer) for each
    client; a coroutine function's result becomes a task."""
    loop = _given_loop(loop)
    return await loop.create_server(
        _protocols(loop, limit, client_connected_cb), host, port, **kwds)


async def start_unix_server(client_connected_cb, path=None, *, loop=None,
                            limit=_DEFAULT_LIMIT, **kwds):
    """start_server() for a UNIX socket."""
    loop = _given_loop(loop)
    return await loop.create_unix_server(
        _protocols(loop, limit, client_connected_cb), path, **kwds)


# -- waiting

def _settle(future, error):
    if future.done():
        return
    if error is None:
        future.set_result(None)
    else:
        future.set_exception(error)


class _Sleepers:
    """Coroutines that wait for the same thing."""

    def __init__(self, loop):
        self._loop = loop
        self.futures = []

    def wake(self, error=None):
        futures, self.futures = self.futures, []
        for future in futures:
            _settle(future, error)

    async def wait(self):
        future = self._loop.create_future()
        self.futures.append(future)
        try:
            await future
        finally:
            if future in self.futures:      # cancelled, not woken
                self.futures.remove(future)


# -- protocols

class FlowControlMixin(protocols.Protocol):
    """drain() for who writes: it waits while the transport's buffer is full.

    A writer calls its protocol's _drain_helper() and _get_close_waiter()."""

    def __init__(self, loop=None):
        self._loop = _some_loop(loop)
        self._full = False
        self._lost = False
        self._drains = _Sleepers(self._loop)

    def _now_full(self, full):
        assert self._full is not full, 'it is so already'
        self._full = full
        if self._loop.get_debug():
            what = 'stops' if full else 'goes on'
            logger.debug('%r: writing %s', self, what)

    def pause_writing(self):
        self._now_full(True)

    def resume_writing(self):
        self._now_full(False)
        self._drains.wake()

    def connection_lost(self, exc):
        self._lost = True
        self._drains.wake(exc)

    async def _drain_helper(self):
        if self._lost:
            raise ConnectionResetError('Connection lost')
        if self._full:
            await self._drains.wait()

    def _get_close_waiter(self, stream):
        raise NotImplementedError


class StreamReaderProtocol(FlowControlMixin, protocols.Protocol):
    """A protocol that feeds a StreamReader."""

    def __init__(self, stream_reader, client_connected_cb=None, loop=None):
        super().__init__(loop)
        self._stream_reader = stream_reader
        self._callback = client_connected_cb
        self._serving = None        # the callback's writer and task
        self._over_ssl = False
        self._end = self._loop.create_future()

    def connection_made(self, transport):
        self._over_ssl = bool(transport.get_extra_info('sslcontext'))
        if self._stream_reader is not None:
            self._stream_reader.set_transport(transport)
        if self._callback is not None:
            self._serve(transport)

    def _serve(self, transport):
        reader = self._stream_reader
        writer = StreamWriter(transport, self, reader, self._loop)
        task = self._callback(reader, writer)
        if coroutines.iscoroutine(task):
            task = self._loop.create_task(task)
            if sys.version_info >= (3, 12):
                task.add_done_callback(
                    lambda task: self._served(task, transport))
        self._serving = writer, task

    def _served(self, task, transport):
        error = None if task.cancelled() else task.exception()
        if error is not None:
            self._loop.call_exception_handler(dict(
                message='Unhandled exception in client_connected_cb',
                exception=error, transport=transport))
        if error is not None or task.cancelled():
            transport.close()

    def data_received(self, data):
        if self._stream_reader is not None:
            self._stream_reader.feed_data(data)

    def eof_received(self):
        if self._stream_reader is not None:
            self._stream_reader.feed_eof()
        return not self._over_ssl       # TLS cannot be closed by halves

    def connection_lost(self, exc):
        reader, self._stream_reader = self._stream_reader, None
        if reader is not None:
            if exc is None:
                reader.feed_eof()
            else:
                reader.set_exception(exc)
        _settle(self._end, exc)
        if not self._end.cancelled():
            self._end.exception()       # nobody need wait for it
        super().connection_lost(exc)
        self._serving = None

    def _get_close_waiter(self, stream):
        return self._end


# -- the two sides

class StreamWriter:
    """The writing side of a connection."""

    def __init__(self, transport, protocol, reader, loop):
        assert isinstance(reader, (StreamReader, type(None))), reader
        self._reader, self._loop = reader, loop
        self._transport, self._protocol = transport, protocol

    def __repr__(self):
        reader = '' if self._reader is None else f' reader={self._reader!r}'
        return f'<{type(self).__name__} transport={self._transport!r}{reader}>'

    @property
    def transport(self):
        return self._transport

    def get_extra_info(self, name, default=None):
        return self._transport.get_extra_info(name, default)

    def write(self, data):
        self._transport.write(data)

    def writelines(self, data):
        self._transport.writelines(data)

    def can_write_eof(self):
        return self._transport.can_write_eof()

    def write_eof(self):
        return self._transport.write_eof()

    async def drain(self):
        """Until there is room for more."""
        if self._reader is not None:
            self._reader._check()
        if self._transport.is_closing():
            await sleep(0)      # connection_lost() may be in the next turn
        await self._protocol._drain_helper()

    def is_closing(self):
        return self._transport.is_closing()

    def close(self):
        return self._transport.close()

    async def wait_closed(self):
        """Until the connection is over."""
        await self._protocol._get_close_waiter(self)


class _Seeker:
    """Looks for separators in a reader's buffer, each byte once."""

    def __init__(self, reader, separators):
        sizes = [len(separator) for separator in separators]
        if not sizes or not min(sizes):
            raise ValueError('Separator should be at least one-byte string')
        self._source = reader
        self._separators = separators
        self._overlap = max(sizes) - 1
        self._start = 0

    def size(self):
        """Of all up to a separator, and that; None if there is none."""
        found = list(self._places())
        if found:
            end, begin = min(found)
            self._limit(begin, 'Separator is found, but chunk is longer than '
                               'limit')
            return end
        self._start = max(len(self._source._buffer) - self._overlap, 0)
        self._limit(self._start, 'Separator is not found, and chunk exceed '
                                 'the limit')
        return None

    def _places(self):
        for separator in self._separators:
            begin = self._source._buffer.find(separator, self._start)
            if begin >= 0:
                yield begin + len(separator), begin

    def _limit(self, size, message):
        if size > self._source._limit:
            raise exceptions.LimitOverrunError(message, size)


class StreamReader:
    """The reading side of a connection."""

    def __init__(self, limit=_DEFAULT_LIMIT, loop=None):
        if limit <= 0:
            raise ValueError('Limit cannot be <= 0')
        self._loop = _some_loop(loop)
        self._limit = limit
        self._buffer = bytearray()
        self._fed = _Sleepers(self._loop)       # one at most
        self._transport = self._error = None
        self._ended = self._held = False        # held: the transport pauses

    def __repr__(self):
        return f"<{' '.join(['StreamReader', *self._state()])}>"

    def _state(self):
        if self._buffer:
            yield f'{len(self._buffer)} bytes'
        if self._ended:
            yield 'eof'
        if self._limit != _DEFAULT_LIMIT:
            yield f'limit={self._limit}'
        for future in self._fed.futures:
            yield f'waiter={future!r}'
        if self._error is not None:
            yield f'exception={self._error!r}'
        if self._transport is not None:
            yield f'transport={self._transport!r}'
        if self._held:
            yield 'paused'

    # -- fed by the protocol

    def set_transport(self, transport):
        assert self._transport is None, 'it has a transport'
        self._transport = transport

    def exception(self):
        return self._error

    def set_exception(self, exc):
        self._error = exc
        self._fed.wake(exc)

    def feed_eof(self):
        self._ended = True
        self._fed.wake()

    def at_eof(self):
        """No more will come, and all is read."""
        return self._ended and not self._buffer

    def feed_data(self, data):
        assert not self._ended, 'data after the end'
        if data:
            self._buffer += data
            self._fed.wake()
            if len(self._buffer) > 2 * self._limit:
                self._hold()

    def _hold(self):
        if self._held or self._transport is None:
            return
        try:
            self._transport.pause_reading()
            self._held = True
        except NotImplementedError:
            self._transport = None      # never to be asked again

    def _let_go(self):
        if self._held:
            self._held = False
            self._transport.resume_reading()

    # -- read by the program

    def _check(self):
        if self._error is not None:
            raise self._error

    async def _more(self, caller):
        if self._fed.futures:
            raise RuntimeError(f'{caller}() called while another coroutine '
                               'is already waiting for incoming data')
        self._let_go()
        await self._fed.wait()

    def _take(self, size):
        data = bytes(self._buffer[:size])
        self._drop(size)
        return data

    def _drop(self, size):
        del self._buffer[:size]
        if len(self._buffer) <= self._limit:
            self._let_go()

    async def _measured(self, caller, measure, wanted):
        """As many bytes as measure() says, once it does not say None."""
        size = measure()
        while size is None:
            if self._ended:
                rest = self._take(len(self._buffer))
                raise exceptions.IncompleteReadError(rest, wanted)
            await self._more(caller)
            size = measure()
        return self._take(size)

    async def read(self, n=-1):
        """At most n bytes, as soon as there are any; all when n is < 0."""
        self._check()
        if n < 0:
            return await self._read_all()
        if n and not self._buffer and not self._ended:
            await self._more('read')
        return self._take(n) if n else b''

    async def _read_all(self):
        parts = [await self.read(self._limit)]
        while parts[-1]:
            parts.append(await self.read(self._limit))
        return b''.join(parts)

    async def readexactly(self, n):
        """n bytes, or IncompleteReadError."""
        if n < 0:
            raise ValueError('readexactly size can not be less than zero')
        self._check()
        if n == 0:
            return b''
        return await self._measured(
            'readexactly', lambda: n if len(self._buffer) >= n else None, n)

    async def readuntil(self, separator=b'\n'):
        """All up to a separator, and that."""
        if not isinstance(separator, tuple):
            separator = separator,
        seeker = _Seeker(self, separator)
        self._check()
        return await self._measured('readuntil', seeker.size, None)

    async def readline(self):
        """A line, or what is left at the end."""
        try:
            return await self.readuntil(b'\n')
        except exceptions.IncompleteReadError as end:
            return end.partial
        except exceptions.LimitOverrunError as overrun:
            # The line is lost: with its end, or as far as it has come.
            size = overrun.consumed
            ended = self._buffer.startswith(b'\n', size)
            self._drop(size + 1 if ended else len(self._buffer))
            raise ValueError(overrun.args[0])

    def __aiter__(self):
        return self

    async def __anext__(self):
        line = await self.readline()
        if not line:
            raise StopAsyncIteration
        return line
