# SPDX-License-Identifier: MIT
# An interrupt that stands when the main thread goes on: it comes at the next
# check point, whatever made the loop leave its quick path.
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
    for i in range(1000):
        print(i)
except KeyboardInterrupt:
    print("interrupted after the join")
thread.join()
