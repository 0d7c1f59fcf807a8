# SPDX-License-Identifier: MIT
# Rule 6: --seed moves the schedule and not the program's own random numbers,
# --data-seed the numbers and not the schedule.
# args: --interval 500ns
# expect: 1254 398
# args: --interval 500ns --seed 2
# expect: 1229 398
# args: --interval 500ns --data-seed 2
# expect: 1254 875
import random
import threading

counter = 0


def work():
    global counter
    for _ in range(1000):
        counter += 1


threads = [threading.Thread(target=work) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(counter, random.randrange(1000))
