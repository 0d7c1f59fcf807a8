# SPDX-License-Identifier: MIT
# Transports: one end of a connection, written to by a protocol.

from .abstract import _abstract

__all__ = ['BaseTransport', 'ReadTransport', 'WriteTransport', 'Transport',
           'DatagramTransport', 'SubprocessTransport']


@_abstract('is_closing close set_protocol get_protocol')
class BaseTransport:
    __slots__ = ('_extra',)

    def __init__(self, extra=None):
        self._extra = {} if extra is None else extra

    def get_extra_info(self, name, default=None):
        """'socket', 'peername', 'sockname' ..."""
        return self._extra.get(name, default)


@_abstract('is_reading pause_reading resume_reading')
class ReadTransport(BaseTransport):
    __slots__ = ()


@_abstract('set_write_buffer_limits get_write_buffer_size '
           'get_write_buffer_limits write write_eof can_write_eof abort')
class WriteTransport(BaseTransport):
    __slots__ = ()

    def writelines(self, list_of_data):
        self.write(b''.join(list_of_data))


class Transport(ReadTransport, WriteTransport):
    """Both ways."""

    __slots__ = ()


@_abstract('sendto abort')
class DatagramTransport(BaseTransport):
    __slots__ = ()


@_abstract('get_pid get_returncode get_pipe_transport send_signal terminate '
           'kill')
class SubprocessTransport(BaseTransport):
    __slots__ = ()


class _FlowControlMixin(Transport):
    """Tells the protocol when to stop writing: beyond the high-water mark,
    until the low one."""

    __slots__ = '_loop', '_protocol_paused', '_low_water', '_high_water'

    def __init__(self, extra=None, loop=None):
        assert loop is not None
        self._loop, self._protocol_paused = loop, False
        self._set_write_buffer_limits()
        super().__init__(extra)

    def get_write_buffer_size(self):
        raise NotImplementedError

    def get_write_buffer_limits(self):
        return self._low_water, self._high_water

    def set_write_buffer_limits(self, high=None, low=None):
        self._set_write_buffer_limits(high, low)
        self._maybe_pause_protocol()

    def _set_write_buffer_limits(self, high=None, low=None):
        if high is None:
            high = 64 * 1024 if low is None else 4 * low
        if low is None:
            low = high // 4
        if not high >= low >= 0:
            raise ValueError(f'high ({high!r}) must be >= low ({low!r}) must '
                             'be >= 0')
        self._low_water, self._high_water = low, high

    def _maybe_pause_protocol(self):
        if not self._protocol_paused and \
                self.get_write_buffer_size() > self._high_water:
            self._pause(True, 'pause_writing')

    def _maybe_resume_protocol(self):
        if self._protocol_paused and \
                self.get_write_buffer_size() <= self._low_water:
            self._pause(False, 'resume_writing')

    def _pause(self, paused, method):
        self._protocol_paused = paused
        try:
            getattr(self._protocol, method)()
        except BaseException as error:
            if isinstance(error, (KeyboardInterrupt, SystemExit)):
                raise
            self._loop.call_exception_handler(dict(
                message=f'protocol.{method}() failed', exception=error,
                transport=self, protocol=self._protocol))
