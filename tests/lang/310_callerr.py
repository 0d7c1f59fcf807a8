# SPDX-License-Identifier: MIT


# cpython: 3.8
# Calls that do not fit what is called.


def f(a, b=2, *args, c, d=4, **kw):
    return (a, b, args, c, d, kw)


def g(a, b, /, c, *, d):
    return (a, b, c, d)


def h():
    pass


class K:

    def m(self, x):
        return x

    @staticmethod
    def s(x):
        return x

    @classmethod
    def c(cls, x):
        return x


for code in ('f()', 'f(1)', 'f(1, c=3)', 'f(1, 2, 3, c=4, e=5)',
    'f(1, a=1, c=1)', 'f(*[1, 2], **{"c": 3})', 'f(1, c=1, **{"c": 2})',
    'f(**{1: 2})', 'f(*5)', 'f(**5)', 'g(1, 2, 3, d=4)',
    'g(1, b=2, c=3, d=4)', 'g(1, 2, 3, 4)', 'g(1, 2, 3)', 'g()', 'g(1,2,d=4)',
    'h(1)', 'h(x=1)', 'h(1, 2, 3)', 'K().m()', 'K().m(1, 2)', 'K.m(1)',
    'K.s()', 'K.s(1, 2)', 'K.c()', 'K().c(1)', 'K.m()', 'K(1)', 'K().nope()',
    'len()', 'len(1, 2)', 'len(x=1)', 'int(1, 2, 3)', 'str(1, 2, 3, 4)',
    'print(sep=1)', 'sorted()', 'sorted([1], 5)', 'dict(1, 2)', 'list(1, 2)',
    'tuple(1,2)', '"a".join()', '"a".join(1, 2)', '"a".split(1)',
    '[].append()', '[].append(1, 2)', '{}.get()', '{}.update(1)',
    'isinstance(1)', 'range()', 'range("a")', 'range(1.5)', 'enumerate()',
    'zip(1)', 'open()', 'abs()', 'pow(1)', 'divmod(1)', 'max(1)', 'min()',
    'sum()', 'round()', 'input(1, 2)', 'getattr(1)', 'object(1)', 'type()',
    'super(1)', 'property(1,2,3,4,5)', 'classmethod()', 'slice()',
    'bytes(1, 2)', 'bytearray("a")', 'complex("a", 1)', 'float(1, 2)',
    'bool(1, 2)', 'set(1, 2)', 'frozenset(1, 2)', 'iter()', 'next()', 'map()',
    'map(1)', 'filter(1)', 'reversed(1)', 'chr()', 'chr("a")', 'ord(1)',
    'hex("a")', 'id()', 'hash()', 'repr()', 'ascii()', 'callable()',
    'vars(1)', 'dir(1, 2)', 'eval()', 'exec()', 'format()', '"".format(1, 2)',
    '"{} {}".format(1)', '"%d" % "a"', '"%s %s" % 1', '"a".center()',
    '"a".zfill("b")', '"a".replace("b")', '"a".find()', '"a".startswith(1)',
    '"a".encode("nope")', '(lambda x: x)()', '(lambda: 1)(2)',
    '(lambda *, k: k)()', 'ValueError(x=1)',
    'f(1, *(), c=1, *(2,))', 'f(*(1,), *(2,), c=1, **{"q": 1}, **{"q": 2})',
    '__import__()', 'globals(1)', 'locals(1)', 'staticmethod(1, 2)',
    'K.c(1, 2, 3)', 'K().m.x', 'K().m.x = 1', 'f.x', 'len.x', 'len.x = 1',
    '(5).x = 1', 'f.__code__ = 5', 'f.__name__ = 5', 'f.__defaults__ = 5',
    'K.__name__ = 5', 'K.__bases__ = ()', 'del K.__name__',
    'K().__class__ = 5', 'K().__dict__ = 5'):
    try:
        print(code, '=')
        print(eval(code) if ' = ' not in code and (not code.startswith('del'))
            else exec(code))
    except Exception as e:
        print(code, '->', type(e).__name__ + ':', e)
