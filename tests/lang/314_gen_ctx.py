# SPDX-License-Identifier: MIT


# Generators and context managers made of them.
from contextlib import *


@contextmanager
def cm(n, swallow=False):
    print('enter', n)
    try:
        yield (n * 2)
    except ValueError as e:
        print('caught', e)
        if not swallow:
            raise
    finally:
        print('exit', n)


with cm('a') as x:
    print(x)
with cm('b', True):
    raise ValueError('v')
try:
    with cm('c'):
        raise ValueError('w')
except ValueError as e:
    print('outer', e)
try:
    with cm('d'):
        raise KeyError('k')
except KeyError as e:
    print('outer', e)
with suppress(ZeroDivisionError, KeyError):
    1 / 0
with ExitStack() as st:
    for i in range(3):
        st.enter_context(cm(str(i)))
    st.callback(print, 'callback', 1)


class C:

    def close(self):
        print('closed')


with closing(C()):
    print('in')
import io
buf = io.StringIO()
with redirect_stdout(buf):
    print('hidden')
print(repr(buf.getvalue()))
with nullcontext(5) as n:
    print(n)


class D(ContextDecorator):

    def __enter__(self):
        print('E')

    def __exit__(self, *a):
        print('X')


@D()
def f():
    print('body')


f()


@cm('deco')
def g():
    print('g body')


g()
try:
    with cm('x') as a, cm('y') as b:
        print(a, b)
        raise TypeError('t')
except TypeError as e:
    print(e)


@contextmanager
def bad():
    if False:
        yield


try:
    with bad():
        pass
except RuntimeError as e:
    print(e)


@contextmanager
def bad2():
    yield 1
    yield 2


try:
    with bad2():
        pass
except RuntimeError as e:
    print(e)


def gen():
    try:
        r = (yield 1)
        print('r', r)
        r2 = (yield r)
        return r2
    finally:
        print('gen done')


def deleg():
    v = (yield from gen())
    print('v', v)
    yield 'last'


d = deleg()
print(next(d), d.send('s'), d.send('t'))
try:
    next(d)
except StopIteration as e:
    print('end', e.value)
d = deleg()
next(d)
try:
    d.throw(KeyError('thrown'))
except KeyError as e:
    print('KE', e)


def inf():
    n = 0
    while True:
        try:
            n = (yield n) or n + 1
        except ValueError:
            n = -1


i = inf()
print(next(i), next(i), i.send(10), next(i), i.throw(ValueError), next(i))
i.close()
try:
    next(i)
except StopIteration:
    print('closed')


def ret():
    return 5
    yield


try:
    next(ret())
except StopIteration as e:
    print(e.value)


def stop():
    yield 1
    raise StopIteration('x')


try:
    list(stop())
except RuntimeError as e:
    print(e, repr(e.__cause__))
g = (print('side', x) or x for x in range(2))
print(next(g))
print(g.gi_running, g.gi_frame is not None, g.__name__)
try:
    g.send(5)
    g.send(6)
except StopIteration:
    print('si')
g2 = (x for x in [1])
try:
    g2.send(1)
except TypeError as e:
    print(e)


def reent():
    yield next(r)


r = reent()
try:
    next(r)
except ValueError as e:
    print(e)


def tree(t):
    if isinstance(t, list):
        for s in t:
            yield from tree(s)
    else:
        yield t


print(list(tree([1, [2, [3, [4]], 5]])))


def avg():
    total = n = 0
    a = None
    while True:
        total += (yield a)
        n += 1
        a = total / n


a = avg()
next(a)
print(a.send(10), a.send(20), a.send(60))
print(sum((x * x for x in range(10) if x % 2)))
print(dict(((k, v) for k, v in zip('ab', [1, 2]))))
print(max(((len(w), w) for w in ['a', 'bbb', 'cc'])))
print([(x, y) for x in range(3) for y in range(x)])
print({x: {y for y in range(x)} for x in range(3)})
print([[j for j in range(i)] for i in range(3)])


def fgen():
    for i in range(3):
        try:
            yield i
        finally:
            print('f', i)


for v in fgen():
    if v == 1:
        break
print('after break')


def nested_fin():
    try:
        try:
            yield 1
        finally:
            print('inner')
    finally:
        print('outer')


n = nested_fin()
next(n)
del n
print('done')
