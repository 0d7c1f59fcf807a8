# SPDX-License-Identifier: MIT
# The fix: say "that was all" in the queue itself, behind the last item.
#
# Look for: 5 of 5, and no time-out to tune. One channel keeps its order; a
# queue and an Event are two, and nothing says which is looked at first.
#
#   gilscope sweep 26_last_item_fixed.py
import queue
import threading
import time

ITEMS = 5
END = object()
belt = queue.Queue()
packed = []


def producer():
    for item in range(ITEMS):
        time.sleep(0.029)
        belt.put(item)
    belt.put(END)


def consumer():
    while True:
        item = belt.get()
        if item is END:
            return
        packed.append(item)


threads = [threading.Thread(target=producer), threading.Thread(target=consumer)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"packed {len(packed)} of {ITEMS} items")
