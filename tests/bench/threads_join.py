# SPDX-License-Identifier: MIT
# Creates, starts and joins as many threads as argv[1] says, 10,000 by default.
import sys
import threading

done = 0


def work():
    global done
    done += 1


count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
threads = [threading.Thread(target=work) for _ in range(count)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(done)
