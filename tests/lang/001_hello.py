# SPDX-License-Identifier: MIT
# print: separators, ends, several arguments, no argument.
print("hello")
print("a", 1, 2.5, None, True, ..., sep=", ")
print("no newline", end="|")
print()
print(*[1, 2, 3], sep="-", end=".\n")
print("é", "日本", "\U0001f600")
print(repr("tab\t nl\n quote' both'\""))
print("a" "b" 'c')
