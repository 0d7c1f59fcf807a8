# SPDX-License-Identifier: MIT
# The fix: a lock that many readers may share, and one writer has alone.
#
# Look for: no torn reading. Readers only count themselves in and out; the
# writer waits until no reader is inside. (Readers that never pause can keep
# this writer out for ever: a fair version lets a waiting writer go first.)
#
#   gilscope sweep 25_readers_writers_fixed.py
import contextlib
import threading

ROUNDS = 50
x = y = 0
torn = []


class SharedLock:
    def __init__(self):
        self.readers = 0
        self.no_readers = threading.Condition()

    @contextlib.contextmanager
    def reading(self):
        with self.no_readers:
            self.readers += 1
        try:
            yield
        finally:
            with self.no_readers:
                self.readers -= 1
                self.no_readers.notify_all()

    @contextlib.contextmanager
    def writing(self):
        with self.no_readers:
            while self.readers:
                self.no_readers.wait()
            yield


position = SharedLock()


def writer():
    global x, y
    for number in range(ROUNDS):
        with position.writing():
            x = number
            y = number


def reader():
    for _ in range(ROUNDS):
        with position.reading():
            seen = (x, y)
        if seen[0] != seen[1]:
            torn.append(seen)


threads = [threading.Thread(target=task) for task in (reader, reader, writer)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("torn readings" if torn else "every reading was whole")
