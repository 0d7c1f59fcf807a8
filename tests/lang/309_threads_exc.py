# SPDX-License-Identifier: MIT


# cpython: 3.8-3.9
# Errors in threads, thread hooks, futures that failed.
import threading, sys


def w(n):
    if n == 1:
        raise ValueError('bad %d' % n)
    print('w', n)


ts = [threading.Thread(target=w, args=(i,), name='T%d' % i) for i in range(3)]
for t in ts:
    t.start()
    t.join()


def hook(a):
    print('hook', a.exc_type.__name__, a.exc_value, a.thread.name)


threading.excepthook = hook
t = threading.Thread(target=w, args=(1,))
t.start()
t.join()
print(threading.current_thread().name, threading.active_count(), t.is_alive())
print(t.daemon)
from concurrent.futures import ThreadPoolExecutor, as_completed
with ThreadPoolExecutor(2) as ex:
    fs = [ex.submit(pow, i, 2) for i in range(4)]
    print([f.result() for f in fs], list(ex.map(str, range(3))))
    f = ex.submit(int, 'x')
    print(repr(f.exception()))
    try:
        f.result()
    except ValueError as e:
        print(e)
