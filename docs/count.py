# SPDX-License-Identifier: MIT
# The program of tour.md: two threads, a hundred additions each.
import threading

x = 0


def count():
    global x
    for _ in range(100):
        x += 1


threads = [threading.Thread(target=count) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(x)
