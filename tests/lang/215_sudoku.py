# SPDX-License-Identifier: MIT
# A whole program: sudoku by backtracking.
PUZZLE = ("53..7....6..195....98....6.8...6...34..8.3..17...2...6.6....28."
          "...419..5....8..79")


def candidates(board, i):
    row, column = divmod(i, 9)
    used = set(board[row * 9:row * 9 + 9]) | set(board[column::9])
    top = row // 3 * 27 + column // 3 * 3
    for r in range(3):
        used |= set(board[top + r * 9:top + r * 9 + 3])
    return [d for d in "123456789" if d not in used]


def solve(board):
    empty = [i for i, c in enumerate(board) if c == "."]
    if not empty:
        return board
    best = min(empty, key=lambda i: len(candidates(board, i)))
    for digit in candidates(board, best):
        result = solve(board[:best] + digit + board[best + 1:])
        if result:
            return result
    return None


solution = solve(PUZZLE)
for r in range(9):
    print(*solution[r * 9:r * 9 + 9])
