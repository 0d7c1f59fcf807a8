# SPDX-License-Identifier: MIT
# library: threading queue concurrent
# ThreadPoolExecutor, futures, wait and as_completed.
import threading
from concurrent import futures
from concurrent.futures import ThreadPoolExecutor


def attempt(function, *args, **kwargs):
    try:
        print(function(*args, **kwargs))
    except BaseException as error:
        print(type(error).__module__, type(error).__name__, error)


def divide(a, b):
    return a / b


with ThreadPoolExecutor(max_workers=2, thread_name_prefix='pool') as pool:
    print(list(pool.map(divide, [4, 9, 16], [2, 3, 4])))
    good, bad = pool.submit(divide, 1, 2), pool.submit(divide, 1, 0)
    print(good.result(), type(bad.exception()).__name__, bad.done())
    attempt(bad.result)
    print(pool.submit(lambda: threading.current_thread().name).result()
          .startswith('pool_'))
    attempt(list, pool.map(divide, [1, 2], [1, 0]))
    seen = []
    good.add_done_callback(lambda future: seen.append(future.result()))
    print(seen)
attempt(pool.submit, divide, 1, 1)

gate = threading.Event()
with ThreadPoolExecutor(1) as pool:
    running = pool.submit(gate.wait)
    queued = pool.submit(divide, 1, 1)
    while not running.running():
        pass
    print(running.cancel(), queued.cancel(), queued.cancelled())
    attempt(queued.result)
    attempt(running.result, 0.01)
    done, not_done = futures.wait([running], timeout=0.01)
    print(len(done), len(not_done))
    attempt(list, futures.as_completed([running], timeout=0.01))
    gate.set()
    print(sorted(future.result() for future in futures.as_completed(
        [running, pool.submit(divide, 2, 2)])))

pool = ThreadPoolExecutor(2)
batch = [pool.submit(divide, 1, n) for n in (1, 0, 2)]
done, not_done = futures.wait(batch)
print(len(done), len(not_done))
done, _ = futures.wait(batch, return_when=futures.FIRST_EXCEPTION)
print(batch[1] in done)
pool.shutdown()

future = futures.Future()
print(repr(future).partition(' state=')[2])
print(future.set_running_or_notify_cancel(), future.running())
future.set_result(3)
print(repr(future).partition(' state=')[2])
attempt(lambda: ThreadPoolExecutor(0))
attempt(lambda: ThreadPoolExecutor(initializer=3))
started = []
with ThreadPoolExecutor(1, initializer=started.append,
                        initargs=('begun',)) as pool:
    print(pool.submit(lambda: started[0]).result())
