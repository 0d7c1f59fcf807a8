# SPDX-License-Identifier: MIT
# cpython: 3.8
# SyntaxErrors found by the compiler, caught from compile().
for code in ("return 1", "yield 1", "break", "continue",
        "def f():\n x = 1\n global x", "def f(x):\n global x",
        "def f():\n nonlocal q", "nonlocal q",
             "def f(a, a): pass", "x = 1\n  y = 2", "if 1:\npass", "1 +", "(1",
             "1)", "'abc", "f(a=1, 2)", "f(**a, *b)", "f(a=1, a=2)",
             "def f(a=1, b): pass",
             "1 = x", "f() = 1", "a + 1 = 2", "None = 1", "x += 1 = 2",
             "del f()", "del 1", "for 1 in x: pass", "lambda: (yield) = 1",
             "*a", "*a, *b = 1",
             "import a.b as", "from . import *\ndef",
             "def f():\n from os import *", "class", "try: pass", "else: pass",
             "x++", "a b", "a ? b", "$", "print 1", "async", "await x",
             "with a as 1: pass", "[x for x]", "{1: 2, 3}", "{1, 2: 3}",
             "assert", "0777", "1_", "0b2", "1__0", "0xg", "'\\",
             "x = (yield)", "__debug__ = 1", "def f(None): pass",
             "@", "raise from x", "a = b = ", "(a, b) += 1", "[a] += 1",
             "(x for x in y) = 1", "a if b = 1", "x := 1", "(x.y := 1)",
             "def f(*): pass", "f(x for x in y, 1)",
             "try:\n pass\nexcept:\n pass\nexcept A:\n pass"):
    try:
        compile(code, "name", "exec")
        print(repr(code), "compiles")
    except SyntaxError as e:
        print(repr(code), type(e).__name__, e.msg, e.lineno)
