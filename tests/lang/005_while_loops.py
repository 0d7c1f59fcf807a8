# SPDX-License-Identifier: MIT
# while with break, continue, else; nested loops.
n = 0
while n < 5:
    n += 1
    if n == 2:
        continue
    if n == 4:
        break
    print(n)
else:
    print("never")
while n < 6:
    n += 1
else:
    print("else", n)
i = 0
while True:
    j = 0
    while j < 3:
        j += 1
        if j == i:
            break
    else:
        print("inner done", i)
        i += 1
        continue
    i += 1
    if i > 3:
        break
print(i, j)
while 0:
    print("unreachable")
