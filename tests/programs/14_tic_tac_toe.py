# cpython: 3.6-3.13
"""Tic-tac-toe: the computer plays perfectly (minimax with a memory)."""
import random
from functools import lru_cache
from typing import List, Optional, Tuple

Board = Tuple[str, ...]
EMPTY: Board = (" ",) * 9
LINES = ([(i, i + 1, i + 2) for i in (0, 3, 6)]
         + [(i, i + 3, i + 6) for i in (0, 1, 2)]
         + [(0, 4, 8), (2, 4, 6)])


def show(board: Board) -> str:
    rows = (" | ".join(board[i:i + 3]) for i in (0, 3, 6))
    return "\n--+---+--\n".join(row for row in rows)


def winner(board: Board) -> Optional[str]:
    for a, b, c in LINES:
        if board[a] == board[b] == board[c] != " ":
            return board[a]
    return None


def moves(board: Board) -> List[int]:
    return [i for i, mark in enumerate(board) if mark == " "]


def play(board: Board, position: int, mark: str) -> Board:
    if board[position] != " ":
        raise ValueError(f"{position} is taken by {board[position]}")
    return board[:position] + (mark,) + board[position + 1:]


def other(mark: str) -> str:
    return "O" if mark == "X" else "X"


@lru_cache(maxsize=None)
def value(board: Board, mark: str) -> int:
    """1 if the one to move wins, 0 for a draw, -1 if he loses."""
    if winner(board):
        return -1
    options = moves(board)
    if not options:
        return 0
    return max(-value(play(board, m, mark), other(mark)) for m in options)


def best(board: Board, mark: str) -> int:
    return max(moves(board),
               key=lambda m: (-value(play(board, m, mark), other(mark)), -m))


def perfect(board, mark):
    return best(board, mark)


def greedy(board, mark):
    """Wins if it can, blocks if it must, else takes the first free place."""
    for who in (mark, other(mark)):
        for move in moves(board):
            if winner(play(board, move, who)) == who:
                return move
    return moves(board)[0]


def careless(board, mark):
    return random.choice(moves(board))


def game(first, second, *, verbose=False):
    board, mark = EMPTY, "X"
    players = {"X": first, "O": second}
    while winner(board) is None and moves(board):
        move = players[mark](board, mark)
        board = play(board, move, mark)
        if verbose:
            print(f"{mark} ({players[mark].__name__}) -> {move}")
            print(show(board), end="\n\n")
        mark = other(mark)
    return winner(board) or "draw"


def main() -> None:
    random.seed(9)
    print("result:", game(perfect, greedy, verbose=True))
    print("value of the empty board:", value(EMPTY, "X"))
    print("boards looked at:", value.cache_info().misses)
    for pair in [(perfect, careless), (careless, perfect), (greedy, careless),
                 (careless, careless)]:
        results = [game(*pair) for _ in range(60)]
        summary = {r: results.count(r) for r in ("X", "O", "draw")}
        print(f"{pair[0].__name__} - {pair[1].__name__}: {summary}")
    try:
        play(play(EMPTY, 4, "X"), 4, "O")
    except ValueError as error:
        print("ValueError:", error)


if __name__ == "__main__":
    main()
