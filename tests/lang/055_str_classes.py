# SPDX-License-Identifier: MIT
# isalpha and its relatives, per character class.
KINDS = "alpha digit decimal numeric alnum space identifier printable ascii"
KINDS = KINDS.split()
for s in ("a", "Z", "1", " ", "\t", "é", "日", "٣", "²", "½", "_", "-", "\n",
        "\x00", "Ⅷ", "ª",
          "a1", "a b", "", "\u2028", "\U0001f600", "\u0301", "x1_", "1x",
          "class", "\xa0"):
    print(ascii(s), *[int(getattr(s, "is" + name)()) for name in
          KINDS])
