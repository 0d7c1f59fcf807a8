#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes random programs that are well formed and behave badly.

    generate.py SEED        prints the program of that seed

The same seed gives the same program on every Python. A program is a prelude of
hostile helpers (hostile.py), then classes with odd special methods, functions,
threads that share everything, and statements, each in a try of its own. It
always ends by itself or by a limit on opcodes; what it prints is not judged,
except that the same run must print it again.
"""
import os
import random
import sys

HERE = os.path.dirname(os.path.abspath(__file__))

NUMBERS = ["0", "1", "-1", "2", "3", "7", "255", "256", "-6", "True",
           "2**31", "-2**31", "2**62", "2**62 - 1", "-2**62", "2**63",
           "-2**63", "2**64", "10**40", "-10**40", "1 << 700", "0.0", "-0.0",
           "0.5", "1e308", "5e-324", "float('nan')", "float('inf')",
           "-float('inf')", "1j", "0j"]
TEXTS = ["''", "'a'", "'abc' * 9", "'\\xe9\\u20ac\\U0001f600'", "'\\ud800'",
         "'%s %d %(x)r'", "'{} {0} {x!r:>{y}}'", "'\\0'", "'x' * 3000",
         "b''", "b'abc'", "b'\\xff' * 40", "bytearray(b'abcdef')",
         "memoryview(b'abcd')", "'__class__'", "'12'", "'utf-8'"]
CONTAINERS = ["[]", "()", "{}", "set()", "[1, 2, 3]", "(1, 'a', None)",
              "{1: 2, 'a': []}", "{1, 'x'}", "frozenset([1, 2])", "range(5)",
              "range(10**20)", "range(0, -9, -2)", "slice(1, None, -1)",
              "list(range(40))", "dict.fromkeys(range(40))", "[[]] * 9",
              "iter([1, 2])", "iter({1: 2, 3: 4})", "enumerate('ab')",
              "zip('ab', [1, 2])", "map(str, [1])", "reversed([1, 2])",
              "(n for n in (1, 2))", "dict(a=1).items()", "dict(a=1).keys()",
              "collections.deque([1, 2], 3)", "collections.OrderedDict(a=1)",
              "collections.defaultdict(list)", "itertools.count()",
              "itertools.cycle([1, 2])", "itertools.chain([1], (2,))",
              "itertools.tee([1, 2])", "itertools.groupby('aab')"]
THINGS = ["None", "...", "NotImplemented", "object()", "object", "type", "int",
          "str", "list", "dict", "set", "tuple", "bytes", "Exception", "len",
          "print", "getattr", "list.append", "str.join", "[].append",
          "property(len)", "classmethod(len)", "staticmethod(len)",
          "super(int, 1)", "(lambda *a, **k: a)", "sys._getframe()",
          "ValueError('v')", "StopIteration(1)", "OSError(2, 'no')",
          "threading.Lock()", "threading.local()", "threading.Condition()",
          "weakref.ref(Shared)", "functools.partial(max, 1)", "types",
          "types.SimpleNamespace(a=1)", "(lambda: 0).__code__",
          "operator.itemgetter(1)", "operator.attrgetter('a.b')",
          "re.compile('(a)|b*')", "random.Random(1)", "queue.Queue(1)",
          "queue.PriorityQueue()", "shared_queue", "shared_condition",
          "shared_event", "shared_barrier", "shared_semaphore", "shared_pool",
          "shared_pool.submit(len, 'ab')", "threading.current_thread()",
          "threading.Timer(0.01, len, ['a'])", "step(1)", "steps(1)",
          "contextvars.ContextVar('x')", "contextlib.ExitStack()",
          "io.StringIO('a\\nb')", "io.BytesIO(b'a')"]
LOCKS = ["lock", "shared_semaphore", "threading.Lock()",
         "contextlib.suppress(ValueError)", "contextlib.ExitStack()"]
SHARED = ["shared_list", "shared_dict", "shared_set", "shared_bytes",
          "shared_deque", "shared_object"]
BINARY = ["+", "-", "*", "/", "//", "%", "@", "&", "|", "^", "<<", ">>", "==",
          "!=", "<", "<=", ">", ">=", "in", "not in", "is", "and", "or"]
INPLACE = ["+=", "-=", "*=", "//=", "%=", "@=", "&=", "|=", "^=", "<<="]
CALLS = ["len", "repr", "str", "hash", "iter", "next", "list", "tuple", "set",
         "dict", "sorted", "sum", "min", "max", "any", "all", "reversed",
         "enumerate", "bool", "int", "float", "complex", "bytes", "bytearray",
         "abs", "round", "format", "ascii", "callable", "id", "type", "vars",
         "dir", "isinstance", "issubclass", "getattr", "setattr", "delattr",
         "divmod", "pow", "zip", "map", "filter", "range", "slice", "chr",
         "ord", "hex", "bin", "super", "property", "frozenset", "memoryview",
         "copy.copy", "copy.deepcopy", "json.dumps", "gc.get_referrers",
         "weakref.ref", "functools.reduce", "operator.index", "math.fsum",
         "heapq.heapify", "bisect.insort", "type.__call__", "object.__new__",
         "pprint.pformat", "traceback.format_exc", "inspect.signature",
         "functools.lru_cache(2)", "contextlib.suppress", "str.maketrans",
         "collections.Counter", "itertools.product", "re.escape",
         "statistics.mean", "string.Template", "textwrap.fill", "enum.Enum",
         "dataclasses.dataclass", "typing.List.__getitem__", "sys.intern"]
SPECIAL = ["__init__", "__new__", "__del__", "__repr__", "__str__",
           "__format__", "__bytes__", "__hash__", "__bool__", "__len__",
           "__length_hint__", "__iter__", "__next__", "__reversed__",
           "__contains__", "__getitem__", "__setitem__", "__delitem__",
           "__missing__", "__getattr__", "__getattribute__", "__setattr__",
           "__delattr__", "__dir__", "__get__", "__set__", "__delete__",
           "__set_name__", "__call__", "__enter__", "__exit__", "__index__",
           "__int__", "__float__", "__complex__", "__round__", "__abs__",
           "__neg__", "__invert__", "__eq__", "__ne__", "__lt__", "__le__",
           "__gt__", "__ge__", "__add__", "__radd__", "__iadd__", "__sub__",
           "__mul__", "__rmul__", "__imul__", "__mod__", "__rmod__",
           "__pow__", "__rpow__", "__divmod__", "__floordiv__", "__truediv__",
           "__and__", "__or__", "__ror__", "__xor__", "__lshift__",
           "__matmul__", "__instancecheck__", "__subclasscheck__",
           "__init_subclass__", "__class_getitem__", "__prepare__", "__await__",
           "__reduce__", "__copy__", "__deepcopy__", "__sizeof__", "send",
           "throw", "close", "mro", "keys", "write", "__fspath__"]
BASES = ["object", "object", "object", "list", "dict", "int", "str", "tuple",
         "set", "float", "bytes", "bytearray", "Exception", "type",
         "StopIteration", "collections.deque", "collections.OrderedDict",
         "threading.local", "threading.Thread", "collections.abc.Mapping",
         "enum.Enum", "abc.ABC", "KeyError", "frozenset", "complex",
         "property", "staticmethod", "types.ModuleType", "BaseException"]
ERRORS = ["ValueError", "TypeError", "KeyError", "StopIteration",
          "AttributeError", "IndexError", "ZeroDivisionError", "OSError",
          "RuntimeError", "GeneratorExit", "LookupError", "UnicodeError"]
ATTRIBUTES = ["x", "__dict__", "__class__", "__name__", "__doc__", "__bases__",
              "__mro__", "__slots__", "__code__", "__defaults__", "args",
              "__closure__", "__globals__", "__traceback__", "__context__",
              "__cause__", "__module__", "__qualname__", "__wrapped__",
              "__annotations__", "__kwdefaults__", "__self__", "__func__"]


class Writer:
    """Lines of a program, and what names they may use."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.lines = []
        self.depth = 0
        self.classes = []
        self.functions = []
        self.values = list(SHARED)
        self.serial = 0
        self.in_function = False

    # -- choosing --------------------------------------------------------

    def pick(self, items):
        return items[int(self.random.random() * len(items))]

    def chance(self, share):
        return self.random.random() < share

    def count(self, most):
        return int(self.random.random() * (most + 1))

    def fresh(self, stem):
        self.serial += 1
        return f"{stem}{self.serial}"

    def line(self, text):
        self.lines.append("    " * self.depth + text)

    # -- expressions -----------------------------------------------------

    def atom(self):
        kinds = [NUMBERS, TEXTS, CONTAINERS, THINGS, self.values, self.values,
                 self.values]
        if self.classes:
            kinds += [self.classes, [c + "()" for c in self.classes]] * 2
        if self.functions:
            kinds.append(self.functions)
        return "(" + self.pick(self.pick(kinds)) + ")"

    def arguments(self, level):
        few = self.pick([0, 1, 1, 1, 2, 2, 3])
        parts = [self.expression(level - 1) for _ in range(few)]
        if self.chance(0.06):
            parts.append(f"*few({self.expression(0)})")
        if self.chance(0.04):
            parts.append("x=" + self.expression(0))
        if self.chance(0.03):
            parts.append("**" + self.pick(["shared_dict", "{'x': 1}"]))
        return ", ".join(parts)

    def expression(self, level=2):
        if level <= 0:
            return self.atom()
        again = lambda: self.expression(level - 1)
        kind = self.count(17)
        if kind <= 2:
            return f"({again()} {self.pick(BINARY)} {again()})"
        if kind <= 5:
            return f"{self.pick(CALLS)}({self.arguments(level)})"
        if kind <= 9:
            return f"poke({again()}, {self.count(99)}, {self.arguments(1)})"
        if kind == 10:
            return f"{again()}[{again()}]"
        if kind == 11:
            return f"{again()}[{again()}:{again()}]"
        if kind == 12:
            return f"{again()}.{self.pick(ATTRIBUTES)}"
        if kind == 13:
            opening, closing = self.pick(["[]", "{}", "()"])
            return (f"{opening}({again()}, v)[0] for v in few({again()})"
                    f" if v{closing}")
        if kind == 14:
            return f"({again()} if {again()} else {again()})"
        if kind == 15:
            return f"[{again()}, *few({again()})]"
        if kind == 16:
            callee = self.pick(self.classes + self.functions + ["poke"])
            return f"{callee}({self.arguments(1)})"
        return f"f'{{{self.pick(self.values)}!r:>4}}'"

    # -- statements ------------------------------------------------------

    def target(self):
        kind = self.count(5)
        if kind == 0:
            return f"{self.atom()}[{self.expression(1)}]"
        if kind == 1:
            return f"{self.atom()}.{self.pick(ATTRIBUTES)}"
        if kind == 2:
            return f"{self.atom()}[{self.atom()}:{self.atom()}]"
        if kind == 3 and self.chance(0.3):
            return self.pick(SHARED)
        return f"v{self.count(5)}"

    def guarded(self, write):
        """A statement in a try of its own, now and then with more arms."""
        self.line("try:")
        self.depth += 1
        write()
        self.depth -= 1
        self.line("except BaseException as error:")
        self.line("    note(error)")
        if self.chance(0.1):
            self.line("finally:")
            self.line(f"    mutate({self.count(20)})")

    def meeting(self):
        """Threads wait for each other, never for ever."""
        self.line(self.pick([
            "shared_queue.put({0}, timeout=0.01)",
            "shared_queue.get(timeout=0.01)", "shared_queue.put_nowait({0})",
            "note(shared_queue.get_nowait())", "shared_queue.task_done()",
            "shared_condition.notify(2)", "shared_condition.notify_all()",
            "shared_condition.wait_for(lambda: {0}, 0.01)",
            "shared_event.set()", "shared_event.clear()",
            "shared_event.wait(0.01)", "shared_barrier.wait(0.01)",
            "shared_barrier.abort()", "shared_barrier.reset()",
            "shared_semaphore.acquire(timeout=0.01)",
            "shared_semaphore.release()", "lock.acquire(timeout=0.01)",
            "lock.release()", "note(shared_pool.submit(poke, {0}, 3))",
            "note(shared_pool.submit(poke, {0}, 5).result(0.01))",
            "note(list(shared_pool.map(type, few({0}), timeout=0.01)))",
            "threading.Thread(target=poke, args=({0}, 9)).start()",
            "gc.collect()", "time.sleep(0.001)",
        ]).format(self.expression(1)))

    def coroutine(self):
        """Generators and coroutines, driven by hand or by the event loop."""
        self.line(self.pick([
            "note(drive(step({0})))", "note(drive(steps({0})))",
            "note(asyncio.run(step({0})))",
            "asyncio.run(meet(step({0}), step({1})))",
            "asyncio.run(meet(step({0}), {1}))",
            "v0 = step({0}); v0.send({1})", "v0 = steps({0}); next(v0)",
            "v0.send({0})", "v0.throw({0})", "v0.throw(ValueError, {0})",
            "v0.close()", "note(list(few(steps({0}))))",
            "v1 = steps(steps({0})); next(v1); v1.throw(KeyError({1}))",
        ]).format(self.expression(1), self.atom()))

    def simple(self):
        if self.chance(0.12):
            return self.meeting()
        if self.chance(0.1):
            return self.coroutine()
        kind = self.count(15)
        if kind <= 3:
            self.line(f"note({self.expression(3)})")
        elif kind <= 5:
            self.line(f"{self.target()} = {self.expression(2)}")
        elif kind == 6:
            self.line(f"{self.target()} {self.pick(INPLACE)} "
                      f"{self.expression(1)}")
        elif kind == 7:
            self.line(f"del {self.target()}")
        elif kind == 8:
            self.line(f"{self.target()}, *{self.target()} = "
                      f"{self.expression(2)}")
        elif kind == 9:
            cause = f" from {self.atom()}" if self.chance(0.5) else ""
            self.line(f"raise {self.expression(1)}{cause}")
        elif kind == 10:
            text = self.pick(["exec", "eval"])
            self.line(f"{text}({self.expression(1)!r}, globals())")
        elif kind == 11:
            self.line(f"{self.atom()}.__class__ = {self.atom()}")
        elif kind == 12:
            self.line(f"setattr({self.atom()}, {self.pick(SPECIAL)!r}, "
                      f"{self.expression(1)})")
        elif kind == 13:
            self.line(f"{self.pick(SHARED[:5])}.sort(key=hostile_key)")
        elif kind == 14:
            self.line(f"note(sorted(few({self.atom()}), key=hostile_key, "
                      f"reverse={self.atom()}))")
        else:
            self.line(f"mutate({self.count(20)})")

    def compound(self, level):
        kind = self.count(9)
        if kind == 9:
            self.line(f"with shared_condition, {self.pick(LOCKS)}:")
        elif kind <= 1:
            self.line(f"for v{self.count(5)} in few({self.expression(1)}):")
        elif kind == 2:
            self.line(f"if {self.expression(2)}:")
        elif kind == 3:
            self.line(f"with {self.atom()} as v{self.count(5)}:")
        elif kind == 4:
            self.line(f"for v{self.count(5)} in {self.pick(SHARED[:5])}:")
            self.line(f"    if mutate({self.count(20)}) is None: break")
        elif kind == 5:
            self.line("with lock:")
        elif kind == 6:
            self.line("for _ in range(3):")
        else:
            self.line("while few_more():")
        self.depth += 1
        for _ in range(1 + self.count(2)):
            self.statement(level - 1)
        self.depth -= 1

    def statement(self, level=2):
        if level > 0 and self.chance(0.25):
            self.guarded(lambda: self.compound(level))
        elif self.in_function and self.chance(0.15):
            self.line(self.pick(["yield ", "return ", "yield from few("])
                      + self.expression(1))
            if self.lines[-1].lstrip().startswith("yield from"):
                self.lines[-1] += ")"
        else:
            self.guarded(self.simple)

    # -- definitions -----------------------------------------------------

    def body(self, parameters):
        """What a special method does."""
        self.depth += 1
        before = len(self.values)
        self.values += [p for p in parameters]
        for _ in range(self.count(2)):
            self.line(self.pick([
                f"mutate({self.count(20)})", "gc.collect()",
                f"note({self.pick(self.values)})", "time.sleep(0)",
                f"if few_more(): return {self.expression(1)}",
                f"if few_more(): return {self.atom()}",
                f"if few_more(): raise {self.pick(ERRORS)}(1)",
                "lock.acquire(timeout=1) and lock.release()",
                f"{self.pick(SHARED)}.x = {self.pick(self.values)}"]))
        self.line("return " + self.pick([
            "NotImplemented", "None", "0", "1", "-1", "True", "'x'", "2**70",
            "iter([1, 2])", "[]", "object()", self.atom(),
            self.expression(1), parameters[0] if parameters else "()",
            parameters[0] if parameters else "()"]))
        del self.values[before:]
        self.depth -= 1

    def klass(self):
        name = self.fresh("C")
        bases = []
        for _ in range(1 + (self.count(2) == 2)):
            pool = self.classes if self.classes and self.chance(0.3) else BASES
            base = self.pick(pool)
            if base not in bases:
                bases.append(base)
        extra = ""
        if self.classes and self.chance(0.12):
            extra = ", metaclass=" + self.pick(self.classes + ["type"])
        self.line("try:")
        self.depth += 1
        self.line(f"class {name}({', '.join(bases)}{extra}):")
        self.depth += 1
        if self.chance(0.25):
            self.line("__slots__ = " + self.pick([
                "()", "('x',)", "('x', 'y', '__dict__')", "'x'", "['x', 'x']",
                "('__weakref__',)", "(1,)", "('a b',)"]))
        if self.chance(0.2):
            self.line(f"x = {self.expression(1)}")
        for _ in range(1 + self.count(6)):
            self.method()
        self.depth -= 2
        self.line("except BaseException as error:")
        self.line("    note(error)")
        self.line(f"    {name} = Shared")
        self.classes.append(name)

    def method(self):
        special = self.pick(SPECIAL)
        decorator = self.pick([""] * 12 + ["@classmethod", "@staticmethod",
                                           "@property", "@functools.lru_cache"])
        if decorator:
            self.line(decorator)
        if self.chance(0.08):
            self.line(f"{special} = {self.atom()}")
            if decorator:
                self.lines[-1] = "    " * self.depth + f"def {special}(s): 1"
            return
        if self.chance(0.08):
            parameters = ["self"]
            self.line(f"def {special}(self, x=0, /, y=1, *, z=2):")
        else:
            parameters = ["self", "rest"]
            self.line(f"def {special}(self=None, *rest, **named):")
        self.body(parameters)

    def function(self):
        name = self.fresh("f")
        self.line(f"def {name}(a=1, *rest, b=None, **named):")
        self.depth += 1
        scope = self.pick(["", "global v0, v1", "global shared_object",
                           "v0 = v1 = a"])
        if scope:
            self.line(scope)
        before = len(self.values)
        self.values += ["a", "rest", "b"]
        self.in_function = True
        for _ in range(1 + self.count(3)):
            self.statement(2)
        if self.chance(0.3):
            self.line("def inner():")
            self.line("    nonlocal a, b")
            self.line("    a, b = b, a")
            self.line(f"    return {self.expression(1)}")
            self.line("return inner")
        if self.chance(0.2):
            self.line(f"return {name}(a, {self.expression(1)})")
        self.in_function = False
        del self.values[before:]
        self.depth -= 1
        self.functions.append(name)

    def thread(self):
        name = self.fresh("run")
        self.line(f"def {name}():")
        self.depth += 1
        self.line("global v0, v1, v2, v3, v4, v5")
        for _ in range(2 + self.count(3)):
            self.statement(2)
        self.depth -= 1
        self.line(f"threads.append(threading.Thread(target={name}, "
                  f"daemon={self.chance(0.3)}))")

    def program(self):
        for _ in range(1 + self.count(4)):
            self.klass()
        for _ in range(self.count(2)):
            self.function()
        for _ in range(self.count(3)):
            self.thread()
        self.line("for thread in threads: thread.start()")
        for _ in range(4 + self.count(12)):
            self.statement(2)
        self.line("for thread in threads: thread.join(5)")
        for name in SHARED:
            self.guarded(lambda: self.line(f"note({name})"))
        return "\n".join(self.lines) + "\n"


def program(seed):
    with open(os.path.join(HERE, "hostile.py"), encoding="utf-8") as file:
        return file.read() + Writer(seed).program()


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.stdout.write(program(int(sys.argv[1])))
