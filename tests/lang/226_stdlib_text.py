# SPDX-License-Identifier: MIT
# string, textwrap, pprint, shlex-free text helpers.
import pprint
import string
import textwrap
print(string.ascii_letters, string.digits, string.punctuation,
    string.capwords("hello big world"),
    string.Template("$a ${b} $$").substitute(a=1, b=2),
    string.Template("$x").safe_substitute())
text = "The quick brown fox jumps over the lazy dog and runs away from it."
print(textwrap.fill(text, 30))
print(textwrap.wrap("aaaa bbbb cccc", 9), textwrap.dedent("  a\n    b\n  c"),
    textwrap.shorten(text, 25), textwrap.indent("a\nb", "> "))
pprint.pprint({"key" + str(i): list(range(i)) for i in range(8)})
pprint.pprint([["nested", ("tuple", {"set"})], {"b": 1, "a": 2}], width=30)
try:
    string.Template("$missing").substitute()
except KeyError as error:
    print(error)
