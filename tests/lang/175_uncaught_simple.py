# SPDX-License-Identifier: MIT
# cpython: 3.8-3.10
# An uncaught exception: traceback on stderr, exit status 1.


def first():
    second(5)


def second(n):
    return n / 0


print("before")
first()
print("never")
