# SPDX-License-Identifier: MIT
# What every generated program begins with; see generate.py.
import abc, asyncio, bisect, collections, collections.abc, contextlib
import concurrent.futures, contextvars, copy, dataclasses, enum, functools, gc
import heapq, inspect, io, itertools, json, math, operator, pprint, queue
import random, re, statistics, string, sys, textwrap, threading, time
import traceback, types, typing, weakref

sys.setrecursionlimit(150)
lock = threading.RLock()
threads = []
budget = 400


class Shared:
    x = 1


shared_list = [3, 1, 2, "b", None, 1.5]
shared_dict = {1: 2, "a": "b", None: [], 2.5: ()}
shared_set = {1, 2, "c", None}
shared_bytes = bytearray(b"hello world")
shared_deque = collections.deque([1, 2, 3], 9)
shared_object = Shared()
v0 = v1 = v2 = v3 = v4 = v5 = None


shared_queue = queue.Queue(2)
shared_condition = threading.Condition(lock)
shared_event = threading.Event()
shared_barrier = threading.Barrier(2)
shared_semaphore = threading.BoundedSemaphore(1)
shared_pool = concurrent.futures.ThreadPoolExecutor(2)


def note(value):
    """Shows a value, in a way that does not depend on it much."""
    print(type(value).__name__, ascii(value)[:60])


def few(values):
    return itertools.islice(values, 6)


def few_more():
    global budget
    budget -= 1
    return budget > 0 and budget % 3


def drive(routine):
    """What a coroutine or generator gives, at most four steps of it."""
    given = []
    try:
        for _ in range(4):
            given.append(routine.send(None))
    except StopIteration as stop:
        given.append(stop.value)
    return given


async def step(value):
    """Awaits what can be awaited, walks what can be walked."""
    try:
        async with lingering(value) as held:
            await asyncio.sleep(0)
            mutate(budget)
            if hasattr(value, "__await__"):
                return await value
            return [few_more() async for _ in ticking() if held]
    finally:
        mutate(len(shared_list))


class lingering:
    def __init__(self, value):
        self.value = value

    async def __aenter__(self):
        return self.value

    async def __aexit__(self, *failure):
        return few_more() == 2


async def ticking():
    for number in range(3):
        yield number
        mutate(number + budget)


def steps(value):
    try:
        got = yield value
        while few_more():
            got = yield from few([got, value])
    except ValueError as error:
        yield error
    finally:
        mutate(len(shared_dict))
    return value


async def meet(*routines):
    """Tasks side by side, not for long."""
    tasks = [asyncio.ensure_future(routine) for routine in routines]
    done, late = await asyncio.wait(tasks, timeout=0.01)
    for task in late:
        task.cancel()
    for task in done:
        note(task.cancelled() or task.exception())


REFUSED = {"exit", "quit", "input", "breakpoint", "open", "setrecursionlimit",
           "_exit", "setswitchinterval", "settrace", "setprofile", "help"}


def poke(value, number, *args, **named):
    """One of the attributes of a value, called when it can be."""
    names = [name for name in sorted(dir(value)) if name not in REFUSED]
    attribute = getattr(value, names[number * 7 % len(names)])
    return attribute(*args, **named) if callable(attribute) else attribute


def mutate(number):
    """Changes what others are looking at."""
    kind = number % 21
    if kind == 0: shared_list.clear()
    elif kind == 1: shared_list.append(number)
    elif kind == 2: shared_list[:] = range(20)
    elif kind == 3: del shared_list[::2]
    elif kind == 4: shared_dict.clear()
    elif kind == 5: shared_dict.update(dict.fromkeys(range(30)))
    elif kind == 6: shared_dict[number, budget] = shared_list
    elif kind == 7: shared_dict.pop(1, None)
    elif kind == 8: shared_set.clear()
    elif kind == 9: shared_set.update(range(30))
    elif kind == 10: shared_bytes.extend(b"x" * 50)
    elif kind == 11: del shared_bytes[1:]
    elif kind == 12: shared_deque.extend(range(12))
    elif kind == 13: shared_deque.clear()
    elif kind == 14: shared_object.__dict__.clear()
    elif kind == 15: shared_list.append(shared_list)
    elif kind == 16: shared_dict["self"] = shared_dict
    elif kind == 17: Shared.x = budget
    elif kind == 18: shared_deque.rotate(1)
    elif kind == 19: shared_object.__dict__ = {"x": shared_list}
    else: gc.collect()
    return number


def hostile_key(value):
    mutate(len(shared_list))
    return str(type(value))


