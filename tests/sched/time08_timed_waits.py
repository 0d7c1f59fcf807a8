# SPDX-License-Identifier: MIT
# Rule 8: how a timed wait ends is settled at its time; sleep(0) keeps the GIL
# unless somebody has asked for it.
# args: --jitter 0
# expect: False 10 ms
# expect: True 5 ms
# expect: False False
# expect: ['main', 'main', 'main', 'child']
import threading
import time

lock = threading.Lock()
lock.acquire()


def attempt(timeout):
    before = time.monotonic()
    got = lock.acquire(timeout=timeout)
    print(got, round(1000 * (time.monotonic() - before)), "ms")


attempt(0.01)
timer = threading.Timer(0.005, lock.release)
timer.start()
attempt(0.01)
print(lock.acquire(timeout=0), lock.acquire(False))
timer.join()

order = []
gate = threading.Lock()
gate.acquire()


def child():
    with gate:
        order.append("child")


thread = threading.Thread(target=child)
thread.start()
gate.release()
for _ in range(3):
    time.sleep(0)
    order.append("main")
thread.join()
print(order)
