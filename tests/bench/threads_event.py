# SPDX-License-Identifier: MIT
# As many threads as argv[1] says, each blocked on one Event; then all are woken
# and joined, unless argv[2] is "leave": then the process ends there and then.
import os
import sys
import threading

count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
start = threading.Event()
threads = [threading.Thread(target=start.wait) for _ in range(count)]
for thread in threads:
    thread.start()
print(threading.active_count() - 1, "alive", flush=True)
if sys.argv[2:] == ["leave"]:
    os._exit(0)
start.set()
for thread in threads:
    thread.join()
print(threading.active_count() - 1, "alive")
