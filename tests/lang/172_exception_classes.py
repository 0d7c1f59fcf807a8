# SPDX-License-Identifier: MIT
# Own exceptions, hierarchy, attributes.


class AppError(Exception):
    """Base."""


class Coded(AppError):
    def __init__(self, code, text="none"):
        super().__init__(code, text)
        self.code = code

    def __str__(self):
        return f"[{self.code}] {self.args[1]}"


try:
    raise Coded(5, "bad")
except AppError as e:
    print(e, repr(e), e.args, e.code, isinstance(e, Exception), e.__doc__)
print([c.__name__ for c in Coded.__mro__], issubclass(KeyError, LookupError),
    issubclass(ZeroDivisionError, ArithmeticError),
    issubclass(FileNotFoundError, OSError),
    issubclass(KeyboardInterrupt, Exception),
    issubclass(ModuleNotFoundError, ImportError),
    issubclass(UnicodeDecodeError, ValueError),
    issubclass(NotImplementedError, RuntimeError), IOError is OSError)
print(str(Exception()), repr(Exception()), str(Exception(1)),
    str(Exception(1, 2)), repr(Exception("a")), repr(Exception("a", 2)),
    str(KeyError("a")), str(KeyError("a", "b")), str(KeyError()))
s = StopIteration(5)
print(s.value, SystemExit(3).code, SystemExit().code, SystemExit(1, 2).code)
o = OSError(2, "No such file", "name")
print(o, o.errno, o.strerror, o.filename, type(o).__name__,
    repr(OSError(13, "x")), type(OSError(13, "x")).__name__, OSError("only"))
i = ImportError("m", name="n", path="p")
print(i, i.name, i.path)
u = UnicodeDecodeError("utf-8", b"\xff", 0, 1, "why")
print(u, u.start, u.end, u.reason, u.object)
y = SyntaxError("msg", ("f.py", 3, 5, "x = ="))
print(y, y.msg, y.filename, y.lineno, y.offset, y.text)
e = Exception("x")
e.args = (1, 2)
e.note = "extra"
print(e, e.note, vars(e), e.with_traceback(None) is e,
    Exception("a") == Exception("a"))
try:
    raise type("Made", (ValueError,), {})("dynamic")
except ValueError as e:
    print(type(e).__name__, e)
try:
    class Both(KeyError, AttributeError):
        pass
    raise Both("b")
except AttributeError as e:
    print(e)
for code in ("ImportError('a', bad=1)", "ValueError(x=1)",
        "UnicodeDecodeError()", "BaseException.__new__(int)"):
    try:
        eval(code)
    except TypeError:
        print(code, "TypeError")
