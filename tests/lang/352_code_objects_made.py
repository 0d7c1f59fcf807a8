# cpython: 3.8-3.8
# types.CodeType, code.replace(), top-level await, and what compile() refuses.
import ast
import types


def plus(a, b=2):
    """Adds."""
    return a + b


code = plus.__code__
made = types.CodeType(
    code.co_argcount, code.co_posonlyargcount, code.co_kwonlyargcount,
    code.co_nlocals, code.co_stacksize, code.co_flags, code.co_code,
    code.co_consts, code.co_names, code.co_varnames, code.co_filename,
    'renamed', code.co_firstlineno, code.co_lnotab)
again = types.FunctionType(made, globals(), argdefs=(5,))
print(again(1), made.co_name, made == code, code == code.replace())


def minus(a, b):
    return a - b


minus.__code__ = minus.__code__.replace(co_code=code.co_code)
print(minus(1, 2))
for changes in ({'co_nlocals': -1}, {'co_consts': 3},
                {'nothing': 1}):
    try:
        code.replace(**changes)
    except (TypeError, ValueError) as error:
        print(type(error).__name__)
print(compile('0', '', 'eval') == compile('0.0', '', 'eval'),
      compile('-0.0', '', 'eval') == compile('0.0', '', 'eval'),
      compile('1', '', 'eval') == compile('1', '', 'eval'))

flag = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT


async def three():
    return 3


for source in ('x = await three()', 'x = [i async for i in numbers()]',
               'x = 1'):
    code = compile(source, '<top>', 'exec', flags=flag)
    space = {'three': three}
    print(bool(code.co_flags & 0x80), end=' ')
    if 'three' in source:
        try:
            eval(code, space).send(None)
        except StopIteration:
            print(space['x'], end=' ')
print()
for source in ('await three()', 'def f(): await three()'):
    try:
        compile(source, '<top>', 'exec',
                flags=0 if source[0] == 'a' else flag)
    except SyntaxError as error:
        print(error)
for source in ('if 1:\n  x', 'if 1:\n  x\n', 'x = 1', 'def f():\n  return (1,\n2)'):
    try:
        print(compile(source, '<in>', 'single', 0x200).co_name)
    except SyntaxError as error:
        print(error)
