# SPDX-License-Identifier: MIT
# The network inside the world: endpoints, and who listens where.
#
# What is sent arrives max(one opcode, latency + bytes * per_byte) later, in the
# order it was sent; until then it lies in the receiver's inbox with the time
# of its arrival. Nobody has to deliver it: who waits for it sleeps until then.
#
# Invariant: `peer` of two connected streams is mutual until one is released.
# Every change that a waiting thread may be waiting for ends in io_changed().

import _io
from _collections import deque
from _prelude import prelude_value

io_os_error = prelude_value('io_os_error')
io_changed = prelude_value('io_changed')

AF_UNIX, AF_INET, AF_INET6 = 1, 2, 10
SOCK_STREAM, SOCK_DGRAM = 1, 2
IN, OUT, ERR, HUP = 1, 4, 8, 16
WAIT = object()     # an attempt that has to be made again
ROOM = 1 << 18      # bytes a receiver holds
ANYWHERE = ('0.0.0.0', '::')
_FIRST_FREE_PORT, _PORTS = 49152, 16384

_bound = {}         # (type, port) or ('unix', path): [endpoint]
_hinted = set()
_next_port = [_FIRST_FREE_PORT]


# ---- Addresses ----

def is_local(ip):
    return ip.startswith('127.') or ip in ('::1', '0.0.0.0', '::')


def _places(type, local):
    return ('unix', local) if isinstance(local, (str, bytes)) \
        else (type, local[1])


def _same_place(one, other):
    return one[0] == other[0] or one[0] in ANYWHERE or other[0] in ANYWHERE


def holder_of(type, address):
    """The endpoint that is bound where `address` leads, or None."""
    found = _bound.get(_places(type, address), ())
    if isinstance(address, (str, bytes)):
        return found[0] if found else None
    for end in found:
        if end.local[0] == address[0]:
            return end
    for end in found:
        if end.local[0] in ANYWHERE and is_local(address[0]):
            return end
        if address[0] in ANYWHERE and is_local(end.local[0]):
            return end
    return None


def _free_port(type):
    for _ in range(_PORTS):
        port = _next_port[0]
        _next_port[0] = _FIRST_FREE_PORT + (port + 1 - _FIRST_FREE_PORT) % _PORTS
        if (type, port) not in _bound:
            return port
    raise io_os_error(98)


def hint_of_nobody(name, port):
    """Once for each place: why a connection that a network might have made is
    refused here."""
    if (name, port) not in _hinted:
        _hinted.add((name, port))
        _io.put(2, f'gilscope: no thread of this program listens on '
                   f'{name}:{port}, and no packet leaves the process\n')


# ---- Endpoints ----

class Endpoint:
    """What a socket's descriptor stands for."""

    local = remote = peer = None
    listening = closed = False
    shut_in = shut_out = False
    ended = None        # (time, errno): the last that comes from the peer
    opens = None        # (time, errno): how a connect() will come out
    refused = None      # when the peer's reset for a late send arrives
    error = 0
    last = 0            # when what was sent here last arrives
    held = 0

    def __init__(self, family, type, proto):
        self.family, self.type, self.proto = family, type, proto
        self.kind = 3 if family == AF_UNIX else 4
        self.users = 1
        self.watchers = []
        self.inbox = deque()
        self.room = ROOM
        self.options = {}

    # -- as any descriptor

    def isatty(self):
        return False

    def seekable(self):
        return False

    def seek(self, offset, whence):
        raise io_os_error(29)

    def truncate(self, size):
        raise io_os_error(22)

    def release(self):
        self.closed = True
        self._leave_place()
        if self.listening:
            for _, child in self.inbox:
                child.release()
        elif self.type == SOCK_STREAM and self.peer is not None:
            self._say_end(104 if self.inbox and self.family != AF_UNIX else 0)
        self.inbox.clear()
        io_changed(self)

    def _leave_place(self):
        if self.local is None:
            return
        place = _places(self.type, self.local)
        found = _bound.get(place, [])
        if self in found:
            found.remove(self)
            if not found:
                del _bound[place]

    def ready(self, now):
        """(what can be done at once, when that changes by itself or None)"""
        if self.opens is not None and self.opens[0] > now:
            return 0, self.opens[0]
        mask = 0
        at = None
        if self.inbox:
            if self.inbox[0][0] <= now:
                mask |= IN
            else:
                at = self.inbox[0][0]
        if self.ended is not None:
            if self.ended[0] <= now:
                mask |= IN | (HUP if self.shut_out else 0)
                mask |= ERR | HUP if self.ended[1] else 0
            elif at is None:
                at = self.ended[0]
        if self.shut_in:
            mask |= IN
        if self.opens is not None and self.opens[1] or self.error:
            mask |= IN | OUT | ERR | HUP
        elif self.type == SOCK_STREAM and not self.listening:
            if self.peer is None:
                mask |= OUT | HUP
            elif self.peer.closed or self.peer.held < self.peer.room:
                mask |= OUT
        elif not self.listening:
            mask |= OUT
        return mask, at

    # -- binding and listening

    def bind(self, address):
        if self.local is not None:
            raise io_os_error(22)
        if isinstance(address, tuple) and address[1] == 0:
            address = (address[0], _free_port(self.type)) + address[2:]
        place = _places(self.type, address)
        for other in _bound.get(place, ()):
            if place[0] == 'unix' or _same_place(other.local, address):
                raise io_os_error(98)
        self.local = address
        _bound.setdefault(place, []).append(self)

    def bind_anywhere(self):
        if self.local is None and self.family != AF_UNIX:
            self.bind(('::' if self.family == AF_INET6 else '0.0.0.0', 0))

    def listen(self, backlog):
        if self.type != SOCK_STREAM:
            raise io_os_error(95)
        if self.peer is not None:
            raise io_os_error(22)
        if self.local is None and self.family == AF_UNIX:
            raise io_os_error(22)
        self.bind_anywhere()
        self.listening = True
        self.backlog = max(0, min(backlog, 4096))

    def accept(self):
        if not self.listening:
            raise io_os_error(22)
        if not self.inbox or self.inbox[0][0] > _io.now():
            return WAIT
        child = self.inbox.popleft()[1]
        io_changed(self)
        return child

    # -- connecting

    def _arrival(self, size):
        """When `size` bytes sent to here now arrive."""
        latency, transfer = _io.duration(self.kind, size)
        self.last = max(_io.now() + latency, self.last) + transfer
        return self.last

    def pair_with(self, other):
        self.peer, other.peer = other, self

    def connect(self, address):
        """WAIT while it is under way, or the listener has no room."""
        if self.opens is not None:
            return self._opened()
        if self.peer is not None:
            raise io_os_error(106)
        if self.listening:
            raise io_os_error(106)
        listener = holder_of(self.type, address)
        if listener is None or not listener.listening:
            if self.family == AF_UNIX:
                raise io_os_error(111 if listener else 2)
            self.opens = self._arrival(0), 111
            return WAIT
        if len(listener.inbox) > listener.backlog:
            return WAIT
        self._meet(listener, address)
        return WAIT

    def _meet(self, listener, address):
        if self.local is None and self.family != AF_UNIX:
            self.local = (address[0] if is_local(address[0]) else '127.0.0.1',
                          _free_port(self.type)) + address[2:]
            _bound.setdefault(_places(self.type, self.local), []).append(self)
        child = Endpoint(self.family, self.type, self.proto)
        child.local, child.remote = address, self.local
        child.options = dict(listener.options)
        child.room = listener.room
        self.remote = address
        self.pair_with(child)
        at = listener._arrival(0)
        listener.inbox.append((at, child))
        self.opens = at, 0
        io_changed(listener)

    def _opened(self):
        at, number = self.opens
        if at > _io.now():
            return WAIT
        self.opens = None
        if number:
            raise io_os_error(number)
        return None

    def take_error(self):
        """SO_ERROR: the error that nobody has seen yet."""
        number, self.error = self.error, 0
        if self.opens is not None and self.opens[0] <= _io.now():
            number, self.opens = self.opens[1], None
        return number

    # -- streams

    def _check_open(self):
        """WAIT while a connect() that nobody waited for is under way."""
        if self.opens is not None:
            return self._opened()
        return None

    def receive(self, size, peek):
        if self._check_open() is WAIT:
            return WAIT
        now = _io.now()
        inbox = self.inbox
        parts = []
        if self.listening:
            raise io_os_error(107)
        for at, part in inbox:
            if at > now or size <= 0:
                break
            parts.append(part[:size])
            size -= len(part)
        if parts:
            data = b''.join(parts)
            if not peek:
                self._drop(len(data))
            return data
        if self.peer is None:
            raise io_os_error(22 if self.family == AF_UNIX else 107)
        if self.ended is not None and self.ended[0] <= now and not inbox:
            at, number = self.ended
            self.ended = at, 0
            if number:
                self.refused = at
                raise io_os_error(number)
            return b''
        return b'' if self.shut_in or size == 0 else WAIT

    def _drop(self, size):
        self.held -= size
        inbox = self.inbox
        while size:
            at, part = inbox[0]
            if len(part) > size:
                inbox[0] = at, part[size:]
                break
            size -= len(part)
            inbox.popleft()
        if self.peer is not None:
            io_changed(self.peer)

    def send(self, data):
        """How much of it was taken."""
        if self._check_open() is WAIT:
            return WAIT
        now = _io.now()
        peer = self.peer
        if peer is None:
            raise io_os_error(107 if self.family == AF_UNIX else 32)
        if self.ended is not None and self.ended[0] <= now and self.ended[1]:
            number = self.ended[1]
            self.ended, self.refused = (self.ended[0], 0), now
            raise io_os_error(number)
        if self.shut_out or self.refused is not None and self.refused <= now:
            raise io_os_error(32)
        if peer.closed:
            if self.family == AF_UNIX:
                raise io_os_error(32)
            if self.refused is None:
                self.refused = self._arrival(0)
            return len(data)
        room = peer.room - peer.held
        if room <= 0:
            return WAIT
        part = bytes(data[:room])
        if part:
            peer.inbox.append((peer._arrival(len(part)), part))
            peer.held += len(part)
            io_changed(peer)
        return len(part)

    def _say_end(self, number):
        """The peer has had all that comes from here."""
        peer = self.peer
        if not self.shut_out or number:
            self.shut_out = True
            peer.ended = peer._arrival(0), number
        io_changed(peer)

    def shutdown(self, how):
        if how not in (0, 1, 2):
            raise io_os_error(22)
        if self.type == SOCK_STREAM and self.peer is None \
                and not self.listening:
            raise io_os_error(107)
        if how != 1:
            self.shut_in = True
        if how != 0:
            if self.type == SOCK_STREAM and self.peer is not None:
                self._say_end(0)
            self.shut_out = True
        io_changed(self)

    # -- datagrams

    def receive_from(self, peek):
        if self.error:
            raise io_os_error(self.take_error())
        if not self.inbox or self.inbox[0][0] > _io.now():
            return (b'', None) if self.shut_in else WAIT
        found = self.inbox[0][1]
        if not peek:
            self.inbox.popleft()
            self.held -= len(found[0])
        return found

    def send_to(self, data, address):
        if self.error:
            raise io_os_error(self.take_error())
        if self.shut_out:
            raise io_os_error(32)
        if len(data) > 65507:
            raise io_os_error(90)
        self.bind_anywhere()
        target = self.peer if address is None else \
            holder_of(self.type, address)
        if target is None and address is None:
            target = holder_of(self.type, self.remote)
        if target is None or target.closed:
            if self.family == AF_UNIX:
                raise io_os_error(111 if target else 2)
            if self.remote is not None:
                self.error = 111
            return len(data)
        if target.remote is not None and target.peer is not self and \
                not _same_sender(target.remote, self.local):
            return len(data)
        if target.held + len(data) > target.room:
            return len(data)        # lost, as a full receiver's packets are
        sender = self.local
        if isinstance(sender, tuple) and sender[0] in ANYWHERE:
            sender = ('::1' if self.family == AF_INET6 else '127.0.0.1',
                      ) + sender[1:]
        target.inbox.append((target._arrival(len(data)),
                             (bytes(data), sender)))
        target.held += len(data)
        io_changed(target)
        return len(data)


def _same_sender(wanted, sender):
    if isinstance(wanted, tuple) and isinstance(sender, tuple):
        return wanted[1] == sender[1] and _same_place(wanted, sender)
    return wanted == sender
