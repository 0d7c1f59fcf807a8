# SPDX-License-Identifier: MIT
# staticmethod, classmethod, bound methods as values.


class A:
    n = 0

    @classmethod
    def make(cls, n):
        self = cls()
        self.n = n
        return self

    @staticmethod
    def add(a, b):
        return a + b

    def method(self):
        return self.n


class B(A):
    pass


print(A.make(1).n, type(B.make(2)).__name__, B.make(3).method(), A.add(1, 2),
    B().add(3, 4))
f, g, h = A.make, A.add, A.make(9).method
print(f(5).n, g(1, 1), h(), f.__self__ is A, B.make.__self__ is B,
    h.__func__ is A.method, f.__func__.__name__)
print(type(A.__dict__["make"]).__name__, type(A.__dict__["add"]).__name__,
    A.__dict__["add"].__func__(2, 3),
    A.__dict__["make"].__get__(None, B)(1).__class__.__name__)
print(sorted(map(A.method, [A.make(2), A.make(1)])),
    list(map(A.make(7).add, [1], [2])), {A.make(1).method: 1} != {})
bound = [].append
bound(1)
print(bound.__self__, "x".join.__self__, bound == bound.__self__.append,
    list.append.__name__)
a = A()
a.method = 5
print(a.method, A.method(A.make(4)))
