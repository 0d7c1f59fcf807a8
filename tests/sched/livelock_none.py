# SPDX-License-Identifier: MIT
# Who computes, polls for what will come or watches the clock does not repeat itself.
# expect: 3000000
import queue
import threading
import time

done = False
total = 0
tasks = queue.Queue()


def compute():
    global total
    for _ in range(3000000):
        total += 1


def sleeper():
    global done
    time.sleep(5)
    done = True


def poll():
    while not done:
        time.sleep(0.01)


def serve():
    while True:
        try:
            if tasks.get(timeout=0.05) is None:
                return
        except queue.Empty:
            pass


threads = [threading.Thread(target=function)
           for function in (compute, sleeper, poll, serve)]
for thread in threads:
    thread.start()
end = time.monotonic() + 1.5
while time.monotonic() < end:
    pass
for thread in threads[:3]:
    thread.join()
tasks.put(None)
number = 0
while number < 10000000:
    number += 1
print(total)
