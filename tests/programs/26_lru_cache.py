# cpython: 3.6-3.13
"""An LRU cache three ways: linked list, OrderedDict, functools."""
import functools
from collections import OrderedDict
from collections.abc import MutableMapping


class Node:
    __slots__ = ("key", "value", "before", "after")

    def __init__(self, key=None, value=None):
        self.key, self.value = key, value
        self.before = self.after = self


class LinkedCache(MutableMapping):
    """A ring of nodes around a root; the newest is next to the root."""

    def __init__(self, size):
        self.size = size
        self.root = Node()
        self.nodes = {}
        self.hits = self.misses = 0

    def _unlink(self, node):
        node.before.after, node.after.before = node.after, node.before

    def _link(self, node):
        node.before, node.after = self.root, self.root.after
        self.root.after.before = node
        self.root.after = node

    def __getitem__(self, key):
        try:
            node = self.nodes[key]
        except KeyError:
            self.misses += 1
            raise
        self.hits += 1
        self._unlink(node)
        self._link(node)
        return node.value

    def __setitem__(self, key, value):
        if key in self.nodes:
            del self[key]
        elif len(self) == self.size:
            oldest = self.root.before
            del self[oldest.key]
        node = self.nodes[key] = Node(key, value)
        self._link(node)

    def __delitem__(self, key):
        self._unlink(self.nodes.pop(key))

    def __contains__(self, key):
        return key in self.nodes

    def __iter__(self):
        # a list: looking at an item moves it
        keys, node = [], self.root.after
        while node is not self.root:
            keys.append(node.key)
            node = node.after
        return iter(keys)

    def __len__(self):
        return len(self.nodes)

    def __repr__(self):
        inside = ", ".join(f"{k!r}: {self.nodes[k].value!r}" for k in self)
        return f"{type(self).__name__}({{{inside}}}, size={self.size})"


class OrderedCache(dict):
    """The same on an OrderedDict, with the newest at its end."""

    def __init__(self, size):
        super().__init__()
        self.order = OrderedDict()
        self.size = size
        self.hits = self.misses = 0

    def __getitem__(self, key):
        value = super().__getitem__(key)
        self.hits += 1
        self.order.move_to_end(key)
        return value

    def __missing__(self, key):
        self.misses += 1
        raise KeyError(key)

    def __setitem__(self, key, value):
        super().__setitem__(key, value)
        self.order[key] = None
        if len(self) > self.size:
            oldest, _ = self.order.popitem(last=False)
            del self[oldest]


def memoize(cache):
    def decorate(function):
        @functools.wraps(function)
        def wrapper(*args):
            try:
                return cache[args]
            except KeyError:
                result = cache[args] = function(*args)
                return result
        wrapper.cache = cache
        return wrapper
    return decorate


def trial(make):
    calls = []

    @make
    def square(n):
        calls.append(n)
        return n * n

    for n in [1, 2, 3, 1, 4, 1, 2, 5, 3, 3, 1]:
        square(n)
    return square, calls


if __name__ == "__main__":
    for kind in (LinkedCache, OrderedCache):
        square, calls = trial(memoize(kind(3)))
        cache = square.cache
        print(kind.__name__, calls, sorted(key[0] for key in cache))
        print(f"  hits {cache.hits}, misses {cache.misses}")
    square, calls = trial(functools.lru_cache(maxsize=3))
    print("lru_cache", calls, square.cache_info())
    square.cache_clear()
    print(square.cache_info().currsize, square.__wrapped__(9))

    cache = LinkedCache(2)
    cache.update(a=1, b=2, c=3)
    print(cache, "a" in cache, cache.get("a"), cache.get("b"), list(cache))
    print(cache.pop("c"), cache.setdefault("z", 26), dict(cache), len(cache))
    print(cache == {"b": 2, "z": 26}, sorted(cache.items()), bool(cache))
    cache.clear()
    print(cache, cache.hits, cache.misses)
    for action in ("cache['x']", "cache.popitem()", "del cache['y']",
                   "Node().colour", "Node().__dict__", "cache[[]]"):
        try:
            exec(action)
        except Exception as error:
            print(f"{action:<18}{type(error).__name__}")
    print(functools.reduce(lambda a, b: a * 10 + b, [1, 2, 3]),
          functools.partial(int, base=2)("1011"))
