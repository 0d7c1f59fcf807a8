# SPDX-License-Identifier: MIT
# The fix: an RLock, which its holder may take again.
#
# Look for: five items in a row and then the other five. The RLock counts how
# often its owner has taken it, and is free when all of them are given back.
#
#   gilscope 12_reentrant_fixed.py
#   gilscope sweep 12_reentrant_fixed.py
import threading


class Stock:
    def __init__(self):
        self.lock = threading.RLock()
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
