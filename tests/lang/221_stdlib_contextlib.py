# SPDX-License-Identifier: MIT
# contextlib.
from contextlib import (
    ExitStack, closing, contextmanager, nullcontext, redirect_stdout,
    suppress)
import io


@contextmanager
def managed(name):
    print("enter", name)
    try:
        yield name.upper()
    except ValueError as error:
        print("swallowed", error)
    finally:
        print("exit", name)


with managed("a") as value:
    print(value)
with managed("b"):
    raise ValueError("v")
try:
    with managed("c"):
        raise KeyError("k")
except KeyError:
    print("passed through")
with suppress(ZeroDivisionError, KeyError):
    1 / 0
with ExitStack() as stack:
    for n in "xy":
        stack.enter_context(managed(n))
    stack.callback(print, "callback")
buffer = io.StringIO()
with redirect_stdout(buffer):
    print("captured")
print(repr(buffer.getvalue()))


class Thing:
    def close(self):
        print("closed")


with closing(Thing()), nullcontext(5) as five:
    print(five)


@managed("decorator")
def f():
    print("in f")


f()
