# SPDX-License-Identifier: MIT
# A notify() that nobody hears is gone: a Condition remembers nothing.
#
# Look for: a deadlock. If the cook rings before the waiter waits, the waiter
# waits for ever. Nobody looks at the plate: the waiter asks "has it rung
# since I am here?" when the question is "is there food?".
#
#   gilscope 14_lost_wakeup_bug.py
#   gilscope sweep 14_lost_wakeup_bug.py
#   gilscope sweep 14_lost_wakeup_fixed.py
import threading

bell = threading.Condition()
plate = []


def cook():
    plate.append("soup")
    with bell:
        bell.notify()


def lay_the_table():
    for _ in range(30):
        pass


def waiter():
    lay_the_table()
    with bell:
        bell.wait()
    served.append(plate.pop())


served = []
threads = [threading.Thread(target=waiter), threading.Thread(target=cook)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"served: {served}")
