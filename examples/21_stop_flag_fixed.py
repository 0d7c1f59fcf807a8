# SPDX-License-Identifier: MIT
# The fix: ask it to stop, wait until it has, and only then clean up.
#
# Look for: no exception. A thread cannot be ended from outside in Python, and
# that is good: it ends at a place that it has chosen itself. (daemon=True is
# no way out: such a thread is cut off in the middle of a record.)
#
#   gilscope sweep 21_stop_flag_fixed.py
import io
import threading

stop = threading.Event()
log = io.StringIO()


def make_record(number):
    text = "record"
    for _ in range(20):
        text += f" {number}"
    return text + "\n"


def worker():
    for number in range(100):
        if stop.is_set():
            return
        log.write(make_record(number))


thread = threading.Thread(target=worker)
thread.start()
for _ in range(100):
    pass  # the program's own work
stop.set()
thread.join()
log.close()
print("log closed")
