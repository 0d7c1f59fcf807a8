# SPDX-License-Identifier: MIT
# Daemons left deadlocked when the program ends: one note.
# args: --jitter 0
# expect: end
# expect-err: gilscope: note: Thread-1 and Thread-2 were deadlocked from 0.010043 s on
# expect-err: gilscope: (lock_a, lock_b); python would not tell you
import threading
import time

lock_a = threading.Lock()
lock_b = threading.Lock()


def work(first, second):
    with first:
        time.sleep(0.01)
        with second:
            pass


for locks in ((lock_a, lock_b), (lock_b, lock_a)):
    threading.Thread(target=work, args=locks, daemon=True).start()
time.sleep(1)
print("end")
