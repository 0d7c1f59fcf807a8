# SPDX-License-Identifier: MIT
# The fix: look, take the lock, and look again.
#
# Look for: one connection, always. The first look only saves the lock once
# everything is made; the second, under the lock, is the one that counts. The
# shared name gets its value last, when the connection is ready for use.
#
#   gilscope sweep 09_double_checked_fixed.py
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
            if connection is None:
                connection = connect()
    return connection


threads = [threading.Thread(target=get_connection) for _ in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"connections opened: {opened}")
