# SPDX-License-Identifier: MIT
# Rule 10: at its end the program waits for threads that are no daemons, runs
# atexit functions, and then nothing is scheduled any more.
# args:
# expect: main ends
# expect: worker ends
# expect: atexit
import atexit
import threading
import time


def worker():
    time.sleep(0.1)
    print("worker ends")


def daemon():
    time.sleep(0.2)
    print("never printed")


atexit.register(print, "atexit")
threading.Thread(target=worker).start()
threading.Thread(target=daemon, daemon=True).start()
print("main ends")
