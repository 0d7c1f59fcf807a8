# SPDX-License-Identifier: MIT
# library: threading
# Condition, Semaphore, Event, Barrier and Timer: order, time-outs, misuse.
import threading
import time


def attempt(function, *args, **kwargs):
    try:
        print(function(*args, **kwargs))
    except BaseException as error:
        print(type(error).__name__, error)


condition = threading.Condition()
order, waiting = [], 0


def wait_in_line(number):
    global waiting
    with condition:
        waiting += 1
        condition.wait()
        order.append(number)


threads = []
for number in range(5):
    thread = threading.Thread(target=wait_in_line, args=(number,))
    thread.start()
    threads.append(thread)
    while waiting <= number:
        time.sleep(0.001)
for _ in range(5):
    with condition:
        condition.notify()
    while len(order) <= _:
        time.sleep(0.001)
for thread in threads:
    thread.join()
print(order)
attempt(condition.wait)
attempt(condition.notify)
with condition:
    print(condition.wait(0.01), condition.wait_for(lambda: 'yes', 1),
          condition.wait_for(lambda: '', 0.01))
    with condition:
        print(condition.wait(0.01))

semaphore = threading.Semaphore(2)
print(semaphore.acquire(), semaphore.acquire(timeout=0.01),
      semaphore.acquire(False), semaphore.acquire(timeout=0.01))
semaphore.release()
print(semaphore.acquire(blocking=False))
attempt(threading.Semaphore, -1)
attempt(semaphore.acquire, False, 1)
bounded = threading.BoundedSemaphore()
attempt(bounded.release)
with bounded:
    print(bounded.acquire(False))

event = threading.Event()
print(event.is_set(), event.wait(0.01), event.set(), event.wait(),
      event.clear(), event.is_set())

places, actions = [], []
barrier = threading.Barrier(3, lambda: actions.append(len(places)))


def pass_barrier():
    for _ in range(4):
        places.append(barrier.wait())


threads = [threading.Thread(target=pass_barrier) for _ in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(sorted(places), len(actions), barrier.n_waiting, barrier.broken,
      barrier.parties)
attempt(barrier.wait, 0.01)
print(barrier.broken)
attempt(barrier.wait)
barrier.reset()
print(barrier.broken)
barrier.abort()
attempt(barrier.wait)


def bad_action():
    raise KeyError('action')


alone = threading.Barrier(1, bad_action)
attempt(alone.wait)
print(alone.broken)

fired = []
timer = threading.Timer(0.01, fired.append, args=['x'])
timer.start()
timer.join()
cancelled = threading.Timer(5, fired.append, ['y'])
cancelled.start()
cancelled.cancel()
cancelled.join()
print(fired)

lock = threading.RLock()
with lock, lock:
    other = []
    thread = threading.Thread(target=lambda: other.append(
        lock.acquire(timeout=0.01)))
    thread.start()
    thread.join()
    print(other)
attempt(lock.release)


class Own(threading.local):
    def __init__(self, value):
        self.value = value


own = Own('first')
own.value = 'changed'
thread = threading.Thread(target=lambda: print(own.value))
thread.start()
thread.join()
print(own.value)
