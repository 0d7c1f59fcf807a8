# SPDX-License-Identifier: MIT
# cpython: 3.8-3.12
# re: search, groups, substitution, flags.
import re
m = re.search(r"(\w+)@(?P<host>\w+)\.com", "mail ann@site.com now")
print(m.group(), m.group(1), m["host"], m.groups(), m.groupdict(), m.span(),
    m.start(2))
print(re.findall(r"\d+", "a1 b22 c333"), re.findall(r"(\w)(\d)", "a1 b2"),
    re.split(r"[,;]\s*", "a, b;c"), re.split(r"(-)", "a-b"),
    re.sub(r"(\w+) (\w+)", r"\2 \1", "hello world"),
    re.sub("a", lambda m: m.group().upper(), "banana", count=2),
    re.subn("a", "b", "aaa"))
print(re.match("b", "ab"), re.fullmatch("a+", "aaa") is not None,
    bool(re.match("(?i)AB", "ab")), re.findall("^x", "x\nx", re.M),
    re.findall("a.b", "a\nb", re.S),
    re.compile("a  b # c", re.X).findall("ab"))
print(re.findall(r"a{2,3}?", "aaaaa"), re.findall(r"(?<=\$)\d+", "$5 6 $77"),
    re.findall(r"\bfoo(?!bar)", "foobar foo"),
    re.findall(r"(a|b)\1", "aa ab bb"),
    [m.start() for m in re.finditer("an", "banana")], re.escape("a.b*c"),
    re.findall("[^a-c]", "abcd"), re.match(r"(a)?b", "b").groups())
try:
    re.compile("(")
except re.error as error:
    print(type(error).__name__, error.pos)
print(re.compile("x", re.I), re.search("b", "abc"))
