# SPDX-License-Identifier: MIT
# bytearray: mutable bytes.
a = bytearray(b"hello")
a[0] = 72
a.append(33)
a.extend(b"??")
a += b"x"
print(a, len(a), a[1:3], a == b"Hello!??x", list(a[:2]))
del a[-1]
a[1:3] = b"EEE"
a.insert(0, 62)
print(a, a.pop(), a.pop(0), a, a.find(b"E"), a.count(b"E"))
a.reverse()
a.remove(33)
print(a, a.upper(), bytes(a), a.decode(), bytearray(2), bytearray([1, 2]),
    bytearray("é", "utf-8"), a * 2, a[::2])
b = a
b.clear()
print(a, b is a, bytearray(b"a") + b"b", b"a" + bytearray(b"b"),
    bytearray(b"a") < b"b", b"x" in bytearray(b"xy"))
for code in ("a.append(256)", "a.append('x')", "a.pop()", "hash(a)",
        "a.remove(1)", "bytearray('x')", "a.extend(['a'])"):
    try:
        eval(code)
    except Exception as error:
        print(type(error).__name__, error)
m = memoryview(bytearray(b"abcdef"))
m[0] = 122
print(bytes(m), m[1], bytes(m[2:4]), len(m), m.tolist(), m.readonly,
    memoryview(b"a").readonly, m[::2].tolist(), m.tobytes())
