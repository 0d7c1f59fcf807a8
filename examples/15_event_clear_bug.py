# SPDX-License-Identifier: MIT
# An Event as a doorbell: the postman drops letters and rings, the reader
# empties the box and then resets the bell.
#
# Look for: a deadlock. A letter that falls in after the box was emptied and
# before clear() rings a bell that is then switched off: the reader waits for
# ever, with a letter in the box.
#
#   gilscope 15_event_clear_bug.py
#   gilscope sweep 15_event_clear_bug.py
#   gilscope sweep 15_event_clear_fixed.py
import collections
import threading

LETTERS = 30
box = collections.deque()
bell = threading.Event()
read = []


def postman():
    for letter in range(LETTERS):
        box.append(letter)
        bell.set()


def look_through_letters():
    for _ in read:
        pass


def reader():
    while len(read) < LETTERS:
        bell.wait()
        while box:
            read.append(box.popleft())
        look_through_letters()
        bell.clear()


threads = [threading.Thread(target=reader), threading.Thread(target=postman)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"letters read: {len(read)}, in order: {read == list(range(LETTERS))}")
