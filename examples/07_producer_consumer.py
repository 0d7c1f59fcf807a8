# SPDX-License-Identifier: MIT
# A producer and a consumer with a queue between them.
#
# Look for: the sum is right at every interval, with no lock in sight. The
# queue brings its own: put() waits while the belt is full, get() waits while
# it is empty. The marker at the end tells the consumer to stop; take that
# put() away and gilscope reports who waits for ever, and for what.
#
#   gilscope 07_producer_consumer.py
#   gilscope --interval 500ns --stats 07_producer_consumer.py
#   gilscope sweep 07_producer_consumer.py
import queue
import threading

ITEMS = 200
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


threads = [threading.Thread(target=producer),
           threading.Thread(target=consumer)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()

print(f"received {len(received)} items, in order: "
      f"{received == list(range(ITEMS))}, sum {sum(received)}")
