# SPDX-License-Identifier: MIT
# cpython: 3.8-3.12
# exec, eval, compile with namespaces.
ns = {}
exec("a = 1\ndef f(): return a + 1\nclass C: x = a", ns)
print(ns["a"], ns["f"](), ns["C"].x, "__builtins__" in ns, eval("a + 10", ns),
    eval("b * 2", {"b": 4}), eval("x", {}, {"x": "local"}))
print(eval(" 1 + 1 "), eval("[i for i in range(3)]"),
    eval("(lambda n: n * 2)(4)"), exec("1 + 1"))
code = compile("x * 2", "<test>", "eval")
print(code.co_filename, eval(code, {"x": 21}), code.co_names,
    code.co_name)
block = compile("for i in range(2):\n    print('in exec', i)\n", "<block>",
    "exec")
exec(block)
single = compile("1 + 2", "<single>", "single")
exec(single)
exec(compile("None", "<s>", "single"))
exec(compile("x = 5", "<s>", "single"))
print(i, x)


def scope():
    y = 1
    exec("y = 2; z = 3")
    return y, "z" in locals(), eval("y + 1")


print(scope())


class Names(dict):
    def __missing__(self, key):
        return f"<{key}>"


print(eval("hello, world", {}, Names()))
try:
    eval("1 +")
except SyntaxError as error:
    print(type(error).__name__)
try:
    eval("x = 1")
except SyntaxError as error:
    print(type(error).__name__)
try:
    exec("def f(:")
except SyntaxError as error:
    print(type(error).__name__)
try:
    exec("undefined_name", {})
except NameError as error:
    print(error)
try:
    exec("print('no builtins')", {"__builtins__": {}})
except NameError as error:
    print(error)
exec("global g\ng = 7")
print(g, eval(b"1 + 1"), eval("__name__"), eval("'é'"))
try:
    compile("1", "f", "nope")
except ValueError as error:
    print(error)
try:
    eval("1\x001")
except (ValueError, SyntaxError) as error:
    print("null byte")
