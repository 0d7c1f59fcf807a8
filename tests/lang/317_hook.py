# SPDX-License-Identifier: MIT


# sys.excepthook of the program's own.
import sys


def hook(t, v, tb):
    print('HOOK', t.__name__, v, tb.tb_lineno)


sys.excepthook = hook
raise ValueError('x')
