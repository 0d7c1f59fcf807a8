# SPDX-License-Identifier: MIT
# Rule 14: round-robin gives each thread N opcodes up to its next check point,
# by number; `random` may switch at every check point.
# args: --policy round-robin:1
# expect: True
# args: --policy random --seed 3
# expect: True
# args: --policy cpython
# expect: False
import threading

log = []


def work(name):
    for _ in range(20):
        log.append(name)


threads = [threading.Thread(target=work, args=(i,)) for i in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
switches = sum(a != b for a, b in zip(log, log[1:]))
print(switches > 8)
