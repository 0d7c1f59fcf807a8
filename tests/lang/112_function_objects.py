# SPDX-License-Identifier: MIT
# Attributes of functions; functions as values.


def f(a, b=1, *args, c, d=2, **kwargs) -> int:
    "doc"
    x = 1
    return x


print(f.__name__, f.__qualname__, f.__doc__, f.__module__, f.__defaults__,
    f.__kwdefaults__, f.__annotations__, f.__dict__, f.__closure__)
c = f.__code__
print(c.co_name, c.co_argcount, c.co_kwonlyargcount, c.co_posonlyargcount,
    c.co_varnames, c.co_nlocals, c.co_flags & 12, c.co_firstlineno,
    c.co_consts[0], c.co_freevars, c.co_cellvars)
f.extra = [1]
f.__name__ = "renamed"
f.__doc__ = None
f.__defaults__ = (10, 20)
print(f.extra, f.__name__, f.__dict__, f.__doc__, f.__defaults__,
    f.__qualname__)
print(f(c=1), f.__globals__ is globals(), f.__code__ is c, callable(f), f == f,
    f != print, {f: 1}[f])


def swap(a):
    return a * 2


f.__code__ = swap.__code__
print(f(4), (lambda: 0).__name__, (lambda: 0).__qualname__)


def outer():
    def inner():
        pass
    return inner


print(outer().__qualname__, [].append.__name__, len.__name__,
    str.upper.__name__, len.__module__)
table = {"add": lambda a, b: a + b, "neg": lambda a: -a}
print(table["add"](1, 2), table["neg"](5),
    [g(3) for g in (abs, str, lambda x: x * x)])
for code in ("f.nope", "del_code()", "f.__code__ = 5"):
    try:
        exec(code)
    except Exception as error:
        print(type(error).__name__)
