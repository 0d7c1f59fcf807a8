# cpython: 3.8-3.8
# Corners of small modules: keywords that are out of date, incomplete source,
# string annotations, line tables, what ends a program.
import __future__
import ast
import atexit
import codeop
import contextlib
import dataclasses
import dis
import enum
import typing
import warnings

warnings.simplefilter('ignore')
with contextlib.ExitStack() as stack:
    stack.callback(print, 'by position', end='!\n')
    stack.callback(callback=print, end='by keyword\n')
    try:
        stack.callback(arg=1)
    except TypeError:
        print('no callback')

T = typing.ClassVar[int]


@dataclasses.dataclass
class Point:
    x: int
    shared: 'T' = 3
    y: int = 2


print(dataclasses.replace(Point(1), y=5), dataclasses.replace(obj=Point(4)))
print([f.name for f in dataclasses.fields(Point)])

for source in ('if 1:\n  x', 'if 1:\n  x\n', 'x = (1,', 'x = 1', 'def f():',
               'try:\n  x\nfinally:\n  y', ')'):
    try:
        code = codeop.compile_command(source)
    except SyntaxError as error:
        code = error.msg
    print(repr(source), code and getattr(code, 'co_name', code))
with warnings.catch_warnings():
    warnings.simplefilter('error', SyntaxWarning)
    try:
        codeop.compile_command('1 is 1', symbol='exec')
    except SyntaxError as error:
        print(error.msg)

print([name for name in dir(__future__) if name.startswith('CO_')],
      hex(__future__.annotations.compiler_flag))
print(ast.dump(ast.parse('x[1, *y]' if False else 'x[(1, *y)]')))
try:
    ast.Constant(1, value=2)
except TypeError as error:
    print(error)
try:
    compile('from __future__ import barry_as_FLUFL\n1 != 2', 'f', 'exec')
except SyntaxError as error:
    print(error)
print(compile('# coding: nonsense\n"\xe9"', 'f', 'eval').co_consts)


class Level(enum.IntEnum):
    def __new__(cls, value):
        made = int.__new__(cls, value)
        made._value_ = value
        made.note = 'n'
        return made

    low = 1


print('note' in dir(Level.low))


def dead():
    while 1:
        return 3
    return 6


print([at for at, line in dis.findlinestarts(dead.__code__)],
      dis.code_info(dead).splitlines()[0])
for data in UnicodeDecodeError('ascii', bytearray(b'\xff'), 0, 1, 'why').object,:
    print(data)
error = UnicodeEncodeError('ascii', 'abcd', 1, 5, 'why')
error.start = 100
print(error)
error = ImportError('m', name='n', path='p')
error.__init__()
print(error.msg, error.name, error.path)
error = BlockingIOError(1, 'b', 3)
del error.characters_written
print(hasattr(error, 'characters_written'))

atexit.register(print, 'first registered')
atexit.register(lambda: 1 / 0)
try:
    import io
    import sys
    kept, sys.stderr = sys.stderr, io.StringIO()
    atexit._run_exitfuncs()
except ZeroDivisionError as error:
    sys.stderr = kept
    print('raised in the end:', error)
