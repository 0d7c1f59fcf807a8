# cpython: 3.6-3.13
"""A sudoku solver: constraint propagation first, then search."""
from collections import defaultdict
from itertools import product

ROWS, COLUMNS = "ABCDEFGHI", "123456789"


def cross(first, second):
    return [a + b for a in first for b in second]


CELLS = cross(ROWS, COLUMNS)
UNITS = ([cross(ROWS, c) for c in COLUMNS]
         + [cross(r, COLUMNS) for r in ROWS]
         + [cross(rs, cs) for rs, cs in product(("ABC", "DEF", "GHI"),
                                                ("123", "456", "789"))])
PEERS = defaultdict(set)
for unit in UNITS:
    for cell in unit:
        PEERS[cell].update(other for other in unit if other != cell)


class Contradiction(Exception):
    """A cell has no possible digit left."""


class Sudoku:
    def __init__(self, text):
        givens = [char for char in text if char in "0123456789."]
        if len(givens) != 81:
            raise ValueError(f"expected 81 cells, got {len(givens)}")
        self.possible = {cell: set(COLUMNS) for cell in CELLS}
        self.steps = 0
        for cell, digit in zip(CELLS, givens):
            if digit in COLUMNS:
                self.assign(self.possible, cell, digit)

    def assign(self, board, cell, digit):
        for other in board[cell] - {digit}:
            self.eliminate(board, cell, other)

    def eliminate(self, board, cell, digit):
        if digit not in board[cell]:
            return
        board[cell].remove(digit)
        if not board[cell]:
            raise Contradiction(f"nothing fits {cell}")
        if len(board[cell]) == 1:
            (last,) = board[cell]
            for peer in sorted(PEERS[cell]):
                self.eliminate(board, peer, last)
        for unit in UNITS:
            if cell not in unit:
                continue
            places = [c for c in unit if digit in board[c]]
            if not places:
                raise Contradiction(f"no place for {digit}")
            if len(places) == 1:
                self.assign(board, places[0], digit)

    def search(self, board):
        self.steps += 1
        open_cells = [c for c in CELLS if len(board[c]) > 1]
        if not open_cells:
            return board
        cell = min(open_cells, key=lambda c: (len(board[c]), c))
        for digit in sorted(board[cell]):
            copy = {c: set(values) for c, values in board.items()}
            try:
                self.assign(copy, cell, digit)
                return self.search(copy)
            except Contradiction:
                continue
        raise Contradiction(f"every digit of {cell} fails")

    def solve(self):
        self.possible = self.search(self.possible)
        return self

    def __str__(self):
        width = 1 + max(len(values) for values in self.possible.values())
        line = "+".join(["-" * (width * 3)] * 3)
        rows = []
        for row in ROWS:
            text = ""
            for column in COLUMNS:
                values = self.possible[row + column]
                text += "".join(sorted(values)).center(width)
                text += "|" if column in "36" else ""
            rows.append(text.rstrip())
            if row in "CF":
                rows.append(line)
        return "\n".join(rows)


EASY = """
53..7....
6..195...
.98....6.
8...6...3
4..8.3..1
7...2...6
.6....28.
...419..5
....8..79
"""
HARD = "4.....8.5.3..........7......2.....6.....8.4......1.......6.3.7.5..2.....1.4......"

if __name__ == "__main__":
    for name, text in [("easy", EASY), ("hard", HARD)]:
        puzzle = Sudoku(text)
        left = sum(len(v) > 1 for v in puzzle.possible.values())
        print(f"{name}: {left} cells open after propagation")
        print(puzzle.solve())
        print(f"steps: {puzzle.steps}\n")
    for broken in ["12", "11" + "." * 79]:
        try:
            print(Sudoku(broken).solve())
        except (ValueError, Contradiction) as error:
            print(type(error).__name__, "-", error)
