# SPDX-License-Identifier: MIT
# bytes: literals, repr, indexing, methods.
b = b"hello\x00\xff\n'"
print(b, b[0], b[-1], b[1:4], b[::-1], len(b), list(b[:3]), b"a" + b"b",
    b"ab" * 2, b"a" in b"abc", 104 in b)
print(bytes(3), bytes([1, 2, 255]), bytes("é", "utf-8"), bytes(b"x"), bytes(),
    b'"', b"'\"", rb"\n", b"a" b"b", Br"\x")
print(b"a,b".split(b","), b"".join([b"x", b"y"]), b" x ".strip(),
    b"abc".replace(b"b", b"--"), b"abc".find(b"c"), b"AbC".lower(),
    b"abc".upper(), b"ab".hex(), bytes.fromhex("61 62"), b"a\tb".expandtabs(4))
print(b"caf\xc3\xa9".decode(), b"\xe9".decode("latin-1"),
    b"a\xff".decode("utf-8", "replace"), b"a\xff".decode("ascii", "ignore"),
    b"\xff".decode("utf-8", "backslashreplace"))
print(b"a" < b"b", b"a" == "a", b"abc".startswith(b"ab"), b"abc".isalpha(),
    b"12".isdigit(), b"%d %s %r" % (5, b"x", b"y"), b"abc".partition(b"b"),
    b"a".ljust(3, b"."), b"1".zfill(3), hash(b"abc") == hash(b"abc"))
print(b"abc".translate(bytes.maketrans(b"a", b"z")), b"a\nb".splitlines(),
    b"abcabc".count(b"bc"), b"abc".index(98), b"-".join([]),
    b"aXbX".rsplit(b"X", 1))
for code in ("b'a' + 'b'", "b'a'[5]", "bytes([256])", "bytes('a')",
        "bytes(-1)", "b'\\xff'.decode()", "b'\\xff'.decode('ascii')",
        "b'abc'.find('a')", "b'abc'.index(b'x')", "bytes.fromhex('6')",
        "b'' .join(['a'])", "b'a' < 'a'", "300 in b'a'"):
    try:
        print(eval(code))
    except Exception as error:
        print(type(error).__name__, str(error)[:90])
try:
    b[0] = 1
except TypeError as error:
    print(error)
