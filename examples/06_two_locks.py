# SPDX-License-Identifier: MIT
# Two locks, taken in three orders. One of the three can deadlock.
#
#   opposite   Thread-1 takes a then b, Thread-2 takes b then a  (the default)
#   same       both take a then b
#   single     Thread-2 takes b, gives it back, and only then takes a
#
# Look for: "opposite" usually ends well, and then one day it never ends. If
# each thread gets its first lock before either gets its second, both wait for
# ever. gilscope says so and shows the circle; python would just hang.
#
#   gilscope 06_two_locks.py                     done: luck
#   gilscope --interval 500ns 06_two_locks.py    try --seed 1, 2, 3 ...
#   gilscope sweep 06_two_locks.py
#   gilscope --interval 500ns 06_two_locks.py same
import sys
import threading

ROUNDS = 20
lock_a = threading.Lock()
lock_b = threading.Lock()


def a_then_b():
    for _ in range(ROUNDS):
        with lock_a:
            with lock_b:
                pass


def b_then_a():
    for _ in range(ROUNDS):
        with lock_b:
            with lock_a:
                pass


def b_and_later_a():
    for _ in range(ROUNDS):
        with lock_b:
            pass
        with lock_a:
            pass


ORDERS = {"opposite": b_then_a, "same": a_then_b, "single": b_and_later_a}
order = sys.argv[1] if len(sys.argv) > 1 else "opposite"
if order not in ORDERS:
    sys.exit("usage: 06_two_locks.py [" + "|".join(ORDERS) + "]")

t1 = threading.Thread(target=a_then_b)
t2 = threading.Thread(target=ORDERS[order])
t1.start()
t2.start()
t1.join()
t2.join()
print(f"{order}: both threads are done")
