# SPDX-License-Identifier: MIT
# All threads spin on a flag that nobody will set.
# args: --step-limit 30000000
# expect-exit: 124
# expect-err: gilscope: note: for 1.0 s of virtual time what runs has only repeated itself:
# expect-err: gilscope: Thread-1 (livelock_flag.py:14), Thread-2 (livelock_flag.py:14)
# expect-err: ...
import threading

stop = False


def wait():
    while not stop:
        pass


for _ in range(2):
    threading.Thread(target=wait).start()
