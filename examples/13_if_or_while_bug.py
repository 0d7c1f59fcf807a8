# SPDX-License-Identifier: MIT
# Two customers wait for bread, one `if` too weak.
#
# Look for: a customer who reaches into an empty shelf (IndexError). Being
# woken says that there was bread, not that there still is: between notify()
# and the moment the woken thread holds the lock again, another customer can
# walk in and take it.
#
#   gilscope 13_if_or_while_bug.py               everybody is served: luck
#   gilscope sweep 13_if_or_while_bug.py
#   gilscope sweep 13_if_or_while_fixed.py
import threading

LOAVES = 10
shelf = []
bread = threading.Condition()


def baker():
    for number in range(2 * LOAVES):
        with bread:
            shelf.append(number)
            bread.notify()


def customer():
    for _ in range(LOAVES):
        with bread:
            if not shelf:
                bread.wait()
            shelf.pop()


threads = [threading.Thread(target=customer), threading.Thread(target=customer),
           threading.Thread(target=baker)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"left on the shelf: {len(shelf)}")
