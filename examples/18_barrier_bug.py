# SPDX-License-Identifier: MIT
# A barrier made by hand, of a count and an Event: nobody starts round 2 before
# all have ended round 1.
#
# Look for: a deadlock. A runner counts himself in, but before he stands at the
# gate the last one opens it, walks through and shuts it again. He is one
# round behind for ever, and the others wait for him at the next gate.
#
#   gilscope 18_barrier_bug.py
#   gilscope sweep 18_barrier_bug.py
#   gilscope sweep 18_barrier_fixed.py
import threading

RUNNERS = 3
ROUNDS = 5
arrived = 0
lock = threading.Lock()
gate = threading.Event()
finished = []


def wait_for_all():
    global arrived
    with lock:
        arrived += 1
        if arrived == RUNNERS:
            arrived = 0
            gate.set()
    gate.wait()
    gate.clear()


def runner():
    for number in range(ROUNDS):
        finished.append(number)
        wait_for_all()


threads = [threading.Thread(target=runner) for _ in range(RUNNERS)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"rounds one after the other: {finished == sorted(finished)}")
