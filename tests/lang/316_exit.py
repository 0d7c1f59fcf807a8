# SPDX-License-Identifier: MIT


# sys.exit inside functions, atexit, objects alive at the end.
import sys, atexit
atexit.register(print, 'bye', 1)


@atexit.register
def last():
    print('registered')


try:
    sys.exit('inner')
except SystemExit as e:
    print(repr(e), e.code)


class A:

    def __del__(self):
        print('del')


a = A()


def f():
    try:
        sys.exit(3)
    finally:
        print('finally')


f()
