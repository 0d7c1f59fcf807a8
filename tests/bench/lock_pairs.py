# SPDX-License-Identifier: MIT
# Takes and gives back one lock that nobody else wants, ten million times.
import threading


def pairs(count):
    lock = threading.Lock()
    acquire, release = lock.acquire, lock.release
    for _ in range(count):
        acquire()
        release()
    return lock.locked()


print(pairs(10_000_000))
