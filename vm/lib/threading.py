# SPDX-License-Identifier: MIT
# Threads and their primitives, written on the locks of _thread.
#
# Invariant: every thread that runs is in _active under its ident, every
# thread between start() and its first own instruction is in _limbo; a thread
# goes from one to the other under _active_limbo_lock.  It is over when the
# sentinel lock that _thread gave it, _tstate_lock, can be taken.
#
# CPython writes these in Python too, so the places where a thread can lose
# the GIL inside them are real.  Attributes that most threads never need are
# class attributes: a Thread is small, because programs make many.

import sys as _sys
from _collections import deque as _deque
from _thread import (
    TIMEOUT_MAX, LockType as _LockType, RLock, _local as local, _set_sentinel,
    allocate_lock as Lock, error as ThreadError, get_ident, get_native_id,
    stack_size, start_new_thread as _start_new_thread)
from itertools import count as _count
from time import monotonic as _time

__all__ = [
    'get_ident', 'active_count', 'Condition', 'current_thread', 'enumerate',
    'main_thread', 'TIMEOUT_MAX', 'Event', 'Lock', 'RLock', 'Semaphore',
    'BoundedSemaphore', 'Thread', 'Barrier', 'BrokenBarrierError', 'Timer',
    'ThreadError', 'setprofile', 'settrace', 'local', 'stack_size',
    'excepthook', 'ExceptHookArgs', 'get_native_id', 'getprofile', 'gettrace',
    'settrace_all_threads', 'setprofile_all_threads',
]

_allocate_lock = Lock       # what is made inside; a program may replace Lock
_CRLock = _PyRLock = RLock


def _since(major, minor):
    return _sys.version_info >= (major, minor)


def _deprecated(old, new):
    # The camelCase names: silent up to 3.9, a DeprecationWarning since 3.10.
    if _since(3, 10):
        from warnings import warn
        warn(f'{old}() is deprecated, {new} instead', DeprecationWarning, 3)


def _described(thing, detail):
    # The repr that 3.11 gave to semaphores, events and barriers.
    if not _since(3, 11):
        return object.__repr__(thing)
    kind = type(thing)
    name = f'{kind.__module__}.{kind.__qualname__}'
    return f'<{name} at {id(thing):#x}: {detail}>'


# ---- Condition and what is built on it ----

_NOBODY = ()


class Condition:
    # A queue of waiters, oldest first.  Each waits on a lock of its own, so
    # one release wakes exactly one thread.

    _waiters = _NOBODY

    def __init__(self, lock=None):
        self._lock = RLock() if lock is None else lock

    @property
    def acquire(self):
        return self._lock.acquire

    @property
    def release(self):
        return self._lock.release

    def __enter__(self):
        return self._lock.__enter__()

    def __exit__(self, *exc_info):
        return self._lock.__exit__(*exc_info)

    def __repr__(self):
        return '<Condition(%s, %d)>' % (self._lock, len(self._waiters))

    # An RLock has these three, whatever depth it is held to; a plain lock has
    # no owner, so that held by anybody counts.

    def _is_owned(self):
        lock = self._lock
        if hasattr(lock, '_is_owned'):
            return lock._is_owned()
        if lock.acquire(False):
            lock.release()
            return False
        return True

    def _release_save(self):
        lock = self._lock
        if hasattr(lock, '_release_save'):
            return lock._release_save()
        return lock.release()

    def _acquire_restore(self, depth):
        lock = self._lock
        if hasattr(lock, '_acquire_restore'):
            lock._acquire_restore(depth)
        else:
            lock.acquire()

    def _line_up(self):
        # A held lock at the end of the queue: who is there can be notified.
        waiter = _allocate_lock()
        waiter.acquire()
        queue = self._waiters
        if queue is _NOBODY:
            queue = self._waiters = _deque()
        queue.append(waiter)
        return waiter

    def _step_out(self, waiter):
        try:
            self._waiters.remove(waiter)
        except ValueError:
            pass        # notified at the last moment

    def wait(self, timeout=None):
        lock = self._lock
        plain = type(lock) is _LockType
        if not (lock.locked() if plain else self._is_owned()):
            raise RuntimeError('cannot wait on un-acquired lock')
        waiter = self._line_up()
        depth = lock.release() if plain else self._release_save()
        woken = False
        try:
            if timeout is None:
                woken = waiter.acquire()
            elif timeout > 0:
                woken = waiter.acquire(True, timeout)
            else:
                woken = waiter.acquire(False)
            return woken
        finally:
            if plain:
                lock.acquire()
            else:
                self._acquire_restore(depth)
            if not woken:
                self._step_out(waiter)

    def wait_for(self, predicate, timeout=None):
        limit = None
        result = predicate()
        while not result:
            if timeout is None:
                self.wait()
            else:
                now = _time()
                if limit is None:
                    limit = now + timeout
                elif now >= limit:
                    break
                self.wait(limit - now)
            result = predicate()
        return result

    def notify(self, n=1):
        lock = self._lock
        if not (lock.locked() if type(lock) is _LockType else
                self._is_owned()):
            raise RuntimeError('cannot notify on un-acquired lock')
        queue = self._waiters
        while n > 0 and queue:
            queue.popleft().release()
            n -= 1

    def notify_all(self):
        self.notify(len(self._waiters))

    def notifyAll(self):
        _deprecated('notifyAll', 'use notify_all()')
        self.notify_all()


class Semaphore:
    def __init__(self, value=1):
        if value < 0:
            raise ValueError('semaphore initial value must be >= 0')
        self._cond = Condition(Lock())
        self._value = value

    def __repr__(self):
        return _described(self, f'value={self._value}')

    def acquire(self, blocking=True, timeout=None):
        if not blocking and timeout is not None:
            raise ValueError("can't specify timeout for non-blocking acquire")
        with self._cond:
            if self._value == 0:
                if not blocking:
                    return False
                if not self._cond.wait_for(self._positive, timeout):
                    return False
            self._value -= 1
        return True

    __enter__ = acquire

    def _positive(self):
        return self._value > 0

    def release(self, n=1):
        if n < 1:
            raise ValueError('n must be one or more')
        with self._cond:
            self._value += n
            self._cond.notify(n)

    def __exit__(self, kind, value, trace):
        self.release()


class BoundedSemaphore(Semaphore):
    def __init__(self, value=1):
        super().__init__(value)
        self._initial_value = value

    def __repr__(self):
        return _described(self, f'value={self._value}/{self._initial_value}')

    def release(self, n=1):
        if n < 1:
            raise ValueError('n must be one or more')
        with self._cond:
            if self._value + n > self._initial_value:
                raise ValueError('Semaphore released too many times')
            self._value += n
            self._cond.notify(n)


class Event:
    _flag = False

    def __init__(self):
        self._cond = Condition(Lock())

    def __repr__(self):
        return _described(self, 'set' if self._flag else 'unset')

    def is_set(self):
        return self._flag

    def isSet(self):
        _deprecated('isSet', 'use is_set()')
        return self._flag

    def set(self):
        with self._cond:
            self._flag = True
            self._cond.notify_all()

    def clear(self):
        with self._cond:
            self._flag = False

    # Nothing needs guarding after set(), so a waiter does not come back to
    # the lock: a million of them need not pass it one by one.
    # wait() itself is a small frame, without blocks: it stays as long as the
    # thread waits.
    def wait(self, timeout=None):
        waiter = self._line_up()
        if waiter is None:
            return True
        if timeout is None:
            return waiter.acquire()
        if timeout > 0 and waiter.acquire(True, timeout):
            return True
        return self._give_up(waiter)

    def _line_up(self):
        cond = self._cond
        with cond._lock:
            if not self._flag:
                return cond._line_up()

    def _give_up(self, waiter):
        cond = self._cond
        with cond._lock:
            cond._step_out(waiter)
        return waiter.acquire(False)


class BrokenBarrierError(RuntimeError):
    pass


class _Crowd:
    # The threads that will pass a barrier together.
    arrived = 0
    outcome = None      # then 'passed' or 'broken'


class Barrier:
    # Each crowd is an object of its own, so a thread that comes while the
    # last crowd still walks out simply joins the next one.  Crowds after a
    # break are born broken, until reset().

    def __init__(self, parties, action=None, timeout=None):
        if parties < 1 and _since(3, 13):
            raise ValueError('parties must be > 0')
        self._cond = Condition(Lock())
        self._action = action
        self._timeout = timeout
        self._parties = parties
        self._crowd = _Crowd()

    def __repr__(self):
        if self.broken:
            return _described(self, 'broken')
        return _described(self, f'waiters={self.n_waiting}/{self._parties}')

    def wait(self, timeout=None):
        if timeout is None:
            timeout = self._timeout
        with self._cond:
            crowd = self._crowd
            if crowd.outcome == 'broken':
                raise BrokenBarrierError
            place = crowd.arrived
            crowd.arrived += 1
            if crowd.arrived == self._parties:
                self._open(crowd)
            else:
                self._hold(crowd, timeout)
            return place

    def _open(self, crowd):
        try:
            if self._action is not None:
                self._action()
        except:
            self._break()
            raise
        crowd.outcome = 'passed'
        self._crowd = _Crowd()
        self._cond.notify_all()

    def _hold(self, crowd, timeout):
        if not self._cond.wait_for(lambda: crowd.outcome, timeout):
            self._break()
        if crowd.outcome == 'broken':
            raise BrokenBarrierError

    def _break(self):
        self._crowd.outcome = 'broken'
        self._cond.notify_all()

    def reset(self):
        with self._cond:
            self._break()
            self._crowd = _Crowd()

    def abort(self):
        with self._cond:
            self._break()

    @property
    def parties(self):
        return self._parties

    @property
    def n_waiting(self):
        crowd = self._crowd
        return 0 if crowd.outcome else crowd.arrived

    @property
    def broken(self):
        return self._crowd.outcome == 'broken'


# ---- Threads ----

class _Dangling:
    # The threads that are not over, for test suites that look for leaks.

    def __iter__(self):
        return iter(enumerate())

    def __len__(self):
        return active_count()

    def __eq__(self, other):
        return set(self) == set(other)

    def copy(self):
        return set(self)


_dangling = _Dangling()
_active_limbo_lock = _allocate_lock()
_active = {}
_limbo = []
_next_number = _count(1).__next__
_NAMED_AFTER_TARGET = _since(3, 10)
_trace_hook = None
_profile_hook = None


def _default_name(target):
    name = 'Thread-%d' % _next_number()
    if _NAMED_AFTER_TARGET and target is not None:
        own = getattr(target, '__name__', None)
        if own is not None:
            return f'{name} ({own})'
    return name


class Thread:
    _name = None            # a string once __init__ has run
    _keywords = None        # or the dict behind _kwargs

    def __init__(self, group=None, target=None, name=None, args=(),
                 kwargs=None, *, daemon=None):
        assert group is None, 'group argument must be None for now'
        self._name = _default_name(target) if name is None else str(name)
        self._target = target
        self._args = args
        self._keywords = kwargs
        if daemon is None:
            daemon = current_thread()._daemonic
        self._daemonic = daemon
        # Errors go where stderr was when the thread was made, should a
        # program drop sys.stderr later.
        self._stderr = _sys.stderr
        # _tstate_lock: in start() the lock that the starter waits on, then,
        # once there is an _ident, the sentinel; None again after a join.
        self._tstate_lock = self._ident = self._native_id = None

    def _check_initialised(self, word='Thread'):
        if self._name is None:
            raise RuntimeError(f'{word}.__init__() not called')

    def __repr__(self):
        assert self._name is not None, 'Thread.__init__() was not called'
        if self._tstate_lock is not None:
            self.is_alive()
        if self._is_stopped:
            status = 'stopped'
        elif self._ident is None:
            status = 'initial'
        else:
            status = 'started'
        if self._daemonic:
            status += ' daemon'
        if self._ident is not None:
            status += f' {self._ident}'
        return f'<{type(self).__name__}({self._name}, {status})>'

    def start(self):
        if not self._name:
            self._check_initialised('thread')
        if self._ident or self._tstate_lock:
            raise RuntimeError('threads can only be started once')
        gate = self._tstate_lock = _allocate_lock()
        gate.acquire()
        _limbo.append(self)
        try:
            _start_new_thread(self._bootstrap_inner, ())
        except BaseException:
            _limbo.remove(self)
            self._tstate_lock = None
            raise
        gate.acquire()

    # Most threads have no keyword arguments, and need no dict for them; who
    # overrides run() finds one.
    @property
    def _kwargs(self):
        if self._keywords is None:
            self._keywords = {}
        return self._keywords

    @_kwargs.setter
    def _kwargs(self, kwargs):
        self._keywords = kwargs

    # run() and _bootstrap_inner() are on the stack of every living thread, so
    # they keep their frames small: few variables and blocks.

    def run(self):
        if self._target:
            if self._keywords:
                self._target(*self._args, **self._keywords)
            else:
                self._target(*self._args)
        self._forget_target()

    def _forget_target(self):
        # What the target was given must not outlive it.
        self._target = self._args = self._keywords = None

    def _bootstrap_inner(self):
        gate = self._tstate_lock
        self._tstate_lock = _set_sentinel()
        self._tstate_lock.acquire()
        self._native_id = get_native_id()
        ident = self._ident = get_ident()
        _active_limbo_lock.acquire()
        _active[ident] = self
        _limbo.remove(self)
        _active_limbo_lock.release()
        gate.release()
        del gate
        try:
            if _trace_hook or _profile_hook:
                _set_hooks()
            self.run()
        except:
            _report(self)
            self._forget_target()
        del _active[ident]

    @property
    def _is_stopped(self):
        # Its end has been noted.
        return self._ident is not None and self._tstate_lock is None

    def _reap(self, block=True, timeout=-1):
        # Waits for the thread's end, and notes it.
        sentinel = self._tstate_lock
        if sentinel is not None and sentinel.acquire(block, timeout):
            sentinel.release()
            self._tstate_lock = None

    def join(self, timeout=None):
        if not self._name:
            self._check_initialised()
        ident = self._ident
        if ident is None:
            raise RuntimeError('cannot join thread before it is started')
        if ident == get_ident():
            raise RuntimeError('cannot join current thread')
        if timeout is None:
            sentinel = self._tstate_lock
            if sentinel is not None:
                sentinel.acquire()
                sentinel.release()
                self._tstate_lock = None
        else:
            self._reap(True, max(timeout, 0))

    def is_alive(self):
        assert self._name is not None, 'Thread.__init__() not called'
        if self._ident is None or self._tstate_lock is None:
            return False
        self._reap(False)
        return self._tstate_lock is not None

    @property
    def name(self):
        assert self._name is not None, 'Thread.__init__() not called'
        return self._name

    @name.setter
    def name(self, name):
        assert self._name is not None, 'Thread.__init__() not called'
        self._name = str(name)

    @property
    def ident(self):
        assert self._name is not None, 'Thread.__init__() not called'
        return self._ident

    @property
    def native_id(self):
        assert self._name is not None, 'Thread.__init__() not called'
        return self._native_id

    @property
    def daemon(self):
        assert self._name is not None, 'Thread.__init__() not called'
        return self._daemonic

    @daemon.setter
    def daemon(self, daemonic):
        self._check_initialised()
        if self._ident is not None:
            raise RuntimeError('cannot set daemon status of active thread')
        self._daemonic = daemonic

    def isDaemon(self):
        _deprecated('isDaemon', 'get the daemon attribute')
        return self.daemon

    def setDaemon(self, daemonic):
        _deprecated('setDaemon', 'set the daemon attribute')
        self.daemon = daemonic

    def getName(self):
        _deprecated('getName', 'get the name attribute')
        return self.name

    def setName(self, name):
        _deprecated('setName', 'set the name attribute')
        self.name = name

    if not _since(3, 9):
        def isAlive(self):
            from warnings import warn
            warn('isAlive() is deprecated, use is_alive() instead',
                 DeprecationWarning, 2)
            return self.is_alive()


class Timer(Thread):
    def __init__(self, interval, function, args=None, kwargs=None):
        super().__init__()
        self.interval = interval
        self.function = function
        self.args = [] if args is None else args
        self.kwargs = {} if kwargs is None else kwargs
        self.finished = Event()

    def cancel(self):
        self.finished.set()

    def run(self):
        self.finished.wait(self.interval)
        if not self.finished.is_set():
            self.function(*self.args, **self.kwargs)
        self.finished.set()


class _MainThread(Thread):
    def __init__(self):
        super().__init__(name='MainThread', daemon=False)
        self._adopt()
        self._begin()

    def _begin(self):
        # Held until its end, which _shutdown() notes.
        sentinel = self._tstate_lock = _set_sentinel()
        sentinel.acquire()

    def _adopt(self):
        # Makes this object stand for the thread that is running now.
        ident, self._native_id = get_ident(), get_native_id()
        self._ident = ident
        with _active_limbo_lock:
            _active[ident] = self


class _DummyThread(Thread):
    # A thread that _thread started, seen from inside by current_thread().
    # Nobody knows when it ends, so it counts as alive and cannot be joined.

    _is_stopped = False

    def __init__(self):
        super().__init__(name='Dummy-%d' % _next_number(), daemon=True)
        _MainThread._adopt(self)

    def is_alive(self):
        return True

    def join(self, timeout=None):
        error = RuntimeError if _since(3, 13) else AssertionError
        raise error('cannot join a dummy thread')


# ---- What the program asks about threads ----

def current_thread():
    try:
        return _active[get_ident()]
    except KeyError:
        return _DummyThread()


def currentThread():
    _deprecated('currentThread', 'use current_thread()')
    return current_thread()


def active_count():
    with _active_limbo_lock:
        return len(_active) + len(_limbo)


def activeCount():
    _deprecated('activeCount', 'use active_count()')
    return active_count()


def _enumerate():
    return list(_active.values()) + _limbo


def enumerate():
    with _active_limbo_lock:
        return _enumerate()


def main_thread():
    return _main_thread


def settrace(func):
    global _trace_hook
    _trace_hook = func


def gettrace():
    return _trace_hook


def setprofile(func):
    global _profile_hook
    _profile_hook = func


def getprofile():
    return _profile_hook


def settrace_all_threads(func):
    settrace(func)
    _sys.settrace(func)


def setprofile_all_threads(func):
    setprofile(func)
    _sys.setprofile(func)


# ---- Uncaught exceptions ----

class ExceptHookArgs(tuple):
    __slots__ = ()
    n_fields = n_sequence_fields = 4
    n_unnamed_fields = 0

    def __new__(cls, fields):
        self = super().__new__(cls, fields)
        if len(self) != 4:
            raise TypeError(f'_thread.{cls.__name__}() takes a 4-sequence '
                            f'({len(self)}-sequence given)')
        return self

    exc_type = property(lambda self: self[0])
    exc_value = property(lambda self: self[1])
    exc_traceback = property(lambda self: self[2])
    thread = property(lambda self: self[3])

    def __repr__(self):
        kind, value, trace, thread = self
        return (f'_thread.{type(self).__name__}(exc_type={kind!r}, '
                f'exc_value={value!r}, exc_traceback={trace!r}, '
                f'thread={thread!r})')


ExceptHookArgs.__module__ = '_thread'
if _since(3, 10):
    ExceptHookArgs.__name__ = '_ExceptHookArgs'
    ExceptHookArgs.__qualname__ = '_ExceptHookArgs'


def excepthook(args, /):
    if not isinstance(args, ExceptHookArgs):
        raise TypeError('_thread.excepthook argument type must be '
                        'ExceptHookArgs')
    kind, value, trace, thread = args
    if kind is SystemExit:
        return
    stderr = _sys.stderr
    if stderr is None:
        stderr = thread and thread._stderr
        if stderr is None:
            return
    name = get_ident() if thread is None else thread._name
    print(f'Exception in thread {name}:', file=stderr, flush=True)
    if stderr is _sys.stderr:
        _sys.__excepthook__(kind, kind() if value is None else value, trace)
    else:
        from traceback import print_exception
        print_exception(kind, value, trace, file=stderr)
    stderr.flush()


__excepthook__ = excepthook


def _set_hooks():
    if _trace_hook:
        _sys.settrace(_trace_hook)
    if _profile_hook:
        _sys.setprofile(_profile_hook)


def _report(thread):
    # Gives the exception being handled to the hook; a hook that fails is
    # reported by sys.excepthook, and nothing gets out of here.
    try:
        hook = excepthook
        if hook is None:
            _sys.stderr.write('Exception in thread: threading.excepthook '
                              'is None\n')
            hook = __excepthook__
        hook(ExceptHookArgs([*_sys.exc_info(), thread]))
    except Exception as error:
        error.__suppress_context__ = True
        stderr = _sys.stderr
        if stderr is None:
            stderr = thread._stderr
        if stderr is not None:
            print('Exception in threading.excepthook:', file=stderr,
                  flush=True)
        _sys.excepthook(*_sys.exc_info())


# ---- The end of the program ----

_threading_atexits = []
_SHUTTING_DOWN = False


def _register_atexit(func, *args, **kwargs):
    # Called, last one first, before the other threads are waited for.
    if _SHUTTING_DOWN:
        raise RuntimeError("can't register atexit after shutdown")
    _threading_atexits.append((func, args, kwargs))


def _to_wait_for():
    # Who is still in limbo is being started by one of these.
    here = get_ident()
    with _active_limbo_lock:
        return [thread for thread in list(_active.values())
                if thread._ident != here and not thread._daemonic]


def _shutdown():
    global _SHUTTING_DOWN
    main = _main_thread
    if main._is_stopped:
        return
    _SHUTTING_DOWN = True
    for func, args, kwargs in reversed(_threading_atexits):
        func(*args, **kwargs)
    # From here on the main thread counts as over: others may join it.
    if main._ident == get_ident():
        main._tstate_lock.release()
        main._tstate_lock = None
    waiting = _to_wait_for()
    while waiting:
        for thread in waiting:
            thread._reap()
        waiting = _to_wait_for()


def _after_fork():
    # In the child only the thread that called fork() lives on.
    global _active_limbo_lock, _main_thread
    _active_limbo_lock = _allocate_lock()
    here = get_ident()
    survivor = _active.get(here)
    for thread in _enumerate():
        if thread is not survivor:
            thread._tstate_lock = None
    _active.clear()
    _limbo.clear()
    _main_thread = _MainThread() if survivor is None else survivor
    _main_thread._ident = here
    _MainThread._begin(_main_thread)
    _active[here] = _main_thread


_main_thread = _MainThread()
