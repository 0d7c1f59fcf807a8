# SPDX-License-Identifier: MIT
# library: threading
# A thread's life as seen from outside, and what each misuse raises.
import threading


def attempt(function, *args, **kwargs):
    try:
        print(function(*args, **kwargs))
    except BaseException as error:
        print(type(error).__name__, error)


ready, go = threading.Event(), threading.Event()


def body():
    ready.set()
    go.wait()


thread = threading.Thread(target=body)
print(thread.name, thread.ident, thread.is_alive(), thread.daemon)
print(repr(thread))
attempt(thread.join)
thread.start()
ready.wait()
print(thread.is_alive(), thread.ident in [t.ident for t in
                                          threading.enumerate()])
attempt(thread.start)
attempt(setattr, thread, 'daemon', True)
attempt(thread.join, 0.01)
print(threading.active_count())
go.set()
thread.join()
print(thread.is_alive(), threading.active_count())
print('stopped' in repr(thread))
attempt(thread.start)
attempt(threading.current_thread().join)


class Bare(threading.Thread):
    def __init__(self):
        pass


attempt(Bare().start)
attempt(Bare().join)
attempt(Bare().is_alive)
attempt(lambda: Bare().name)
attempt(threading.Thread, 1)


class Counting(threading.Thread):
    def run(self):
        self.total = sum(self._args[0]) + len(self._kwargs)


counting = Counting(args=([1, 2, 3],), kwargs={'a': 1}, name='counter',
                    daemon=True)
counting.start()
counting.join()
print(counting.total, counting.name, counting.daemon)
inner = []
outer = threading.Thread(target=lambda: inner.append(threading.Thread()),
                         daemon=True)
outer.start()
outer.join()
print(inner[0].daemon, threading.main_thread() is threading.current_thread())
print(threading.current_thread().name)
