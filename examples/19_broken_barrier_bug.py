# SPDX-License-Identifier: MIT
# Three workers meet at a barrier; one of them fails on the way.
#
# Look for: a deadlock. The barrier waits for three, and only two can still
# come. The error was caught and counted: that is the trap, for nobody told
# those who wait.
#
#   gilscope 19_broken_barrier_bug.py
#   gilscope sweep 19_broken_barrier_bug.py
#   gilscope sweep 19_broken_barrier_fixed.py
import threading

PARTS = ["12", "thirteen", "14"]
barrier = threading.Barrier(len(PARTS))
values = []
errors = []


def worker(text):
    try:
        values.append(int(text))
    except ValueError as error:
        errors.append(error)
        return
    barrier.wait()


threads = [threading.Thread(target=worker, args=(part,)) for part in PARTS]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"{len(values)} parts read, {len(errors)} error")
