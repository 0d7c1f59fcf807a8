# SPDX-License-Identifier: MIT
# Methods and attributes of int; bin, oct, hex.
print(bin(10), oct(64), hex(255), bin(-5), hex(-2**70), bin(0))
print((255).bit_length(), (0).bit_length(), (-256).bit_length())
print((1024).to_bytes(2, "big"), (1024).to_bytes(4, "little"),
      (-2).to_bytes(3, "big", signed=True), (0).to_bytes(0, "big"))
print(int.from_bytes(b"\x01\x00", "big"),
    int.from_bytes(b"\xff\xfe", "little"),
      int.from_bytes(b"\xff\xfe", "big", signed=True),
      int.from_bytes([1, 2, 3], "big"))
print((5).real, (5).imag, (5).numerator, (5).denominator, (5).conjugate())
print((2**100).to_bytes(13, "big").hex(), (7).as_integer_ratio())
print((5).__add__(3), (5).__add__("x"), (5).__rsub__(8), (5).__bool__())
print(round(1234, -2), round(1250, -2), round(1350, -2), round(-15, -1),
      round(25, -1), round(5), round(5, 3), round(10**30 + 5, -1))
for code in ("(256).to_bytes(1, 'big')", "(-1).to_bytes(1, 'big')",
             "int.from_bytes('x', 'big')", "(1).to_bytes(1, 'x')"):
    try:
        eval(code)
    except Exception as error:
        print(type(error).__name__, error)
