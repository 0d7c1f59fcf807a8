# SPDX-License-Identifier: MIT
# library: inspect
# Signatures, sources, generators' states.
import functools
import inspect
def f(a, /, b: int=1, *c, d, e='x', **g) -> str:
    """Doc
       more"""
    yield 1
class C:
    def __init__(self, q=3): pass
    @staticmethod
    def s(x, y=2): return (
        x)
    @property
    def p(self):
        "prop"
        return """
 multi
"""
    # trailing
for x in (f, C, C.s, C().__init__, functools.partial(f, 1, d=4),
          lambda z: z, C.p.fget):
    print(inspect.signature(x))
print(repr(inspect.signature(f)), inspect.getfullargspec(f))
print(inspect.getdoc(f))
for x in (C.s, f, C, C.p.fget):
    print(inspect.getsource(x), '---')
g = f(1, d=2)
print(inspect.getgeneratorstate(g))
next(g)
print(inspect.getgeneratorstate(g), inspect.getgeneratorlocals(g))
print(inspect.getcallargs(f, 1, 2, 3, d=5, h=6))
for args, kwargs in (((), {}), ((1,), {}), ((1, 2), {'d': 1, 'b': 3}),
                     ((1,), {'d': 2, 'zz': 3})):
    try:
        bound = inspect.signature(f).bind(*args, **kwargs)
        bound.apply_defaults()
        print(dict(bound.arguments), bound.args, bound.kwargs)
    except TypeError as error:
        print(error)
print(inspect.currentframe().f_lineno, inspect.stack()[0].function)
print(inspect.isgeneratorfunction(f), inspect.isclass(C), inspect.getmro(C))
print([n for n, _ in inspect.getmembers(C) if not n.startswith('__')])
print(inspect.cleandoc(' a\n   b\n  c\n\n'), inspect.getmodule(C).__name__)
print(inspect.isroutine(len), inspect.ismethod(C().__init__))
