# SPDX-License-Identifier: MIT
# What every generated program begins with; see generate.py.
import abc, bisect, collections, collections.abc, contextlib, copy
import dataclasses, enum, functools, gc, heapq, inspect, io, itertools, json
import math, operator, pprint, queue, random, re, statistics, string, sys
import textwrap, threading, time, traceback, types, typing, weakref

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


def note(value):
    """Shows a value, in a way that does not depend on it much."""
    print(type(value).__name__, ascii(value)[:60])


def few(values):
    return itertools.islice(values, 6)


def few_more():
    global budget
    budget -= 1
    return budget > 0 and budget % 3


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


