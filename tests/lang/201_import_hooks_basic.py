# SPDX-License-Identifier: MIT
# __import__, importlib.import_module, reload-free module objects.
import sys
import types
m = types.ModuleType("made", "doc")
m.x = 5
sys.modules["made"] = m
import made
from made import x
print(made.x, x, made.__doc__, made.__name__, made is m)
print(__import__("pkg.tools").__name__,
    __import__("pkg.tools", fromlist=["a"]).__name__)
import importlib
print(importlib.import_module("pkg.inner.deep").__name__,
    importlib.import_module(".tools", "pkg").__name__)
sys.modules["blocked"] = None
try:
    import blocked
except ImportError as error:
    print(type(error).__name__)
try:
    m.nothing
except AttributeError as error:
    print(error)
m.__getattr__ = lambda name: "dynamic " + name
print(m.something, repr(m)[:16])
del sys.modules["made"]
try:
    import made
except ModuleNotFoundError as error:
    print(error, error.name)
