# SPDX-License-Identifier: MIT
# A rate limit counted by hand: never more than 3 requests at a time.
#
# Look for: "too many at once". The worker sees a free place and takes it, in
# two steps; in between, others have seen the same place. (What goes up and
# down in the server is guarded by a lock: it is the witness, not the bug.)
#
#   gilscope 17_semaphore_bug.py
#   gilscope sweep 17_semaphore_bug.py
#   gilscope sweep 17_semaphore_fixed.py
import threading
import time

LIMIT = 3
active = 0
opening = threading.Event()
server_lock = threading.Lock()
inside = 0
overloads = 0


def request():
    global inside, overloads
    with server_lock:
        inside += 1
        overloads += inside > LIMIT
    time.sleep(0.1)
    with server_lock:
        inside -= 1


def worker():
    global active
    opening.wait()
    while active >= LIMIT:
        time.sleep(0.01)
    active += 1
    request()
    active -= 1


threads = [threading.Thread(target=worker) for _ in range(8)]
for thread in threads:
    thread.start()
opening.set()
for thread in threads:
    thread.join()
print("too many at once" if overloads else f"never more than {LIMIT} at once")
