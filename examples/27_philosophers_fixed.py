# SPDX-License-Identifier: MIT
# The fix: take the fork with the lower number first. One of the five now
# reaches for the right fork, and the circle cannot close.
#
# Look for: 30 meals each, at every interval. It is the rule of
# 11_lock_order_fixed.py: one order for all locks.
#
#   gilscope sweep 27_philosophers_fixed.py
import threading

SEATS = 5
MEALS = 30
forks = [threading.Lock() for _ in range(SEATS)]
eaten = [0] * SEATS


def philosopher(seat):
    low, high = sorted([seat, (seat + 1) % SEATS])
    for _ in range(MEALS):
        with forks[low]:
            with forks[high]:
                eaten[seat] += 1


threads = [threading.Thread(target=philosopher, args=(seat,))
           for seat in range(SEATS)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"meals: {eaten}")
