# SPDX-License-Identifier: MIT
# Rule 16: a circle of waits is reported though a daemon's clock still ticks.
# args: --jitter 0
# expect-exit: 1
# expect-err: gilscope: deadlock after 0.02...
# expect-err: ...
import threading
import time

first = threading.Lock()
second = threading.Lock()


def tick():
    while True:
        time.sleep(1)


def one():
    with first:
        time.sleep(0.01)
        with second:
            pass


def two():
    with second:
        time.sleep(0.01)
        with first:
            pass


threading.Thread(target=tick, daemon=True).start()
threads = [threading.Thread(target=one), threading.Thread(target=two)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
