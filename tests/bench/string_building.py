# SPDX-License-Identifier: MIT
# Text made piece by piece: f-strings, %, join, split, replace, += a million
# times (which has to stay linear), and characters looked at one by one.
from collections import Counter
from io import StringIO


def pieces(n):
    return [f"{i}:{i * i % 97:>3}" for i in range(n)]


def report(rows):
    out = StringIO()
    for number, row in enumerate(rows):
        key, value = row.split(":")
        out.write("%-8s|%5d|%s\n" % (key, number, value.strip().rjust(4, ".")))
    return out.getvalue()


def grow(n):
    text = ""
    for i in range(n):
        text += "x" if i % 7 else ","
    return text


def caesar(text, shift):
    shifted = []
    for letter in text:
        if letter.isalpha():
            letter = chr((ord(letter) - 97 + shift) % 26 + 97)
        shifted.append(letter)
    return "".join(shifted)


def main():
    rows = pieces(100000)
    table = report(rows)
    print(len(table), table.count("."), table.splitlines()[-1])
    text = grow(1000000)
    words = text.split(",")
    print(len(words), len(text.replace(",", "--").upper()))
    print(sorted(Counter(caesar("the quick brown fox " * 5000, 3)).items())[:3])
    print(len(", ".join(word[::-1] for word in words if word)))


main()
