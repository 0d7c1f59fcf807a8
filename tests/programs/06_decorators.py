# cpython: 3.7-3.13
"""Decorators: plain, with arguments, as classes, on classes and stacked."""
import functools
import time
from typing import Any, Callable


def trace(function: Callable) -> Callable:
    depth = 0

    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        nonlocal depth
        shown = [repr(a) for a in args]
        shown += [f"{k}={v!r}" for k, v in kwargs.items()]
        print("  " * depth + f"{function.__name__}({', '.join(shown)})")
        depth += 1
        try:
            result = function(*args, **kwargs)
        finally:
            depth -= 1
        print("  " * depth + f"-> {result!r}")
        return result

    return wrapper


def retry(times: int, *errors: type):
    def decorate(function):
        @functools.wraps(function)
        def wrapper(*args, **kwargs):
            for attempt in range(1, times + 1):
                try:
                    return function(*args, **kwargs)
                except errors as error:
                    print(f"attempt {attempt}: {error}")
                    last = error
                    time.sleep(0.001 * attempt)
            raise RuntimeError(f"gave up after {times}") from last
        return wrapper
    return decorate


class count_calls:
    """A decorator that is a class, usable on methods as well."""

    def __init__(self, function):
        functools.update_wrapper(self, function)
        self.function = function
        self.calls = 0

    def __call__(self, *args, **kwargs):
        self.calls += 1
        return self.function(*args, **kwargs)

    def __get__(self, instance, owner):
        return self if instance is None else functools.partial(self, instance)


def validate(**types: type):
    def decorate(function):
        names = function.__code__.co_varnames

        @functools.wraps(function)
        def wrapper(*args: Any, **kwargs: Any):
            for name, value in [*zip(names, args), *kwargs.items()]:
                expected = types.get(name, object)
                if not isinstance(value, expected):
                    raise TypeError(f"{function.__name__}: {name} must be "
                                    f"{expected.__name__}, not "
                                    f"{type(value).__name__}")
            return function(*args, **kwargs)
        return wrapper
    return decorate


def singleton(cls):
    instances = {}

    def get(*args):
        return instances.setdefault(cls, None) or instances.update(
            {cls: cls(*args)}) or instances[cls]
    return get


def register(registry):
    return lambda cls: registry.setdefault(cls.__name__.lower(), cls)


@trace
def factorial(n: int) -> int:
    """n!"""
    return 1 if n < 2 else n * factorial(n - 1)


failures = iter([OSError("disk full"), OSError("busy"), None])


@retry(3, OSError)
def save():
    error = next(failures)
    if error:
        raise error
    return "saved"


@retry(2, ZeroDivisionError)
def hopeless():
    return 1 // 0


@functools.lru_cache(maxsize=None)
@count_calls
def fibonacci(n):
    return n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)


@validate(name=str, age=int)
def greet(name, age=0, *, shout=False):
    text = f"hello {name}, {age}"
    return text.upper() if shout else text


COMMANDS: dict = {}


@register(COMMANDS)
class Start:
    @count_calls
    def run(self, speed):
        return f"start at {speed}"


@register(COMMANDS)
class Stop(Start):
    pass


@singleton
class Config:
    def __init__(self, path="default.cfg"):
        print("reading", path)
        self.path = path


if __name__ == "__main__":
    factorial(4)
    print(factorial.__name__, factorial.__doc__, factorial.__wrapped__(1))
    print(save())
    try:
        hopeless()
    except RuntimeError as error:
        print(error, "because", repr(error.__cause__))
    print(fibonacci(60), fibonacci.__wrapped__.calls, fibonacci.cache_info())
    print(greet("Ann", 30), greet("Bob", shout=True))
    for args in [(1,), ("Cy", "old")]:
        try:
            greet(*args)
        except TypeError as error:
            print(error)
    print(sorted(COMMANDS), COMMANDS["stop"]().run(3), Start.run.calls)
    print(Config() is Config("other.cfg"), Config().path)
