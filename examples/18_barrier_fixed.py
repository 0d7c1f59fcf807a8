# SPDX-License-Identifier: MIT
# The fix: threading.Barrier, which keeps the rounds apart.
#
# Look for: rounds one after the other, whatever the interval. A Barrier lets
# nobody in for the next round before the last one has left this one.
#
#   gilscope sweep 18_barrier_fixed.py
import threading

RUNNERS = 3
ROUNDS = 5
barrier = threading.Barrier(RUNNERS)
finished = []


def runner():
    for number in range(ROUNDS):
        finished.append(number)
        barrier.wait()


threads = [threading.Thread(target=runner) for _ in range(RUNNERS)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"rounds one after the other: {finished == sorted(finished)}")
