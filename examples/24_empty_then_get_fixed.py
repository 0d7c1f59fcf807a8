# SPDX-License-Identifier: MIT
# The fix: do not ask, try. get_nowait() takes a job or raises, in one step.
#
# Look for: 20 jobs, no deadlock. It works because all jobs are there before
# the helpers start; where jobs still arrive, use get() and end markers.
#
#   gilscope sweep 24_empty_then_get_fixed.py
import queue
import threading

jobs = queue.Queue()
for number in range(20):
    jobs.put(number)
done = []


def helper():
    while True:
        try:
            done.append(jobs.get_nowait())
        except queue.Empty:
            return


threads = [threading.Thread(target=helper) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"{len(done)} jobs done, {len(set(done))} different ones")
