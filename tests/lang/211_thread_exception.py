# SPDX-License-Identifier: MIT
# cpython: 3.8-3.9
# An exception in a thread is printed; the program goes on, status 0.
import threading


def bad():
    raise ValueError("in thread")


t = threading.Thread(target=bad)
t.start()
t.join()
print("main goes on", t.is_alive())
