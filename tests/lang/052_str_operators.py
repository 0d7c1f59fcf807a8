# SPDX-License-Identifier: MIT
# Operators on strings.
print("a" + "b", "ab" * 3, 2 * "xy", "a" * 0, repr("a" * -1))
print("a" < "b", "a" < "A", "abc" < "abd", "ab" < "abc", "" < "a", "é" > "z")
print("ell" in "hello", "" in "", "x" not in "hello", "lo" in "hello")
print("a" == "a", "a" != "b", "1" == 1)
s = "x"
s += "y"
s *= 3
print(s, len(s), bool(""), bool(" "), hash("") == 0)
t = ""
for i in range(1000):
    t += str(i)
print(len(t), t[:12], t[-6:])
a = b = "same"
a += "!"
print(a, b)
u = b + "1"
v = b + "2"
print(b, u, v)
print(sorted(["b", "A", "a", "B", "aa", "é", "Z", ""]), max("hello"),
    min("hello"))
for code in ("'a' + 1", "'a' * 1.5", "1 in 'abc'", "'a' - 'b'", "'a' < 1",
        "None in 'a'"):
    try:
        eval(code)
    except TypeError as error:
        print(error)
