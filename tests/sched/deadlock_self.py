# SPDX-License-Identifier: MIT
# A plain Lock taken twice by one thread: a deadlock when nobody else can run,
# but not while another thread might give the lock back, as a signal.
# args: --jitter 0
# expect: given by the other thread
# expect-exit: 1
# expect-err: gilscope: deadlock after 0.010027 s of virtual time: nothing can run any more
# expect-err:
# expect-err:   MainThread  waits for  signal  deadlock_self.py:32  signal.acquire()
# expect-err:               holds      signal  since line 30
# expect-err:   the circle: MainThread -> signal -> MainThread
# expect-err:
# expect-err: MainThread waits for itself: a Lock is not re-entrant, an RLock is.
# expect-err: CPython would hang here.
# expect-err: same run again:  gilscope --interval 5ms --seed 1 --jitter 0 deadlock_self.py
import _thread
import threading
import time

signal = threading.Lock()
signal.acquire()


def give():
    time.sleep(0.01)
    signal.release()


_thread.start_new_thread(give, ())
signal.acquire()
print("given by the other thread")
signal.acquire()
