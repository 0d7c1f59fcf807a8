# SPDX-License-Identifier: MIT
# The fix: who cannot come breaks the barrier with abort().
#
# Look for: everybody ends. Those who wait, and those who come later, get a
# BrokenBarrierError and can clean up. barrier.wait(timeout=5) breaks it as
# well, when a worker is not dead but late.
#
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
        barrier.abort()
        return
    try:
        barrier.wait()
    except threading.BrokenBarrierError:
        pass  # somebody failed: nothing to meet for


threads = [threading.Thread(target=worker, args=(part,)) for part in PARTS]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"{len(values)} parts read, {len(errors)} error")
