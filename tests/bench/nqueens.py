# SPDX-License-Identifier: MIT
# Generators, sets and tuples: queens on a board, by trying all permutations.


def permutations(pool):
    """The orders of pool, one swap or rotation after another."""
    pool = tuple(pool)
    n = len(pool)
    places = list(range(n))
    left = list(range(n, 0, -1))
    yield tuple(pool[i] for i in places)
    while n:
        for i in reversed(range(n)):
            left[i] -= 1
            if left[i] == 0:
                places[i:] = places[i + 1:] + places[i:i + 1]
                left[i] = n - i
            else:
                j = left[i]
                places[i], places[-j] = places[-j], places[i]
                yield tuple(pool[k] for k in places)
                break
        else:
            return


def queens(n):
    columns = range(n)
    for rows in permutations(columns):
        if (n == len(set(rows[i] + i for i in columns))
                == len(set(rows[i] - i for i in columns))):
            yield rows


def main():
    solutions = list(queens(9))
    print(len(solutions), solutions[0])


main()
