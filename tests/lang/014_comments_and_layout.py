# SPDX-License-Identifier: MIT
# Line joining, semicolons, odd indentation, a suite on one line.
a = 1 + \
    2
b = (1 +  # a comment inside brackets

     2)
if a == b: print("same line"); print("two statements")
if True:
	print("tab indent")
if True:
      print("six spaces")
      if True:
       print("one more")
c = [
    1,
    2,
      3,
]
print(a, b, c)
class Empty: pass
def one(): return 1
for i in range(2): print(i); j = i
print(one(), Empty.__name__, j)
pass; pass
print("""three
lines \
joined""")
x = \
    5
print(x)
# last line without newline follows
print("end")
