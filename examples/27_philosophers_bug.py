# SPDX-License-Identifier: MIT
# Five philosophers, five forks, and each takes the left fork first.
#
# Look for: a deadlock with five threads in the circle. All of them hold their
# left fork and wait for the right one, which is their neighbour's left one.
#
#   gilscope 27_philosophers_bug.py              all have eaten: luck
#   gilscope sweep 27_philosophers_bug.py
#   gilscope sweep 27_philosophers_fixed.py
import threading

SEATS = 5
MEALS = 30
forks = [threading.Lock() for _ in range(SEATS)]
eaten = [0] * SEATS


def philosopher(seat):
    left, right = seat, (seat + 1) % SEATS
    for _ in range(MEALS):
        with forks[left]:
            with forks[right]:
                eaten[seat] += 1


threads = [threading.Thread(target=philosopher, args=(seat,))
           for seat in range(SEATS)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"meals: {eaten}")
