# SPDX-License-Identifier: MIT
# The compiler has no memory for the table of constants, then meets one again.
empty = bytearray()
print(empty, str(empty), [empty], empty[:], empty + 1, 1)
