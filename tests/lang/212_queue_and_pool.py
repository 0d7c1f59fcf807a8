# SPDX-License-Identifier: MIT
# queue.Queue and ThreadPoolExecutor.
import queue
import threading
from concurrent.futures import ThreadPoolExecutor, as_completed
q = queue.Queue(maxsize=2)


def produce():
    for i in range(6):
        q.put(i)
    q.put(None)


t = threading.Thread(target=produce)
t.start()
got = []
while (item := q.get()) is not None:
    got.append(item)
t.join()
print(got, q.empty(), q.qsize(), q.full())
try:
    q.get_nowait()
except queue.Empty as error:
    print(repr(error))
try:
    q.get(timeout=0.01)
except queue.Empty:
    print("timed out")
q.put(1)
q.put(2)
try:
    q.put_nowait(3)
except queue.Full:
    print("full")
with ThreadPoolExecutor(max_workers=3) as pool:
    futures = [pool.submit(pow, 2, n) for n in range(5)]
    print([f.result() for f in futures], list(pool.map(len, ["a", "bb"])),
        sorted(f.result() for f in as_completed(futures)))
    bad = pool.submit(int, "x")
    print(repr(bad.exception()), bad.done(), bad.cancelled(),
        futures[0].running())
try:
    pool.submit(len, "a")
except RuntimeError as error:
    print(error)
p = queue.PriorityQueue()
for n in (3, 1, 2):
    p.put((n, "x"))
print([p.get()[0] for _ in range(3)])
s = queue.LifoQueue()
s.put(1)
s.put(2)
print(s.get(), s.get())
