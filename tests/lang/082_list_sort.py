# SPDX-License-Identifier: MIT
# cpython: 3.8-3.12
# sort and sorted: keys, reverse, stability, errors.
print(sorted([3, 1, 2]), sorted("hello", reverse=True), sorted([]),
    sorted({"b": 1, "a": 2}), sorted((1.5, 1, True, 0)))
words = ["banana", "kiwi", "Apple", "fig", "cherry", "date"]
print(sorted(words), sorted(words, key=len), sorted(words, key=str.lower),
    sorted(words, key=len, reverse=True),
    sorted(words, key=lambda w: (len(w), w)))
words.sort(key=lambda w: w[-1])
print(words, words.sort(reverse=True), words)
pairs = [(i * 7 % 5, i) for i in range(20)]
print(sorted(pairs, key=lambda p: p[0]) == sorted(pairs),
    sorted(pairs, key=lambda p: -p[0])[:5],
    sorted(pairs, key=lambda p: p[0], reverse=True)[:4])
big = [(i * 7919) % 10007 for i in range(3000)]
s = sorted(big)
print(all(x <= y for x, y in zip(s, s[1:])),
    sorted(s) == s, sorted(s, reverse=True) == s[::-1],
    sorted(s[1500:] + s[:1500]) == s)


class Version:
    def __init__(self, n):
        self.n = n

    def __lt__(self, other):
        print(f"{self.n}<{other.n}", end=" ")
        return self.n < other.n

    def __repr__(self):
        return f"v{self.n}"


print(sorted([Version(3), Version(1), Version(2), Version(0)]))
for bad in ([1, "a"], [None, 1], [(1, "a"), (1, 2)], [1j, 2j], [[], ()]):
    try:
        sorted(bad)
    except TypeError as error:
        print(error)
try:
    sorted([3, 2, 1], key=lambda x: 1 // (x - 1))
except ZeroDivisionError as error:
    print(error)
l = [3, 1, 2]
try:
    l.sort(key=lambda x: l.append(9) or x)
except ValueError as error:
    print(error, l)
try:
    sorted([1], lambda x: x)
except TypeError as error:
    print(error)
