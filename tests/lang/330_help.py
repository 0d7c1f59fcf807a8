# cpython: 3.8
"""help() of functions and classes."""


def f(x, y=1, *a, k, **kw):
    """Do f.

    More about it.
    """


def bare():
    pass


class A:
    """Doc of A."""
    attr = 3

    def m(self, a, b=2):
        """Do m."""

    def _private(self):
        pass

    def bare(self):
        pass

    @classmethod
    def c(cls, q):
        'c doc'

    @staticmethod
    def s(q):
        's doc'

    @property
    def p(self):
        "the p"

    @property
    def w(self):
        "the w"

    @w.setter
    def w(self, v):
        pass


class B(A):
    z = [1, 2]

    def m(self):
        "B m"


class C:
    pass


for thing in f, bare, A, B, C, A.m, A().m, A():
    help(thing)
print(len.__doc__ is not None, list.append.__doc__ is not None)
