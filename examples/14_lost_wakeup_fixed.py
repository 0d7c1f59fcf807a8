# SPDX-License-Identifier: MIT
# The fix: wait for a state, not for a signal; change the state under the lock.
#
# Look for: soup, whoever comes first. The waiter looks at the plate before he
# waits, and no cook can fill it between his look and his wait, for both hold
# the lock. (For a plain yes or no, threading.Event does all this: set() is
# remembered.)
#
#   gilscope sweep 14_lost_wakeup_fixed.py
import threading

bell = threading.Condition()
plate = []


def cook():
    with bell:
        plate.append("soup")
        bell.notify()


def lay_the_table():
    for _ in range(30):
        pass


def waiter():
    lay_the_table()
    with bell:
        while not plate:
            bell.wait()
        served.append(plate.pop())


served = []
threads = [threading.Thread(target=waiter), threading.Thread(target=cook)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"served: {served}")
