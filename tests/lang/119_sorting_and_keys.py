# SPDX-License-Identifier: MIT
# Ordering of own classes: reflected comparisons and total order by hand.


class Card:
    RANKS = "23456789TJQKA"

    def __init__(self, text):
        self.rank, self.suit = text

    def key(self):
        return self.RANKS.index(self.rank)

    def __lt__(self, other):
        return self.key() < other.key()

    def __eq__(self, other):
        return isinstance(other, Card) and self.key() == other.key()

    def __hash__(self):
        return hash(self.rank)

    def __repr__(self):
        return self.rank + self.suit


hand = [Card(t) for t in "AS TC 2H KD TD".split()]
print(sorted(hand), max(hand), min(hand), sorted(hand, reverse=True),
    hand[1] == hand[4], len(set(hand)), hand[0] > hand[1],
    hand.index(Card("KH")))
try:
    hand[0] >= hand[1]
except TypeError as error:
    print(error)


class Le:
    def __init__(self, n):
        self.n = n

    def __le__(self, o):
        print("le", self.n, o.n)
        return self.n <= o.n

    def __ge__(self, o):
        print("ge", self.n, o.n)
        return self.n >= o.n

    def __gt__(self, o):
        print("gt", self.n, o.n)
        return NotImplemented


print(Le(1) <= Le(2), Le(1) >= Le(2))
try:
    Le(1) < Le(2)
except TypeError as error:
    print(error)
print([1, 2] < [1, 2, 3], (1, "a") < (1, "b"), [[2], [1]] > [[1], [5]],
    sorted([(1, None), (0, None)]))
