# SPDX-License-Identifier: MIT
# Sockets served by one thread: a map of dispatchers, and a loop that asks
# select() or poll() which of them can go on, and calls their handlers.
#
# Invariant: a dispatcher is in its map, under its descriptor, exactly while
# it has one; what a handler raises reaches nobody but its handle_error().

import errno
import os
import select
import socket
import sys
import time
import warnings

socket_map = {}     # where no map is given

_AGAIN = frozenset({errno.EWOULDBLOCK, errno.EAGAIN})
_UNDER_WAY = _AGAIN | {errno.EINPROGRESS, errno.EALREADY}
# The other side, or the connection, is no longer there.
_DISCONNECTED = frozenset(map(errno.__dict__.get, (
    'EBADF', 'ECONNABORTED', 'ECONNRESET', 'ENOTCONN', 'EPIPE',
    'ESHUTDOWN')))


class ExitNow(Exception):
    """Raised by a handler, it ends the loop."""


_reraised_exceptions = ExitNow, KeyboardInterrupt, SystemExit


def _code(error):
    return error.args[0] if error.args else None


class _passing_over:
    """Where OSErrors with these codes do not matter."""

    def __init__(self, codes):
        self._codes = codes

    def __enter__(self):
        return self

    def __exit__(self, kind, error, tb):
        return isinstance(error, OSError) and _code(error) in self._codes


# ---- One event ----

class _guarded:
    """Where a dispatcher is told of what its handlers raise."""

    def __init__(self, obj):
        self._obj = obj

    def __enter__(self):
        return self

    def __exit__(self, kind, error, tb):
        if kind is None or issubclass(kind, _reraised_exceptions):
            return False
        self._obj.handle_error()
        return True


def read(obj):
    with _guarded(obj):
        obj.handle_read_event()


def write(obj):
    with _guarded(obj):
        obj.handle_write_event()


def _exception(obj):
    with _guarded(obj):
        obj.handle_expt_event()


_EVENTS = (('handle_read_event', select.POLLIN),
           ('handle_write_event', select.POLLOUT),
           ('handle_expt_event', select.POLLPRI),
           ('handle_close', select.POLLNVAL | select.POLLERR
            | select.POLLHUP))


def readwrite(obj, flags):
    """What poll() said of a dispatcher."""
    with _guarded(obj):
        try:
            for name, bits in _EVENTS:
                if bits & flags:
                    getattr(obj, name)()
        except OSError as error:
            if _code(error) not in _DISCONNECTED:
                raise
            obj.handle_close()


# ---- The loop ----

def _map_of(given):
    return socket_map if given is None else given


def _wanted(served):
    """Yields (descriptor, reads?, writes?) of those who wait for anything."""
    for fd, obj in tuple(served.items()):
        reads, writes = obj.readable(), obj.writable()
        if reads or writes:
            yield fd, reads, writes and not obj.accepting


def _deliver(served, fds, act, *args):
    for fd in fds:
        obj = served.get(fd)
        if obj is not None:
            act(obj, *args)


def poll(timeout=0.0, map=None):
    """Wait once, with select()."""
    served = _map_of(map)
    wanted = list(_wanted(served))
    if wanted:
        ready = select.select([fd for fd, reads, _ in wanted if reads],
                              [fd for fd, _, writes in wanted if writes],
                              [fd for fd, _, _ in wanted], timeout)
        for fds, act in zip(ready, (read, write, _exception)):
            _deliver(served, fds, act)
    elif served:
        time.sleep(timeout)


def poll2(timeout=0.0, map=None):
    """Wait once, with poll()."""
    served = _map_of(map)
    if not served:
        return
    poller = select.poll()
    for fd, reads, writes in _wanted(served):
        bits = (select.POLLIN | select.POLLPRI if reads else 0) | \
            (select.POLLOUT if writes else 0)
        if bits:
            poller.register(fd, bits)
    if timeout is not None:
        timeout = int(timeout * 1000)
    for fd, bits in poller.poll(timeout):
        _deliver(served, [fd], readwrite, bits)


poll3 = poll2


def loop(timeout=30.0, use_poll=False, map=None, count=None):
    """Serve until nobody is left, or so many times."""
    served, turn = _map_of(map), poll2 if use_poll else poll
    left = float('inf') if count is None else count
    while served and left > 0:
        turn(timeout, served)
        left -= 1


def close_all(map=None, ignore_all=False):
    """Close every dispatcher of a map."""
    served = _map_of(map)
    for obj in tuple(served.values()):
        try:
            with _passing_over({errno.EBADF}):
                obj.close()
        except _reraised_exceptions:
            raise
        except:
            if not ignore_all:
                raise
    served.clear()


def compact_traceback():
    """((file, function, line) of the last frame, type, value, all frames)"""
    kind, value, tb = sys.exc_info()
    if tb is None:
        raise AssertionError('traceback does not exist')
    places = []
    while tb is not None:
        code = tb.tb_frame.f_code
        places += (code.co_filename, code.co_name, str(tb.tb_lineno)),
        tb = tb.tb_next
    shown = ' '.join([f"[{'|'.join(place)}]" for place in places])
    return places[-1], kind, value, shown


# ---- Those who are served ----

def _strerror(err):
    try:
        return os.strerror(err)
    except (OverflowError, ValueError):
        return errno.errorcode.get(err) or f'Unknown error {err}'


def _unhandled(what):
    def handler(self, *ignored):
        self.log_info(f'unhandled {what} event', 'warning')
    return handler


class dispatcher:
    """A socket with handlers; subclasses say what to do at each event."""

    connected = accepting = connecting = closing = debug = False
    addr = _fileno = None
    ignore_log_types = frozenset(['warning'])

    def __init__(self, sock=None, map=None):
        self._map, self.socket = _map_of(map), None
        if sock:
            sock.setblocking(False)
            self.set_socket(sock, map)
            try:
                with _passing_over({errno.EINVAL, errno.ENOTCONN}):
                    self.addr, self.connected = sock.getpeername(), True
            except OSError:
                self.del_channel(map)
                raise

    def __repr__(self):
        kind = type(self)
        words = [f'{kind.__module__}.{kind.__qualname__}']
        if self.accepting and self.addr:
            words.append('listening')
        elif self.connected:
            words.append('connected')
        if self.addr is not None:
            try:
                words.append('%s:%d' % self.addr)
            except TypeError:
                words.append(repr(self.addr))
        return f'<{" ".join(words)} at {id(self):#x}>'

    # ---- its socket and its place in the map ----

    def create_socket(self, family=socket.AF_INET, type=socket.SOCK_STREAM):
        kind = self.family_and_type = family, type
        made = socket.socket(*kind)
        made.setblocking(False)
        self.set_socket(made)

    def set_socket(self, sock, map=None):
        self.socket, self._fileno = sock, sock.fileno()
        self.add_channel(map)

    def add_channel(self, map=None):
        (self._map if map is None else map)[self._fileno] = self

    def del_channel(self, map=None):
        fd, self._fileno = self._fileno, None
        (self._map if map is None else map).pop(fd, None)

    def set_reuse_addr(self):
        which = socket.SOL_SOCKET, socket.SO_REUSEADDR
        try:
            self.socket.setsockopt(*which, self.socket.getsockopt(*which) | 1)
        except OSError:
            pass

    def close(self):
        self.connected = self.connecting = self.accepting = False
        self.del_channel()
        if self.socket:
            with _passing_over({errno.EBADF, errno.ENOTCONN}):
                self.socket.close()

    # ---- the socket's methods ----

    def bind(self, addr):
        self.addr = addr
        return self.socket.bind(addr)

    def listen(self, num):
        self.accepting = True
        return self.socket.listen(num)

    def accept(self):
        """(socket, address), or None: nobody is there."""
        with _passing_over(_AGAIN | {errno.ECONNABORTED}):
            try:
                peer, where = self.socket.accept()
                return peer, where
            except TypeError:
                pass
        return None

    def connect(self, address):
        self.connecting, self.connected = True, False
        code = self.socket.connect_ex(address)
        if code and code not in _UNDER_WAY | {errno.EISCONN}:
            raise OSError(code, errno.errorcode[code])
        self.addr = address
        if code not in _UNDER_WAY:
            self.handle_connect_event()

    def send(self, data):
        """How much of it went out."""
        try:
            with _passing_over(_AGAIN):
                return self.socket.send(data)
        except OSError as error:
            if _code(error) not in _DISCONNECTED:
                raise
            self.handle_close()
        return 0

    def recv(self, buffer_size):
        """Some data; nothing: the connection is over, and closed."""
        data = b''
        with _passing_over(_DISCONNECTED):
            data = self.socket.recv(buffer_size)
        if not data:
            self.handle_close()
        return data or b''

    # ---- what is said ----

    def log(self, message):
        sys.stderr.write(f'log: {message}\n')

    def log_info(self, message, type='info'):
        if type in self.ignore_log_types:
            return
        print(type, message, sep=': ')

    # ---- events ----

    def _socket_error(self):
        return self.socket.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)

    def _finish_connecting(self):
        if self.connecting and not self.connected:
            self.handle_connect_event()

    def handle_connect_event(self):
        code = self._socket_error()
        if code:
            raise OSError(code, _strerror(code))
        self.handle_connect()
        self.connecting, self.connected = False, True

    def handle_read_event(self):
        if self.accepting:
            self.handle_accept()
        else:
            self._finish_connecting()
            self.handle_read()

    def handle_write_event(self):
        if not self.accepting:
            self._finish_connecting()
            self.handle_write()

    def handle_expt_event(self):
        if self._socket_error():
            self.handle_close()
        else:
            self.handle_expt()

    # ---- what a subclass does about them ----

    def readable(self):
        return True

    def writable(self):
        return True

    handle_connect = _unhandled('connect')
    handle_read = _unhandled('read')
    handle_write = _unhandled('write')
    handle_expt = _unhandled('incoming priority')
    _say_accepted = _unhandled('accepted')
    _say_close = _unhandled('close')

    def handle_accept(self):
        peer = self.accept()
        if peer is not None:
            self.handle_accepted(*peer)

    def handle_accepted(self, sock, addr):
        sock.close()
        self._say_accepted()

    def handle_close(self):
        self._say_close()
        self.close()

    def handle_error(self):
        _, kind, value, shown = compact_traceback()
        try:
            name = repr(self)
        except:
            name = f'<__repr__(self) failed for object at {id(self):0x}>'
        self.log_info('uncaptured python exception, closing channel '
                      f'{name} ({kind}:{value} {shown})', 'error')
        self.handle_close()


class dispatcher_with_send(dispatcher):
    """What send() could not get rid of at once goes out when it can."""

    def __init__(self, sock=None, map=None):
        self.out_buffer = b''
        super().__init__(sock, map)

    def send(self, data):
        if self.debug:
            self.log_info(f'sending {data!r}')
        self.out_buffer += data
        self.initiate_send()

    def initiate_send(self):
        gone = super().send(self.out_buffer[:1 << 16])
        self.out_buffer = self.out_buffer[gone:]

    def handle_write(self):
        self.initiate_send()

    def writable(self):
        return not self.connected or len(self.out_buffer)


# ---- Files ----

class file_wrapper:
    """A descriptor with as much of a socket's face as is needed."""

    def __init__(self, fd):
        self.fd = os.dup(fd)

    def fileno(self):
        return self.fd

    def recv(self, *args):
        return os.read(self.fd, *args)

    def send(self, *args):
        return os.write(self.fd, *args)

    read, write = recv, send

    def getsockopt(self, level, optname, buflen=None):
        asked = level, optname, buflen
        if asked != (socket.SOL_SOCKET, socket.SO_ERROR, None):
            raise NotImplementedError('Only asyncore specific behaviour '
                                      'implemented.')
        return 0

    def close(self):
        fd, self.fd = self.fd, -1
        if fd >= 0:
            os.close(fd)

    def __del__(self):
        if self.fd >= 0:
            warnings.warn(f'unclosed file {self!r}', ResourceWarning,
                          source=self)
        self.close()


class file_dispatcher(dispatcher):
    """A descriptor served as sockets are."""

    connected = True

    def __init__(self, fd, map=None):
        super().__init__(map=map)
        if hasattr(fd, 'fileno'):
            fd = fd.fileno()
        self.set_file(fd)
        os.set_blocking(fd, False)

    def set_file(self, fd):
        self.set_socket(file_wrapper(fd))
