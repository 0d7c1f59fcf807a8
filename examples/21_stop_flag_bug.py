# SPDX-License-Identifier: MIT
# Stop, and close the log. But "please stop" is not "has stopped".
#
# Look for: a ValueError in the worker. It saw no flag, and while it was about
# to write, the main thread raised the flag and closed the log.
#
#   gilscope 21_stop_flag_bug.py
#   gilscope sweep 21_stop_flag_bug.py
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
log.close()
print("log closed")
