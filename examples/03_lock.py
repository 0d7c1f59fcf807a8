# SPDX-License-Identifier: MIT
# The fix: only the thread that holds the lock may touch the counter.
#
# Look for: 2000, at every interval and under every seed. A thread can still
# lose the GIL in the middle of `counter += 1`, but the other one then waits
# for the lock, not for the counter.
#
#   gilscope sweep 03_lock.py
#   gilscope --interval 500ns --stats 03_lock.py     what the lock costs
import threading

N = 1000
counter = 0
lock = threading.Lock()


def increment():
    global counter
    for _ in range(N):
        with lock:
            counter += 1


t1 = threading.Thread(target=increment)
t2 = threading.Thread(target=increment)
t1.start()
t2.start()
t1.join()
t2.join()
print(f"2 threads x {N}: counter is {counter}, expected {2 * N}")
