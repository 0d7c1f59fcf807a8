# SPDX-License-Identifier: MIT


# cpython: 3.8-3.10
# Exceptions through every construct that can be left in the middle.


def f1():
    try:
        return 'try'
    finally:
        print('fin')


def f2():
    try:
        return 'try'
    finally:
        return 'fin'


def f3():
    for i in range(3):
        try:
            continue
        finally:
            print('c', i)
    for i in range(3):
        try:
            break
        finally:
            print('b', i)
    return i


def f4():
    while True:
        try:
            try:
                raise ValueError(1)
            finally:
                break
        except ValueError:
            print('no')
    return 'swallowed'


def f5():
    try:
        try:
            1 / 0
        except ZeroDivisionError as e:
            raise KeyError('k') from e
    except KeyError as e:
        return (repr(e), repr(e.__cause__), e.__suppress_context__)


def f6():
    try:
        try:
            1 / 0
        except ZeroDivisionError:
            [][1]
    except IndexError as e:
        return (repr(e.__context__), e.__cause__)


def f7():
    try:
        raise ValueError
    except (TypeError, ValueError) as e:
        x = e
    try:
        e
    except NameError as n:
        print(n)
    return type(x)


def f8():
    try:
        pass
    except:
        print('x')
    else:
        return 'else'
    finally:
        print('finally')


for f in (f1, f2, f3, f4, f5, f6, f7, f8):
    print(f.__name__, f())


class CM:

    def __init__(self, n, sup=False):
        self.n = n
        self.sup = sup

    def __enter__(self):
        print('enter', self.n)
        return self

    def __exit__(self, t, v, tb):
        print('exit', self.n, t and t.__name__, v, tb is not None)
        return self.sup


def w1():
    with CM(1) as a, CM(2, True) as b:
        print(a.n, b.n)
        raise ValueError('x')
    return 'after'


def w2():
    with CM(1):
        return 'ret'


def w3():
    for i in range(2):
        with CM(i):
            if i == 0:
                continue
            break
    return 'w3'


print(w1(), w2(), w3())


class BadExit:

    def __enter__(self):
        return 1

    def __exit__(self, *a):
        raise KeyError('exit')


try:
    with BadExit():
        raise ValueError('body')
except KeyError as e:
    print(repr(e), repr(e.__context__))


class NoExit:

    def __enter__(self):
        pass


try:
    with NoExit():
        pass
except AttributeError as e:
    print(e)


class NoEnter:

    def __exit__(self):
        pass


try:
    with NoEnter():
        pass
except AttributeError as e:
    print(e)


def gen():
    try:
        yield 1
        yield 2
    except GeneratorExit:
        print('gexit')
        raise
    except ValueError as e:
        print('got', e)
        yield 'recovered'
    finally:
        print('gfin')


g = gen()
next(g)
g.close()
g = gen()
next(g)
print(g.throw(ValueError('thrown')))
try:
    next(g)
except StopIteration:
    print('stop')


def bad():
    try:
        yield
    except GeneratorExit:
        yield 2


g = bad()
next(g)
try:
    g.close()
except RuntimeError as e:
    print(e)


def reraise():
    try:
        raise ValueError('a')
    except ValueError:
        try:
            raise TypeError('b')
        except TypeError:
            pass
        raise


try:
    reraise()
except ValueError as e:
    print('re', e)
try:
    raise
except RuntimeError as e:
    print(e)
try:
    raise 5
except TypeError as e:
    print(e)
try:
    raise ValueError from 5
except TypeError as e:
    print(e)
try:
    try:
        raise ValueError
    except 5:
        pass
except TypeError as e:
    print(e)
e = ValueError('a', 'b', 3)
print(e, repr(e), e.args, str(ValueError()), repr(ValueError('x')))


class E(Exception):

    def __init__(self, a, b=2):
        self.a = a
        self.b = b


print(repr(E(1)), E(1).args, str(E(1, b=3)))


class E2(Exception):

    def __init__(self, a):
        super().__init__('msg %s' % a)


print(repr(E2(1)), E2(1).args)
print(KeyError('a'), str(KeyError('a')), KeyError(), KeyError(1, 2))
try:
    {}['missing']
except KeyError as e:
    print(e, e.args)
try:
    int('z')
except ValueError as e:
    print(e)
try:
    assert False, 'msg'
except AssertionError as e:
    print(repr(e))
import sys


def tb():
    try:
        1 / 0
    except:
        return (sys.exc_info()[0],
            sys.exc_info()[2].tb_lineno - tb.__code__.co_firstlineno)


print(tb(), sys.exc_info())
print(OSError(2, 'No such file').errno, repr(OSError(2, 'No such file', 'fn')))
print(OSError(2, 'x', 'fn'))
print(StopIteration(5).value, SystemExit(3).code)
print(UnicodeDecodeError('utf8', b'a', 0, 1, 'bad'))
print(issubclass(ModuleNotFoundError, ImportError), FileNotFoundError.__mro__)


def nested(n):
    try:
        if n == 0:
            raise ValueError('bottom')
        nested(n - 1)
    except ValueError as e:
        if n < 2:
            raise RuntimeError(n) from e
        raise


try:
    nested(3)
except RuntimeError as e:
    while e:
        print(repr(e))
        e = e.__cause__
x = ValueError('t').with_traceback(None)
print(x.__traceback__)


def fin_override():
    try:
        raise ValueError
    finally:
        return 1


print(fin_override())


def loop_fin():
    out = []
    for i in range(5):
        try:
            if i == 1:
                continue
            if i == 3:
                break
            out.append(i)
        except Exception:
            pass
        else:
            out.append('e%d' % i)
        finally:
            out.append('f%d' % i)
    else:
        out.append('never')
    return out


print(loop_fin())
