# SPDX-License-Identifier: MIT
# A pipeline with a queue for the items and an Event for "that was all".
#
# Look for: 4 of 5. The consumer finds the queue empty and then asks whether
# the producer is done. If the last item and the "done" both come between the
# two questions, the consumer goes home and the item stays. (Here the status
# line between them makes sure of it. Without it, it is a matter of luck.)
#
#   gilscope 26_last_item_bug.py
#   gilscope sweep 26_last_item_bug.py
#   gilscope sweep 26_last_item_fixed.py
import queue
import threading
import time

ITEMS = 5
belt = queue.Queue()
done = threading.Event()
packed = []


def producer():
    for item in range(ITEMS):
        time.sleep(0.029)
        belt.put(item)
    done.set()


def write_status():
    time.sleep(0.01)


def consumer():
    while True:
        try:
            packed.append(belt.get(timeout=0.02))
        except queue.Empty:
            write_status()
            if done.is_set():
                return


threads = [threading.Thread(target=producer), threading.Thread(target=consumer)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"packed {len(packed)} of {ITEMS} items")
