# SPDX-License-Identifier: MIT
# The fix: `while`. Who wakes up looks again, and waits again if need be.
#
# Look for: nobody fails, nothing is left over. bread.wait_for(lambda: shelf)
# is the same loop, ready made.
#
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
            while not shelf:
                bread.wait()
            shelf.pop()


threads = [threading.Thread(target=customer), threading.Thread(target=customer),
           threading.Thread(target=baker)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"left on the shelf: {len(shelf)}")
