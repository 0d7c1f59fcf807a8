# SPDX-License-Identifier: MIT
# cpython: 3.8-3.12
# The traceback module: format_exc, format_exception_only, extract, print.
import traceback


def f():
    raise ValueError("bad")


try:
    f()
except ValueError as e:
    print(traceback.format_exc())
    print(traceback.format_exception_only(type(e), e))
    print([(s.name, s.lineno, s.line)
        for s in traceback.extract_tb(e.__traceback__)])
    print("".join(traceback.format_tb(e.__traceback__)))
try:
    try:
        f()
    except ValueError:
        raise KeyError("second")
except KeyError:
    traceback.print_exc()
