# SPDX-License-Identifier: MIT
# The fix: notify_all() where all of them may go on.
#
# Look for: three runners home. Use notify() only where any one waiter will do
# and one is enough, as in 13_if_or_while_fixed.py: one loaf, one customer.
#
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
    gun.notify_all()
for thread in threads:
    thread.join()
print(f"runners home: {len(home)}")
