# cpython: 3.8-3.10
# What CPython says when threads and locks are used wrongly.
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor


def tell(function, *args, **kwargs):
    try:
        print('no error:', function(*args, **kwargs))
    except BaseException as error:
        print(f'{type(error).__name__}: {error}')


tell(threading.Lock().release)
tell(threading.RLock().release)
tell(threading.Condition().notify)
tell(threading.Condition().notify_all)
tell(threading.Condition().wait)
tell(threading.Thread(target=print).join)
tell(threading.current_thread().join)
thread = threading.Thread(target=time.sleep, args=(0,))
thread.start()
tell(thread.start)
thread.join()
tell(thread.start)
tell(setattr, thread, 'daemon', True)
tell(threading.Semaphore, -1)
semaphore = threading.BoundedSemaphore(1)
tell(semaphore.release)
tell(semaphore.acquire, False, timeout=1)
lock = threading.Lock()
tell(lock.acquire, True, -2)
tell(lock.acquire, False, 1)
tell(lock.acquire, timeout=1e20)
tell(lock.acquire, timeout=-1)
tell(lock.acquire, timeout=0)
tell(threading.Event().wait, -5)
tell(threading.Barrier(10 ** 18).wait, 0.001)
tell(threading.Thread.join, thread, -3)
tell(threading.Thread, 'group')


def count():
    raise KeyError('in a thread')


# An exception in a callback of a future, in __exit__, in a Timer.
with ThreadPoolExecutor(1) as pool:
    future = pool.submit(count)
    tell(future.result)
    future.add_done_callback(lambda done: print('told', done.done()))


class Careless:
    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        raise ValueError('in __exit__')


def careless():
    with lock, Careless():
        pass


lock.release()
tell(careless)
print('free again:', not lock.locked())
seen = []
threading.excepthook = lambda args: seen.append(
    (args.exc_type.__name__, str(args.exc_value), args.thread.name[:6]))
timer = threading.Timer(0.001, count)
timer.start()
timer.join()
print(seen)


class Unwilling:
    def __del__(self):
        raise OSError('in __del__')


sys.unraisablehook = lambda args: print(
    'unraisable:', args.exc_type.__name__, args.exc_value)
unwilling = Unwilling()
del unwilling


def late():
    time.sleep(0.01)
    print('a thread that nobody joined')


threading.Thread(target=late).start()
print('the main thread is over')
