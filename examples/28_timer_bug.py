# SPDX-License-Identifier: MIT
# An answer with a time limit: what counts is whichever comes first, the reply
# or the Timer. Here they come at nearly the same moment.
#
# Look for: two outcomes. Both look whether something is decided, both see
# nothing, both decide. timer.cancel() is no help: it stops a Timer that still
# waits, not one whose function has begun.
#
#   gilscope 28_timer_bug.py
#   gilscope sweep 28_timer_bug.py
#   gilscope sweep 28_timer_fixed.py
import threading
import time

outcomes = []


def record(outcome):
    time.sleep(0.001)  # it is written to a file
    outcomes.append(outcome)


def decide(outcome):
    if not outcomes:
        record(outcome)


timer = threading.Timer(0.5, decide, args=("too late",))
timer.start()
time.sleep(0.5)
decide("reply")
timer.cancel()
timer.join()
print(f"outcomes: {len(outcomes)}")
