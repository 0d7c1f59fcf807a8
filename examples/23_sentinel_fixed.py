# SPDX-License-Identifier: MIT
# The fix: a marker for each consumer.
#
# Look for: all items, and everybody home. (The other way: who gets the marker
# puts it back for the next one. Then a marker stays in the queue.)
#
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
    for _ in range(CONSUMERS):
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
