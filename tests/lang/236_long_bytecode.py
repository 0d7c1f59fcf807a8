# SPDX-License-Identifier: MIT
# More than 256 constants, names and locals, and far jumps: EXTENDED_ARG.
source = ["def f(n):"]
source += [f"    v{i} = n + {i * 1000}" for i in range(300)]
source += ["    total = 0", "    while n:"]
source += [f"        total += v{i} - {i}" for i in range(300)]
source += ["        n -= 1", "    return total"]
namespace = {}
exec("\n".join(source), namespace)
print(namespace["f"](3))
names = ";".join(f"g{i} = {i}" for i in range(400))
exec(names, namespace)
print(sum(namespace[f"g{i}"] for i in range(400)))
exec("big = [" + ",".join(map(str, range(2000))) + "]", namespace)
print(sum(namespace["big"]), len(namespace["big"]))
exec("nested = " + "(" * 60 + "1," + ")" * 60, namespace)
print(namespace["nested"])
exec("r = f(" + ",".join(str(i) for i in range(300)) + ")",
     {"f": lambda *a: print(len(a), sum(a))})
print(eval("+".join(["1"] * 500)), len(eval("'a'" * 300)))
exec("def h(" + ",".join(f"a{i}=0" for i in range(300)) + "): return a299",
     namespace)
print(namespace["h"](a299=7))
