# SPDX-License-Identifier: MIT
# Server: sockets that listen, and the connections they have accepted.

import sys

import _io

from . import events, exceptions, tasks


class Server(events.AbstractServer):
    """What create_server() makes.

    It is over when it has been closed and has no connection left.
    """

    def __init__(self, loop, sockets, protocol_factory, ssl_context, backlog,
                 ssl_handshake_timeout, ssl_shutdown_timeout=None):
        for sock in sockets:
            _io.settled(sock)       # close() closes them
        self._loop = loop
        self._listeners = sockets   # None when it is closed
        self._backlog = backlog
        self._accepting = (protocol_factory, ssl_context,
                           ssl_handshake_timeout)
        self._listening = False
        self._connections = 0
        self._until_over = []
        self._forever = None        # what serve_forever() waits for

    def __repr__(self):
        return f'<{type(self).__name__} sockets={self.sockets!r}>'

    def get_loop(self):
        return self._loop

    def is_serving(self):
        return self._listening

    @property
    def sockets(self):
        from .trsock import TransportSocket
        return tuple(map(TransportSocket, self._listeners or ()))

    # -- for transports, which count themselves

    def _attach(self):
        assert not self._closed()
        self._connections += 1

    def _detach(self):
        assert self._connections
        self._connections -= 1
        self._tell_if_over()

    # -- its beginning

    def _start_serving(self):
        if not self._listening:
            self._listening = True
            for sock in self._listeners:
                self._listen(sock)

    def _listen(self, sock):
        factory, context, timeout = self._accepting
        sock.listen(self._backlog)
        self._loop._start_serving(factory, sock, context, self,
                                  self._backlog, timeout)

    async def start_serving(self):
        self._start_serving()
        await tasks.sleep(0)

    async def serve_forever(self):
        """Until it is cancelled or closed."""
        if self._forever is not None:
            raise RuntimeError(f'server {self!r} is already being awaited on '
                               'serve_forever()')
        if self._closed():
            raise RuntimeError(f'server {self!r} is closed')
        self._start_serving()
        self._forever = forever = self._loop.create_future()
        try:
            await forever
        except exceptions.CancelledError:
            self.close()
            await self.wait_closed()
            raise
        finally:
            self._forever = None

    # -- its end

    def _closed(self):
        return self._listeners is None

    def _over(self):
        return self._closed() and not self._connections

    def _tell_if_over(self):
        while self._over() and self._until_over:
            future = self._until_over.pop(0)
            if not future.done():
                future.set_result(None)

    def close(self):
        """Accept no more; connections go on."""
        if self._closed():
            return
        listeners, self._listeners = self._listeners, None
        for sock in listeners:
            self._loop._stop_serving(sock)
        self._listening = False
        forever = self._forever
        if forever is not None and not forever.done():
            forever.cancel()
            self._forever = None
        self._tell_if_over()

    async def wait_closed(self):
        """Until it is closed and, since 3.12, its connections are over."""
        enough = self._over if sys.version_info >= (3, 12) else self._closed
        if not enough():
            future = self._loop.create_future()
            self._until_over.append(future)
            await future
