# SPDX-License-Identifier: MIT
# One end marker, two consumers.
#
# Look for: a deadlock. The consumer that gets the marker goes home; the other
# waits for an item that nobody will put.
#
#   gilscope 23_sentinel_bug.py
#   gilscope sweep 23_sentinel_bug.py
#   gilscope sweep 23_sentinel_fixed.py
import queue
import threading

ITEMS = 20
CONSUMERS = 2
END = None
belt = queue.Queue(maxsize=3)
received = []


def producer():
    for item in range(ITEMS):
        belt.put(item)
    belt.put(END)


def consumer():
    while True:
        item = belt.get()
        if item is END:
            return
        received.append(item)


threads = [threading.Thread(target=consumer) for _ in range(CONSUMERS)]
threads.append(threading.Thread(target=producer))
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"received {len(received)} items, sum {sum(received)}")
