# threading.local: its own methods, from outside and by super().
import threading

l = threading.local()
l.__setattr__('a', 1)
print(l.__getattribute__('a'), threading.local.__getattribute__(l, 'a'))
threading.local.__setattr__(l, 'b', 2)
print(l.b)
l.__delattr__('b')
print(hasattr(l, 'b'))
f = l.__setattr__
f('c', 3)
print(l.c)


class G(threading.local):
    def __init__(self, **k):
        self.__dict__.update(k)

    def __setattr__(self, name, value):
        print('set', name)
        return super().__setattr__(name, value)

    def __delattr__(self, name):
        super().__delattr__(name)
        print('gone', name)

    def __getattribute__(self, name):
        return super().__getattribute__(name)


g = G(a=1)
g.b = 2
print(g.b, g.a)
del g.b


def other():
    g.z = 1
    print(sorted(g.__dict__))


t = threading.Thread(target=other)
t.start()
t.join()
print(sorted(g.__dict__), isinstance(repr(threading.local.__dict__['__setattr__']), str))
for bad in (lambda: threading.local.__setattr__(l), lambda: threading.local.__setattr__(3, 'a', 1)):
    try:
        bad()
    except TypeError:
        print('TypeError')
