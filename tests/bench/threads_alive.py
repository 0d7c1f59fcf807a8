# SPDX-License-Identifier: MIT
# As many threads as argv[1] says, 100,000 by default, alive at the same time:
# each waits for one lock that the main thread holds.
import sys
import threading

gate = threading.Lock()


def wait():
    with gate:
        pass


count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
gate.acquire()
threads = [threading.Thread(target=wait) for _ in range(count)]
try:
    for thread in threads:
        thread.start()
    print(threading.active_count() - 1, "alive")
finally:
    gate.release()
for thread in threads:
    thread.join()
print(threading.active_count() - 1, "alive")
