# SPDX-License-Identifier: MIT
# A transport's socket as programs may see it: they may look, not touch.


class TransportSocket:
    """A socket that its transport reads and writes."""

    __slots__ = ('_sock',)

    def __init__(self, sock):
        self._sock = sock

    family = property(lambda self: self._sock.family)
    type = property(lambda self: self._sock.type)
    proto = property(lambda self: self._sock.proto)

    def __repr__(self):
        return f'<asyncio.TransportSocket{repr(self._sock)[14:]}' \
            if repr(self._sock).startswith('<socket.socket') \
            else f'<asyncio.TransportSocket {self._sock!r}>'

    def __getstate__(self):
        raise TypeError('Cannot serialize asyncio.TransportSocket object')

    def settimeout(self, value):
        if value != 0:
            raise ValueError('settimeout(): only 0 timeout is allowed on '
                             'transport sockets')

    def gettimeout(self):
        return 0

    def setblocking(self, flag):
        if flag:
            raise ValueError('setblocking(): transport sockets cannot be '
                             'blocking')


def _add(name):
    def method(self, *args):
        return getattr(self._sock, name)(*args)

    method.__name__ = name
    method.__qualname__ = f'TransportSocket.{name}'
    setattr(TransportSocket, name, method)


for _name in ('fileno', 'dup', 'get_inheritable', 'shutdown', 'getsockopt',
              'setsockopt', 'getpeername', 'getsockname', 'getsockbyname'):
    _add(_name)
