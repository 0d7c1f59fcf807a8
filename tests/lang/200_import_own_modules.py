# SPDX-License-Identifier: MIT
# Import of modules and packages beside the script.
import pkg
import pkg.tools
import pkg.inner.deep as deep
from pkg import tools, VALUE
from pkg.tools import double as twice, CONSTANT
from pkg.inner import *
print(pkg.VALUE, VALUE, tools.double(4), twice(5), CONSTANT, deep.where(),
    exported)
print(pkg.__name__, pkg.tools.__name__, deep.__name__, pkg.__package__,
    tools is pkg.tools, pkg.inner.deep is deep, "hidden" in globals())
import pkg.tools as again
print(again is tools, again.counter())
from pkg.tools import counter
print(counter(), type(pkg).__name__,
    sorted(n for n in vars(pkg) if n[0] != "_"))
import sys
print("pkg.tools" in sys.modules, sys.modules["pkg"] is pkg, __name__,
    sys.modules["__main__"].__name__)


def local_import():
    from pkg import lazy
    return lazy.VALUE


print("before lazy")
print(local_import(), local_import())
for code in ("import no_such_module", "import pkg.nothing",
        "from pkg import nothing", "import pkg.tools.sub",
        "from pkg.tools import nope", "from . import x", "import pkg.broken"):
    try:
        exec(code)
    except Exception as error:
        print(type(error).__name__, str(error).split(" (")[0])
print("pkg.broken" in sys.modules)
pkg.tools.CONSTANT = "patched"
print(tools.CONSTANT, CONSTANT, tools.show())
