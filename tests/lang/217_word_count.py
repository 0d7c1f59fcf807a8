# SPDX-License-Identifier: MIT
# A whole program: text processing with dicts, sets and sorting.
TEXT = """It was the best of times, it was the worst of times,
it was the age of wisdom, it was the age of foolishness"""
words = [w.strip(",.").lower() for w in TEXT.split()]
counts = {}
for word in words:
    counts[word] = counts.get(word, 0) + 1
width = max(map(len, counts))
for word, n in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
    print(f"{word:<{width}} {n:>3} {'#' * n}")
print(len(words), len(set(words)), f"{len(set(words)) / len(words):.1%}")
lines = TEXT.splitlines()
print([sum(c in "aeiou" for c in line) for line in lines],
    " ".join(sorted(set(words), key=words.index)[:6]),
    TEXT.title().swapcase()[:20])
