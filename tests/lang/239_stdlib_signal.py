# SPDX-License-Identifier: MIT
# cpython: 3.8
# Signals: handlers in the main thread, timers, masks, waits that go on.
import os
import signal
import threading
import time

# A handler is called in the main thread, with the number and a frame.
def handler(number, frame):
    print('handler', signal.Signals(number).name, number == signal.SIGUSR1,
          threading.current_thread() is threading.main_thread(),
          type(frame).__name__)

print(signal.getsignal(signal.SIGUSR1))
old = signal.signal(signal.SIGUSR1, handler)
print(repr(old), signal.getsignal(signal.SIGUSR1) is handler)
os.kill(os.getpid(), signal.SIGUSR1)
signal.raise_signal(signal.SIGUSR1)
print(signal.signal(signal.SIGUSR1, signal.SIG_IGN) is handler)
os.kill(os.getpid(), signal.SIGUSR1)
print('ignored')

# Handlers at the start.
print(signal.getsignal(signal.SIGINT) is signal.default_int_handler)
print(signal.getsignal(signal.SIGPIPE), signal.getsignal(signal.SIGTERM))
try:
    os.kill(os.getpid(), signal.SIGINT)
    time.sleep(1)
except KeyboardInterrupt as error:
    print('KeyboardInterrupt', error.args)

# A handler's exception comes out where the main thread is.
class Timeout(Exception):
    pass

def raise_timeout(number, frame):
    raise Timeout(frame.f_code.co_name)

def endless():
    while True:
        pass

signal.signal(signal.SIGALRM, raise_timeout)
signal.setitimer(signal.ITIMER_REAL, 0.05)
try:
    endless()
except Timeout as error:
    print('timeout in', error)

# PEP 475: a wait goes on after a handler that returns.
def tick(number, frame):
    ticks.append(round(time.monotonic() - start, 1))

def timed(function):
    global start, ticks
    start, ticks = time.monotonic(), []
    signal.signal(signal.SIGALRM, tick)
    signal.setitimer(signal.ITIMER_REAL, 0.2)
    result = function()
    print(function.__name__, result, ticks,
          round(time.monotonic() - start, 1))

def sleep():
    time.sleep(0.5)

def acquire():
    lock = threading.Lock()
    lock.acquire()
    return lock.acquire(timeout=0.5)

def wait():
    return threading.Event().wait(0.5)

def join():
    thread = threading.Thread(target=time.sleep, args=(0.5,))
    thread.start()
    thread.join()

def get():
    import queue
    try:
        queue.Queue().get(timeout=0.5)
    except queue.Empty:
        return 'Empty'

def simple():
    import queue
    try:
        queue.SimpleQueue().get(timeout=0.5)
    except queue.Empty:
        return 'Empty'

def select():
    import select
    r, w = os.pipe()
    found = select.select([r], [], [], 0.5)
    os.close(r)
    os.close(w)
    return found

for function in (sleep, acquire, wait, join, get, simple, select):
    timed(function)

# ... and does not after one that raises.
signal.signal(signal.SIGALRM, raise_timeout)
for function in (sleep, acquire, wait, get):
    signal.setitimer(signal.ITIMER_REAL, 0.1)
    start = time.monotonic()
    try:
        function()
    except Timeout:
        print(function.__name__, 'timeout', round(time.monotonic() - start, 1))

# A periodic timer.
count = 0
def beat(number, frame):
    global count
    count += 1
    if count == 5:
        signal.setitimer(signal.ITIMER_REAL, 0)

signal.signal(signal.SIGALRM, beat)
print(signal.setitimer(signal.ITIMER_REAL, 0.1, 0.1))
while count < 5:
    signal.pause()
print(count, signal.getitimer(signal.ITIMER_REAL))
print(signal.alarm(10), signal.alarm(0), signal.alarm(0))

# Another thread sends; the main thread handles it.
signal.signal(signal.SIGTERM, lambda number, frame: print(
    'SIGTERM in', threading.current_thread().name))
thread = threading.Thread(target=os.kill, args=(os.getpid(), signal.SIGTERM))
thread.start()
thread.join()
time.sleep(0.01)

# Masks and sigwait.
signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGUSR2])
signal.signal(signal.SIGUSR2, lambda *a: print('USR2 handled'))
os.kill(os.getpid(), signal.SIGUSR2)
print(signal.sigpending())
print(signal.sigwait([signal.SIGUSR2]), signal.sigpending())
os.kill(os.getpid(), signal.SIGUSR2)
print('still blocked')
print(signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGUSR2]))
print(signal.sigtimedwait([signal.SIGUSR2], 0.01))

# The wake-up descriptor.
r, w = os.pipe()
os.set_blocking(w, False)
print(signal.set_wakeup_fd(w))
os.kill(os.getpid(), signal.SIGTERM)
print(os.read(r, 10), signal.set_wakeup_fd(-1) == w)

# Errors.
def attempt(function, *args):
    try:
        print(function(*args))
    except Exception as error:
        print(type(error).__name__, error)

attempt(signal.signal, 0, signal.SIG_DFL)
attempt(signal.signal, 65, signal.SIG_DFL)
attempt(signal.signal, signal.SIGKILL, handler)
attempt(signal.signal, signal.SIGTERM, 'no')
attempt(signal.getsignal, 4242)
attempt(signal.setitimer, signal.ITIMER_REAL, -1)
attempt(signal.setitimer, 7, 1)
attempt(signal.strsignal, signal.SIGINT)
attempt(signal.raise_signal, 99)
attempt(signal.pthread_kill, threading.get_ident(), 0)
attempt(os.kill, os.getpid(), 0)
attempt(os.kill, 999999999, 0)
attempt(signal.sigwait, [0])
print(signal.ItimerError.__mro__[1], len(signal.valid_signals()) > 30)
print(repr(signal.SIGTERM), signal.Signals(15), signal.Handlers.SIG_DFL, signal.Sigmasks.SIG_BLOCK)

def in_thread():
    attempt(signal.signal, signal.SIGTERM, handler)
    attempt(signal.set_wakeup_fd, -1)

thread = threading.Thread(target=in_thread)
thread.start()
thread.join()
