# SPDX-License-Identifier: MIT
# The fix: reset the bell first, then empty the box.
#
# Look for: all letters, at every interval. What falls in after clear() rings
# anew. At worst the reader comes once for nothing; he never stays away.
#
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
        bell.clear()
        while box:
            read.append(box.popleft())
        look_through_letters()


threads = [threading.Thread(target=reader), threading.Thread(target=postman)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"letters read: {len(read)}, in order: {read == list(range(LETTERS))}")
