# What takes any keyword takes also those that its own parameters are called.
import collections
import contextlib
import datetime
import functools
import string
import threading
import types
import weakref
from concurrent.futures import ThreadPoolExecutor


class Point:
    x, y = 4, 2

    def __str__(self):
        return 'Point({self.x}, {self.y})'.format(self=self)

    def __format__(self, spec):
        return 'F' + spec


def names(**keywords):
    return sorted(keywords)


print(Point(), '{self} {cls:.3}'.format(self=Point(), cls=Point()))
known = {}
known.update(self=Point(), other=2, mapping=3, iterable=4)
print(sorted(known), sorted(dict(self=1, cls=2, iterable=3)))
print(functools.partial(names, self=1, func=2)(cls=1))
print(sorted(collections.Counter(self=1, iterable=2)))
print(collections.defaultdict(int, self=1, default_factory=2)['self'])
print(types.SimpleNamespace(self=1))
print(string.Template('$self').substitute(self=1, template=2))
thread = threading.Thread(target=lambda **k: print(names(**k)),
                          kwargs=dict(self=1, target=2))
thread.start()
thread.join()
with ThreadPoolExecutor(1) as pool:
    print(pool.submit(names, self=1, fn=2).result())
with contextlib.ExitStack() as stack:
    stack.callback(lambda **k: print(names(**k)), self=1, callback=2)
print(weakref.finalize(thread, names, self=1, func=2, obj=3)())


class Meta(type):
    def __new__(mcs, name, bases, space, **keywords):
        print(name, names(**keywords))
        return super().__new__(mcs, name, bases, space)

    def __init__(cls, name, bases, space, **keywords):
        pass


class Made(metaclass=Meta, self=1, other=2):
    def __init__(self, /, **keywords):
        print(names(**keywords))

    def __call__(self, /, **keywords):
        return names(**keywords)


print(Made(self=1, cls=2)(self=3))


class Due(datetime.date):
    pass


class Pause(datetime.timedelta):
    pass


print(repr(Due(2020, 1, 2)), repr(Pause(3)), repr(datetime.date(2020, 1, 2)))
for key in 0, slice(2):
    try:
        del range(3)[key]
    except TypeError as error:
        print(error)
