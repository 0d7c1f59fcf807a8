# SPDX-License-Identifier: MIT
# Who waits lets go of the GIL; who computes does not.
#
# Look for: four threads that sleep 0.2 s each are done after 0.2 s together,
# for a sleeping thread gives the GIL away. Four threads that compute need
# four times as long as one: only the holder of the GIL runs Python.
#
#   gilscope 05_io_release.py             (the clock is virtual: no waiting)
#   gilscope --stats 05_io_release.py     see who held the GIL, and how long
import threading
import time

THREADS = 4


def sleeper():
    time.sleep(0.2)


def worker():
    total = 0
    for number in range(100_000):
        total += number


def duration(function, count):
    group = [threading.Thread(target=function) for _ in range(count)]
    begin = time.perf_counter()
    for thread in group:
        thread.start()
    for thread in group:
        thread.join()
    return time.perf_counter() - begin


slept = duration(sleeper, THREADS)
print(f"{THREADS} sleepers of 0.2 s, together: {slept:.1f} s")

alone = duration(worker, 1)
together = duration(worker, THREADS)
overlap = "one after the other" if together > 2 * alone else "side by side"
print(f"{THREADS} CPU loops, together: {overlap}")
