# SPDX-License-Identifier: MIT
# Assignment forms; a name is global, local or built in.
a = b = c = 3
print(a, b, c)
a, b = b, 4
print(a, b)
x = "global"


def read():
    return x


def shadow():
    x = "local"
    return x


def change():
    global x
    x = "changed"


print(read(), shadow(), x)
change()
print(x)
len = lambda _: "my len"
print(len([1]))
del len
print(len([1]))
