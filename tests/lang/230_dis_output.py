# SPDX-License-Identifier: MIT
# cpython: 3.8
# dis.dis prints CPython 3.8's bytecode.
import dis
x = 0


def increment():
    global x
    for _ in range(3):
        x += 1


dis.dis(increment)
dis.dis("a = b if c else [d, 1, (2, 3)]")
dis.dis(lambda a, *b, c=1, **d: a.m(*b, c=c, **d))
