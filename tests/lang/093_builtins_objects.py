# SPDX-License-Identifier: MIT
# cpython: 3.8-3.9
# id, type, isinstance, callable, hasattr, getattr, dir, vars and friends.


class A:
    x = 1

    def m(self):
        pass


class B(A):
    pass


a, b = A(), B()
print(type(a) is A, type(b).__name__, isinstance(b, A),
    isinstance(1, (str, int)), issubclass(B, A), issubclass(A, (int, B)),
    isinstance(True, int), isinstance(None, type(None)))
print(callable(A), callable(a), callable(a.m), callable(len), callable(5),
    hasattr(a, "x"), hasattr(a, "y"), getattr(a, "x"), getattr(a, "y", "none"))
setattr(a, "y", 5)
print(a.y, vars(a), a.__dict__, [n for n in dir(b) if not n.startswith("_")],
    id(a) == id(a), id(a) != id(b))
delattr(a, "y")
print(vars(a), a == a, a == b, a != b, a is b, hash(a) == hash(a), bool(a),
    A() in [a])
print(type(1), type("a"), type([]), type(type), type(len), type(lambda: 0),
    type(a.m), type(A.m), type(x for x in []), type(range(1)), type(None),
    type(...), type(NotImplemented))
print(repr(a).startswith("<__main__.A object at 0x"), A, a.m.__name__,
    A.m.__qualname__, B.__bases__, B.__name__, B.__module__, A.__class__)
print(abs(-5), divmod(7, 2), pow(2, 3), round(2.567, 1), bin(5), ord("a"),
    chr(97), len("abc"), sorted("ba"), hash("a") == hash("a"), ascii("é"))
print(eval("1 + 2"), eval("x", {"x": 5}), eval("a + b", {"a": 1}, {"b": 2}),
    repr(compile("1", "f", "eval"))[:12], callable(print), any([1]),
    input.__name__)
for code in ("isinstance(1, 5)", "issubclass(1, int)", "getattr(a, 'nope')",
        "a.nope", "a.x.nope", "len.nope", "None.nope", "A.nope",
        "setattr(5, 'x', 1)", "vars(5)", "hasattr(a, 5)", "getattr(a)",
        "delattr(a, 'q')", "type(1, 2)", "object().x", "(5).x"):
    try:
        eval(code)
    except Exception as error:
        print(code, "->", type(error).__name__, error)
try:
    object().x = 1
except AttributeError as error:
    print(error)
try:
    int.x = 1
except TypeError as error:
    print(str(error)[:20])
