# SPDX-License-Identifier: MIT
# subprocess: real processes, started and watched from virtual time.
#
# What a child writes and how it ends is real.  posix._process_spawn starts it
# in one step (there is no fork, so nothing of ours can run in the child);
# waiting for it costs virtual time as vm/process.h says.  Where a run must
# leave no trace (sweep), no process is started at all: "cannot run here".

import contextlib
import errno
import io
import os
import posix
import selectors
import signal
import sys
import warnings
from time import monotonic as _time

import _import

PIPE, STDOUT, DEVNULL = -1, -2, -3

__all__ = ['Popen', 'PIPE', 'STDOUT', 'call', 'check_call', 'getstatusoutput',
           'getoutput', 'check_output', 'run', 'CalledProcessError',
           'DEVNULL', 'SubprocessError', 'TimeoutExpired',
           'CompletedProcess', 'list2cmdline']


# ---- How it ended ----

class SubprocessError(Exception):
    pass


class CalledProcessError(SubprocessError):
    def __init__(self, returncode, cmd, output=None, stderr=None):
        self.returncode = returncode
        self.cmd = cmd
        self.output = output
        self.stderr = stderr

    def __str__(self):
        code = self.returncode
        if not code or code > 0:
            return (f"Command '{self.cmd}' returned non-zero exit status "
                    f'{code}.')
        try:
            name = signal.Signals(-code)
        except ValueError:
            return f"Command '{self.cmd}' died with unknown signal {-code}."
        return f"Command '{self.cmd}' died with {name!r}."

    @property
    def stdout(self):
        return self.output

    @stdout.setter
    def stdout(self, value):
        self.output = value


class TimeoutExpired(SubprocessError):
    def __init__(self, cmd, timeout, output=None, stderr=None):
        self.cmd = cmd
        self.timeout = timeout
        self.output = output
        self.stderr = stderr

    def __str__(self):
        return f"Command '{self.cmd}' timed out after {self.timeout} seconds"

    stdout = CalledProcessError.stdout


class CompletedProcess:
    def __init__(self, args, returncode, stdout=None, stderr=None):
        self.args = args
        self.returncode = returncode
        self.stdout = stdout
        self.stderr = stderr

    def __repr__(self):
        parts = [f'args={self.args!r}', f'returncode={self.returncode!r}']
        for name in ('stdout', 'stderr'):
            if getattr(self, name) is not None:
                parts.append(f'{name}={getattr(self, name)!r}')
        return f"{type(self).__name__}({', '.join(parts)})"

    def check_returncode(self):
        if self.returncode:
            raise CalledProcessError(self.returncode, self.args, self.stdout,
                                     self.stderr)

    def __class_getitem__(cls, item):
        from types import GenericAlias
        return GenericAlias(cls, item)


# ---- Command lines ----

def list2cmdline(seq):
    # The quoting of Microsoft's C library: a run of backslashes counts
    # double in front of a quote, and nowhere else.
    words = []
    for word in map(os.fsdecode, seq):
        quoted = not word or ' ' in word or '\t' in word
        text = ''
        slashes = 0
        for letter in word:
            if letter == '\\':
                slashes += 1
                continue
            if letter == '"':
                slashes = 2 * slashes + 1
            text += '\\' * slashes + letter
            slashes = 0
        if quoted:
            words.append('"' + text + '\\' * (2 * slashes) + '"')
        else:
            words.append(text + '\\' * slashes)
    return ' '.join(words)


def _words(args, shell, executable):
    """The program, and what it is told, as lists of bytes."""
    if isinstance(args, (str, bytes)):
        args = [args]
    elif isinstance(args, os.PathLike):
        if shell:
            raise TypeError('path-like args is not allowed when shell is true')
        args = [args]
    else:
        args = list(args)
    if shell:
        args = ['/bin/sh' if executable is None else executable, '-c'] + args
    if not args:
        raise IndexError('list index out of range')
    program = args[0] if executable is None else executable
    words = []
    for word in args:
        if not isinstance(word, (str, bytes, os.PathLike)):
            raise TypeError('expected str, bytes or os.PathLike object, not '
                            + type(word).__name__)
        words.append(_plain(os.fsencode(word)))
    return program, words


def _plain(text):
    if b'\0' in text:
        raise ValueError('embedded null byte')
    return text


def _places_to_look(program, env):
    """The paths that a program's name may stand for."""
    if b'/' in program:
        return [program]
    return [os.path.join(os.fsencode(folder), program)
            for folder in os.get_exec_path(env)]


def _environment(env):
    found = []
    for name, value in (os.environb if env is None else env).items():
        name, value = os.fsencode(name), os.fsencode(value)
        if b'=' in name:
            raise ValueError('illegal environment variable name')
        found.append(_plain(name) + b'=' + _plain(value))
    return found


# ---- A process ----

_active = []    # dropped while their processes ran: nobody else waits for them


def _cleanup():
    for process in _active[:]:
        if process.poll() is not None:
            with contextlib.suppress(ValueError):
                _active.remove(process)


class Popen:
    _child_created = False
    returncode = None
    _input = None

    def __init__(self, args, bufsize=-1, executable=None, stdin=None,
                 stdout=None, stderr=None, preexec_fn=None, close_fds=True,
                 shell=False, cwd=None, env=None, universal_newlines=None,
                 startupinfo=None, creationflags=0, restore_signals=True,
                 start_new_session=False, pass_fds=(), *, encoding=None,
                 errors=None, text=None, user=None, group=None,
                 extra_groups=None, umask=-1, pipesize=-1,
                 process_group=None):
        if bufsize is None:
            bufsize = -1
        if not isinstance(bufsize, int):
            raise TypeError('bufsize must be an integer')
        if startupinfo is not None:
            raise ValueError('startupinfo is only supported on Windows '
                             'platforms')
        if creationflags != 0:
            raise ValueError('creationflags is only supported on Windows '
                             'platforms')
        if pass_fds and not close_fds:
            warnings.warn('pass_fds overriding close_fds.', RuntimeWarning)
        if (text is not None and universal_newlines is not None
                and bool(universal_newlines) != bool(text)):
            raise SubprocessError('Cannot disambiguate when both text and '
                                  'universal_newlines are supplied but '
                                  'different. Pass one or the other.')
        _can_start(args, preexec_fn=preexec_fn, user=user, group=group,
                   extra_groups=extra_groups, process_group=process_group,
                   umask=None if umask == -1 else umask)
        self.args = args
        self.stdin = self.stdout = self.stderr = self.pid = None
        self.encoding = encoding
        self.errors = errors
        self.text_mode = encoding or errors or text or universal_newlines
        self.universal_newlines = self.text_mode
        if self.text_mode and bufsize == 1:
            line_buffering, bufsize = True, -1
        else:
            line_buffering = False
        streams = _Streams(stdin, stdout, stderr)
        try:
            self._open(streams, bufsize, line_buffering)
            program, words = _words(args, shell, executable)
            self._start(program, words, cwd, env, streams, pass_fds,
                        start_new_session)
        except:
            for stream in (self.stdin, self.stdout, self.stderr):
                if stream is not None:
                    with contextlib.suppress(OSError):
                        stream.close()
            raise
        finally:
            streams.close()

    def _open(self, streams, bufsize, line_buffering):
        """Our ends of the pipes."""
        for name, mode in (('stdin', 'wb'), ('stdout', 'rb'),
                           ('stderr', 'rb')):
            number = streams.ours[name]
            if number is None:
                continue
            stream = io.open(number, mode, bufsize)
            if self.text_mode:
                more = {}
                if mode == 'wb':
                    more = dict(write_through=True,
                                line_buffering=line_buffering)
                stream = io.TextIOWrapper(stream, encoding=self.encoding,
                                          errors=self.errors, **more)
            setattr(self, name, stream)

    def _start(self, program, words, cwd, env, streams, pass_fds, session):
        places = [pair for pair in enumerate(streams.childs)
                  if pair[1] is not None]
        places += [(int(fd), int(fd)) for fd in pass_fds]
        folder = os.getcwd() if cwd is None else os.fspath(cwd)
        if not os.path.isdir(folder):
            number = errno.ENOTDIR if os.path.exists(folder) else errno.ENOENT
            raise OSError(number, os.strerror(number), cwd)
        error = errno.ENOENT
        for path in _places_to_look(_plain(os.fsencode(program)), env):
            found = posix._process_spawn(
                path, words, _environment(env), folder, places, session)
            if found > 0:
                self.pid = found
                self._child_created = True
                return
            if -found not in (errno.ENOENT, errno.ENOTDIR):
                error = -found
        raise OSError(error, os.strerror(error), program)

    def __repr__(self):
        if sys.version_info < (3, 9):
            return object.__repr__(self)
        text = f'<{type(self).__name__}: returncode: {self.returncode} ' \
               f'args: {self.args!r}>'
        return text if len(text) <= 80 else text[:76] + '...>'

    def __class_getitem__(cls, item):
        from types import GenericAlias
        return GenericAlias(cls, item)

    def __del__(self):
        if self._child_created and self.returncode is None:
            warnings.warn(f'subprocess {self.pid} is still running',
                          ResourceWarning, source=self)
            if self.poll() is None:
                _active.append(self)

    def __enter__(self):
        return self

    def __exit__(self, kind, value, trace):
        for stream in (self.stdout, self.stderr):
            if stream is not None:
                stream.close()
        try:
            if self.stdin is not None:
                self.stdin.close()
        finally:
            self.wait()

    # -- its end

    def _note(self, status):
        if status is not None:
            self.returncode = os.waitstatus_to_exitcode(status)
        return self.returncode

    def _poll(self, ns):
        if self.returncode is None:
            try:
                self._note(posix._process_wait_for(self.pid, ns))
            except ChildProcessError:
                # os.waitpid() in the program was quicker: it is not known.
                self.returncode = 0
        return self.returncode

    def poll(self):
        return self._poll(0) if self._child_created else self.returncode

    def wait(self, timeout=None):
        ns = -1 if timeout is None else max(0, round(timeout * 1e9))
        if self._poll(ns) is None:
            raise TimeoutExpired(self.args, timeout)
        return self.returncode

    def send_signal(self, sig):
        if self.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, sig)

    def terminate(self):
        self.send_signal(signal.SIGTERM)

    def kill(self):
        self.send_signal(signal.SIGKILL)

    # -- all that it says

    def communicate(self, input=None, timeout=None):
        if self._input is not None and input:
            raise ValueError('Cannot send input after starting communication')
        end = None if timeout is None else _time() + timeout
        if self._input is None:
            self._begin(input)
        self._exchange(end, timeout)
        if end is None:
            self.wait()
        elif self._poll(max(0, round((end - _time()) * 1e9))) is None:
            raise TimeoutExpired(self.args, timeout)
        return self._said('stdout'), self._said('stderr')

    def _begin(self, input):
        if self.stdin is not None:
            with contextlib.suppress(BrokenPipeError):
                self.stdin.flush()
            if not input:
                self._close_stdin()
        if input and self.text_mode:
            input = input.encode(self.stdin.encoding if self.stdin else None,
                                 self.stdin.errors if self.stdin else None)
        self._input = memoryview(bytes(input or b''))
        self._sent = 0
        self._heard = {name: [] for name in ('stdout', 'stderr')
                       if getattr(self, name) is not None}

    def _close_stdin(self):
        with contextlib.suppress(BrokenPipeError):
            self.stdin.close()

    def _exchange(self, end, timeout):
        with selectors.PollSelector() as selector:
            if self.stdin is not None and not self.stdin.closed:
                selector.register(self.stdin, selectors.EVENT_WRITE)
            for name in self._heard:
                stream = getattr(self, name)
                if not stream.closed:
                    selector.register(stream, selectors.EVENT_READ, name)
            while selector.get_map():
                left = None if end is None else end - _time()
                if left is not None and left < 0:
                    self._expire(timeout)
                ready = selector.select(left)
                if end is not None and _time() > end:
                    self._expire(timeout)
                for key, _ in ready:
                    self._step(selector, key)

    def _expire(self, timeout):
        heard = [b''.join(self._heard[name]) if self._heard.get(name) else None
                 for name in ('stdout', 'stderr')]
        raise TimeoutExpired(self.args, timeout, *heard)

    def _step(self, selector, key):
        if key.fileobj is self.stdin:
            part = self._input[self._sent:self._sent + 4096]
            try:
                self._sent += os.write(key.fd, part)
            except BrokenPipeError:
                self._sent = len(self._input)
            if self._sent >= len(self._input):
                selector.unregister(key.fileobj)
                self._close_stdin()
            return
        data = os.read(key.fd, 32768)
        if data:
            self._heard[key.data].append(data)
        else:
            selector.unregister(key.fileobj)
            key.fileobj.close()

    def _said(self, name):
        if name not in self._heard:
            return None
        data = b''.join(self._heard[name])
        if not self.text_mode:
            return data
        stream = getattr(self, name)
        text = data.decode(stream.encoding, stream.errors)
        return text.replace('\r\n', '\n').replace('\r', '\n')


def _can_start(args, **wishes):
    """Raises where no process can be started, or none like that."""
    wish = next((name for name, value in wishes.items()
                 if value is not None), None)
    if wish is None and posix._process():
        return
    _import.missing('subprocess')
    if wish is not None:
        raise NotImplementedError(f'gilscope starts a process in one step: '
                                  f'no {wish}')
    shown = args if isinstance(args, (str, bytes)) else \
        list2cmdline([args] if isinstance(args, os.PathLike) else args)
    raise NotImplementedError('no process is started where a run must leave '
                              f'no trace: {shown}')


class _Streams:
    # Descriptors: `ours` are our ends of pipes; `childs` is what the child
    # has as 0, 1 and 2.

    def __init__(self, stdin, stdout, stderr):
        self.ours = dict.fromkeys(('stdin', 'stdout', 'stderr'))
        self.childs = [0, 1, 2]
        self.made = []
        self.null = None
        for place, (name, wish) in enumerate(
                (('stdin', stdin), ('stdout', stdout), ('stderr', stderr))):
            self.childs[place] = self._find(place, name, wish)

    def _find(self, place, name, wish):
        if wish is None:
            return place
        if wish == PIPE:
            reader, writer = posix._process_pipe_ends()
            mine, childs = (writer, reader) if place == 0 else (reader, writer)
            self.ours[name] = mine
            self.made.append(childs)
            return childs
        if wish == DEVNULL:
            if self.null is None:
                self.null = posix._process_null()
                self.made.append(self.null)
            return self.null
        if wish == STDOUT and place == 2:
            return self.childs[1]
        return wish if isinstance(wish, int) else wish.fileno()

    def close(self):
        for number in self.made:
            os.close(number)


# ---- In one call ----

def run(*popenargs, input=None, capture_output=False, timeout=None,
        check=False, **kwargs):
    if input is not None:
        if kwargs.get('stdin') is not None:
            raise ValueError('stdin and input arguments may not both be used.')
        kwargs['stdin'] = PIPE
    if capture_output:
        if kwargs.get('stdout') is not None or \
                kwargs.get('stderr') is not None:
            raise ValueError('stdout and stderr arguments may not be used '
                             'with capture_output.')
        kwargs['stdout'] = kwargs['stderr'] = PIPE
    with Popen(*popenargs, **kwargs) as process:
        try:
            stdout, stderr = process.communicate(input, timeout=timeout)
        except:
            process.kill()
            process.wait()
            raise
        code = process.returncode
        if check and code:
            raise CalledProcessError(code, process.args, output=stdout,
                                     stderr=stderr)
    return CompletedProcess(process.args, code, stdout, stderr)


def call(*popenargs, timeout=None, **kwargs):
    with Popen(*popenargs, **kwargs) as process:
        try:
            return process.wait(timeout=timeout)
        except:
            process.kill()
            raise


def check_call(*popenargs, **kwargs):
    code = call(*popenargs, **kwargs)
    if code:
        command = kwargs.get('args')
        raise CalledProcessError(
            code, popenargs[0] if command is None else command)
    return 0


def check_output(*popenargs, timeout=None, **kwargs):
    for name in ('stdout', 'check'):
        if name in kwargs:
            raise ValueError(f'{name} argument not allowed, it will be '
                             'overridden.')
    if 'input' in kwargs and kwargs['input'] is None:
        text = kwargs.get('universal_newlines') or kwargs.get('text') or \
            kwargs.get('encoding') or kwargs.get('errors')
        kwargs['input'] = '' if text else b''
    return run(*popenargs, stdout=PIPE, timeout=timeout, check=True,
               **kwargs).stdout


def getstatusoutput(cmd, *, encoding=None, errors=None):
    try:
        data = check_output(cmd, shell=True, text=True, stderr=STDOUT,
                            encoding=encoding, errors=errors)
        code = 0
    except CalledProcessError as error:
        data, code = error.output, error.returncode
    return code, data[:-1] if data[-1:] == '\n' else data


def getoutput(cmd, *, encoding=None, errors=None):
    return getstatusoutput(cmd, encoding=encoding, errors=errors)[1]


def _optim_args_from_interpreter_flags():
    """-O as often as it was given to us."""
    import sys
    level = sys.flags.optimize
    return ['-' + 'O' * level] if level else []
