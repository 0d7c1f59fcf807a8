# SPDX-License-Identifier: MIT
# _socket: sockets whose other ends are in the same world (see _socket_net).
#
# As in CPython each call drops the GIL once, at least for an instant, and a
# call that cannot go on waits for its endpoint to change, up to the time-out.

import sys as _sys
import _io
import _kernel
import _socket_net as _net
from _socket_names import *
from _socket_names import _dotted, _resolve
from _socket_net import WAIT as _WAIT, Endpoint as _Endpoint
from _prelude import prelude_value as _prelude_value

_description = _prelude_value('io_description')
_new_descriptor = _prelude_value('io_new_descriptor')
_close_descriptor = _prelude_value('io_close_descriptor')
_os_error = _prelude_value('io_os_error')
_await = _prelude_value('io_await')

_default_timeout = [None]


def _timeout_of(value):
    """Seconds, or None for no limit."""
    if value is None:
        return None
    if not isinstance(value, (int, float)):
        raise TypeError('an integer is required (got type '
                        f'{type(value).__name__})')
    if value != value:
        raise ValueError('Invalid value NaN (not a number)')
    if value < 0:
        raise ValueError('Timeout value out of range')
    if value > 9223372036:
        raise OverflowError('timestamp too large to convert to C _PyTime_t')
    return float(value)


def setdefaulttimeout(timeout, /):
    _default_timeout[0] = _timeout_of(timeout)


def getdefaulttimeout():
    return _default_timeout[0]


def _bytes_of(data):
    if isinstance(data, str):
        raise TypeError("a bytes-like object is required, not 'str'")
    try:
        return bytes(memoryview(data))
    except TypeError:
        raise TypeError('a bytes-like object is required, not '
                        f'{type(data).__name__!r}') from None


def _check_ancillary(items):
    # Nothing can go beside the data, but what is given is looked at.
    if not hasattr(type(items), '__iter__'):
        raise TypeError('sendmsg() argument 2 must be iterable')
    count = 0
    for item in items:
        if not isinstance(item, (tuple, list)) or len(item) != 3:
            raise TypeError('[sendmsg() ancillary data items] must be a '
                            'sequence of length 3')
        for number in item[:2]:
            _index(number)
        _bytes_of(item[2])
        count += 1
    if count > 1:
        raise OSError('sendmsg(): multiple control messages not supported on '
                      'this system')
    if count:
        raise _os_error(22)


def _index(value):
    if not isinstance(value, int):
        raise TypeError('an integer is required (got type '
                        f'{type(value).__name__})')
    return int(value)


_option_defaults = {(1, 2): 0, (1, 7): 16384, (1, 8): 131072, (1, 9): 0,
                    (1, 15): 0, (1, 6): 0, (6, 1): 0, (41, 26): 0, (6, 4): 7200,
                    (6, 5): 75, (6, 6): 9}


class socket:
    """socket(family=AF_INET, type=SOCK_STREAM, proto=0, fileno=None)"""

    _number = -1
    _timeout = None
    family = AF_INET
    type = SOCK_STREAM
    proto = 0

    def __init__(self, family=-1, type=-1, proto=-1, fileno=None):
        if fileno is not None:
            self._adopt(_index(fileno))
        else:
            family = AF_INET if family == -1 else _index(family)
            type = SOCK_STREAM if type == -1 else _index(type)
            if family not in (AF_UNIX, AF_INET, AF_INET6):
                raise _os_error(97)
            if type & 15 not in (SOCK_STREAM, SOCK_DGRAM):
                raise _os_error(94)
            proto = 0 if proto == -1 else _index(proto)
            if family != AF_UNIX and proto not in (
                    0, 6 if type & 15 == SOCK_STREAM else 17):
                raise _os_error(93)
            end = _Endpoint(family, type & 15, proto)
            self._end = end
            self._number = _new_descriptor(end)
        end = self._end
        self.family, self.type, self.proto = end.family, end.type, end.proto
        self._timeout = 0.0 if type != -1 and type & SOCK_NONBLOCK \
            else _default_timeout[0]

    def _adopt(self, number):
        if number < 0:
            raise ValueError('negative file descriptor')
        end = _description(number)
        if not isinstance(end, _Endpoint):
            raise _os_error(88)
        self._end, self._number = end, number

    def __del__(self):
        if self._number >= 0:
            self.close()

    def __repr__(self):
        return (f'<socket object, fd={self._number}, family={self.family}, '
                f'type={self.type}, proto={self.proto}>')

    # -- calls that may wait

    def _open_end(self):
        if self._number < 0:
            raise _os_error(9)
        return self._end

    def _call(self, attempt, *args):
        """The outcome of attempt(*args) once it is not WAIT."""
        end = self._end
        timeout = self._timeout
        end.users += 1      # whoever closes it meanwhile, the call goes on
        try:
            _io.wait(0, 0)
            deadline = None if timeout is None \
                else _io.now() + max(round(timeout * 1e9), timeout > 0)
            while True:
                now = _io.now()
                found = attempt(*args)
                if found is not _WAIT:
                    return found
                if timeout == 0:
                    raise _os_error(11)
                if deadline is not None and deadline <= _io.now():
                    raise timeout_error('timed out')
                self._pause(end, now, deadline)
        finally:
            end.users -= 1
            if not end.users:
                end.release()

    def _pause(self, end, now, deadline):
        """Until `end` may have changed since `now`."""
        times = [at for at in (end.ready(now)[1], deadline) if at is not None]
        watched = [each for each in (end, end.peer, self._target)
                   if each is not None]
        left = min(times) - _io.now() if times else -1
        if left > 0 or not times:
            _await(watched, left)

    _target = None      # the listener that a connect() waits for

    def connect(self, address, /):
        end = self._open_end()
        found = self._address('connect', address)
        if end.type == SOCK_DGRAM:
            self._connect_datagrams(end, found)
        elif self._timeout == 0:
            _io.wait(0, 0)
            fresh = end.opens is None
            if end.connect(found) is _WAIT:
                raise _os_error(11 if end.opens is None else
                                115 if fresh else 114)
        else:
            self._target = _net.holder_of(end.type, found)
            try:
                self._call(end.connect, found)
            except ConnectionRefusedError:
                self._hint(address)
                raise
            finally:
                self._target = None

    def _hint(self, address):
        if isinstance(address, tuple) and _dotted(address[0]) is None \
                and not _net.is_local(_resolve(address[0], self.family)):
            _net.hint_of_nobody(*address[:2])

    def _connect_datagrams(self, end, address):
        end.remote = address
        end.peer = None
        if end.local is None and end.family != AF_UNIX:
            end.bind_anywhere()
        if end.family != AF_UNIX and end.local[0] in _net.ANYWHERE:
            end.local = ('127.0.0.1' if end.family == AF_INET else '::1',
                         ) + end.local[1:]

    def connect_ex(self, address, /):
        try:
            self.connect(address)
        except timeout_error:
            return 11
        except OSError as error:
            if error.errno is None or isinstance(error, gaierror):
                raise
            return error.errno
        return 0

    def _accept(self):
        child = self._call(self._open_end().accept)
        return _new_descriptor(child), self._shown(child.remote)

    def recv(self, bufsize, flags=0, /):
        size = _index(bufsize)
        if size < 0:
            raise ValueError('negative buffersize in recv')
        return self._receive(self._open_end(), size, flags)

    def _receive(self, end, size, flags):
        peek = bool(flags & MSG_PEEK)
        if end.type == SOCK_DGRAM:
            return self._flagged(flags, end.receive_from, peek)[0][:size]
        if flags & MSG_WAITALL and size:
            parts = []
            while size:
                part = self._flagged(flags, end.receive, size, peek)
                if not part:
                    break
                parts.append(part)
                size -= len(part)
            return b''.join(parts)
        return self._flagged(flags, end.receive, size, peek)

    def _flagged(self, flags, attempt, *args):
        if not flags & MSG_DONTWAIT:
            return self._call(attempt, *args)
        before, self._timeout = self._timeout, 0.0
        try:
            return self._call(attempt, *args)
        finally:
            self._timeout = before

    def recv_into(self, buffer, nbytes=0, flags=0):
        view = memoryview(buffer)
        if nbytes < 0:
            raise ValueError('negative buffersize in recv_into')
        if nbytes > len(view):
            raise ValueError('buffer too small for requested bytes')
        data = self._receive(self._open_end(), nbytes or len(view), flags)
        view[:len(data)] = data
        return len(data)

    def recvfrom(self, bufsize, flags=0, /):
        size = _index(bufsize)
        if size < 0:
            raise ValueError('negative buffersize in recvfrom')
        end = self._open_end()
        if end.type == SOCK_STREAM:
            return self._receive(end, size, flags), None
        data, sender = self._flagged(flags, end.receive_from,
                                     bool(flags & MSG_PEEK))
        return data[:size], self._shown(sender)

    def recvfrom_into(self, buffer, nbytes=0, flags=0):
        view = memoryview(buffer)
        data, sender = self.recvfrom(nbytes or len(view), flags)
        view[:len(data)] = data
        return len(data), sender

    def send(self, data, flags=0, /):
        data = _bytes_of(data)
        end = self._open_end()
        if end.type == SOCK_DGRAM:
            if end.remote is None and end.peer is None:
                raise _os_error(89)
            return self._flagged(flags, end.send_to, data, None)
        return self._flagged(flags, end.send, data)

    def sendall(self, data, flags=0, /):
        data = _bytes_of(data)
        if not data:
            self.send(data, flags)
        while data:
            data = data[self.send(data, flags):]

    def sendto(self, data, *rest):
        if len(rest) not in (1, 2):
            raise TypeError('sendto() takes 2 or 3 arguments '
                            f'({len(rest) + 1} given)')
        data = _bytes_of(data)
        end = self._open_end()
        if end.type == SOCK_STREAM:
            return self.send(data)
        address = self._address('sendto', rest[-1])
        return self._call(end.send_to, data, address)

    def sendmsg(self, buffers, ancdata=(), flags=0, address=None, /):
        if not hasattr(type(buffers), '__iter__'):
            raise TypeError('sendmsg(): argument 1 must be iterable')
        data = b''.join([_bytes_of(part) for part in buffers])
        _check_ancillary(ancdata)
        flags = _index(flags)
        return self.send(data, flags) if address is None \
            else self.sendto(data, address)

    def recvmsg(self, bufsize, ancbufsize=0, flags=0, /):
        size, room, flags = _index(bufsize), _index(ancbufsize), _index(flags)
        if size < 0:
            raise ValueError('negative buffer size in recvmsg()')
        if not 0 <= room < 1 << 31:
            raise ValueError('invalid ancillary data buffer length')
        end = self._open_end()
        if end.type == SOCK_STREAM:
            return self._receive(end, size, flags), [], 0, None
        data, sender = self._flagged(flags, end.receive_from,
                                     bool(flags & MSG_PEEK))
        cut = MSG_TRUNC if len(data) > size else 0
        return data[:size], [], cut, self._shown(sender)

    def recvmsg_into(self, buffers, ancbufsize=0, flags=0, /):
        if not hasattr(type(buffers), '__iter__'):
            raise TypeError('recvmsg_into() argument 1 must be an iterable')
        views = [memoryview(buffer).cast('B') for buffer in buffers]
        if any(view.readonly for view in views):
            raise TypeError('recvmsg_into() argument 1 must be an iterable of '
                            'single-segment read-write buffers')
        data, *rest = self.recvmsg(sum(map(len, views)), ancbufsize, flags)
        at = 0
        for view in views:
            part = data[at:at + len(view)]
            view[:len(part)] = part
            at += len(part)
        return (at, *rest)

    # -- calls that never wait

    def _address(self, caller, address):
        """An address as endpoints have it: names are looked up."""
        if self.family == AF_UNIX:
            if not isinstance(address, (str, bytes)):
                raise TypeError('a bytes-like object is required, not '
                                f"'{type(address).__name__}'")
            return address
        name = 'AF_INET' if self.family == AF_INET else 'AF_INET6'
        if not isinstance(address, tuple):
            raise TypeError(f'{caller}(): {name} address must be tuple, not '
                            f'{type(address).__name__}')
        if len(address) < 2 or len(address) > (2 if name == 'AF_INET' else 4):
            raise TypeError(f'{name} address must be a pair (host, port)'
                            if name == 'AF_INET' else
                            f'{name} address must be a tuple (host, port'
                            '[, flowinfo[, scopeid]])')
        host, port = address[0], _index(address[1])
        if not 0 <= port <= 65535:
            raise OverflowError(f'{caller}(): port must be 0-65535.')
        ip = _resolve(host, self.family)
        if caller != 'bind' and ip in _net.ANYWHERE:
            ip = '127.0.0.1' if self.family == AF_INET else '::1'
        return (ip, port) if self.family == AF_INET else (ip, port, 0, 0)

    def _shown(self, address):
        if address is None:
            return '' if self.family == AF_UNIX else \
                ('0.0.0.0', 0) if self.family == AF_INET else ('::', 0, 0, 0)
        return address

    def bind(self, address, /):
        self._open_end().bind(self._address('bind', address))

    def listen(self, backlog=128, /):
        self._open_end().listen(_index(backlog))

    def shutdown(self, how, /):
        self._open_end().shutdown(_index(how))

    def close(self):
        number = self.detach()
        if number >= 0:
            _close_descriptor(number)

    def detach(self):
        number, self._number = self._number, -1
        if type(self).__del__ is socket.__del__:
            _io.settled(self)
        return number

    def fileno(self):
        return self._number

    def getsockname(self):
        return self._shown(self._open_end().local)

    def getpeername(self):
        end = self._open_end()
        if end.type == SOCK_STREAM and end.peer is None or \
                end.type == SOCK_DGRAM and end.remote is None \
                and end.peer is None:
            raise _os_error(107)
        return self._shown(end.remote)

    def settimeout(self, value, /):
        self._timeout = _timeout_of(value)

    def gettimeout(self):
        return self._timeout

    timeout = property(gettimeout)

    def setblocking(self, flag, /):
        self._timeout = None if flag else 0.0

    def getblocking(self):
        return self._timeout != 0

    def getsockopt(self, level, option, buflen=0, /):
        end = self._open_end()
        level, option = _index(level), _index(option)
        if (level, option) == (SOL_SOCKET, SO_TYPE):
            value = end.type
        elif (level, option) == (SOL_SOCKET, SO_ERROR):
            value = end.take_error()
        elif (level, option) == (SOL_SOCKET, SO_ACCEPTCONN):
            value = int(end.listening)
        else:
            value = end.options.get((level, option))
            if value is None:
                value = _option_defaults.get((level, option), 0)
        if buflen:
            return value if isinstance(value, bytes) \
                else value.to_bytes(4, 'little', signed=True)[:buflen]
        return int.from_bytes(value[:4], 'little', signed=True) \
            if isinstance(value, bytes) else value

    def setsockopt(self, level, option, value, optlen=0, /):
        end = self._open_end()
        if not isinstance(value, int):
            value = b'' if value is None else _bytes_of(value)
        elif (level, option) in ((SOL_SOCKET, SO_RCVBUF),
                                 (SOL_SOCKET, SO_SNDBUF)):
            value = max(2 * value, 2304)
            if option == SO_RCVBUF:
                end.room = value
        end.options[_index(level), _index(option)] = \
            int(value) if isinstance(value, int) else value


SocketType = socket
socket.__module__ = '_socket'


def socketpair(family=AF_UNIX, type=SOCK_STREAM, proto=0, /):
    if family != AF_UNIX:
        raise _os_error(95)
    first, second = socket(family, type, proto), socket(family, type, proto)
    first._end.pair_with(second._end)
    return first, second


def close(fd, /):
    _close_descriptor(fd)


def dup(fd, /):
    end = _description(fd)
    end.users += 1
    return _new_descriptor(end)


if _kernel.present():
    from _socket_kernel import *
