# SPDX-License-Identifier: MIT
# _socket under --real: the same sockets, with the kernel's below.
#
# Each method of a socket is one system call, which waits without the GIL until
# it can be made, at most as long as the time-out says.

import _kernel
import _socket as _simulated
import _socket_names as _names
from _prelude import prelude_value as _prelude_value
from _socket_names import (AF_INET, AF_INET6, AF_UNIX, SO_TYPE, SOCK_STREAM,
                           SOL_SOCKET, MSG_DONTWAIT, MSG_WAITALL,
                           SOCK_NONBLOCK, gaierror, timeout_error)

__all__ = ['socket', 'SocketType', 'socketpair', 'dup']

_call = _prelude_value('io_kernel_call')
_adopt = _prelude_value('io_adopt_descriptor')
_description = _prelude_value('io_description')
_os_error = _prelude_value('io_os_error')
_File = _prelude_value('_KernelDescription')
_index = _simulated._index
_bytes_of = _simulated._bytes_of

# In the order of SystemCallKind.
(_DUP, _SOCKET, _PAIR, _BIND, _LISTEN, _ACCEPT, _CONNECT, _SEND, _RECEIVE,
 _SHUTDOWN, _NAME, _GET_OPTION, _SET_OPTION, _RESOLVE) = (9, *range(12, 25))


class _End(_File):
    """What a socket's descriptor stands for."""

    def __init__(self, number, family, type, proto):
        _File.__init__(self, number, 3 if family == AF_UNIX else 4)
        self.family, self.type, self.proto = family, type, proto
        _adopt(self)


# ---- Addresses ----

def _pack(family, address):
    """A sockaddr."""
    head = family.to_bytes(2, 'little')
    if family == AF_UNIX:
        path = address.encode('utf-8', 'surrogateescape') \
            if isinstance(address, str) else bytes(address)
        if len(path) > (108 if path[:1] == b'\0' else 107):
            raise OSError('AF_UNIX path too long')
        return head + path + (b'' if path[:1] == b'\0' else b'\0')
    port = address[1].to_bytes(2, 'big')
    if family == AF_INET:
        return head + port + _names.inet_aton(address[0]) + bytes(8)
    flow, scope = (tuple(address[2:]) + (0, 0))[:2]
    return head + port + flow.to_bytes(4, 'big') \
        + _names.inet_pton(family, address[0]) + scope.to_bytes(4, 'little')


def _unpack(packed):
    family = int.from_bytes(packed[:2], 'little')
    if family == AF_UNIX:
        path = packed[2:]
        if path[:1] == b'\0':
            return path if len(path) > 1 else ''
        return path.partition(b'\0')[0].decode('utf-8', 'surrogateescape')
    port = int.from_bytes(packed[2:4], 'big')
    if family == AF_INET:
        return _names.inet_ntoa(packed[4:8]), port
    if family == AF_INET6:
        return (_names.inet_ntop(family, packed[8:24]), port,
                int.from_bytes(packed[4:8], 'big'),
                int.from_bytes(packed[24:28], 'little'))
    return None


_failures = {-2: 'Name or service not known', -4: 'Non-recoverable failure in '
             'name resolution', -5: 'No address associated with hostname',
             -3: 'Temporary failure in name resolution'}


def _resolve(name, family):
    number, found = _kernel.call(_RESOLVE, family, 0, 0,
                                 name.encode('utf-8', 'surrogateescape'), -1)
    if number < 0:
        number += 1000
        raise gaierror(number, _failures.get(number, 'Unknown error'))
    return _unpack(found[:28])[0]


_names._outside.append(_resolve)


# ---- Sockets ----

class socket(_simulated.socket):
    __doc__ = _simulated.socket.__doc__

    def __init__(self, family=-1, type=-1, proto=-1, fileno=None):
        if fileno is not None:
            number = _index(fileno)
            if number < 0:
                raise ValueError('negative file descriptor')
            end = _description(number)
            if not isinstance(end, _End):
                raise _os_error(88)
        else:
            family = AF_INET if family == -1 else _index(family)
            type = SOCK_STREAM if type == -1 else _index(type)
            proto = 0 if proto == -1 else _index(proto)
            number, _ = _call(_SOCKET, family, type & 15, proto)
            end = _End(number, family, type & 15, proto)
        self._take(end)
        if fileno is None and type & SOCK_NONBLOCK:
            self._timeout = 0.0

    def _take(self, end):
        self._end, self._number = end, end.number
        self.family, self.type, self.proto = end.family, end.type, end.proto
        self._timeout = _simulated._default_timeout[0]

    def __del__(self):
        if self._number >= 0:
            self.close()

    def _ask(self, kind, a=0, b=0, data=None, timeout=None):
        """(number, bytes) of a call on this socket, within `timeout`."""
        self._open_end()
        ns = -1 if timeout is None else \
            max(round(timeout * 1e9), timeout > 0)
        try:
            return _call(kind, self._number, a, b, data, ns)
        except BlockingIOError as error:
            if timeout and error.errno == 11:
                raise timeout_error('timed out') from None
            raise

    def connect(self, address, /):
        self._ask(_CONNECT, 0, 0,
                  _pack(self.family, self._address('connect', address)),
                  self._timeout)

    def _accept(self):
        number, packed = self._ask(_ACCEPT, timeout=self._timeout)
        end = _End(number, self.family, self.type, self.proto)
        return end.number, self._shown(_unpack(packed) if packed else None)

    def _wait_for(self, flags):
        return 0 if flags & MSG_DONTWAIT else self._timeout

    def _received(self, size, flags):
        """(bytes, sender's sockaddr)"""
        count, found = self._ask(_RECEIVE, flags & ~MSG_WAITALL, size,
                                 timeout=self._wait_for(flags))
        return found[:count], found[count:]

    def _receive(self, end, size, flags):
        data, _ = self._received(size, flags)
        if flags & MSG_WAITALL:
            while data and len(data) < size:
                part, _ = self._received(size - len(data), flags)
                if not part:
                    break
                data += part
        return data

    def recvfrom(self, bufsize, flags=0, /):
        size = _index(bufsize)
        if size < 0:
            raise ValueError('negative buffersize in recvfrom')
        data, packed = self._received(size, flags)
        return data, _unpack(packed) if packed else None

    def _sent(self, data, flags, packed=b''):
        return self._ask(_SEND, flags, len(data), data + packed,
                         self._wait_for(flags))[0]

    def send(self, data, flags=0, /):
        return self._sent(_bytes_of(data), flags)

    def sendto(self, data, *rest):
        if len(rest) not in (1, 2):
            raise TypeError('sendto() takes 2 or 3 arguments '
                            f'({len(rest) + 1} given)')
        flags = rest[0] if len(rest) == 2 else 0
        return self._sent(_bytes_of(data), flags, _pack(
            self.family, self._address('sendto', rest[-1])))

    # -- calls that never wait

    def bind(self, address, /):
        self._ask(_BIND, 0, 0,
                  _pack(self.family, self._address('bind', address)))

    def listen(self, backlog=128, /):
        self._ask(_LISTEN, max(_index(backlog), 0))

    def shutdown(self, how, /):
        self._ask(_SHUTDOWN, _index(how))

    def getsockname(self):
        return _unpack(self._ask(_NAME, 0)[1])

    def getpeername(self):
        return _unpack(self._ask(_NAME, 1)[1])

    def getsockopt(self, level, option, buflen=0, /):
        _, found = self._ask(_GET_OPTION, _index(level), _index(option))
        return found[:buflen] if buflen else \
            int.from_bytes(found[:4], 'little', signed=True)

    def setsockopt(self, level, option, value, optlen=0, /):
        if isinstance(value, int):
            value = int(value).to_bytes(4, 'little', signed=True)
        self._ask(_SET_OPTION, _index(level), _index(option),
                  bytes(optlen) if value is None else _bytes_of(value))


SocketType = socket
socket.__module__ = '_socket'


def _made(end):
    made = socket.__new__(socket)
    made._take(end)
    return made


def socketpair(family=AF_UNIX, type=SOCK_STREAM, proto=0, /):
    _, ends = _call(_PAIR, family, type & 15, proto)
    return tuple([_made(_End(int.from_bytes(ends[at:at + 4], 'little'),
                             family, type & 15, proto)) for at in (0, 4)])


def dup(fd, /):
    end = _description(fd)
    number, _ = _call(_DUP, fd, -1)
    return _End(number, end.family, end.type, end.proto).number
