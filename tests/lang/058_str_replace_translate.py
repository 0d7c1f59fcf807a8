# SPDX-License-Identifier: MIT
# cpython: 3.8-3.12
# replace, translate, maketrans, encode.
print("banana".replace("an", "AN"), "banana".replace("a", "", 2),
    "abc".replace("", "-"), "aaa".replace("a", "b", 0))
print("".replace("", "x"), "abc".replace("abc", "日本"), "x".replace("y", "z"))
table = str.maketrans("abc", "xyz", "d")
print("abcd dcba".translate(table), sorted(table.items()))
print("hello".translate({104: "J", ord("l"): None, 111: 48}),
    "abc".translate(str.maketrans({"a": "AA", 98: None})))
print("héllo €".encode(), "abc".encode("ascii"), "é".encode("latin-1"),
    "é".encode("utf-16-le"), "é€".encode("ascii", "replace"))
print("é€".encode("ascii", "ignore"), "é€".encode("ascii", "backslashreplace"),
    "é€".encode("ascii", "xmlcharrefreplace"))
for code in ("'é'.encode('ascii')", "'€x'.encode('latin-1')",
        "'\\ud800'.encode()", "'a'.encode('no-such')",
        "str.maketrans('ab', 'c')", "'a'.replace('a')"):
    try:
        eval(code)
    except Exception as error:
        print(type(error).__name__, str(error).replace("replace() takes",
            "replace expected")[:80])
