# SPDX-License-Identifier: MIT
# posix: other processes, and the descriptors that lead to them.
#
# A description that a child shares has a host's descriptor behind it. Who must
# wait for one says what for (_process_watch) and is parked on the one token
# that the host wakes when anything changes; then everybody looks again.

_PROCESS_TOKEN = -77
_PROCESS_FOR_EVER = 10 ** 18
_process_known = []     # numbers of children that nobody has waited for
_process_files = {}     # child: [(description, its node)] that it writes to


def process_watch(description, events):
    _posix._process_watch(description.outside, events)


def process_park(ns):
    """Until something happens to another process, at most so long."""
    return _io.park(_PROCESS_TOKEN, _PROCESS_FOR_EVER if ns < 0 else ns)


class _ProcessDescription(_PipeDescription):
    """An end of a pipe whose other end a process may have."""

    def __init__(self, outside, writing):
        self.outside = outside
        self.writing = writing
        self.users = 1
        self.watchers = []

    def _wait_for(self, events):
        if not self.waits:
            raise io_os_error(11)
        process_watch(self, events)
        process_park(-1)

    def ready(self, now):
        found = _posix._process_ready(self.outside)
        return found & (12 if self.writing else 25), None

    def read(self, size):
        if self.writing:
            raise io_os_error(9)
        while True:
            found = _posix._process_read(self.outside, size)
            if found.__class__ is bytes:
                _io.wait(_IO_PIPE, len(found))
                return found
            if found != -11:
                raise io_os_error(-found)
            self._wait_for(1)

    def write(self, data):
        if not self.writing:
            raise io_os_error(9)
        total = 0
        while total < len(data):
            done = _posix._process_write(self.outside, data[total:])
            if done >= 0:
                total += done
            elif done != -11:
                raise io_os_error(-done)
            elif total and not self.waits:
                break
            else:
                self._wait_for(4)
        _io.wait(_IO_PIPE, total)
        return total

    def release(self):
        _posix._process_close(self.outside)


def _process_lead(pipe):
    """Both ends of a pipe of the world become ends of one of the host's."""
    ends = _posix._process_pipe()
    if ends.__class__ is int:
        raise io_os_error(-ends)
    waiting = bytes(pipe.data)
    while waiting:
        waiting = waiting[_posix._process_write(ends[1], waiting):]
    pipe.led_outside = True
    for description in pipe.descriptions:
        description.outside = ends[description.writing]
        description.__class__ = _ProcessDescription
        if not description.users:
            description.release()
    io_changed(pipe)


def _process_open_file(description):
    node, flags = description.node, description.flags
    found = _posix._process_open(
        node.path.encode('utf-8', 'surrogateescape'),
        flags & (3 | _posix.O_APPEND), description.at)
    if found < 0:
        raise io_os_error(-found)
    return found


def _process_place(description, files, opened):
    """The host's descriptor for a child."""
    kind = description.__class__
    if kind is _StandardDescription:
        return description.number
    if kind is _PipeDescription:
        _process_lead(description.pipe)
    if kind is _FileDescription:
        found = _process_open_file(description)
        opened.append(found)
        if description.flags & 3:
            files.append(description)
        return found
    found = getattr(description, 'outside', None)
    if found is None:
        raise NotImplementedError('a socket cannot be given to another '
                                  'process')
    return found


def process_pipe():
    """(reader, writer) of a pipe for a child: one of them will be given."""
    ends = _posix._process_pipe()
    if ends.__class__ is int:
        raise io_os_error(-ends)
    return [_process_number(end, writing) for writing, end in enumerate(ends)]


def _process_number(outside, writing):
    return io_adopt_descriptor(_KernelDescription(outside, _IO_PIPE)) \
        if _kernel.present() \
        else io_new_descriptor(_ProcessDescription(outside, writing))


def process_null():
    """A descriptor of /dev/null, for a child."""
    found = _posix._process_open(b'/dev/null', 2, 0)
    if found < 0:
        raise io_os_error(-found)
    return _process_number(found, True)


def process_spawn(program, arguments, environment, folder, places, session):
    """The number of a new process, or a negative errno.  places: pairs of its
    descriptor and ours."""
    files, opened = [], []
    if program.decode('utf-8', 'surrogateescape') == _sys.executable:
        # Our own child is to see what it is given, not the fixed variables.
        environment = [*environment, b'GILSCOPE_ENVIRONMENT=1']
    try:
        found = [(place, _process_place(io_description(ours), files, opened))
                 for place, ours in places]
        child = _posix._spawn(program, arguments, environment,
                              _posix._absolute(io_path(folder)).encode(
                                  'utf-8', 'surrogateescape'),
                              found, session)
    finally:
        for number in opened:
            _posix._process_close(number)
    if child > 0:
        _process_known.append(child)
        if files:
            _process_files[child] = files
    return child


def _process_reload(child):
    """The files that a child had may have changed."""
    for description in _process_files.pop(child, ()):
        node = description.node
        data = _posix._read_file(node.path)
        if data.__class__ is bytes:
            node.data[:] = data
            description.at = len(data)


def process_poll(child):
    """Its wait status once it has ended, else None."""
    status = _posix._process_wait(child)
    if status is None:
        return None
    if status < 0:
        raise io_os_error(-status)
    _process_known.remove(child)
    _process_reload(child)
    return status


def process_wait(child, ns):
    """The same, after at most so long; ns < 0: for ever."""
    _io.wait(0, 0)
    limit = _io.now() + ns
    while True:
        status = process_poll(child)
        if status is not None:
            return status
        left = limit - _io.now()
        if ns >= 0 and left <= 0:
            return None
        process_park(left if ns >= 0 else -1)


# ---- What os has ----

def waitpid(pid, options, /):
    _io.wait(0, 0)
    while True:
        if not _process_known or pid > 0 and pid not in _process_known:
            raise io_os_error(10)
        for child in [pid] if pid > 0 else _process_known[:]:
            status = process_poll(child)
            if status is not None:
                return child, status
        if options & 1:
            return 0, 0
        process_park(-1)


def wait():
    return waitpid(-1, 0)


def WIFEXITED(status):
    return status & 127 == 0


def WEXITSTATUS(status):
    return status >> 8 & 255


def WIFSIGNALED(status):
    return status & 127 not in (0, 127)


def WTERMSIG(status):
    return status & 127


def WIFSTOPPED(status):
    return status & 255 == 127


def WSTOPSIG(status):
    return status >> 8 & 255


def WCOREDUMP(status):
    return bool(status & 128)


def WIFCONTINUED(status):
    return status == 0xffff


def waitstatus_to_exitcode(status):
    if status & 255 == 127:
        raise ValueError(f'process stopped by delivery of signal '
                         f'{status >> 8 & 255}')
    return -(status & 127) if status & 127 else status >> 8 & 255


def process_kill(pid, number):
    """For os.kill: a signal to a child, or to the group it leads."""
    error = _posix._process_kill(pid, int(number))
    if error:
        raise io_os_error(-error)


def _process_publish():
    for function in (
            waitpid, wait, WIFEXITED, WEXITSTATUS, WIFSIGNALED, WTERMSIG,
            WIFSTOPPED, WSTOPSIG, WCOREDUMP, WIFCONTINUED,
            waitstatus_to_exitcode):
        function.__module__ = 'posix'
        setattr(_posix, function.__name__, _posix_builtin(function))
    _posix._process_pipe_ends = process_pipe
    _posix._process_null = process_null
    _posix._process_spawn = process_spawn
    _posix._process_wait_for = process_wait
    for name, value in (('WUNTRACED', 2), ('WCONTINUED', 8), ('P_PID', 1),
                        ('EX_USAGE', 64)):
        setattr(_posix, name, value)


_process_publish()
