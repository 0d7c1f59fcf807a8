# SPDX-License-Identifier: MIT
# strip and padding methods.
s = "  \t hello \n "
print([s.strip(), s.lstrip(), s.rstrip(), "xxhixx".strip("x"),
    "abcba".strip("ab"), "xyx".lstrip("x"), "a".strip("")])
print(["hi".center(7), "hi".center(6, "*"), "hi".ljust(5) + "|",
    "hi".rjust(5, "."), "hi".center(1), "abc".center(6), "abc".center(7, "-")])
print("42".zfill(5), "-42".zfill(5), "+4".zfill(4), "".zfill(2),
    "abc".zfill(2), "--1".zfill(5))
print(repr("a\tbc\td".expandtabs()), repr("a\tb".expandtabs(4)),
    repr("\ta\n\tb".expandtabs(2)), repr("a\tb".expandtabs(0)))
print("\u2003x\xa0".strip(), "日".center(5, "本"))
for code in ("'a'.center(5, 'ab')", "'a'.strip(1)", "'a'.zfill('x')",
        "'a'.ljust()"):
    try:
        eval(code)
    except TypeError as error:
        print(type(error).__name__)
