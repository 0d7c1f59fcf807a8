# SPDX-License-Identifier: MIT
# posix: calls about the process, its limits and its descriptors that follow
# from a fixed machine: one user, one process group, no priorities.

import posix as _posix
import _time
import _sys as _world

_posix_own = 1000       # the user's and the group's number

_posix_limits = {
    'SC_ARG_MAX': 2097152, 'SC_CHILD_MAX': 31000, 'SC_CLK_TCK': 100,
    'SC_NGROUPS_MAX': 65536, 'SC_OPEN_MAX': 1024, 'SC_PAGESIZE': 4096,
    'SC_PAGE_SIZE': 4096, 'SC_IOV_MAX': 1024, 'SC_VERSION': 200809,
    'SC_PHYS_PAGES': 2097152, 'SC_AVPHYS_PAGES': 1048576,
    'SC_NPROCESSORS_CONF': None, 'SC_NPROCESSORS_ONLN': None}
_posix_path_limits = {'PC_LINK_MAX': 32000, 'PC_NAME_MAX': 255,
                      'PC_PATH_MAX': 4096, 'PC_PIPE_BUF': 4096,
                      'PC_MAX_CANON': 255, 'PC_MAX_INPUT': 255}
_posix_texts = {'CS_PATH': '/bin:/usr/bin',
                'CS_GNU_LIBC_VERSION': 'glibc 2.36',
                'CS_GNU_LIBPTHREAD_VERSION': 'NPTL 2.36'}


def _posix_names(table):
    return {name: number for number, name in enumerate(table)}


def _posix_lookup(table, name, kinds='strings or integers'):
    if isinstance(name, int):
        names = list(table)
        if not 0 <= name < len(names):
            _fail(22)
        return table[names[name]]
    if not isinstance(name, str):
        raise TypeError(f'configuration names must be {kinds}')
    if name not in table:
        raise ValueError('unrecognized configuration name')
    return table[name]


def sysconf(name, /):
    found = _posix_lookup(_posix_limits, name)
    return _world.cores() if found is None else found


def confstr(name, /):
    return _posix_lookup(_posix_texts, name)


def pathconf(path, name):
    if isinstance(path, int):
        io_description(path)
    else:
        stat(path)
    return _posix_lookup(_posix_path_limits, name)


def fpathconf(fd, name, /):
    io_description(fd)
    return _posix_lookup(_posix_path_limits, name)


# ---- Who runs ----

def getgroups():
    return [_posix_own]


def getgrouplist(user, group, /):
    return [group]


def getresuid():
    return _posix_own, _posix_own, _posix_own


def getresgid():
    return _posix_own, _posix_own, _posix_own


def _only_own(*numbers):
    for number in numbers:
        if not isinstance(number, int):
            raise TypeError('uid should be integer, not '
                            + type(number).__name__)
        if number >= 1 << 32:
            raise OverflowError('uid is greater than maximum')
        if number < -1:
            raise OverflowError('uid is less than minimum')
    for number in numbers:
        if number not in (-1, _posix_own):
            _fail(1)


def setuid(uid, /):
    _only_own(uid)


def setreuid(ruid, euid, /):
    _only_own(ruid, euid)


def setresuid(ruid, euid, suid, /):
    _only_own(ruid, euid, suid)


def setgroups(groups, /):
    _fail(1)


def getpgid(pid):
    if pid not in (0, getpid()) and pid not in _process_known:
        _fail(3)
    return getpid()


def getpgrp():
    return getpid()


def getsid(pid, /):
    return getpgid(pid)


def getpriority(which, who):
    if which not in (0, 1, 2):
        _fail(22)
    return 0


def nice(increment, /):
    if increment < 0:
        _fail(1)
    return 0


def sched_yield():
    _time.sleep(0)


def abort():
    kill(getpid(), 6)
    _posix._exit(134)


def ctermid():
    return '/dev/tty'


def ttyname(fd, /):
    io_description(fd)
    _fail(25 if not isatty(fd) else 19)


def device_encoding(fd):
    return 'UTF-8' if isatty(fd) else None


def getrandom(size, flags=0):
    if flags & ~3:
        _fail(22)
    if size < 0:
        _fail(22)
    return _posix.urandom(size)


# ---- Files ----

def chown(path, uid, gid, *, dir_fd=None, follow_symlinks=True):
    _no_folders('chown', dir_fd)
    if isinstance(path, int):
        fstat(path)
    else:
        found = _entry(_absolute(io_path(path)), follow_symlinks)
        if isinstance(found, int):
            _fail(found, path)
    _only_own(uid, gid)


def lchown(path, uid, gid):
    chown(path, uid, gid, follow_symlinks=False)


def fchown(fd, uid, gid):
    chown(fd, uid, gid)


def fchmod(fd, mode):
    description = io_description(fd)
    if isinstance(description, _FileDescription) and description.node.path:
        chmod(description.node.path, mode)


def mkfifo(path, mode=0o666, *, dir_fd=None):
    _no_folders('mkfifo', dir_fd)
    whole = _absolute(io_path(path))
    if not isinstance(_entry(whole, False), int):
        _fail(17, path)
    _parent_check(whole, path)
    if not _change(_FIFO, (path,), whole, None, mode):
        raise NotImplementedError('os.mkfifo() where nothing is written')


def mknod(path, mode=0o600, device=0, *, dir_fd=None):
    _no_folders('mknod', dir_fd)
    kind = mode & 0o170000
    if kind == 0o10000:
        return mkfifo(path, mode & 0o7777)
    if kind not in (0, 0o100000):
        _fail(1, path)
    whole = _absolute(io_path(path))
    if not isinstance(_entry(whole, False), int):
        _fail(17, path)
    _create_file(whole, path, mode)


def sync():
    pass


def major(device, /):
    return device >> 8 & 0xfff | device >> 32 & ~0xfff


def minor(device, /):
    return device & 0xff | device >> 12 & ~0xff


def makedev(major, minor, /):
    return ((major & 0xfff) << 8 | (major & ~0xfff) << 32
            | minor & 0xff | (minor & ~0xff) << 12)


# ---- Descriptors ----

def closerange(low, high, /):
    for fd in [fd for fd in _io_descriptors if low <= fd < high]:
        close(fd)


def pipe2(flags, /):
    ends = pipe()
    if flags & _posix.O_NONBLOCK:
        for fd in ends:
            set_blocking(fd, False)
    return ends


def _at(fd, offset, work):
    # As one call: nobody else is at the descriptor meanwhile.
    description = io_description(fd)
    if offset < 0:
        _fail(22)
    at = description.seek(0, 1)
    description.seek(offset, 0)
    try:
        return work()
    finally:
        description.seek(at, 0)


def pread(fd, length, offset, /):
    return _at(fd, offset, lambda: read(fd, length))


def pwrite(fd, data, offset, /):
    return _at(fd, offset, lambda: write(fd, data))


def readv(fd, buffers, /):
    total = 0
    for buffer in buffers:
        view = memoryview(buffer).cast('B')
        data = read(fd, len(view))
        view[:len(data)] = data
        total += len(data)
        if len(data) < len(view):
            break
    return total


def writev(fd, buffers, /):
    return write(fd, b''.join([bytes(buffer) for buffer in buffers]))


def preadv(fd, buffers, offset, flags=0, /):
    return _at(fd, offset, lambda: readv(fd, buffers))


def pwritev(fd, buffers, offset, flags=0, /):
    return _at(fd, offset, lambda: writev(fd, buffers))


def _posix_publish_calls(space):
    for name in ('setgid', 'seteuid', 'setegid'):
        space[name] = _posix_named(name, setuid)
    space['setregid'] = _posix_named('setregid', setreuid)
    space['setresgid'] = _posix_named('setresgid', setresuid)
    for name in '''
            sysconf confstr pathconf fpathconf getgroups getgrouplist
            getresuid getresgid setuid setgid seteuid setegid setreuid
            setregid setresuid setresgid setgroups getpgid getpgrp getsid
            getpriority nice sched_yield abort ctermid ttyname
            device_encoding getrandom chown lchown fchown fchmod mkfifo
            mknod sync
            major minor makedev closerange pipe2 pread pwrite readv writev
            preadv pwritev'''.split():
        space[name].__module__ = 'posix'
        setattr(_posix, name, _posix_builtin(space[name]))
    _posix.sysconf_names = _posix_names(_posix_limits)
    _posix.confstr_names = _posix_names(_posix_texts)
    _posix.pathconf_names = _posix_names(_posix_path_limits)
    codes = ('USAGE DATAERR NOINPUT NOUSER NOHOST UNAVAILABLE SOFTWARE OSERR '
             'OSFILE CANTCREAT IOERR TEMPFAIL PROTOCOL NOPERM CONFIG')
    for code, name in enumerate(codes.split(), 64):
        setattr(_posix, 'EX_' + name, code)
    for name, value in (
            ('O_ACCMODE', 3), ('O_NDELAY', 0o4000), ('O_ASYNC', 0o20000),
            ('O_DIRECT', 0o40000), ('O_DSYNC', 0o10000),
            ('O_RSYNC', 0o4010000), ('O_NOATIME', 0o1000000),
            ('O_PATH', 0o10000000), ('O_LARGEFILE', 0), ('P_ALL', 0),
            ('P_PGID', 2), ('PRIO_PROCESS', 0), ('PRIO_PGRP', 1),
            ('PRIO_USER', 2), ('NGROUPS_MAX', 65536), ('TMP_MAX', 238328),
            ('GRND_NONBLOCK', 1), ('GRND_RANDOM', 2), ('WEXITED', 4),
            ('WSTOPPED', 2), ('WNOWAIT', 0x1000000), ('CLD_EXITED', 1),
            ('CLD_DUMPED', 3), ('CLD_TRAPPED', 4), ('CLD_CONTINUED', 6)):
        setattr(_posix, name, value)


_posix_publish_calls(globals())
