# SPDX-License-Identifier: MIT
# It has no data to point at.
empty = bytearray()
print(empty, str(empty), [empty], empty[:], empty + b"", empty.decode())
print(empty == b"", empty.find(b""), empty.split(), empty.hex(), b"".join([]))
