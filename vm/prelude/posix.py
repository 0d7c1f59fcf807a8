# SPDX-License-Identifier: MIT
# posix: the system calls that programs know by name.
#
# What the host does not take (a sweep's runs drop all they write) stays in
# _posix_made and io's nodes: those are looked at first.

import sys as _sys
import _kernel
import _time
import posix as _posix
import _sys as _world
from _prelude import builtin as _posix_builtin

_posix_made = {}        # path: 'folder', 'file' or None for what was removed
_posix_folder = [None]  # the working folder
_posix_mask = [0o22]    # umask; the host's own is taken for this one
(_CREATE, _REMOVE, _RENAME, _MAKE_FOLDER, _REMOVE_FOLDER, _MODE, _LINK, _TIME,
 _HARD_LINK, _FIFO) = range(10)

stat_result = struct_sequence(
    'os.stat_result',
    'st_mode st_ino st_dev st_nlink st_uid st_gid st_size st_atime st_mtime '
    'st_ctime st_atime st_mtime st_ctime st_atime_ns st_mtime_ns st_ctime_ns '
    'st_blksize st_blocks st_rdev', 10)
terminal_size = struct_sequence('os.terminal_size', 'columns lines')
uname_result = struct_sequence('posix.uname_result',
                               'sysname nodename release version machine')


def _normal(path):
    parts = []
    for part in path.split('/'):
        if part == '..':
            del parts[-1:]
        elif part not in ('', '.'):
            parts.append(part)
    return '/' + '/'.join(parts)


def getcwd():
    if _posix_folder[0] is None:
        _posix_folder[0] = _posix._folder()
    return _posix_folder[0]


def _absolute(path):
    if not path:
        _fail(2, path)
    return _normal(path if path[:1] == '/' else getcwd() + '/' + path)


def _fail(number, *paths):
    error = io_os_error(number, *paths[:1])
    if len(paths) == 2:
        old, new = map(fspath, paths)
        error = OSError(number, _posix.strerror(number), old, None, new)
    raise error


def _no_folders(name, *folders):
    # A folder has no descriptor here.
    for folder in folders:
        if folder is not None:
            if not isinstance(folder, int):
                raise TypeError('argument should be integer or None, not '
                                + type(folder).__name__)
            raise NotImplementedError(
                f'{name}: dir_fd unavailable on this platform')


def _always_follows(name, follow_symlinks):
    if not follow_symlinks:
        raise NotImplementedError(
            f'{name}: follow_symlinks unavailable on this platform')


def _entry(whole, follow=True):
    """(mode, links, inode, size, modified, accessed, changed, blocks), times
    in ns; or an errno."""
    if whole in _posix_made:
        kind = _posix_made[whole]
        if kind is None:
            return 2
        node = _io_nodes.get(whole)
        size = 4096 if kind == 'folder' else len(node.data) if node else 0
        mode = 0o40755 if kind == 'folder' else 0o100644
        return mode, 1, 0, size, 0, 0, 0, (size + 511) // 512
    found = _posix._status(whole, follow)
    node = _io_nodes.get(whole)
    if node is not None and not isinstance(found, int):
        found = found[:3] + (len(node.data),) + found[4:]
    return found


def _is_folder(whole):
    found = _entry(whole)
    return not isinstance(found, int) and found[0] & 0o170000 == 0o40000


def _change(what, shown, path, to=None, mode=0):
    """Through to the host, where it takes changes."""
    if _posix._writes_through():
        number = _posix._change(what, path, to, mode)
        if number:
            _fail(number, *shown)
        return True
    return False


def _parent_check(whole, path):
    parent = whole.rpartition('/')[0] or '/'
    found = _entry(parent)
    if isinstance(found, int):
        _fail(found, path)
    if found[0] & 0o170000 != 0o40000:
        _fail(20, path)
    if not found[0] & 0o222:
        _fail(13, path)


def _create_file(whole, path, mode=0o666):
    _parent_check(whole, path)
    if not _change(_CREATE, (path,), whole, None, mode & 0o7777):
        _posix_made[whole] = 'file'
    elif _posix_mask[0] != 0o22:
        _change(_MODE, (path,), whole, None, mode & 0o7777 & ~_posix_mask[0])


def _check_writable(whole, path):
    found = _entry(whole)
    if not isinstance(found, int) and not found[0] & 0o222:
        _fail(13, path)


# ---- Status ----

def _status_of(found):
    mode, links, inode, size, modified = found[:5]
    accessed, changed, blocks = found[5:] or (modified, modified, 0)
    times = accessed, modified, changed
    return stat_result((
        mode, inode, 1, links, 1000, 1000, size,
        *[ns // 1000000000 for ns in times],
        *[ns // 1000000000 + ns % 1000000000 * 1e-9 for ns in times],
        *times, 4096, blocks, 0))


def stat(path, *, dir_fd=None, follow_symlinks=True):
    _no_folders('stat', dir_fd)
    if isinstance(path, int):
        return fstat(path)
    found = _entry(_absolute(io_path(path)), follow_symlinks)
    if isinstance(found, int):
        _fail(found, path)
    return _status_of(found)


def lstat(path, *, dir_fd=None):
    if isinstance(path, int):
        raise TypeError('lstat: path should be string, bytes or os.PathLike, '
                        'not int')
    _no_folders('lstat', dir_fd)
    return stat(path, follow_symlinks=False)


def fstat(fd):
    description = io_description(fd)
    if isinstance(description, _FileDescription):
        where = description.node.path
        found = 2 if where is None else _entry(where)
        if not isinstance(found, int):
            return _status_of(found)
        return _status_of((0o100644, 0, 0, len(description.node.data), 0))
    if _kernel.present():
        return _status_of(io_kernel_status(description.number))
    kind = 0o10600 if description.kind == _IO_PIPE else 0o20620
    return _status_of((kind, 1, 0, 0, 0))


def access(path, mode, *, dir_fd=None, effective_ids=False,
           follow_symlinks=True):
    _no_folders('access', dir_fd)
    path = io_path(path)
    found = _entry(_absolute(path), follow_symlinks) if path else 2
    if isinstance(found, int):
        return False
    return found[0] >> 6 & mode & 7 == mode


# ---- Folders and names ----

def chdir(path):
    whole = _absolute(io_path(path))
    found = _entry(whole)
    if isinstance(found, int):
        _fail(found, path)
    if found[0] & 0o170000 != 0o40000:
        _fail(20, path)
    _posix_folder[0] = whole


def getcwdb():
    return getcwd().encode('utf-8', 'surrogateescape')


def listdir(path='.'):
    path = '.' if path is None else path
    whole = _absolute(io_path(path))
    found = [] if _posix_made.get(whole) == 'folder' else _posix._list(whole)
    if isinstance(found, int):
        _fail(found, path)
    names = set(found)
    for made, kind in _posix_made.items():
        folder, _, name = made.rpartition('/')
        if (folder or '/') == whole:
            if kind is None:
                names.discard(name)
            else:
                names.add(name)
    names = sorted(names)
    if isinstance(path, bytes):
        return [name.encode('utf-8', 'surrogateescape') for name in names]
    return names


def readlink(path, *, dir_fd=None):
    _no_folders('readlink', dir_fd)
    found = _posix._read_link(_absolute(io_path(path)))
    if isinstance(found, int):
        _fail(found, path)
    target = found[0]
    return (target.encode('utf-8', 'surrogateescape')
            if isinstance(fspath(path), bytes) else target)


def mkdir(path, mode=0o777, *, dir_fd=None):
    _no_folders('mkdir', dir_fd)
    whole = _absolute(io_path(path))
    if not isinstance(_entry(whole, False), int):
        _fail(17, path)
    _parent_check(whole, path)
    if not _change(_MAKE_FOLDER, (path,), whole, None, mode):
        _posix_made[whole] = 'folder'
    elif _posix_mask[0] != 0o22:
        _change(_MODE, (path,), whole, None, mode & 0o1777 & ~_posix_mask[0])


def rmdir(path, *, dir_fd=None):
    _no_folders('rmdir', dir_fd)
    whole = _absolute(io_path(path))
    found = _entry(whole, False)
    if isinstance(found, int):
        _fail(found, path)
    if found[0] & 0o170000 != 0o40000:
        _fail(20, path)
    if listdir(whole):
        _fail(39, path)
    _parent_check(whole, path)
    if not _change(_REMOVE_FOLDER, (path,), whole):
        _posix_made[whole] = None


def _forget_name(whole):
    # Who has the file open keeps it, without a name.
    node = _io_nodes.pop(whole, None)
    if node is not None:
        node.path = None


def unlink(path, *, dir_fd=None):
    _no_folders('unlink', dir_fd)
    whole = _absolute(io_path(path))
    found = _entry(whole, False)
    if isinstance(found, int):
        _fail(found, path)
    if found[0] & 0o170000 == 0o40000:
        _fail(21, path)
    _parent_check(whole, path)
    if not _change(_REMOVE, (path,), whole):
        _posix_made[whole] = None
    _forget_name(whole)


remove = unlink


def rename(src, dst, *, src_dir_fd=None, dst_dir_fd=None):
    _no_folders('rename', src_dir_fd, dst_dir_fd)
    old, new = _absolute(io_path(src)), _absolute(io_path(dst))
    found = _entry(old, False)
    if isinstance(found, int):
        _fail(found, src, dst)
    if not _change(_RENAME, (src, dst), old, new):
        if found[0] & 0o170000 == 0o40000:
            _fail(18, src, dst)
        data = _io_nodes.pop(old).data if old in _io_nodes \
            else _posix._read_file(old)
        _forget_name(new)
        _io_nodes[new] = _Node(new, data)
        _posix_made[old], _posix_made[new] = None, 'file'
    else:
        _forget_name(new)
        if old in _io_nodes:
            _io_nodes[new] = _io_nodes.pop(old)
            _io_nodes[new].path = new


replace = rename


def chmod(path, mode, *, dir_fd=None, follow_symlinks=True):
    _no_folders('chmod', dir_fd)
    _always_follows('chmod', follow_symlinks)
    whole = _absolute(io_path(path))
    found = _entry(whole)
    if isinstance(found, int):
        _fail(found, path)
    _change(_MODE, (path,), whole, None, mode)


def _two_times(which, times):
    if not isinstance(times, tuple) or len(times) != 2:
        more = ' or None' if which == 'times' else ''
        raise TypeError(f"utime: '{which}' must be "
                        f'{"either " if more else ""}a tuple of two ints'
                        f'{more}')
    return times


def _whole_ns(time):
    parts = divmod(time, 1000000000)
    if not isinstance(parts, tuple) or len(parts) != 2:
        raise TypeError(f'{type(time).__name__}.__divmod__() must return a '
                        f'2-tuple, not {type(parts).__name__}')
    return parts[0] * 1000000000 + parts[1]


def _nanoseconds(seconds):
    # Rounded down, as exactly as a float allows.
    if isinstance(seconds, int):
        return seconds * 1000000000
    if isinstance(seconds, str) or not hasattr(type(seconds), '__float__'):
        raise TypeError("'" + type(seconds).__name__
                        + "' object cannot be interpreted as an integer")
    top, bottom = float(seconds).as_integer_ratio()
    return top * 1000000000 // bottom


def utime(path, times=None, *, ns=None, dir_fd=None, follow_symlinks=True):
    _no_folders('utime', dir_fd)
    _always_follows('utime', follow_symlinks)
    if times is not None and ns is not None:
        raise ValueError("utime: you may specify either 'times' or 'ns' but "
                         'not both')
    if ns is not None:
        ns = [_whole_ns(time) for time in _two_times('ns', ns)]
    elif times is None:
        ns = [_time.time_ns()] * 2
    else:
        ns = [_nanoseconds(time) for time in _two_times('times', times)]
    whole = _absolute(io_path(path))
    found = _entry(whole)
    if isinstance(found, int):
        _fail(found, path)
    _change(_TIME, (path,), whole, f'{ns[0]} {ns[1]}')


def symlink(src, dst, target_is_directory=False, *, dir_fd=None):
    _no_folders('symlink', dir_fd)
    whole = _absolute(io_path(dst))
    if not isinstance(_entry(whole, False), int):
        _fail(17, src, dst)
    if not _change(_LINK, (src, dst), whole, io_path(src)):
        raise NotImplementedError('os.symlink() where nothing is written')


def link(src, dst, *, src_dir_fd=None, dst_dir_fd=None, follow_symlinks=True):
    _no_folders('link', src_dir_fd, dst_dir_fd)
    _always_follows('link', follow_symlinks)
    old, new = _absolute(io_path(src)), _absolute(io_path(dst))
    found = _entry(old, False)
    if isinstance(found, int):
        _fail(found, src, dst)
    if not isinstance(_entry(new, False), int):
        _fail(17, src, dst)
    if not _change(_HARD_LINK, (src, dst), old, new):
        raise NotImplementedError('os.link() where nothing is written')


# ---- Descriptors ----

def open(path, flags, mode=0o777, *, dir_fd=None):
    _no_folders('open', dir_fd)
    return io_open_descriptor(path, flags, mode)


def close(fd):
    io_close_descriptor(fd)


def read(fd, length, /):
    if length < 0:
        _fail(22)
    return io_description(fd).read(length)


def write(fd, data, /):
    if isinstance(data, str):
        raise TypeError("a bytes-like object is required, not 'str'")
    return io_description(fd).write(bytes(data))


def lseek(fd, position, how, /):
    return io_description(fd).seek(position, how)


def ftruncate(fd, length, /):
    io_description(fd).truncate(length)


def truncate(path, length):
    if isinstance(path, int):
        return ftruncate(path, length)
    fd = open(path, 2)
    try:
        ftruncate(fd, length)
    finally:
        close(fd)


def fsync(fd):
    io_description(fd)


fdatasync = fsync


def isatty(fd, /):
    found = _io_descriptors.get(fd)
    return found is not None and found.isatty()


def pipe():
    return io_pipe()


def dup(fd, /):
    description = io_description(fd)
    if _kernel.present():
        return io_kernel_duplicate(description, -1)
    description.users += 1
    return io_new_descriptor(description)


def dup2(fd, fd2, inheritable=True):
    description = io_description(fd)
    if fd != fd2:
        if _kernel.present():
            return io_kernel_duplicate(description, fd2)
        if fd2 in _io_descriptors:
            close(fd2)
        description.users += 1
        _io_descriptors[fd2] = description
    if fd != fd2:
        set_inheritable(fd2, inheritable)
    return fd2


def get_inheritable(fd, /):
    io_description(fd)
    return fd in _io_inheritable


def set_inheritable(fd, inheritable, /):
    io_description(fd)
    if inheritable:
        _io_inheritable.add(fd)
    else:
        _io_inheritable.discard(fd)


def get_blocking(fd, /):
    return getattr(io_description(fd), 'waits', True)


def set_blocking(fd, blocking, /):
    io_description(fd).waits = bool(blocking)


# ---- The process ----

def getpid():
    return 1000


def getppid():
    return 999


def getuid():
    return 1000


geteuid = getgid = getegid = getuid


def getlogin():
    return 'user'


def umask(mask, /):
    old, _posix_mask[0] = _posix_mask[0], mask & 0o777
    return old


def kill(pid, signal, /):
    if abs(pid) in _process_known:
        return process_kill(pid, signal)
    import _signal
    _signal._kill(pid, signal)


def killpg(pgid, signal, /):
    if pgid in _process_known:
        return process_kill(-pgid, signal)
    kill(pgid, signal)


def cpu_count():
    return _world.cores()


def sched_getaffinity(pid, /):
    return set(range(cpu_count()))


def getloadavg():
    return 0.0, 0.0, 0.0


def get_terminal_size(fd=1, /):
    return terminal_size((80, 24))


def uname():
    return uname_result(('Linux', 'gilscope', '6.1', '1', 'x86_64'))


def fspath(path):
    if isinstance(path, (str, bytes)):
        return path
    method = getattr(type(path), '__fspath__', None)
    if method is None:
        raise TypeError('expected str, bytes or os.PathLike object, not '
                        f'{type(path).__name__}')
    found = method(path)
    if not isinstance(found, (str, bytes)):
        raise TypeError(f'expected {type(path).__name__}.__fspath__() to '
                        f'return str or bytes, not {type(found).__name__}')
    return found


def putenv(name, value, /):
    if b'=' in _environment_bytes(name):
        raise ValueError('illegal environment variable name')
    _environment_bytes(value)


def unsetenv(name, /):
    name = _environment_bytes(name)
    if not name or b'=' in name:
        _fail(22)


def _environment_bytes(text):
    if isinstance(text, str):
        text = text.encode('utf-8', 'surrogateescape')
    if not isinstance(text, bytes):
        raise TypeError('expected str, bytes or os.PathLike object, not '
                        + type(text).__name__)
    if b'\0' in text:
        raise ValueError('embedded null byte')
    return text


def times():
    return times_result((0.0, 0.0, 0.0, 0.0, 0.0))


times_result = struct_sequence(
    'posix.times_result',
    'user system children_user children_system elapsed')


def _posix_named(name, model):
    # The same function under another name.
    function = type(model)(model.__code__, model.__globals__, name,
                           model.__defaults__)
    function.__kwdefaults__ = model.__kwdefaults__
    function.__qualname__, function.__module__ = name, 'posix'
    return function


def _posix_publish(space):
    hidden = ('_absolute', '_is_folder', '_create_file', '_check_writable')
    for function in (
            getcwd, getcwdb, stat, lstat, fstat, access, chdir, listdir,
            mkdir, rmdir, unlink, remove, rename, replace, chmod, utime, symlink,
            link, readlink,
            close, read, write, lseek, ftruncate, truncate, fsync, fdatasync,
            isatty, pipe, dup, dup2, get_inheritable, set_inheritable,
            get_blocking, set_blocking, getpid, getppid, getuid, getlogin, umask, kill, killpg, cpu_count, sched_getaffinity,
            getloadavg, get_terminal_size, uname, fspath, putenv, unsetenv,
            times):
        function.__module__ = 'posix'
        setattr(_posix, function.__name__, _posix_builtin(function))
    for name, model in (
            ('remove', unlink), ('replace', rename), ('fdatasync', fsync),
            ('geteuid', getuid), ('getgid', getuid), ('getegid', getuid),
            ('open', open)):
        setattr(_posix, name, _posix_builtin(_posix_named(name, model)))
    for name in ('stat_result', 'terminal_size', 'uname_result',
                 'times_result') + hidden:
        setattr(_posix, name, space[name])
    for name, value in (
            ('O_RDONLY', 0), ('O_WRONLY', 1), ('O_RDWR', 2),
            ('O_CREAT', 0o100), ('O_EXCL', 0o200), ('O_NOCTTY', 0o400),
            ('O_TRUNC', 0o1000), ('O_APPEND', 0o2000),
            ('O_NONBLOCK', 0o4000), ('O_SYNC', 0o4010000),
            ('O_DIRECTORY', 0o200000), ('O_NOFOLLOW', 0o400000),
            ('O_CLOEXEC', 0o2000000), ('F_OK', 0), ('X_OK', 1), ('W_OK', 2),
            ('R_OK', 4), ('EX_OK', 0), ('WNOHANG', 1), ('error', OSError)):
        setattr(_posix, name, value)
    _posix.environ = dict(_posix._environment())


_posix_publish(globals())
