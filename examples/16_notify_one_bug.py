# SPDX-License-Identifier: MIT
# Three runners wait for the starting gun; notify() is heard by one of them.
#
# Look for: a deadlock with two runners in it. notify() wakes one thread,
# whichever has waited longest. The state has changed for all of them, but two
# are asleep and never look.
#
#   gilscope 16_notify_one_bug.py
#   gilscope sweep 16_notify_one_bug.py
#   gilscope sweep 16_notify_one_fixed.py
import threading

RUNNERS = 3
started = False
gun = threading.Condition()
home = []


def runner(number):
    with gun:
        while not started:
            gun.wait()
    home.append(number)


threads = [threading.Thread(target=runner, args=(number,))
           for number in range(RUNNERS)]
for thread in threads:
    thread.start()
with gun:
    started = True
    gun.notify()
for thread in threads:
    thread.join()
print(f"runners home: {len(home)}")
