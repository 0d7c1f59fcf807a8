# SPDX-License-Identifier: MIT
# cpython: 3.8-3.9
# IndentationError.
print("never printed")
def f():
x = 1
