# SPDX-License-Identifier: MIT
# Protocols: what a transport calls. Subclasses write what they need.

__all__ = ['BaseProtocol', 'Protocol', 'DatagramProtocol',
           'SubprocessProtocol', 'BufferedProtocol']


class BaseProtocol:
    __slots__ = ()

    def connection_made(self, transport):
        """There is a connection; `transport` writes to it."""

    def connection_lost(self, exc):
        """It is over: None when it was closed."""

    def pause_writing(self):
        """The transport's buffer is full."""

    def resume_writing(self):
        """... and has room again."""


class Protocol(BaseProtocol):
    """For streams of bytes."""

    __slots__ = ()

    def data_received(self, data):
        """Some bytes have come."""

    def eof_received(self):
        """No more will; true: the transport stays open for writing."""


class BufferedProtocol(BaseProtocol):
    """For streams whose bytes go into a buffer of the protocol's."""

    __slots__ = ()

    def get_buffer(self, sizehint):
        """Where the next bytes shall go."""

    def buffer_updated(self, nbytes):
        """So many are there now."""

    def eof_received(self):
        """No more will come."""


class DatagramProtocol(BaseProtocol):
    __slots__ = ()

    def datagram_received(self, data, addr):
        """One has come."""

    def error_received(self, exc):
        """Sending or receiving failed."""


class SubprocessProtocol(BaseProtocol):
    __slots__ = ()

    def pipe_data_received(self, fd, data):
        """The child has written."""

    def pipe_connection_lost(self, fd, exc):
        """One of its pipes is closed."""

    def process_exited(self):
        """It has ended."""


def _feed_data_to_buffered_proto(proto, data):
    data = memoryview(data)
    while len(data):
        buffer = proto.get_buffer(len(data))
        room = len(buffer)
        if not room:
            raise RuntimeError('get_buffer() returned an empty buffer')
        size = min(room, len(data))
        buffer[:size] = data[:size]
        proto.buffer_updated(size)
        data = data[size:]
