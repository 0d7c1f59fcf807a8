# SPDX-License-Identifier: MIT
# A position has two numbers; readers must never see one old and one new.
#
# Look for: "torn" readings. Each assignment by itself is safe; the pair is
# not. The writer keeps x == y, and readers catch it between the two lines.
#
#   gilscope 25_readers_writers_bug.py
#   gilscope sweep 25_readers_writers_bug.py
#   gilscope sweep 25_readers_writers_fixed.py
import threading

ROUNDS = 50
x = y = 0
torn = []


def writer():
    global x, y
    for number in range(ROUNDS):
        x = number
        y = number


def reader():
    for _ in range(ROUNDS):
        seen = (x, y)
        if seen[0] != seen[1]:
            torn.append(seen)


threads = [threading.Thread(target=task) for task in (reader, reader, writer)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("torn readings" if torn else "every reading was whole")
