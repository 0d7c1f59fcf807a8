# SPDX-License-Identifier: MIT
# Rule 9: a write takes at least one opcode's time without the GIL, so whoever
# waits for it gets in. --stdout says when there is a write: at each line's end,
# when the buffer is full, or each time.
# args: --jitter 0
# expect: True
# expect: a line
# expect: child main
# args: --jitter 0 --stdout none
# expect: False
# expect: a line
# expect: child main
# args: --jitter 0 --stdout block
# expect: False
# expect: a line
# expect: main child
import sys
import threading

print(sys.stdout.isatty())
order = []
gate = threading.Lock()
gate.acquire()


def child():
    gate.acquire()
    order.append("child")


thread = threading.Thread(target=child)
thread.start()
gate.release()
sys.stdout.write("a line\n")
order.append("main")
thread.join()
print(*order)
