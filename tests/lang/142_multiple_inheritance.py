# SPDX-License-Identifier: MIT
# cpython: 3.8-3.12
# C3 order, the diamond, cooperative super, conflicts.


class Root:
    def __init__(self, **kw):
        self.log = ["Root"]

    def visit(self):
        return ["Root"]


class A(Root):
    def __init__(self, a=0, **kw):
        super().__init__(**kw)
        self.log.append(f"A{a}")

    def visit(self):
        return ["A"] + super().visit()


class B(Root):
    def __init__(self, b=0, **kw):
        super().__init__(**kw)
        self.log.append(f"B{b}")

    def visit(self):
        return ["B"] + super().visit()


class C(A, B):
    def visit(self):
        return ["C"] + super().visit()


print([k.__name__ for k in C.__mro__], C(a=1, b=2).log, C().visit(),
    A().visit())


class X:
    pass


class Y(X):
    pass


for code in ("class Z(X, Y): pass", "class Z(A, A): pass",
        "class Z(int, str): pass", "class Z(5): pass",
        "class Z(C, B, A): pass", "class Z(None): pass",
        "class Z(lambda: 0): pass"):
    try:
        exec(code)
    except TypeError as error:
        print(str(error).split("\n")[0])


class D(B):
    pass


class E(C, D):
    pass


print([k.__name__ for k in E.__mro__], E().visit(), E.mro() == list(E.__mro__))


class Mixin:
    def describe(self):
        return f"{type(self).__name__} with {len(self)}"


class MyList(Mixin, list):
    pass


class MyDict(Mixin, dict):
    pass


print(MyList("abc").describe(), MyDict(a=1).describe(), MyList([2, 1]),
    MyDict(k="v"))
