# SPDX-License-Identifier: MIT
# cpython: 3.8-3.12
# threading: start, join, locks, results in a list, daemon, names.
import threading
results = []
lock = threading.Lock()


def work(n, *, scale=1):
    with lock:
        results.append(n * scale)


threads = [threading.Thread(target=work, args=(i,),
    kwargs={"scale": 10}) for i in range(5)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(sorted(results), threading.active_count(),
    threading.current_thread().name,
    threading.main_thread() is threading.current_thread())


class Worker(threading.Thread):
    def __init__(self, n):
        super().__init__(name=f"worker-{n}", daemon=True)
        self.n = n

    def run(self):
        self.result = self.n ** 2, threading.current_thread().name


w = Worker(4)
print(w.is_alive(), w.daemon, w.name, w.ident)
w.start()
w.join()
print(w.result, w.is_alive(), lock.locked(), lock.acquire(), lock.locked(),
    lock.acquire(blocking=False), lock.acquire(timeout=0.01), lock.release(),
    lock.locked())
for code in ("w.start()", "lock.release()",
        "threading.current_thread().join()",
        "threading.Thread(target=work).join()", "lock.acquire(False, 5)",
        "lock.acquire(timeout=-5)"):
    try:
        eval(code)
    except Exception as error:
        print(type(error).__name__, error)
