# SPDX-License-Identifier: MIT
# The fix: the decision is made under a lock, and the first one stands.
#
# Look for: one outcome. Which of the two it is remains open, and may.
#
#   gilscope sweep 28_timer_fixed.py
import threading
import time

outcomes = []
lock = threading.Lock()


def record(outcome):
    time.sleep(0.001)  # it is written to a file
    outcomes.append(outcome)


def decide(outcome):
    with lock:
        if not outcomes:
            record(outcome)


timer = threading.Timer(0.5, decide, args=("too late",))
timer.start()
time.sleep(0.5)
decide("reply")
timer.cancel()
timer.join()
print(f"outcomes: {len(outcomes)}")
