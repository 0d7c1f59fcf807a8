# SPDX-License-Identifier: MIT
# cpython: 3.8-3.10
# Indexing and slicing strings.
s = "hello, wörld"
print(s[0], s[-1], s[7:], s[:5], s[-5:-1], s[::2], s[::-1], s[8:2:-2], s[100:])
print(s[-100:3], s[3:3], repr(s[5:2]), s[True], s[:], s[slice(1, 4)])
print("日本語"[1], "a\U0001f600b"[1:], "日本語"[::-1])
for code in ("s[12]", "s[-13]", "''[0]", "s['a']", "s[1.0]", "s[::0]",
             "s[None]", "s[1:'a']"):
    try:
        eval(code)
    except (IndexError, TypeError, ValueError) as error:
        print(type(error).__name__, error)
try:
    s[0] = "j"
except TypeError as error:
    print(error)
try:
    del s[0]
except TypeError as error:
    print(error)
