# SPDX-License-Identifier: MIT
# A million items through one queue.Queue. argv[1] threads, 2 by default: half
# of them put, the other half get.
import queue
import sys
import threading

ITEMS = 1_000_000
pairs = (int(sys.argv[1]) if len(sys.argv) > 1 else 2) // 2
share = ITEMS // pairs
items = queue.Queue(1000)
sums = []


def produce():
    for number in range(share):
        items.put(number)


def consume():
    total = 0
    for _ in range(share):
        total += items.get()
    sums.append(total)


threads = [threading.Thread(target=target)
           for target in (produce, consume) for _ in range(pairs)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(sum(sums) == pairs * (share * (share - 1) // 2), items.qsize())
