# cpython: 3.6-3.13
"""Conway's game of life on an endless plane: a set of living cells."""
from collections import Counter
from itertools import product

PATTERNS = {
    "blinker": "###",
    "glider": """
        .#.
        ..#
        ###""",
    "toad": """
        .###
        ###.""",
    "r-pentomino": """
        .##
        ##.
        .#.""",
    "diehard": """
        ......#.
        ##......
        .#...###""",
}


class Life:
    neighbours = [d for d in product((-1, 0, 1), repeat=2) if d != (0, 0)]

    def __init__(self, alive=()):
        self.alive = frozenset(alive)

    @classmethod
    def from_text(cls, text):
        rows = text.strip().split("\n")
        return cls((x, y) for y, row in enumerate(rows)
                   for x, char in enumerate(row.strip()) if char == "#")

    def step(self):
        counts = Counter((x + dx, y + dy) for x, y in self.alive
                         for dx, dy in self.neighbours)
        return Life(cell for cell, n in counts.items()
                    if n == 3 or n == 2 and cell in self.alive)

    def generations(self):
        life = self
        while True:
            yield life
            life = life.step()

    def __len__(self):
        return len(self.alive)

    def __bool__(self):
        return bool(self.alive)

    @property
    def box(self):
        xs, ys = zip(*self.alive)
        return min(xs), min(ys), max(xs), max(ys)

    def __str__(self):
        if not self:
            return "(empty)"
        left, top, right, bottom = self.box
        return "\n".join(
            "".join(".#"[(x, y) in self.alive] for x in range(left, right + 1))
            for y in range(top, bottom + 1))

    def shape(self):
        """The cells moved to the corner: equal for equal patterns."""
        left, top, *_ = self.box
        return frozenset((x - left, y - top) for x, y in self.alive)


def classify(life, limit=40):
    seen = {}
    for number, now in zip(range(limit), life.generations()):
        if not now:
            return f"dies after {number}"
        shape = now.shape()
        if shape in seen:
            first, (left, top) = seen[shape]
            period = number - first
            dx, dy = now.box[0] - left, now.box[1] - top
            kind = "still life" if period == 1 else f"period {period}"
            if dx or dy:
                kind += f", moves by {dx:+d}, {dy:+d}"
            return kind
        seen[shape] = number, now.box[:2]
    return f"still changing after {limit}, {len(now)} cells"


if __name__ == "__main__":
    for name, text in PATTERNS.items():
        print(f"{name:>12}: {classify(Life.from_text(text))}")
    glider = Life.from_text(PATTERNS["glider"])
    for number, life in zip(range(5), glider.generations()):
        print(f"-- generation {number}, box {life.box}")
        print(life)
    pentomino = Life.from_text(PATTERNS["r-pentomino"])
    sizes = [len(life) for _, life in zip(range(30), pentomino.generations())]
    print("sizes:", *sizes)
    print(max(range(30), key=sizes.__getitem__), Life(), bool(Life()))
    block = Life([(0, 0), (1, 0), (0, 1), (1, 1)])
    print(block.step().alive == block.alive, classify(block))
