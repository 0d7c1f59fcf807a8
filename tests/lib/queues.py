# SPDX-License-Identifier: MIT
# library: threading queue heapq
# Queue, LifoQueue, PriorityQueue and SimpleQueue.
import queue
import threading


def attempt(function, *args, **kwargs):
    try:
        print(function(*args, **kwargs))
    except Exception as error:
        print(type(error).__name__, error)


for kind in (queue.Queue, queue.LifoQueue, queue.PriorityQueue):
    q = kind(3)
    for item in (2, 3, 1):
        q.put(item)
    print(kind.__name__, q.full(), q.qsize(), q.empty())
    attempt(q.put, 4, False)
    attempt(q.put, 4, timeout=0.01)
    attempt(q.put, 4, timeout=-1)
    print([q.get() for _ in range(3)])
    attempt(q.get_nowait)
    attempt(q.get, timeout=0.01)
    attempt(q.get, timeout=-1)
    for _ in range(3):
        q.task_done()
    q.join()
    attempt(q.task_done)

q = queue.Queue(2)
got = []


def consume():
    while True:
        item = q.get()
        if item is None:
            q.task_done()
            return
        got.append(item)
        q.task_done()


threads = [threading.Thread(target=consume) for _ in range(3)]
for thread in threads:
    thread.start()
for item in range(100):
    q.put(item)
for _ in threads:
    q.put(None)
q.join()
for thread in threads:
    thread.join()
print(sorted(got) == list(range(100)), q.unfinished_tasks)
s = queue.SimpleQueue()
s.put(1)
print(s.get(), s.empty(), s.qsize())
attempt(s.get, False)
attempt(s.get, timeout=0.01)
