# SPDX-License-Identifier: MIT
# Rule 4: a waiter gets the GIL one interval after it asked for it. start() of a
# thread that computes therefore takes an interval, and an IO thread comes back
# an interval late while another one computes.
# args: --jitter 0
# expect: start() took 5 ms
# expect: a sleep of 1 ms took 6 ms
# args: --jitter 0 --interval 500us
# expect: start() took 0 ms
# expect: a sleep of 1 ms took 2 ms
import threading
import time

running = True


def compute():
    while running:
        pass


thread = threading.Thread(target=compute)
before = time.monotonic()
thread.start()
after = time.monotonic()
print("start() took", int(1000 * (after - before)), "ms")
before = time.monotonic()
time.sleep(0.001)
after = time.monotonic()
print("a sleep of 1 ms took", round(1000 * (after - before)), "ms")
running = False
thread.join()
