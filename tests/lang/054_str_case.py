# SPDX-License-Identifier: MIT
# Case methods, also beyond ASCII.
for s in ("hello World", "ÀÉÎ straße", "ǆ ŉ ﬁ", "ΑΣ Σ", "i̇ İ ı",
        "it's 3rd x-ray", ""):
    print([s.upper(), s.lower(), s.title(), s.capitalize(), s.swapcase(),
        s.casefold()])
for s in ("abc", "ABC", "Abc", "aBC", "123", "a1", "A1", "", "Hello World",
        "Ǆ", "ß", " "):
    print(repr(s), s.isupper(), s.islower(), s.istitle())
