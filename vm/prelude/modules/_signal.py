# SPDX-License-Identifier: MIT
# _signal: sending and catching signals inside the world (vm/signal.h).
#
# A signal that nobody catches does to the run what it would do to a process.
# The mask is the process's: threads have none of their own.

import sys as _sys
import _io
import _signals
from _prelude import builtin as _builtin, prelude_value as _prelude_value

_os_error = _prelude_value('io_os_error')
_description = _prelude_value('io_description')
_struct_sequence = _prelude_value('struct_sequence')

SIGHUP, SIGINT, SIGQUIT, SIGILL, SIGTRAP = 1, 2, 3, 4, 5
SIGABRT, SIGIOT, SIGBUS, SIGFPE, SIGKILL = 6, 6, 7, 8, 9
SIGUSR1, SIGSEGV, SIGUSR2, SIGPIPE, SIGALRM = 10, 11, 12, 13, 14
SIGTERM, SIGCHLD, SIGCLD, SIGCONT, SIGSTOP = 15, 17, 17, 18, 19
SIGTSTP, SIGTTIN, SIGTTOU, SIGURG, SIGXCPU = 20, 21, 22, 23, 24
SIGXFSZ, SIGVTALRM, SIGPROF, SIGWINCH, SIGIO = 25, 26, 27, 28, 29
SIGPOLL, SIGPWR, SIGSYS, SIGRTMIN, SIGRTMAX = 29, 30, 31, 34, 64
NSIG = 65
SIG_DFL, SIG_IGN = 0, 1
SIG_BLOCK, SIG_UNBLOCK, SIG_SETMASK = 0, 1, 2
ITIMER_REAL, ITIMER_VIRTUAL, ITIMER_PROF = 0, 1, 2

_DESCRIPTIONS = {
    1: 'Hangup', 2: 'Interrupt', 3: 'Quit', 4: 'Illegal instruction',
    5: 'Trace/breakpoint trap', 6: 'Aborted', 7: 'Bus error',
    8: 'Floating point exception', 9: 'Killed', 10: 'User defined signal 1',
    11: 'Segmentation fault', 12: 'User defined signal 2',
    13: 'Broken pipe', 14: 'Alarm clock', 15: 'Terminated',
    16: 'Stack fault', 17: 'Child exited', 18: 'Continued',
    19: 'Stopped (signal)', 20: 'Stopped', 21: 'Stopped (tty input)',
    22: 'Stopped (tty output)', 23: 'Urgent I/O condition',
    24: 'CPU time limit exceeded', 25: 'File size limit exceeded',
    26: 'Virtual timer expired', 27: 'Profiling timer expired',
    28: 'Window changed', 29: 'I/O possible', 30: 'Power failure',
    31: 'Bad system call'}
_STOPS = (19, 20, 21, 22)
_RESERVED = (32, 33)      # the C library's own
_IGNORED_AT_START = (13, 25)

ItimerError = type('ItimerError', (OSError,), {'__module__': 'signal'})
struct_siginfo = _struct_sequence(
    'signal.struct_siginfo',
    'si_signo si_code si_errno si_pid si_uid si_status si_band')


def _public(function):
    function.__module__ = '_signal'
    return _builtin(function)


def _whole(value):
    if isinstance(value, int):
        return int(value)
    index = getattr(type(value), '__index__', None)
    if index is None or isinstance(value, float):
        raise TypeError('integer argument expected, got float'
                        if isinstance(value, float) else
                        'an integer is required (got type '
                        f'{type(value).__name__})')
    return index(value)


def _number(value):
    number = _whole(value)
    if not 1 <= number < NSIG:
        raise ValueError('signal number out of range')
    return number


def _only_in_main(what='signal'):
    if not _signals.in_main():
        end = ' of the main interpreter' if _sys.version_info >= (3, 9) \
            else ''
        raise ValueError(f'{what} only works in main thread{end}')


# ---- Handlers ----

@_public
def default_int_handler(signalnum=None, frame=None, /):
    raise KeyboardInterrupt


def _shown(number):
    handler = _signals.handler(number)
    if handler is not None:
        return handler
    return default_int_handler if number == SIGINT else \
        SIG_IGN if number in _IGNORED_AT_START else SIG_DFL


@_public
def signal(signalnum, handler, /):
    number = _whole(signalnum)
    _only_in_main()
    number = _number(number)
    if not callable(handler) and handler not in (SIG_DFL, SIG_IGN):
        raise TypeError('signal handler must be signal.SIG_IGN, '
                        'signal.SIG_DFL, or a callable object')
    if number in (SIGKILL, SIGSTOP) or number in _RESERVED:
        raise _os_error(22)
    old = _shown(number)
    if not callable(handler):
        handler = int(handler)
    elif handler is default_int_handler and number == SIGINT:
        handler = None
    _signals.set_handler(number, handler)
    return old


@_public
def getsignal(signalnum, /):
    return _shown(_number(signalnum))


@_public
def siginterrupt(signalnum, flag, /):
    number = _number(signalnum)
    if number in (SIGKILL, SIGSTOP) or number in _RESERVED:
        raise _os_error(22)


@_public
def strsignal(signalnum, /):
    number = _number(signalnum)
    if number in _DESCRIPTIONS:
        return _DESCRIPTIONS[number]
    return f'Real-time signal {number - SIGRTMIN}' if number >= SIGRTMIN \
        else None


@_public
def valid_signals():
    return set(range(1, NSIG)).difference(_RESERVED)


# ---- Sending ----

def _send(number, ident):
    """False: nobody has this ident."""
    if number in _STOPS and _signals.handler(number) in (None, SIG_DFL):
        raise NotImplementedError(f'{strsignal(number)}: a stopped program '
                                  'has nobody here who could continue it')
    return _signals.send(number, ident)


@_public
def raise_signal(signalnum, /):
    number = _whole(signalnum)
    if not 1 <= number < NSIG:
        raise _os_error(22)
    import _thread
    _send(number, _thread.get_ident())


def _kill(pid, signal):
    """os.kill: the program is the only process that it can see."""
    pid, number = _whole(pid), _whole(signal)
    if not 0 <= number < NSIG:
        raise _os_error(22)
    if pid not in (1000, 0, -1, -1000):
        raise _os_error(3)
    _send(number, 0)


@_public
def pthread_kill(thread_id, signalnum, /):
    number = _whole(signalnum)
    if not 0 <= number < NSIG:
        raise _os_error(22)
    if not _send(number, _whole(thread_id)):
        raise _os_error(3)


# ---- Timers ----

def _nanoseconds(seconds):
    if not isinstance(seconds, (int, float)):
        raise TypeError('must be real number, not '
                        f'{type(seconds).__name__}')
    if seconds != seconds:
        raise ValueError('Invalid value NaN (not a number)')
    if seconds < 0:
        raise ItimerError(22, 'Invalid argument')
    if seconds > 9223372036:
        raise OverflowError('timestamp too large to convert to C _PyTime_t')
    return max(round(seconds * 1e9), 1) if seconds else 0


def _which(which):
    which = _whole(which)
    if which not in (ITIMER_REAL, ITIMER_VIRTUAL, ITIMER_PROF):
        raise ItimerError(22, 'Invalid argument')
    return which


@_public
def setitimer(which, seconds, interval=0.0, /):
    ns, period = _nanoseconds(seconds), _nanoseconds(interval)
    left, old = _signals.timer(_which(which), ns, period)
    return left / 1e9, old / 1e9


@_public
def getitimer(which, /):
    left, period = _signals.timer(_which(which), -1, 0)
    return left / 1e9, period / 1e9


@_public
def alarm(seconds, /):
    seconds = _whole(seconds)
    if not -0x80000000 <= seconds <= 0x7fffffff:
        raise OverflowError('Python int too large to convert to C int')
    left, _ = _signals.timer(ITIMER_REAL, (seconds & 0xffffffff) * 10 ** 9, 0)
    return max(round(left / 1e9), 1) if left else 0


# ---- Waiting ----

def pause():
    _signals.wait(-1)


def _mask_of(signals):
    mask = 0
    for value in signals:
        number = _whole(value)
        if not 1 <= number < NSIG:
            raise ValueError(f'signal number {number} out of range' if
                             _sys.version_info < (3, 9) else
                             f'signal number {number} out of range '
                             f'[1; {NSIG - 1}]')
        mask |= 1 << number - 1
    return mask


def _numbers_of(mask):
    return {number for number in range(1, NSIG) if mask >> number - 1 & 1}


def _halves(mask):
    return mask & 0xffffffff, mask >> 32


@_public
def sigpending():
    return _numbers_of(_signals.pending())


@_public
def pthread_sigmask(how, mask, /):
    how, mask = _whole(how), _mask_of(mask)
    old = _signals.blocked()
    if how == SIG_BLOCK:
        mask |= old
    elif how == SIG_UNBLOCK:
        mask = old & ~mask
    elif how != SIG_SETMASK:
        raise _os_error(22)
    for number in (SIGKILL, SIGSTOP) + _RESERVED:
        mask &= ~(1 << number - 1)
    _signals.blocked(_halves(mask))
    return _numbers_of(old)


def _await(mask, deadline):
    """The first of these signals to come; 0 when the time is over."""
    halves = _halves(mask)
    while True:
        number = _signals.take(halves)
        if number:
            return number
        left = -1 if deadline is None else deadline - _io.now()
        if deadline is not None and left <= 0:
            return 0
        _signals.wait(left)


@_public
def sigwait(sigset, /):
    return _await(_mask_of(sigset), None)


def _information(number):
    return struct_siginfo((number, 0, 0, 1000, 1000, 0, 0))


@_public
def sigwaitinfo(sigset, /):
    return _information(_await(_mask_of(sigset), None))


@_public
def sigtimedwait(sigset, timeout, /):
    ns = round(timeout * 1e9)
    if ns < 0:
        raise ValueError('timeout must be non-negative')
    number = _await(_mask_of(sigset), _io.now() + ns)
    return _information(number) if number else None


# ---- The wake-up descriptor ----

_wakeup = [-1]


@_public
def set_wakeup_fd(fd, *, warn_on_full_buffer=True):
    fd = _whole(fd)
    _only_in_main('set_wakeup_fd')
    if fd != -1:
        try:
            description = _description(fd)
        except OSError:
            if _sys.version_info < (3, 9):
                raise ValueError('invalid fd') if fd < 0 else _os_error(9)
            raise
        if type(description).__name__ == '_PipeDescription' and \
                description.waits:
            raise ValueError(f'the fd {fd} must be in non-blocking mode')
    old, _wakeup[0] = _wakeup[0], fd
    if fd == -1:
        _signals.set_handler(0, None)
    else:
        _signals.set_handler(0, _tell(fd, warn_on_full_buffer))
    return old


def _is_socket(description):
    return type(description).__name__ == 'Endpoint'


def _tell(fd, warn):
    def tell(number):
        import posix
        try:
            description = _description(fd)
            if _is_socket(description):
                description.send(bytes([number]))
            else:
                posix.write(fd, bytes([number]))
        except BlockingIOError:
            if warn:
                _sys.stderr.write('Exception ignored when trying to write to '
                                  'the signal wakeup fd:\nBlockingIOError: '
                                  '[Errno 11] Resource temporarily '
                                  'unavailable\n')
        except OSError as error:
            _sys.stderr.write('Exception ignored when trying to write to the '
                              f'signal wakeup fd:\nOSError: {error}\n')

    return tell

