# SPDX-License-Identifier: MIT


# cpython: 3.8
# Tracebacks of chained errors, and one error of each kind.
import sys, traceback


def a():
    b()


def b():
    raise KeyError('inner')


class MyErr(Exception):
    pass


def c():
    try:
        a()
    except KeyError as e:
        raise MyErr('outer') from e


def d():
    try:
        a()
    except KeyError:
        1 / 0


for f in (a, c, d):
    try:
        f()
    except Exception:
        print(traceback.format_exc(), end='')
        print('---')
try:
    c()
except MyErr as e:
    print([(fr.name, fr.lineno) for fr
        in traceback.extract_tb(e.__traceback__)])
    print(e.__cause__, e.__context__ is e.__cause__)
    t, v, tb = sys.exc_info()
    print(t.__name__, v, traceback.format_exception_only(t, v))
    print(''.join(traceback.format_exception(t, v, tb))[:60])


def rec(n):
    return rec(n + 1)


try:
    rec(0)
except RecursionError as e:
    print(e, type(e).__mro__[1].__name__)


def gen():
    yield 1
    raise ValueError('in gen')


try:
    list(gen())
except ValueError:
    print(traceback.format_exc(), end='')
try:
    [x / 0 for x in [1]]
except ZeroDivisionError:
    print(traceback.format_exc(), end='')
try:
    (lambda: undefined)()
except NameError:
    print(traceback.format_exc(), end='')


class K:

    def __getattr__(self, n):
        raise AttributeError('no ' + n)

    @property
    def p(self):
        return self.q

    def __len__(self):
        return -1

    def __str__(self):
        return 5

    def __iter__(self):
        return 5

    def __bool__(self):
        return 'x'

    def __call__(self):
        raise MyErr


for code in ('K().p', 'len(K())', 'str(K())', 'iter(K())', 'bool(K())',
    'K()()', 'K() + 1', '-K()', 'K()[0]', 'K() < K()', 'for _ in K(): pass',
    'with K(): pass', 'import nosuch', 'K().x.y',
    'int("a")', '1 + "a"', '"a" + 1', '[1] + (2,)', 'None.x', 'None[0]',
    'None()', '5()', 'x = y', '{}["k"]', 'open("/nonexistent/file")',
    'f"{1:z}"', '"{}".format()', '[].x = 1', 'del undefined',
    'assert 0, "msg"', 'assert ()', 'raise MyErr("a", 1)', 'exec("1 +")',
    'eval("a b")', 'compile("x = ", "f", "exec")', 'int(3, 5)',
    'range(1, 2, 0)', 'chr(-1)', 'ord("ab")', '"x" * "y"',
    '[1, 2, 3].index(9)', 'sum(1)', 'max()', 'sorted(5)', 'lambda: (yield)',
    'b"a" + "b"', 'float("x")', 'complex("x")', 'isinstance(1, 1)',
    'hash([])', 'print(1, foo=2)', 'round("a")', 'abs("a")', 'divmod(1, 0)',
    '1 % 0', '1 // 0', '2 ** "a"', '1.5 // 0', '0.0 ** -1', '10 ** 400 * 1.0',
    'bytes([256])', '"\\ud800".encode()', 'b"\\xff".decode()',
    'getattr(1, 5)', 'setattr(1, "a", 2)', '(1).real = 5',
    'type("a", (int, str), {})', 'super().x', 'next([])', 'zip(1)', 'map()',
    'dict(a)', 'list(1)', 'tuple(1)', 'set(1)', '1 in 5', 'a, b = 1',
    'not_a_func(1)', '__import__("nosuch.mod")', 'global_x += 1'):
    try:
        exec(code)
    except BaseException as e:
        print(code, '->', type(e).__name__ + ':', e)
    else:
        print(code, 'fine')
