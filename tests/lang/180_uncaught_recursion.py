# SPDX-License-Identifier: MIT
# cpython: 3.8-3.10
# A traceback of many equal frames is shortened.


def loop(n):
    return loop(n + 1)


loop(0)
