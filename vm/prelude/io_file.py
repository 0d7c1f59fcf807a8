# SPDX-License-Identifier: MIT
# io: descriptors, and the raw streams on them.
#
# A description is what a descriptor stands for: a file, an end of a pipe, a
# standard stream. Files live in the world: their bytes are read once, changes
# are written through to the host, which may drop them (sweep does).

import _io
import _kernel
import posix as _posix
import sys as _sys

_IO_TTY, _IO_DISK, _IO_PIPE = 1, 2, 3

_io_descriptors = {}    # number: description
_io_inheritable = {0, 1, 2}     # numbers that children would get
_io_nodes = {}          # path: its bytes, while they differ from the host's
_io_unflushed = {}      # id: _Unflushed with bytes in it


def io_os_error(number, path=None):
    return OSError(number, _posix.strerror(number),
                   *(() if path is None else (path,)))


class _Node:
    """The bytes of a file, shared by all who have it open."""

    def __init__(self, path, data):
        self.path = path    # None: the name is gone
        self.data = bytearray(data)
        self.users = 0

    def store(self, at, data):
        if at > len(self.data):
            self.data += bytes(at - len(self.data))
        self.data[at:at + len(data)] = data
        if self.path is not None:
            _posix._write_file(self.path, at, data, len(self.data))

    def resize(self, size):
        if size > len(self.data):
            self.data += bytes(size - len(self.data))
        del self.data[size:]
        if self.path is not None:
            _posix._write_file(self.path, size, b'', size)


class _FileDescription:
    kind = _IO_DISK

    def __init__(self, node, flags):
        self.node = node
        self.flags = flags
        self.at = 0
        self.users = 1
        self.watchers = []
        node.users += 1

    def ready(self, now):
        return 5, None

    def read(self, size):
        if self.flags & 3 == 1:
            raise io_os_error(9)
        data = bytes(self.node.data[self.at:self.at + size])
        self.at += len(data)
        _io.wait(_IO_DISK, len(data))
        return data

    def write(self, data):
        if self.flags & 3 == 0:
            raise io_os_error(9)
        if self.flags & _posix.O_APPEND:
            self.at = len(self.node.data)
        at = self.at
        self.at = at + len(data)
        self.node.store(at, data)
        _io.wait(_IO_DISK, len(data))
        return len(data)

    def seek(self, offset, whence):
        if whence not in (0, 1, 2):
            raise io_os_error(22)
        at = (0, self.at, len(self.node.data))[whence] + offset
        if at < 0:
            raise io_os_error(22)
        self.at = at
        return at

    def truncate(self, size):
        self.node.resize(size)

    def release(self):
        self.node.users -= 1
        if not self.node.users and _posix._writes_through():
            _io_nodes.pop(self.node.path, None)

    def isatty(self):
        return False

    def seekable(self):
        return True


def io_is_file(description):
    return getattr(description, 'kind', 0) == _IO_DISK


# ---- Waiting for a description ----

def io_await(watched, ns, token=None):
    """Until one of the descriptions changes, at most so long; ns < 0: for
    ever. It may end early."""
    if token is None:
        token = object()
    for description in watched:
        description.watchers.append(token)
    try:
        _io.park(token, ns)
    finally:
        for description in watched:
            description.watchers.remove(token)


def io_changed(description):
    for token in description.watchers:
        _io.wake(token)


def io_poll(pairs, ns):
    """For each (description, mask), what of the mask is ready, once one is or
    the time is over; ns < 0: for ever. Errors are always of interest."""
    if _kernel.present():
        return io_kernel_poll(pairs, ns)
    _io.wait(0, 0)
    deadline = None if ns < 0 else _io.now() + ns
    while True:
        now = _io.now()
        found = []
        times = [] if deadline is None else [deadline]
        for description, mask in pairs:
            ready, at = description.ready(now)
            found.append(ready & (mask | 24))
            if at is not None:
                times.append(at)
        if any(found) or deadline is not None and deadline <= now:
            return found
        left = min(times) - _io.now() if times else -1
        if left > 0 or not times:
            io_await([description for description, _ in pairs],
                     *_io_outside(pairs, left))


def _io_outside(pairs, ns):
    """How long to wait, and the token where another process may end it."""
    token = None
    for description, mask in pairs:
        if getattr(description, 'outside', None) is not None:
            process_watch(description, mask)
            token = _PROCESS_TOKEN
    return _PROCESS_FOR_EVER if ns < 0 and token else ns, token


class _Pipe:
    def __init__(self):
        self.data = bytearray()
        self.ends = [1, 1]      # readers, writers
        self.descriptions = []
        self.led_outside = False
        self.watchers = []


class _PipeDescription:
    kind = _IO_PIPE
    capacity = 65536
    waits = True

    def __init__(self, pipe, writing):
        self.pipe = pipe
        self.writing = writing
        self.users = 1
        self.watchers = pipe.watchers
        pipe.descriptions.append(self)

    def _wait(self):
        if not self.waits:
            raise io_os_error(11)
        io_await((self.pipe,), -1)

    def ready(self, now):
        pipe = self.pipe
        if self.writing:
            return (4 if len(pipe.data) < self.capacity else 0) \
                | (0 if pipe.ends[0] else 8), None
        return (1 if pipe.data else 0) | (0 if pipe.ends[1] else 16), None

    def read(self, size):
        if self.writing:
            raise io_os_error(9)
        pipe = self.pipe
        while size and not pipe.data and pipe.ends[1]:
            self._wait()
            if pipe.led_outside:
                return self.read(size)
        data = bytes(pipe.data[:size])
        del pipe.data[:size]
        io_changed(pipe)
        _io.wait(_IO_PIPE, len(data))
        return data

    def write(self, data):
        if not self.writing:
            raise io_os_error(9)
        pipe = self.pipe
        total = 0
        while data:
            if not pipe.ends[0]:
                raise io_os_error(32)
            room = self.capacity - len(pipe.data)
            if room <= 0:
                if total and not self.waits:
                    break
                self._wait()
                if pipe.led_outside:
                    return total + self.write(data)
                continue
            pipe.data += data[:room]
            total += len(data[:room])
            data = data[room:]
            io_changed(pipe)
        _io.wait(_IO_PIPE, total)
        return total

    def seek(self, offset, whence):
        raise io_os_error(29)

    def truncate(self, size):
        raise io_os_error(22)

    def release(self):
        self.pipe.ends[self.writing] -= 1
        io_changed(self.pipe)

    def isatty(self):
        return False

    def seekable(self):
        return False


class _StandardDescription(_PipeDescription):
    kind = _IO_TTY

    def __init__(self, number):
        self.number = number
        self.users = 1
        self.watchers = []

    def ready(self, now):
        return 5, None

    def read(self, size):
        if _kernel.present():
            return io_kernel_read(self, size)
        return _io.get(self.number, size)

    def write(self, data):
        _io.put(self.number, data)
        _io.flush(self.number)
        return len(data)

    def release(self):
        pass

    def isatty(self):
        if _kernel.present():
            return io_kernel_isatty(self.number)
        return self.number != 1 or _io.stdout_mode() == 0


for _name in range(3):
    _io_descriptors[_name] = _StandardDescription(_name)


# ---- Descriptors: what os.open and its kin do ----

def io_description(number):
    if not isinstance(number, int):
        raise TypeError('an integer is required (got type '
                        f'{type(number).__name__})')
    found = _io_descriptors.get(number)
    if found is None:
        raise io_os_error(9)
    return found


def io_new_descriptor(description):
    # Out of the way of numbers that the kernel may give.
    number = 1 << 20 if _kernel.present() else 3
    while number in _io_descriptors:
        number += 1
    _io_descriptors[number] = description
    _io_inheritable.discard(number)
    return number


def io_path(path):
    if isinstance(path, str):
        return path
    if isinstance(path, bytes):
        return path.decode('utf-8', 'surrogateescape')
    kind = type(path)
    method = getattr(kind, '__fspath__', None)
    if method is None:
        if isinstance(path, (bytearray, memoryview)):
            _sys.modules['warnings'].warn(
                'path should be string, bytes, or os.PathLike, not '
                + kind.__name__, DeprecationWarning, stacklevel=2)
            return bytes(path).decode('utf-8', 'surrogateescape')
        raise TypeError('expected str, bytes or os.PathLike object, not '
                        + kind.__name__)
    found = method(path)
    if not isinstance(found, (str, bytes)):
        raise TypeError(f'expected {kind.__name__}.__fspath__() to return '
                        f'str or bytes, not {type(found).__name__}')
    return io_path(found)


def _io_node(path, flags, mode, shown):
    """The node of a path, made or emptied as the flags say."""
    whole = _posix._absolute(path)
    node = _io_nodes.get(whole)
    if node is None:
        data = _posix._read_file(whole)
        if isinstance(data, int):
            if data != 2 or not flags & _posix.O_CREAT:
                raise io_os_error(data, shown)
            data = b''
            _posix._create_file(whole, shown, mode)
        elif flags & _posix.O_CREAT and flags & _posix.O_EXCL:
            raise io_os_error(17, shown)
        elif flags & 3:
            _posix._check_writable(whole, shown)
        node = _io_nodes[whole] = _Node(whole, data)
    elif flags & _posix.O_CREAT and flags & _posix.O_EXCL:
        raise io_os_error(17, shown)
    if flags & _posix.O_TRUNC and flags & 3:
        node.resize(0)
    return node


def io_open_descriptor(path, flags, mode=0o777):
    name = io_path(path)
    if '\0' in name:
        raise ValueError('embedded null byte')
    whole = _posix._absolute(name)
    if _posix._is_folder(whole):
        fresh = flags & _posix.O_CREAT and flags & _posix.O_EXCL
        raise io_os_error(17 if fresh else 21, path)
    if _kernel.present():
        return io_kernel_open(path, whole, flags, mode)
    node = _io_node(name, flags, mode, path)
    _io.wait(_IO_DISK, 0)
    return io_new_descriptor(_FileDescription(node, flags))


def io_close_descriptor(number):
    description = io_description(number)
    del _io_descriptors[number]
    description.users -= 1
    if not description.users:
        description.release()


def io_pipe():
    if _kernel.present():
        return io_kernel_pipe()
    pipe = _Pipe()
    return (io_new_descriptor(_PipeDescription(pipe, False)),
            io_new_descriptor(_PipeDescription(pipe, True)))


# ---- Raw ----

class _NumberTarget:
    """Whatever a descriptor stands for when it is written to."""

    def __init__(self, number):
        self._number = number

    def write(self, data):
        return io_description(self._number).write(data)


_io_modes = {'r': 0, 'w': 1 | 0o100 | 0o1000, 'a': 1 | 0o100 | 0o2000,
             'x': 1 | 0o100 | 0o200}


class FileIO(_RawIOBase):
    def __init__(self, file, mode='r', closefd=True, opener=None):
        if not isinstance(mode, str):
            raise TypeError('FileIO() argument 2 must be str, not '
                            f'{type(mode).__name__}')
        letters = mode.replace('b', '')
        kind = letters.replace('+', '')
        if kind not in _io_modes or letters.count('+') > 1:
            raise ValueError(f'invalid mode: {mode!r}')
        flags = _io_modes[kind]
        if '+' in letters:
            flags = flags & ~3 | 2
        self._record = None
        self._outer = None      # the stream that stands for this one
        self._updating = '+' in letters
        self._kind = kind
        self.name = file
        self.closefd = closefd
        if isinstance(file, int) and not isinstance(file, bool):
            if file < 0:
                raise ValueError('negative file descriptor')
            number = file
        elif not closefd:
            raise ValueError('Cannot use closefd=False with file name')
        elif opener is not None:
            number = opener(file, flags | _posix.O_CLOEXEC)
            if not isinstance(number, int):
                raise TypeError('expected integer from opener')
            if number < 0:
                raise ValueError(f'opener returned {number}')
        else:
            number = io_open_descriptor(file, flags, 0o666)
        io_description(number)
        self._number = number
        if kind == 'a' and self._description.seekable():
            self._description.seek(0, 2)

    @property
    def _description(self):
        return io_description(self._number)

    @property
    def mode(self):
        if self._kind == 'w' and self._updating:
            return 'rb+'
        return self._kind + 'b' + ('+' if self._updating else '')

    def __repr__(self):
        if self._closed:
            return f'<{type(self).__module__}.{type(self).__name__} [closed]>'
        try:
            which = f'name={self.name!r}'
        except AttributeError:
            which = f'fd={self._number}'
        return (f'<{type(self).__module__}.{type(self).__name__} '
                f'{which} mode={self.mode!r} '
                f'closefd={self.closefd}>')

    def readable(self):
        self._check_open()
        return self._kind == 'r' or self._updating

    def writable(self):
        self._check_open()
        return self._kind != 'r' or self._updating

    def seekable(self):
        self._check_open()
        found = _io_descriptors.get(self._number)
        return found is not None and found.seekable()

    def fileno(self):
        if self._closed:
            raise ValueError('I/O operation on closed file')
        return self._number

    def isatty(self):
        self._check_open()
        found = _io_descriptors.get(self._number)
        return found is not None and found.isatty()

    def read(self, size=-1):
        self._check_open()
        if not self.readable():
            raise UnsupportedOperation('File not open for reading')
        size = _io_check_index(size)
        return self.readall() if size < 0 else self._description.read(size)

    @property
    def _blksize(self):
        return getattr(_posix.fstat(self.fileno()), 'st_blksize', 8192)

    def readall(self):
        self._check_open()
        if not self.readable():
            raise UnsupportedOperation('File not open for reading')
        parts = []
        while True:
            part = self._description.read(1 << 20)
            if not part:
                return b''.join(parts)
            parts.append(part)

    def readinto(self, buffer):
        return io_read_into(buffer, self.read)

    def write(self, data):
        self._check_open()
        if not self.writable():
            raise UnsupportedOperation('File not open for writing')
        return self._description.write(io_bytes(data))

    def seek(self, offset, whence=0):
        self._check_open()
        return self._description.seek(_io_offset(offset), whence)

    def truncate(self, size=None):
        self._check_open()
        if not self.writable():
            raise UnsupportedOperation('File not open for writing')
        size = self.tell() if size is None else _io_offset(size)
        self._description.truncate(size)
        return size

    def close(self):
        if self._closed:
            return
        try:
            self.flush()
            if self._record is not None:
                self._record.push()
        finally:
            self._closed = True
            self._outer = None
            if type(self) is FileIO:
                _io.settled(self)
            if self.closefd and '_number' in self.__dict__:
                io_close_descriptor(self._number)

    def __del__(self):
        if self._closed or '_number' not in self.__dict__:
            return
        self._warn_of_drop()
        self.close()

    def _warn_of_drop(self):
        # Nobody has changed the filters, which say nothing of it?
        if not self.closefd or 'warnings' not in _sys.modules and \
                not _sys.warnoptions:
            return
        outer = self if self._outer is None else self._outer
        import_absolute('warnings').warn(f'unclosed file {outer!r}',
                                         ResourceWarning, 2, outer)

    def __reduce_ex__(self, protocol):
        raise TypeError(f'cannot pickle {type(self).__name__!r} object')


def io_flush_all():
    """At exit: what buffered writers still hold."""
    for record in list(_io_unflushed.values()):
        try:
            record.push()
        except Exception:
            pass    # as when a stream is dropped


FileIO.__module__ = '_io'
