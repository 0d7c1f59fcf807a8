# SPDX-License-Identifier: MIT
# Rule 11: an interrupt ends the main thread's wait, or comes at its next check
# point; the others go on. interrupt_main() stands for Ctrl-C here.
# args: --jitter 0
# expect: interrupted while computing
# expect: interrupted after the join
# expect: the thread has ended
import _thread
import threading

try:
    _thread.interrupt_main()
    while True:
        pass
except KeyboardInterrupt:
    print("interrupted while computing")

thread = threading.Thread(target=_thread.interrupt_main)
try:
    thread.start()
    thread.join()
    print("not reached")
except KeyboardInterrupt:
    print("interrupted after the join")
thread.join()
print("the thread has ended" if not thread.is_alive() else "still alive")
