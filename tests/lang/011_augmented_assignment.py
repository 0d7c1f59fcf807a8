# SPDX-License-Identifier: MIT
# x op= y for names, items, attributes and slices; in place or not.
x = 7
x += 3; x -= 1; x *= 4; x //= 5; x **= 2; x %= 10; x <<= 4; x |= 1; x &= 0xf3
x ^= 2; x >>= 1
print(x)
x /= 4
print(x)
a = [1]
b = a
a += [2]
a *= 2
print(a, b, a is b)
t = s = (1,)
t += (2,)
print(t, s)
d = {"n": 1}
d["n"] += 5
d["l"] = []
d["l"] += "ab"
print(d)


def index():
    print("index evaluated once")
    return 0


a[index()] += 100
print(a)
a[1:3] += [7]
print(a)
t = ([],)
try:
    t[0] += [1]
except TypeError as error:
    print(error)
print(t)
