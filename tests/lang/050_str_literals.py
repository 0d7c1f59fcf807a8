# SPDX-License-Identifier: MIT
# String literals: quotes, escapes, raw, concatenation, unicode.
print('a', "b", '''c''', """d""", 'it\'s', "\"", '"', "'")
print(repr("\a\b\f\n\r\t\v\\\0\x41\101\u00e9\U0001f600\N{BULLET}"))
print(r"\n\x41\'", R"\\", len(r"\\"), u"u", "a" 'b' """c""" r"\d")
print("line \
continued", """two
lines""", repr('''tab	inside'''))
print(repr("\1\12\123\x7f\x80\xff\u0100\ud800"), repr("\u2028\u00ad\u200b"))
print(len("é"), len("\U0001f600"), "e\u0301" == "é", ord("€"), chr(8364))
print(repr("'"), repr('"'), repr("'\""), repr("\\"), repr("\\'"))
print(ascii("é\u20ac\U0001f600'"), "\N{LATIN SMALL LETTER E WITH ACUTE}")
for bad in (r"'\x4'", r"'\u12'", r"'\U00110000'", r"'\N{no such name}'",
            "'abc", "chr(-1)", "chr(0x110000)", "ord('ab')", "ord('')"):
    try:
        print(eval(bad))
    except (SyntaxError, ValueError, TypeError) as error:
        print(type(error).__name__)
