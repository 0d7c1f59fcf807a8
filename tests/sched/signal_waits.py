# SPDX-License-Identifier: MIT
# A signal is handled by the main thread in the middle of its wait, which then
# goes on for what is left; timers ring in virtual time.
# args: --jitter 0
# expect: ring at 1.0
# expect: ring at 3.0
# expect: ring at 5.0
# expect: slept until 10.0
# expect: the lock was not to be had at 12.0
# expect: TERM in MainThread at 13.0
# expect: joined at 14.0
# expect: computed for 0.5 s: PROF
import os
import signal
import threading
import time

start = time.monotonic()


def now():
    return round(time.monotonic() - start, 1)


def ring(number, frame):
    print("ring at", now())
    if now() >= 5:
        signal.setitimer(signal.ITIMER_REAL, 0)


signal.signal(signal.SIGALRM, ring)
signal.setitimer(signal.ITIMER_REAL, 1, 2)
time.sleep(10)
print("slept until", now())

signal.signal(signal.SIGALRM, lambda number, frame: None)
lock = threading.Lock()
lock.acquire()
signal.setitimer(signal.ITIMER_REAL, 0.5, 0.5)
got = lock.acquire(timeout=2)
signal.setitimer(signal.ITIMER_REAL, 0)
print("the lock was", "taken" if got else "not to be had", "at", now())

signal.signal(signal.SIGTERM, lambda number, frame: print(
    "TERM in", threading.current_thread().name, "at", now()))


def send():
    time.sleep(1)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(1)


thread = threading.Thread(target=send)
thread.start()
thread.join()
print("joined at", now())


class Enough(Exception):
    pass


def enough(number, frame):
    raise Enough


signal.signal(signal.SIGPROF, enough)
time.sleep(1)
before = time.process_time()
signal.setitimer(signal.ITIMER_PROF, 0.5)
try:
    time.sleep(1)
    while True:
        pass
except Enough:
    print("computed for", round(time.process_time() - before, 1), "s: PROF")
