# SPDX-License-Identifier: MIT
# Rule 2: the clock jumps to the next event when nobody can run, and events are
# handled in the order of their times.
# args:
# expect: 0.3 s
# expect: ['short', 'middle', 'long']
import threading
import time

order = []


def sleeper(name, seconds):
    time.sleep(seconds)
    order.append(name)


start = time.monotonic()
threads = [threading.Thread(target=sleeper, args=args) for args in
           (("long", 0.3), ("short", 0.1), ("middle", 0.2))]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(round(time.monotonic() - start, 3), "s")
print(order)
