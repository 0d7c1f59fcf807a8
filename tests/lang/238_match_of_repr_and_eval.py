# SPDX-License-Identifier: MIT
# repr of built-in values reads back equal.
values = [0, -1, 2**100, 1.5, -0.0, 1e300, 1e-7, 2j, 1 + 2j, "",
    "a'b\"c\n\t\\é\x00\u2028", b"\x00\xff'", None, True, (), (1,), [1, [2]],
    {"a": {"b": [1]}}, {1, 2}, range(5), range(1, 9, 3), frozenset([1]),
    bytearray(b"x"), ..., slice(1, 2, None)]
for value in values:
    again = eval(repr(value))
    print(repr(value), again == value, type(again) is type(value))
print(repr(float("inf")), repr(set()), repr(type), repr(frozenset()))
