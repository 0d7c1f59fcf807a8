# cpython: 3.6-3.13
"""A matrix class with operators, exact fractions and a few algorithms."""
from fractions import Fraction
from functools import reduce
from operator import mul


class Matrix:
    def __init__(self, rows):
        self.rows = [list(row) for row in rows]
        widths = {len(row) for row in self.rows}
        if len(widths) != 1:
            raise ValueError("rows of different lengths: " +
                             ", ".join(map(str, sorted(widths))))

    @classmethod
    def identity(cls, size):
        return cls([[int(i == j) for j in range(size)] for i in range(size)])

    @property
    def shape(self):
        return len(self.rows), len(self.rows[0])

    @property
    def T(self):
        return Matrix(zip(*self.rows))

    def __getitem__(self, key):
        if isinstance(key, tuple):
            row, column = key
            if isinstance(row, slice):
                return [r[column] for r in self.rows[row]]
            return self.rows[row][column]
        return self.rows[key]

    def __setitem__(self, key, value):
        row, column = key
        self.rows[row][column] = value

    def __add__(self, other):
        if not isinstance(other, Matrix):
            return NotImplemented
        if self.shape != other.shape:
            raise ValueError(f"{self.shape} + {other.shape}")
        return Matrix([a + b for a, b in zip(*pair)]
                      for pair in zip(self.rows, other.rows))

    def __mul__(self, number):
        return Matrix([number * x for x in row] for row in self.rows)

    __rmul__ = __mul__

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + -other

    def __matmul__(self, other):
        if self.shape[1] != other.shape[0]:
            raise ValueError(f"{self.shape} @ {other.shape}")
        columns = list(zip(*other.rows))
        return Matrix([sum(map(mul, row, column)) for column in columns]
                      for row in self.rows)

    def __pow__(self, exponent):
        result, base = Matrix.identity(len(self.rows)), self
        while exponent:
            if exponent & 1:
                result @= base
            base @= base
            exponent >>= 1
        return result

    def __eq__(self, other):
        return isinstance(other, Matrix) and self.rows == other.rows

    def __iter__(self):
        for row in self.rows:
            yield from row

    def __str__(self):
        cells = [[str(x) for x in row] for row in self.rows]
        widths = [max(map(len, column)) for column in zip(*cells)]
        return "\n".join(
            "[ " + "  ".join(c.rjust(w) for c, w in zip(row, widths)) + " ]"
            for row in cells)

    def __repr__(self):
        return f"{self.__class__.__name__}({self.rows})"

    def minor(self, i, j):
        return Matrix(row[:j] + row[j + 1:]
                      for n, row in enumerate(self.rows) if n != i)

    def determinant(self):
        if self.shape == (1, 1):
            return self[0, 0]
        return sum((-1) ** j * self[0, j] * self.minor(0, j).determinant()
                   for j in range(self.shape[1]))

    def inverse(self):
        size = len(self.rows)
        work = [[Fraction(x) for x in row] + [Fraction(i == j)
                                              for j in range(size)]
                for i, row in enumerate(self.rows)]
        for i in range(size):
            pivot = next((r for r in range(i, size) if work[r][i]), None)
            if pivot is None:
                raise ZeroDivisionError("the matrix is singular")
            work[i], work[pivot] = work[pivot], work[i]
            work[i] = [x / work[i][i] for x in work[i]]
            for r in range(size):
                if r != i:
                    factor = work[r][i]
                    work[r] = [x - factor * y
                               for x, y in zip(work[r], work[i])]
        return Matrix(row[size:] for row in work)


if __name__ == "__main__":
    a = Matrix([[2, 1, 0], [1, 3, -1], [0, -1, 4]])
    b = Matrix([[1, 2], [3, 4], [5, 6]])
    print(a, a @ b, b.T, sep="\n\n")
    print(a + a == 2 * a == a * 2, a - a, -b)
    print("det", a.determinant(), "trace", sum(a[i, i] for i in range(3)))
    print(a.inverse())
    print(a @ a.inverse() == Matrix.identity(3))
    print("fib(200) =", (Matrix([[1, 1], [1, 0]]) ** 200)[0, 1])
    print(a[:, 1], a[0], a[-1, -1], list(b), repr(b.T))
    b[0, 0] = 10 ** 20
    print(b, f"{reduce(mul, b):e}")
    for text in ("a @ b.T", "a + b", "Matrix([[1], [1, 2]])", "a[5, 5]",
                 "Matrix([[1, 2], [2, 4]]).inverse()", "a + 1", "hash(a)"):
        try:
            eval(text)
        except Exception as error:
            print(f"{text:>36}  {type(error).__name__}: {error}")
