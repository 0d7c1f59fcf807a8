# SPDX-License-Identifier: MIT
# Operators between int, bool, float and complex, and what they refuse.
values = [1, True, 2.5, 1j]
for a in values:
    for b in values:
        print(a + b, a - b, a * b, a == b, end="; ")
    print()


def error(text):
    try:
        eval(text)
    except TypeError as problem:
        print(text, "->", problem)


for text in ("1 + 'a'", "'a' + 1", "[] + 1", "1 + []", "None + 1", "1 - 'a'",
        "'a' * 'b'",
             "1.5 * 'a'", "{} + {}", "[] - []", "-'a'", "+[]", "~1.5",
             "not_a_name if 0 else 1 < 'a'",
             "[] < 1", "None < None", "{} < {}", "1 < None", "'a' >= 1",
             "(1,) > [1]", "abs('x')",
             "2 ** 'a'", "pow(2, 'a')", "divmod(1, 'a')", "1 // None",
             "1 % []", "1 & 1.5", "1 << 'a'",
             "1 if 'a' @ 2 else 0", "{1} | [2]", "{1} + {2}", "(1,) + [2]",
             "'a' + b'b'", "b'a' + 'b'"):
    error(text)
