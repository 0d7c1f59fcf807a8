# SPDX-License-Identifier: MIT
# A traceback through code whose file nobody has.
code = compile("def f():\n\n    return 1 / 0\n", "absent.py", "exec")
exec(code)
try:
    f()
except ZeroDivisionError:
    import traceback

    traceback.print_exc()
f()
