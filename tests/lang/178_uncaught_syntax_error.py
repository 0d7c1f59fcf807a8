# SPDX-License-Identifier: MIT
# A SyntaxError at compile time: nothing runs, the caret shows where.
print("never printed")
x = = 5
