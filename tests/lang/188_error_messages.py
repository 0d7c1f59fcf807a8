# SPDX-License-Identifier: MIT
# cpython: 3.8
# What CPython 3.8 says in the commonest mistakes of beginners.
def no_return():
    pass


class A:
    def method(self):
        pass


a = A()
for code in ("no_return() + 1", "no_return().x", "no_return()[0]",
        "no_return()()", "for_each", "a.metod()", "a.method", "a.method(1)",
        "A.method()", "'5' + 5", "5 + '5'", "int('5.5')", "int('')",
             "[1, 2, 3][3]", "(1,)[1]", "{}['x']", "[1, 2]['a']", "'abc'['a']",
             "len(5)", "5()", "'a'()", "[]()", "5[0]", "None[0]", "a[0]",
             "list(5)", "sum('ab')", "sorted(5)", "range('5')",
             "'a' < 1", "[] < 'a'", "max(1, 'a')", "'%d' % 'x'",
             "'{}'.format()", "open()", "input(1, 2)", "abs('a')",
             "round('a')", "ord('ab')", "chr('a')", "float('x')", "set([[]])",
             "{[]: 1}",
             "[].sort(1)", "[].append()", "''.join([1])", "'a'.foo",
             "print(undefined)", "isinstance(1, 'int')", "dict([1])",
             "tuple(1)", "int([])", "int(None)", "float(None)", "str(b'a', 5)",
             "bytes('a')",
             "next(5)", "iter(5)", "enumerate()", "zip(1)", "map(1)",
             "filter(1)", "[1].index(2)", "[1].remove(2)", "[].pop()",
             "{}.pop(1)", "set().pop()", "'abc'.index('z')", "a, b = 1, 2, 3",
             "int.foo", "A.foo", "super().x",
             "pow(1)", "divmod(1)", "hash([])", "type()", "object(1)", "A(1)",
             "getattr(a)", "getattr(a, 1)", "setattr(a, 1, 2)",
             "(lambda x: x)()", "(lambda: 1)(2)", "not_defined[0]", "1 in 1",
             "'a' in 5", "1 in 'a'", "-'a'", "~1.5", "+None",
             "1 @ 2", "1 << 1.5", "'a' * 'b'", "[] * []", "{} * 2", "1 / 'a'",
             "1 // None", "2 ** 'x'", "1 % 'a'", "None + None", "1j < 2",
             "divmod(1j, 1)", "complex('a')", "slice()", "memoryview(5)",
             "bytearray('a')", "frozenset(5)", "callable()", "vars(5)",
             "dir(1, 2)", "eval(5)", "exec(5)", "compile(1)", "__import__(5)",
             "staticmethod()", "property(1, 2, 3, 4, 5)", "format(1, 2)",
             "format(1, 'z')", "any(1)", "all(1)", "bin('a')", "hex(1.5)",
             "id()", "issubclass(1, 2)"):
    try:
        exec(code)
        print(code, "-> no error")
    except Exception as error:
        print(code, "->", type(error).__name__ + ":", error)
