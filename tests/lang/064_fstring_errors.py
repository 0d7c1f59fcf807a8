# SPDX-License-Identifier: MIT
# cpython: 3.8
# SyntaxErrors of f-strings, in CPython 3.8's words.
for code in ("f'{}'", "f'{'", "f'}'", "f'{a b}'", "f'{a!x}'", "f'{a!}'",
        "f'{#}'", r"f'{\n}'",
             "f'{a:{b:{c}}}'", "f'{!r}'", "f'{a[}'", "f'{lambda x: 1}'",
             "f'{*a}'", "f'{a)}'", "f'{(a}'"):
    try:
        eval(code)
    except SyntaxError as error:
        print(code, "->", error.msg)
    except Exception as error:
        print(code, "->", type(error).__name__, error)
