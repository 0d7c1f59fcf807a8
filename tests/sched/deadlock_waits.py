# SPDX-License-Identifier: MIT
# Waits that nobody can end: by what they wait for, and by its name.
# args: --jitter 0
# expect-exit: 1
# expect-err: gilscope: deadlock after 0.000099 s of virtual time: nothing can run any more
# expect-err:
# expect-err:   MainThread  joins      the threads that are left
# expect-err:   Thread-1    waits for  event shop.open
# expect-err:   Thread-2    waits for  an item of belt
# expect-err:   Thread-3    waits for  a notify() of full         deadlock_waits.py:33  full.
# expect-err:   Thread-4    waits for  semaphore slots[0]
# expect-err:
# expect-err: No thread that could set shop.open can run.
# expect-err: CPython would hang here.
# expect-err: same run again:  gilscope --interval 5ms --seed 1 --jitter 0 deadlock_waits.py
import queue
import threading


class Shop:
    def __init__(self):
        self.open = threading.Event()


shop = Shop()
belt = queue.Queue()
full = threading.Condition()
slots = [threading.Semaphore(0)]


def wait():
    with full:
        full.wait()


for target in (shop.open.wait, belt.get, wait, slots[0].acquire):
    threading.Thread(target=target).start()
