# SPDX-License-Identifier: MIT
# Rule 16: a circle of waits is reported though a daemon's clock still ticks.
# args: --jitter 0
# expect-exit: 1
# expect-err: gilscope: deadlock after 0.010053 s of virtual time: only daemons can run
# expect-err:
# expect-err:   Thread-2    waits for  second    time16_deadlock.py:35  with second:
# expect-err:               holds      first     since line 33
# expect-err:   Thread-3    waits for  first     time16_deadlock.py:42  with first:
# expect-err:               holds      second    since line 40
# expect-err:   the circle: Thread-2 -> second -> Thread-3 -> first -> Thread-2
# expect-err:
# expect-err:   MainThread  joins      Thread-2  time16_deadlock.py:51  thread.join()
# expect-err:   Thread-1    sleeps               time16_deadlock.py:29  time.sleep(1)
# expect-err:
# expect-err: Thread-2 takes first, then second;
# expect-err: Thread-3 takes second, then first.
# expect-err: One order for all threads removes the circle.    CPython would hang here.
# expect-err: same run again:  gilscope --interval 5ms --seed 1 --jitter 0 time16_deadlock.py
import threading
import time

first = threading.Lock()
second = threading.Lock()


def tick():
    while True:
        time.sleep(1)


def one():
    with first:
        time.sleep(0.01)
        with second:
            pass


def two():
    with second:
        time.sleep(0.01)
        with first:
            pass


threading.Thread(target=tick, daemon=True).start()
threads = [threading.Thread(target=one), threading.Thread(target=two)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
