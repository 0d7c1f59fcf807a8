# SPDX-License-Identifier: MIT
# The experiment: how often does a pool of two threads count to 100?
#
# For each of three switch intervals the program makes 100 attempts; in each,
# a pool of two workers is given 100 tasks that add 1 to one counter.
#
# Look for: 100 % while a thread may keep the GIL for 5 ms, and less once it
# may not. The program sets the interval itself, so --interval changes nothing
# here. (Python 3.10 and later never switch inside `counter += 1`: 100 %
# everywhere. The program is as wrong there; it is only lucky.)
#
#   gilscope 04_executor.py
#   gilscope --seed 7 04_executor.py      another draw of luck
import sys
from concurrent.futures import ThreadPoolExecutor

ATTEMPTS = 100
SUBMITS = 100
counter = 0


def increment():
    global counter
    counter += 1


def attempt():
    global counter
    counter = 0
    with ThreadPoolExecutor(max_workers=2) as pool:
        for _ in range(SUBMITS):
            pool.submit(increment)
    return counter == SUBMITS


for interval in 0.005, 5e-7, 5e-10:
    sys.setswitchinterval(interval)
    correct = sum(attempt() for _ in range(ATTEMPTS))
    print(f"interval {interval:g} s: {100 * correct / ATTEMPTS:.0f} % correct")
