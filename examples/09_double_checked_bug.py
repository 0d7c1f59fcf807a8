# SPDX-License-Identifier: MIT
# Made on first use: a connection that everybody shares, opened by whoever
# needs it first. This version looks only once, before it takes the lock.
#
# Look for: several connections opened. A thread that saw None and then waited
# for the lock opens another one when its turn comes: the answer to its
# question was old by then.
#
#   gilscope 09_double_checked_bug.py
#   gilscope sweep 09_double_checked_bug.py
#   gilscope sweep 09_double_checked_fixed.py    look again under the lock
import threading
import time

lock = threading.Lock()
connection = None
opened = 0


def connect():
    global opened
    time.sleep(0.05)
    opened += 1
    return f"connection {opened}"


def get_connection():
    global connection
    if connection is None:
        with lock:
            connection = connect()
    return connection


threads = [threading.Thread(target=get_connection) for _ in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"connections opened: {opened}")
