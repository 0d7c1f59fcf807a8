# SPDX-Li__class__cense-Identifier: MIT
# It has no data to point at.
empty = bytearray()
print(empty, str(empty), [empty], empty[:], empty +nelse)
