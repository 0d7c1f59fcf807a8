# SPDX-License-Identifier: MIT
# faulthandler: the stacks of all threads, on demand, after a time, or when a
# signal comes. Nothing here can crash, so enable() only remembers that it was
# called. A dump that was put off waits in a thread of its own, which no dump
# shows.
import _thread
import os as _os
import sys as _sys

_FRAMES_MAX = 100
_THREADS_MAX = 100

_enabled = False
_file = None
_later = None   # the lock that calls the put off dump away
_watchers = set()
_registered = {}


def _descriptor(file):
    if file is None:
        file = _sys.stderr
        if file is None:
            raise RuntimeError('unable to get sys.stderr')
    if isinstance(file, int):
        if file < 0:
            raise ValueError('file is not a valid file descripter')
        return file
    number = file.fileno()
    if not isinstance(number, int) or number < 0:
        raise RuntimeError('file.fileno() is not a valid file descriptor')
    try:
        file.flush()
    except Exception:
        pass
    return number


def _stack(frame):
    lines = []
    while frame is not None:
        if len(lines) == _FRAMES_MAX:
            lines.append('  ...\n')
            break
        code = frame.f_code
        lines.append(f'  File "{code.co_filename}", line {frame.f_lineno} '
                     f'in {code.co_name}\n')
        frame = frame.f_back
    return ''.join(lines)


def _text(current, frame, all_threads):
    if not all_threads:
        return 'Stack (most recent call first):\n' + _stack(frame)
    parts = []
    frames = _sys._current_frames()
    for ident in reversed(list(frames)):
        if ident in _watchers:
            continue
        if len(parts) == _THREADS_MAX:
            parts.append('...\n')
            break
        kind = 'Current thread' if ident == current else 'Thread'
        stack = _stack(frame if ident == current else frames[ident])
        parts.append(f'{kind} 0x{ident:016x} (most recent call first):\n'
                     + stack)
    return '\n'.join(parts)


def _write(descriptor, text):
    data = text.encode('ascii', 'backslashreplace')
    while data:
        data = data[_os.write(descriptor, data):]


def dump_traceback(file=None, all_threads=True):
    descriptor = _descriptor(file)
    frame = _sys._getframe(1)
    _write(descriptor, _text(_thread.get_ident(), frame, all_threads))


def enable(file=None, all_threads=True):
    global _enabled, _file
    _descriptor(file)
    _file = file
    _enabled = True


def disable():
    global _enabled, _file
    was = _enabled
    _enabled, _file = False, None
    return was


def is_enabled():
    return _enabled


def _span(timeout):
    whole = int(timeout)
    micro = int((timeout - whole) * 1000000)
    text = f'{whole // 3600}:{whole // 60 % 60:02}:{whole % 60:02}'
    return f'Timeout ({text}.{micro:06})!\n' if micro else f'Timeout ({text})!\n'


def _watch(away, timeout, repeat, descriptor, leave):
    ident = _thread.get_ident()
    _watchers.add(ident)
    try:
        while not away.acquire(True, timeout):
            _write(descriptor, _span(timeout) + _text(None, None, True))
            if leave:
                _os._exit(1)
            if not repeat:
                break
    finally:
        _watchers.discard(ident)


def dump_traceback_later(timeout, repeat=False, file=None, exit=False):
    global _later
    if timeout <= 0:
        raise ValueError('timeout must be greater than 0')
    descriptor = _descriptor(file)
    cancel_dump_traceback_later()
    _later = _thread.allocate_lock()
    _later.acquire()
    _thread.start_new_thread(
        _watch, (_later, timeout, repeat, descriptor, exit))


def cancel_dump_traceback_later():
    global _later
    if _later is not None:
        _later.release()
        _later = None


def register(signum, file=None, all_threads=True, chain=False):
    import signal
    descriptor = _descriptor(file)
    if signum in _registered:
        unregister(signum)
    before = signal.getsignal(signum)

    def dump(number, frame):
        _write(descriptor, _text(_thread.get_ident(), frame, all_threads))
        if chain and callable(before):
            before(number, frame)

    signal.signal(signum, dump)
    _registered[signum] = before


def unregister(signum):
    import signal
    if signum not in _registered:
        return False
    before = _registered.pop(signum)
    signal.signal(signum, signal.SIG_DFL if before is None else before)
    return True
