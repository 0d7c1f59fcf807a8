# cpython: 3.6-3.13
"""Generators as a pipeline: read, filter, transform, group, sum."""
from itertools import accumulate, chain, count, groupby, islice, takewhile, tee

LOG = """\
2024-05-01 09:00 GET /index.html 200 512
2024-05-01 09:01 GET /logo.png 200 2048
2024-05-01 09:01 POST /login 302 0
# rotated
2024-05-01 09:02 GET /secret 403 128
2024-05-02 00:00 GET /index.html 200 512
2024-05-02 00:05 GET /broken 500 64
garbage line
2024-05-02 07:30 GET /index.html 200 512
"""


def lines(text):
    print("[open]")
    try:
        for line in text.splitlines():
            yield line
    finally:
        print("[close]")


def without_comments(source):
    return (line for line in source if not line.startswith("#"))


def records(source):
    for number, line in enumerate(source, 1):
        try:
            day, time, method, path, status, size = line.split()
        except ValueError as error:
            print(f"line {number}: {error}")
            continue
        yield {"day": day, "time": time, "method": method, "path": path,
               "status": int(status), "size": int(size)}


def running_average():
    total = number = 0
    average = None
    while True:
        value = yield average
        if value is None:
            return total, number
        total += value
        number += 1
        average = total / number


def averages(values):
    """Delegates to a coroutine and reports what it returns."""
    result = yield from running_average()
    print("total %d of %d values" % result)
    yield "done"


def primes():
    seen = []
    for n in chain([2], count(3, 2)):
        if all(n % p for p in takewhile(lambda p: p * p <= n, seen)):
            seen.append(n)
            yield n


def flatten(tree):
    for item in tree:
        if isinstance(item, (list, tuple)):
            yield from flatten(item)
        else:
            yield item


def pairwise(items):
    first, second = tee(items)
    next(second, None)
    return zip(first, second)


def chunks(items, size):
    iterator = iter(items)
    return iter(lambda: list(islice(iterator, size)), [])


def main():
    pipeline = records(without_comments(lines(LOG)))
    for day, group in groupby(pipeline, key=lambda r: r["day"]):
        group = list(group)
        good = [r for r in group if r["status"] < 400]
        print(day, len(group), "requests,", len(good), "good,",
              sum(r["size"] for r in group), "bytes")

    source = lines(LOG)
    first = next(records(source))
    print(first["path"], sorted(first))
    source.close()

    average = averages([])
    next(average)
    print([average.send(value) for value in (10, 20, 60)])
    print(average.send(None), next(average, "exhausted"))

    print(list(islice(primes(), 15)))
    print([b - a for a, b in pairwise(islice(primes(), 12))])
    print(list(flatten([1, [2, (3, [4, []])], "five"])))
    print(list(chunks("abcdefg", 3)), list(accumulate(range(1, 8))))
    squares = {n: n * n for n in range(6) if n % 2}
    print(squares, {v: k for k, v in squares.items()}, sum(squares.values()))

    generator = lines("a\nb")
    print(next(generator))
    generator.close()
    try:
        next(generator)
    except StopIteration:
        print("closed generators stop")
    try:
        running = running_average()
        running.send(1)
    except TypeError as error:
        print(error)
    next(running)
    try:
        running.throw(KeyError("thrown in"))
    except KeyError as error:
        print("came out:", error)


if __name__ == "__main__":
    main()
