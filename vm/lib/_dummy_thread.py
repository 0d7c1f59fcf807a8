# SPDX-License-Identifier: MIT
# _thread for where there are no threads: starting one calls its function.

import _thread

__all__ = ['error', 'start_new_thread', 'exit', 'get_ident', 'allocate_lock',
           'interrupt_main', 'LockType', 'RLock']

TIMEOUT_MAX = _thread.TIMEOUT_MAX
_local = _thread._local
_excepthook = getattr(_thread, '_excepthook', None)
error = RuntimeError
_interrupt = False  # interrupt_main() was called inside a function
_main = True        # nothing was started that has not come back


def start_new_thread(function, args, kwargs={}):
    """Call it now, and swallow what it raises."""
    for given, kind, word in ((args, tuple, '2nd arg must be a tuple'),
                              (kwargs, dict, '3rd arg must be a dict')):
        if type(given) is not kind:
            raise TypeError(word)
    global _main, _interrupt
    _main = False
    try:
        function(*args, **kwargs)
    except SystemExit:
        pass
    except:
        import traceback
        traceback.print_exc()
    _main = True
    if _interrupt:
        _interrupt = False
        raise KeyboardInterrupt


def exit():
    raise SystemExit


def get_ident():
    return 1


get_native_id = get_ident


def allocate_lock():
    return LockType()


def stack_size(size=None):
    if size is not None:
        raise error('setting thread stack size not supported')
    return 0


def _set_sentinel():
    return LockType()


def interrupt_main():
    global _interrupt
    if _main:
        raise KeyboardInterrupt
    _interrupt = True


class LockType:
    """A lock that nobody else can hold."""

    def __init__(self):
        self.locked_status = False

    def acquire(self, waitflag=None, timeout=-1):
        waits = waitflag is None or waitflag
        taken = bool(waits) or not self.locked_status
        if taken:
            self.locked_status = True
        elif timeout > 0:
            import time
            time.sleep(timeout)
        return taken

    __enter__ = acquire

    def __exit__(self, typ, val, tb):
        self.release()

    def release(self):
        before, self.locked_status = self.locked_status, False
        if not before:
            raise error
        return True

    def locked(self):
        return self.locked_status

    def __repr__(self):
        state = 'locked' if self.locked_status else 'unlocked'
        kind = type(self)
        return (f'<{state} {kind.__module__}.{kind.__qualname__} object at '
                f'{hex(id(self))}>')


class RLock(LockType):
    """One that counts how often it was taken."""

    def __init__(self):
        super().__init__()
        self._levels = 0

    def acquire(self, waitflag=None, timeout=-1):
        taken = super().acquire(waitflag, timeout)
        self._levels += taken
        return taken

    def release(self):
        if self._levels == 0:
            raise error
        if self._levels == 1:
            super().release()
        self._levels -= 1
