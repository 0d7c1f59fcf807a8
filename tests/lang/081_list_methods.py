# SPDX-License-Identifier: MIT
# The methods of list.
a = [3, 1, 2]
a.append(4)
a.extend((5, 6))
a.extend("x")
a.insert(0, "first")
a.insert(100, "last")
a.insert(-1, "before")
print(a, a.pop(), a.pop(0), a.pop(-2), a)
a.remove("before")
print(a.index(5), a.count(1), a.index(2, 1), a.index(4, -3), a)
a.reverse()
print(a, a.copy() == a, a.copy() is a)
a.clear()
print(a, a.append(1), a.sort(), a.extend(a), a)
b = [1, 2, 2.0, True, "1"]
print(b.count(1), b.count(2), b.index(2.0), b.index(True, 1))
for code in ("[].pop()", "[1].pop(5)", "[1].remove(2)", "[1].index(2)",
        "[1].append()", "[1].append(1, 2)", "[1].insert(1)", "[1].extend(5)",
        "[1].nothing()", "[1].index(1, 5)"):
    try:
        eval(code)
    except Exception as error:
        print(type(error).__name__, str(error).replace("list.", ""))
