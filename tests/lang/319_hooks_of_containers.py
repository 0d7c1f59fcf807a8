# SPDX-License-Identifier: MIT
# cpython: 3.8-3.11
# Subclasses of containers whose hooks call the container's own methods.
import copy
from collections import ChainMap, OrderedDict


class Zero(dict):
    def __getitem__(self, key):
        return self.get(key, 0)


class Lower(dict):
    def __contains__(self, key):
        return dict.__contains__(self, key.lower())

    def __getitem__(self, key):
        return dict.__getitem__(self, key.lower())


class Double(OrderedDict):
    def __setitem__(self, key, value):
        super().__setitem__(key, value * 2)


class Tags(set):
    pass


class Raw(bytearray):
    pass


zero = Zero(a=5)
print(zero["a"], zero["z"], zero.get("z"), "z" in zero)
zero["z"] += 3
print(zero)
lower = Lower(b=20)
print("B" in lower, lower["B"], ChainMap(lower, {"c": 1})["B"])
double = Double(a=1)
double["b"] = 2
double.update(c=3)
print(double, double.pop("q", default=None))
print(Tags("ab") in {frozenset("ab")}, {Tags("a"): 1} if False else "no")
raw = Raw(b"abc")
raw.note = "n"
print(copy.copy(raw), copy.copy(raw).note)
print(bytes(memoryview(b"abcdef")[::2]))


class Unusable:
    __bool__ = None
    __iadd__ = None
    __iter__ = None


unusable = Unusable()
for code in ("bool(unusable)", "not unusable", "list(unusable)",
        "exec('unusable += 1')", "{[1]} | {1}", "{1} in [{1}]"):
    try:
        print(code, eval(code))
    except TypeError as error:
        print(code, error)
