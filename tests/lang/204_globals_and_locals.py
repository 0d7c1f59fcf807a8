# SPDX-License-Identifier: MIT
# cpython: 3.8-3.10
# globals(), locals(), vars(), dir() and dynamic names.
globals()["made"] = 5
print(made, "made" in globals(), globals()["__name__"], vars() is globals(),
    locals() is globals())


def f(a, b=2, *args, **kw):
    c = 3
    before = dict(locals())

    def inner():
        return a
    return before, sorted(locals())


print(f(1, 5, 6, k=7))


class C:
    x = 1
    names = sorted(n for n in locals() if n[0] != "_")
    locals()["dynamic"] = 9


print(C.names, C.dynamic)
del globals()["made"]
try:
    made
except NameError as error:
    print(error)
for name in ("p", "q"):
    globals()[name] = name * 2
print(p, q)
print([n for n in dir() if n in ("C", "f", "p", "zz")], "append" in dir([]),
    "x" in dir(C), "upper" in dir(str))
