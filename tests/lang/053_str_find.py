# SPDX-License-Identifier: MIT
# cpython: 3.8-3.12
# find, index, count, startswith, endswith, in.
s = "banana bandana"
print(s.find("an"), s.find("an", 2), s.find("an", 4, 6), s.find("x"),
    s.find(""))
print(s.rfind("an"), s.rfind("an", 0, 5), s.index("nd"), s.rindex("b"),
    s.rfind(""))
print(s.count("an"), s.count("ana"), s.count(""), s.count("a", 3),
    s.count("a", -3))
print(s.startswith("ban"), s.startswith(("x", "b")), s.startswith("nan", 2),
    s.startswith(""))
print(s.endswith("ana"), s.endswith(("x", "dana")), s.endswith("ana", 0, 6),
    s.endswith(()))
print("aXbX".find("X", 2), "日本日本".find("本", 2), "abc".find("c", -1),
    "abc".find("", 3), "abc".find("", 4))
for code in ("s.index('x')", "s.rindex('x')", "s.find(1)", "s.startswith(1)",
        "s.count()"):
    try:
        eval(code)
    except (ValueError, TypeError) as error:
        print(type(error).__name__, str(error).replace("str.", ""))
