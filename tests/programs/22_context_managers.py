# cpython: 3.7-3.13
"""Context managers: classes, @contextmanager, ExitStack, suppress, redirect."""
import contextlib
import io
import os
import sys
import tempfile
from contextlib import ExitStack, closing, contextmanager, suppress


class Step:
    """Prints when it begins and ends; may swallow errors of one type."""

    def __init__(self, name, swallows=()):
        self.name = name
        self.swallows = swallows

    def __enter__(self):
        print(f"begin {self.name}")
        return self

    def __exit__(self, kind, error, traceback):
        print(f"end {self.name}", "" if kind is None else f"({kind.__name__})")
        return kind is not None and issubclass(kind, self.swallows)


@contextmanager
def changed(obj, **attributes):
    """Sets attributes for a while."""
    missing = object()
    before = {name: getattr(obj, name, missing) for name in attributes}
    for name, value in attributes.items():
        setattr(obj, name, value)
    try:
        yield obj
    finally:
        for name, value in before.items():
            if value is missing:
                delattr(obj, name)
            else:
                setattr(obj, name, value)


@contextmanager
def tag(name, indent=[0]):
    print("  " * indent[0] + f"<{name}>")
    indent[0] += 1
    yield lambda text: print("  " * indent[0] + text)
    indent[0] -= 1
    print("  " * indent[0] + f"</{name}>")


class Timer(contextlib.ContextDecorator):
    calls = 0

    def __enter__(self):
        Timer.calls += 1
        return self

    def __exit__(self, *exc):
        return False


@Timer()
def work(n):
    return sum(range(n))


class Resource:
    def __init__(self, name):
        self.name = name
        if name == "bad":
            raise OSError("cannot open bad")
        print("open", name)

    def close(self):
        print("close", self.name)


class Settings:
    level = 1


def open_all(names):
    with ExitStack() as stack:
        resources = [stack.enter_context(closing(Resource(n))) for n in names]
        stack.callback(print, "all are open")
        stack.pop_all()
        return resources


def main():
    with Step("outer"), Step("inner", (ZeroDivisionError,)) as inner:
        print("in", inner.name)
        1 / 0
    print("went on")
    try:
        with Step("a"):
            with Step("b", (KeyError,)):
                raise ValueError("not swallowed")
    except ValueError as error:
        print("caught", error)
    for number in range(3):
        with Step(number):
            if number == 1:
                continue
            if number == 2:
                break
    settings = Settings()
    with changed(settings, level=5, colour="red"):
        print(vars(settings))
    print(vars(settings), settings.level)
    with tag("html"):
        with tag("body") as write:
            write("hello")
    print(work(10), work(4), Timer.calls)
    print([r.name for r in open_all(["x", "y"])])
    try:
        open_all(["p", "q", "bad"])
    except OSError as error:
        print("failed:", error)
    with suppress(FileNotFoundError, ZeroDivisionError):
        open("/no/such/file")
        print("never printed")
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        print("hidden")
    print(repr(out.getvalue()))
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "note.txt")
        with open(path, "w") as file:
            print("one", "two", sep="\n", file=file)
        with open(path) as file, open(path + ".upper", "w") as copy:
            copy.writelines(line.upper() for line in file)
        print(file.closed, sorted(os.listdir(folder)))
        with open(path + ".upper") as copy:
            print(copy.read().split())
    print(os.path.exists(folder))
    with contextlib.nullcontext(42) as value:
        print(value)
    try:
        with changed(settings) as first:
            raise StopIteration("through a generator")
    except StopIteration as error:
        print(type(error).__name__, error)
    try:
        file.read()
    except ValueError as error:
        print(error)
    print("done", file=sys.stdout)


if __name__ == "__main__":
    main()
