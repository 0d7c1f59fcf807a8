# SPDX-License-Identifier: MIT
# cpython: 3.8
# __iter__, __next__, __getitem__ iteration, iter with a sentinel.


class Countdown:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        if self.n <= 0:
            raise StopIteration
        self.n -= 1
        return self.n


c = Countdown(3)
print(list(c), list(c), list(Countdown(2)), 1 in Countdown(5),
    sum(Countdown(4)), [*Countdown(2)], max(Countdown(3)),
    list(zip(Countdown(2), "ab")), sorted(Countdown(3)))
a, b = Countdown(2)
print(a, b)


class Old:
    def __getitem__(self, i):
        if i > 2:
            raise IndexError(i)
        return i * 10


print(list(Old()), 20 in Old(), [x for x in Old()], tuple(iter(Old())),
    list(enumerate(Old())))


class Sequence(Old):
    def __len__(self):
        return 3


print(list(reversed(Sequence())))
values = iter([1, 2, 0, 3])
print(list(iter(lambda: next(values), 0)), next(values))


class Container:
    def __contains__(self, x):
        return x == "yes"

    def __len__(self):
        return 5

    def __reversed__(self):
        return iter("reversed")


print("yes" in Container(), "no" in Container(), len(Container()),
    bool(Container()), "".join(reversed(Container())))


class NotIter:
    def __iter__(self):
        return 5


class NoNext:
    def __iter__(self):
        return [1]


class BadLen:
    def __len__(self):
        return -1


class TextLen:
    def __len__(self):
        return "x"


for code in ("iter(NotIter())", "list(NoNext())", "iter(5)", "next([1])",
        "len(BadLen())", "len(TextLen())", "len(Countdown(1))", "5 in 5",
        "list(object())", "[*5]", "next(iter([]))", "iter(5, 6)",
        "bool(BadLen())", "reversed(Countdown(2))"):
    try:
        eval(code)
    except Exception as error:
        print(code, "->", type(error).__name__, str(error)[:70])
it = iter([1, 2, 3])
print(it.__next__(), it.__length_hint__(), iter(it) is it,
    [type(iter(x)).__name__ for x in ([], (), "", {}, set(), range(1),
    {}.items(), b"", bytearray())])
