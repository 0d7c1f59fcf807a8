# SPDX-License-Identifier: MIT
# The fix: a semaphore is a counter of free places that cannot be raced.
#
# Look for: never more than 3 at once, and no polling: who finds no place
# sleeps until one is given back. `with` gives it back even after an error.
#
#   gilscope sweep 17_semaphore_fixed.py
#   gilscope --stats 17_semaphore_fixed.py
import threading
import time

LIMIT = 3
places = threading.BoundedSemaphore(LIMIT)
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
    opening.wait()
    with places:
        request()


threads = [threading.Thread(target=worker) for _ in range(8)]
for thread in threads:
    thread.start()
opening.set()
for thread in threads:
    thread.join()
print("too many at once" if overloads else f"never more than {LIMIT} at once")
