# SPDX-License-Identifier: MIT
# Two who always give way to each other are told of, once.
# args: --interval 1ms --step-limit 300000
# expect-exit: 124
# expect-err: gilscope: note: for 1.0 s of virtual time what runs has only repeated itself:
# expect-err: gilscope: Thread-1 (livelock_locks.py:17), Thread-2 (livelock_locks.py:17)
# expect-err: ...
import threading
import time

one, two = threading.Lock(), threading.Lock()


def polite(first, second):
    while True:
        with first:
            time.sleep(0.001)
            if second.acquire(blocking=False):
                second.release()
                return


threads = [threading.Thread(target=polite, args=pair)
           for pair in ((one, two), (two, one))]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
