# SPDX-License-Identifier: MIT
# Rule 3: a thread loses the GIL only at a check point. A local counter is
# safe; a read and a write with nothing but LOAD_FAST between them is too.
# args: --interval 0.5ns
# expect: 400 400
import threading

shared = [0]
locals_ = []


def work():
    mine = 0
    for _ in range(200):
        mine += 1
    locals_.append(mine)


threads = [threading.Thread(target=work) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(sum(locals_), 2 * 200)
