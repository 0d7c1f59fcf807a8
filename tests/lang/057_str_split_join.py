# SPDX-License-Identifier: MIT
# split, rsplit, splitlines, partition, join.
print("a b  c".split(), " a b ".split(), "".split(), "a,b,,c".split(","),
    "".split(","))
print("a b c d".split(None, 2), "a,b,c".split(",", 1), "a--b--c".split("--"),
    "abc".split("abc"))
print("a b c d".rsplit(None, 2), "a,b,c".rsplit(",", 1),
    "  a  b  ".rsplit(maxsplit=1), "a,b".split(",", 0))
print("  a b  c ".split(None, 1), "  a b  c ".split(" "),
    "x".split(sep="x", maxsplit=-1))
print("a\nb\r\nc\rd\x0be\u2028f".splitlines(), "a\n\nb\n".splitlines(True),
    "".splitlines(), "\n".splitlines())
print("k=v=w".partition("="), "k=v=w".rpartition("="), "kv".partition("="),
    "kv".rpartition("="))
print(",".join("abc"), "".join(["x", "y"]), ", ".join([]), "-".join(("a",)),
    "ab".join({"k": 1, "j": 2}))
print("|".join(str(i) for i in range(4)), "日".join(["a", "b"]))
for code in ("'a'.split('')", "'a'.partition('')", "','.join([1])",
        "','.join(['a', None])", "','.join(5)", "'a'.split(1)"):
    try:
        eval(code)
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
