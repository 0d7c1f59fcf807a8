# SPDX-License-Identifier: MIT
# The fix: threading.local, one object with other contents in each thread.
#
# Look for: no wrong name. A lock would also do it, but would serve one
# request at a time; nothing has to be shared here, so nothing is locked.
#
#   gilscope sweep 20_thread_local_fixed.py
import threading
import time

USERS = ["ada", "bob", "eve", "kim"]
mixed_up = []
current = threading.local()


def answer():
    time.sleep(0.02)
    return f"hello {current.user}"


def serve(user):
    current.user = user
    text = answer()
    if text != f"hello {user}":
        mixed_up.append(user)


threads = [threading.Thread(target=serve, args=(user,)) for user in USERS]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"{len(USERS)} requests, {len(mixed_up)} with a wrong name")
