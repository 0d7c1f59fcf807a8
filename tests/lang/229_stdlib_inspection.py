# SPDX-License-Identifier: MIT
# inspect and dis on functions.
import dis
import inspect


def f(a, b=1, *args, c: int, **kw) -> str:
    "Documentation."
    return a + b


print(inspect.signature(f), inspect.getdoc(f), inspect.isfunction(f),
    inspect.isgeneratorfunction(f), inspect.isclass(int),
    list(inspect.signature(f).parameters))
print([p.kind.name for p in inspect.signature(f).parameters.values()],
    inspect.signature(f).parameters["b"].default, inspect.ismodule(dis),
    inspect.isbuiltin(len), inspect.getsource(f).splitlines()[0])
print(inspect.currentframe().f_code.co_name, inspect.stack()[0].function,
    inspect.signature(lambda x, /, y: 0))
instructions = list(dis.get_instructions(f))
print(len(instructions) > 3,
    dis.opname[100] == dis.opname[dis.opmap[dis.opname[100]]])
