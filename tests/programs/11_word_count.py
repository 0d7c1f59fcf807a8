# cpython: 3.6-3.13
"""Word counts of a text on standard input: top words, lengths, an index."""
import string
import sys
from collections import Counter, OrderedDict, defaultdict, namedtuple

Word = namedtuple("Word", "text count share")
STOP_WORDS = frozenset("a and are as at but for in is it of on or the to".split())


def words_of(line):
    table = str.maketrans("", "", string.punctuation.replace("'", "") + "“”—")
    for word in line.translate(table).lower().split():
        word = word.strip("'")
        if word:
            yield word


def ranked(counts, number):
    total = sum(counts.values())
    for text, count in counts.most_common(number):
        yield Word(text, count, count / total)


def bar(share, width=40):
    return "#" * round(share * width) or "."


def caesar_guess(letters):
    """Letters by frequency, ties in the order of the alphabet."""
    return "".join(sorted(letters, key=lambda c: (-letters[c], c)))


def main():
    counts, lengths, letters = Counter(), Counter(), Counter()
    index = defaultdict(list)
    longest = ""
    number = 0
    for number, line in enumerate(sys.stdin, start=1):
        for word in words_of(line.rstrip("\n")):
            counts[word] += 1
            lengths[len(word)] += 1
            letters.update(filter(str.isalpha, word))
            if not index[word] or index[word][-1] != number:
                index[word].append(number)
            longest = max(longest, word, key=len)
    if not counts:
        print("nothing to count", file=sys.stderr)
        return 1

    print(f"{number} lines, {sum(counts.values())} words, "
          f"{len(counts)} different, longest {longest!r}")
    print("\nWord        Count  Share")
    for word in ranked(counts, 8):
        print(f"{word.text:<12}{word.count:>5} {word.share:>6.1%}  "
              f"{bar(word.share)}")
    content = Counter({w: c for w, c in counts.items() if w not in STOP_WORDS})
    print("\nWithout stop words:", [w.text for w in ranked(content, 5)])
    print("\nLengths:")
    for length, count in sorted(lengths.items()):
        print(f"{length:3} {'*' * count}")
    print("\nIndex of words on several lines:")
    several = OrderedDict((w, n) for w, n in sorted(index.items())
                          if len(n) > 2 and w not in STOP_WORDS)
    for word, lines in several.items():
        print(f"  {word:.<12}{', '.join(map(str, lines))}")
    print("\nLetters:", caesar_guess(letters))
    vowels = sum(letters[v] for v in "aeiou")
    print(f"Vowels: {vowels} of {sum(letters.values())}")
    print("Palindromes:", sorted({w for w in counts
                                  if len(w) > 2 and w == w[::-1]}))
    anagrams = defaultdict(set)
    for word in counts:
        anagrams["".join(sorted(word))].add(word)
    print("Anagrams:", [sorted(group) for key, group in
                        sorted(anagrams.items()) if len(group) > 1])
    return 0


if __name__ == "__main__":
    sys.exit(main())
