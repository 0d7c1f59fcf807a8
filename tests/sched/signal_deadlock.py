# SPDX-License-Identifier: MIT
# A timer that may still ring is no deadlock: its handler can end the wait.
# args: --jitter 0
# expect: the handler ended the wait
# expect: the handler gave the lock back
import signal
import threading

lock = threading.Lock()


class Enough(Exception):
    pass


def enough(number, frame):
    raise Enough


signal.signal(signal.SIGALRM, enough)
signal.alarm(5)
lock.acquire()
try:
    lock.acquire()
except Enough:
    print("the handler ended the wait")

signal.signal(signal.SIGALRM, lambda number, frame: lock.release())
signal.alarm(5)
lock.acquire()
print("the handler gave the lock back")
