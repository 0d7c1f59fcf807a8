# SPDX-License-Identifier: MIT
# cpython: 3.8-3.10
# An uncaught exception of an own class, with a message of two lines.


class AppError(Exception):
    pass


class Holder:
    class Inner(Exception):
        def __str__(self):
            return "line one\nline two"


def fail():
    raise Holder.Inner()


try:
    fail()
except Holder.Inner as error:
    print(type(error).__qualname__)
    raise AppError from None
