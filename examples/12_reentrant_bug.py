# SPDX-License-Identifier: MIT
# A thread that waits for itself: a locked method calls another locked method.
#
# Look for: a deadlock with a single thread in it, at every interval and under
# every seed. A Lock does not ask who holds it; taken is taken. No luck is
# needed for this one, so it fails the first time it runs: the kind sort.
#
#   gilscope 12_reentrant_bug.py
#   gilscope sweep 12_reentrant_bug.py
#   gilscope sweep 12_reentrant_fixed.py
import threading


class Stock:
    def __init__(self):
        self.lock = threading.Lock()
        self.items = []

    def add(self, item):
        with self.lock:
            self.items.append(item)

    def add_all(self, items):
        with self.lock:
            for item in items:
                self.add(item)


stock = Stock()
threads = [threading.Thread(target=stock.add_all, args=(range(5),))
           for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"items in stock: {stock.items}")
