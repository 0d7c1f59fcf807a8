# SPDX-License-Identifier: MIT
# Generator expressions summed, small calls, integer and float arithmetic: the
# largest singular value of the infinite matrix 1 / (triangle(i + j) + i + 1).
SIZE = 300


def element(i, j):
    return 1.0 / ((i + j) * (i + j + 1) // 2 + i + 1)


def times(vector):
    return [sum(element(i, j) * x for j, x in enumerate(vector))
            for i in range(len(vector))]


def times_transposed(vector):
    return [sum(element(j, i) * x for j, x in enumerate(vector))
            for i in range(len(vector))]


def main():
    u = [1.0] * SIZE
    for _ in range(10):
        v = times_transposed(times(u))
        u = times_transposed(times(v))
    dot = norm = 0.0
    for a, b in zip(u, v):
        dot += a * b
        norm += b * b
    print(f"{(dot / norm) ** 0.5:.9f}")


main()
