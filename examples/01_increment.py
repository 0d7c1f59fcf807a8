# SPDX-License-Identifier: MIT
# The lost update: two threads add 1 to one counter, 1000 times each.
#
# Look for: the counter ends at 2000, or below it. `counter += 1` reads, adds
# and writes; a thread that loses the GIL between its read and its write puts
# back an old value later, and what the other thread added is gone.
#
#   gilscope 01_increment.py                     2000: nobody was interrupted
#   gilscope --interval 500ns 01_increment.py    fewer: the GIL moves often
#   gilscope sweep 01_increment.py               how often, for four intervals
import threading

N = 1000
counter = 0


def increment():
    global counter
    for _ in range(N):
        counter += 1


t1 = threading.Thread(target=increment)
t2 = threading.Thread(target=increment)
t1.start()
t2.start()
t1.join()
t2.join()
print(f"2 threads x {N}: counter is {counter}, expected {2 * N}")
