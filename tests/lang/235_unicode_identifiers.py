# SPDX-License-Identifier: MIT
# Identifiers beyond ASCII, NFKC normalised; encodings of text.
café = 1
Ω = 2
变量 = 3
ﬁx = 4
print(café + Ω + 变量, fix, "fix" in globals(), "café" in globals())


class Été:
    ñ = 5

    def größe(self):
        return self.ñ


print(Été().größe(), Été.__name__, getattr(Été, "ñ"))
print("naïve".encode("utf-8"), "naïve".encode("latin-1"),
    "naïve".encode("utf-16")[:2], "日本".encode("utf-8").decode("utf-8"))
print(sorted(["é", "e", "f", "E"]), "ß".upper(), "İ".lower() == "i̇",
    "ŝ" == "s\u0302", len("👨‍👩‍👧"))
import unicodedata
print(unicodedata.normalize("NFC", "s\u0302") == "ŝ", unicodedata.name("é"),
    unicodedata.category("A"))
