# SPDX-License-Identifier: MIT
# cpython: 3.8-3.11
# SyntaxWarnings go to stderr, with the line; the program runs.
x = 5
print(x is 5 or "other")
print((1, 2) is not x)
assert (x, "always true")
print("done")
