# SPDX-License-Identifier: MIT
# select: which descriptors are ready, in virtual time.
#
# Every description answers ready(now); a wait ends when one of those watched
# changes, or when what is on its way to one arrives.

import _io
import _kernel
from _prelude import prelude_value as _prelude_value

_descriptors = _prelude_value('_io_descriptors')
_poll = _prelude_value('io_poll')
_os_error = _prelude_value('io_os_error')
_new_descriptor = _prelude_value('io_new_descriptor')
_close = _prelude_value('io_close_descriptor')
_is_file = _prelude_value('io_is_file')

error = OSError
PIPE_BUF = 4096
POLLIN, POLLPRI, POLLOUT, POLLERR, POLLHUP, POLLNVAL = 1, 2, 4, 8, 16, 32
POLLRDNORM, POLLRDBAND, POLLWRNORM, POLLWRBAND, POLLRDHUP = \
    64, 128, 256, 512, 8192
EPOLLIN, EPOLLPRI, EPOLLOUT, EPOLLERR, EPOLLHUP = 1, 2, 4, 8, 16
EPOLLRDHUP, EPOLLONESHOT, EPOLLET, EPOLLEXCLUSIVE = \
    8192, 1 << 30, 1 << 31, 1 << 28
EPOLL_CLOEXEC = 0o2000000
_REPORTED = 0xffff


def _number_of(thing):
    if isinstance(thing, int):
        number = int(thing)
    else:
        method = getattr(thing, 'fileno', None)
        if method is None:
            raise TypeError('argument must be an int, or have a fileno() '
                            'method.')
        number = method()
        if not isinstance(number, int):
            raise TypeError('fileno() returned a non-integer')
    if number < 0:
        raise ValueError('file descriptor cannot be a negative integer '
                         f'({number})')
    return number


def _description_of(thing):
    found = _descriptors.get(_number_of(thing))
    if found is None:
        raise _os_error(9)
    return found


def _nanoseconds(seconds):
    if seconds > 9223372036:
        raise OverflowError('timestamp too large to convert to C _PyTime_t')
    return max(round(seconds * 1e9), 1 if seconds > 0 else 0)


def _mask_of(mask):
    if not isinstance(mask, int):
        raise TypeError("'%s' object cannot be interpreted as an integer"
                        % type(mask).__name__)
    if mask < 0:
        raise ValueError('value must be positive')
    if mask > 0xffff:
        raise OverflowError('Python int too large to convert to C unsigned '
                            'short')
    return int(mask)


def select(rlist, wlist, xlist, timeout=None, /):
    if timeout is not None and not isinstance(timeout, (int, float)):
        raise TypeError('timeout must be a float or None')
    if timeout is not None and timeout < 0:
        raise ValueError('timeout must be non-negative')
    pairs = []
    origin = []
    for which, (things, mask) in enumerate(((rlist, 1), (wlist, 4),
                                            (xlist, 2))):
        for thing in things:
            pairs.append((_description_of(thing), mask))
            origin.append((which, thing))
    ns = -1 if timeout is None else _nanoseconds(timeout)
    wanted = (1 | 8 | 16, 4 | 8, 2)
    chosen = [], [], []
    while not any(chosen):
        found = _poll(pairs, ns)
        for (which, thing), ready in zip(origin, found):
            if ready & wanted[which]:
                chosen[which].append(thing)
        if ns >= 0 or not pairs:
            break
    return chosen


class poll:
    """Descriptors and the events that are wanted of each."""

    def __init__(self):
        self._wanted = {}
        self._polling = False

    def register(self, fd, eventmask=POLLIN | POLLPRI | POLLOUT, /):
        self._wanted[_number_of(fd)] = _mask_of(eventmask)

    def modify(self, fd, eventmask, /):
        number = _number_of(fd)
        if number not in self._wanted:
            raise _os_error(2)
        self._wanted[number] = _mask_of(eventmask)

    def unregister(self, fd, /):
        del self._wanted[_number_of(fd)]

    def poll(self, timeout=None, /):
        """timeout: milliseconds."""
        if self._polling:
            raise RuntimeError('concurrent poll() invocation')
        self._polling = True
        try:
            return self._ready(-1 if timeout is None or timeout < 0
                               else _nanoseconds(timeout / 1000))
        finally:
            self._polling = False

    def _ready(self, ns):
        known, bad = [], []
        for number, mask in self._wanted.items():
            found = _descriptors.get(number)
            if found is None:
                bad.append((number, POLLNVAL))
            else:
                known.append((number, (found, mask)))
        masks = _poll([pair for _, pair in known], 0 if bad else ns)
        return bad + [(number, ready) for (number, _), ready
                      in zip(known, masks) if ready]


poll.__module__ = 'select'


class _EpollDescription:
    """What an epoll object's own descriptor stands for: it can be watched, but
    not read."""

    kind = 0
    waits = True
    outside = None

    def __init__(self, of):
        self.epoll = of
        self.users = 1
        self.watchers = []

    def ready(self, now):
        return (1 if self.epoll._poll._ready(0) else 0), None

    def _refuse(self, *arguments):
        raise _os_error(22)

    read = write = seek = truncate = _refuse

    def release(self):
        self.epoll._open = False

    def isatty(self):
        return False

    def seekable(self):
        return False


class epoll:
    def __init__(self, sizehint=-1, flags=0):
        if sizehint != -1 and sizehint <= 0:
            raise ValueError('negative sizehint')
        if flags & ~EPOLL_CLOEXEC:
            raise _os_error(22)
        self._poll = poll()
        self._once = {}
        self._open = True
        # The kernel knows nothing of this one, and may give its number away.
        self._number = -1 if _kernel.present() \
            else _new_descriptor(_EpollDescription(self))

    @property
    def closed(self):
        return not self._open

    def _check(self):
        if not self._open:
            raise ValueError('I/O operation on closed epoll object')

    def register(self, fd, eventmask=EPOLLIN | EPOLLPRI | EPOLLOUT):
        self._check()
        number = _number_of(fd)
        if number in self._poll._wanted:
            raise _os_error(17)
        if _is_file(_description_of(number)):
            raise _os_error(1)
        self._set(number, eventmask)

    def _set(self, number, mask):
        if mask & EPOLLET:
            raise NotImplementedError('edge-triggered epoll')
        self._once[number] = bool(mask & EPOLLONESHOT)
        self._poll._wanted[number] = mask & _REPORTED

    def modify(self, fd, eventmask):
        self._check()
        number = _number_of(fd)
        if number not in self._poll._wanted:
            raise _os_error(2)
        self._set(number, eventmask)

    def unregister(self, fd):
        self._check()
        number = _number_of(fd)
        if number not in self._poll._wanted:
            raise _os_error(2)
        del self._poll._wanted[number], self._once[number]

    def poll(self, timeout=None, maxevents=-1):
        self._check()
        for number in list(self._poll._wanted):
            if number not in _descriptors:      # closed: forgotten
                self.unregister(number)
        found = self._poll._ready(-1 if timeout is None or timeout < 0
                                  else _nanoseconds(timeout))
        if maxevents > 0:
            found = found[:maxevents]
        for number, _ in found:
            if self._once.get(number):
                self._poll._wanted[number] = 0
        return found

    def fileno(self):
        self._check()
        return self._number

    def close(self):
        if self._open:
            self._open = False
            if self._number >= 0:
                _close(self._number)

    @classmethod
    def fromfd(cls, fd, /):
        found = getattr(_description_of(fd), 'epoll', None)
        if found is None:
            raise _os_error(22)
        return found

    def __enter__(self):
        self._check()
        return self

    def __exit__(self, *exc_info):
        self.close()


epoll.__module__ = 'select'
