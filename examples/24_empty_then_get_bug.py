# SPDX-License-Identifier: MIT
# Is something there? Then take it. Two helpers share a queue of jobs.
#
# Look for: a deadlock. One job is left; both helpers see that the queue is
# not empty; one takes the job, and the other waits for ever. What empty()
# says is true when it says it, and old when you read it.
#
#   gilscope 24_empty_then_get_bug.py
#   gilscope sweep 24_empty_then_get_bug.py
#   gilscope sweep 24_empty_then_get_fixed.py
import queue
import threading

jobs = queue.Queue()
for number in range(20):
    jobs.put(number)
done = []


def helper():
    while not jobs.empty():
        done.append(jobs.get())


threads = [threading.Thread(target=helper) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"{len(done)} jobs done, {len(set(done))} different ones")
