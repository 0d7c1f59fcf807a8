# SPDX-License-Identifier: MIT
# The current user in a global: each request is served by a thread of its own.
#
# Look for: answers for the wrong user. Between login and answer the thread
# waits for the database; when it is back, another request has set the global.
#
#   gilscope 20_thread_local_bug.py
#   gilscope sweep 20_thread_local_bug.py
#   gilscope sweep 20_thread_local_fixed.py
import threading
import time

USERS = ["ada", "bob", "eve", "kim"]
mixed_up = []
current_user = None


def answer():
    time.sleep(0.02)
    return f"hello {current_user}"


def serve(user):
    global current_user
    current_user = user
    text = answer()
    if text != f"hello {user}":
        mixed_up.append(user)


threads = [threading.Thread(target=serve, args=(user,)) for user in USERS]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"{len(USERS)} requests, {len(mixed_up)} with a wrong name")
