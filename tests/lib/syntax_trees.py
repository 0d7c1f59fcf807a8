# SPDX-License-Identifier: MIT
# ast: trees made, walked, changed and compiled.
import ast

SOURCE = '''
"""Doc."""
import os.path as p, sys
from . import x
from .a.b import (c as d, e)
global g
@deco(1, *a, k=2, **kw)
class C(B, metaclass=M):
    x: int = 1
    (y): "s"
    async def f(self, a, /, b: int = 2, *args: tuple, c, d=4, **k) -> None:
        async with a as b, c: await d
        async for i in j: yield i
        else: return
        return [k async for k in l if k if not m]
def g(*, a): nonlocal_ = lambda: (yield)
try:
    a, *b = c[1:2, ..., ::3]; d[e] = f.g = 1 + -2 ** ~3 // 4j
except (A, B) as e: raise X from e
except: pass
else: del a, b[0], c.d
finally:
    while not (n := n - 1) and x or y: break
    else: continue
assert a < b <= c is not d not in e, f"{x!r:>{w}} {{}} {y}"
x = {1: 2, **z}; y = {1, 2}; w = {i: j for i, j in k}; v = {i for i in j}
x += b"a" b"b" if u"u" else (yield_ for yield_ in ())
with a: print(*b, **c)
if 1: pass
elif 2: pass
else: pass
'''

tree = ast.parse(SOURCE)
print(ast.dump(tree))
print(ast.dump(tree, include_attributes=True))
print(ast.dump(ast.parse('a + 1', mode='eval'), annotate_fields=False))
print(ast.get_docstring(tree), [type(n).__name__ for n in ast.walk(tree)][:40])

for text in ('1', '-1.5', '"a" "b"', '[1, (2,), {3: {4}}, None, True, ...]',
             '1 + 2j', 'b"x"', 'a', '1 + 1', 'f()', '{**a}', '"', '', '(' ,
             '[i for i in j]', '-"a"', ' 1'):
    try:
        print(repr(ast.literal_eval(text)))
    except (ValueError, SyntaxError) as error:
        print(type(error).__name__, str(error).split(' at 0x')[0])


class Names(ast.NodeVisitor):
    def __init__(self):
        self.found = []

    def visit_Name(self, node):
        self.found.append((node.id, type(node.ctx).__name__, node.lineno,
                           node.col_offset))

    def visit_FunctionDef(self, node):
        self.found.append(node.name)
        self.generic_visit(node)


names = Names()
names.visit(ast.parse('def f(a):\n    return a + b[c]\nx = f(1)'))
print(names.found)


class Double(ast.NodeTransformer):
    def visit_Constant(self, node):
        return ast.copy_location(ast.Constant(node.value * 2), node)

    def visit_Assert(self, node):
        return None

    def visit_Pass(self, node):
        return [ast.Expr(ast.Call(ast.Name('print', ast.Load()),
                                  [ast.Constant('passed')], [])), node]


tree = ast.fix_missing_locations(Double().visit(ast.parse(
    'assert 0\nx = 21\npass\ny = [n + 1 for n in range(3)]')))
space = {}
exec(compile(tree, '<tree>', 'exec'), space)
print(space['x'], space['y'])
print(eval(compile(ast.Expression(ast.BinOp(
    ast.Constant(6, lineno=1, col_offset=0), ast.Mult(),
    ast.Constant(7, lineno=1, col_offset=0), lineno=1, col_offset=0)),
    '<e>', 'eval')))
node = ast.Name('a', ast.Load(), lineno=3)
print(node._fields, node._attributes, node.lineno, isinstance(node, ast.expr),
      ast.Name.__mro__)
for make in (lambda: ast.Name(1, 2, 3), lambda: ast.Pass(1)):
    try:
        make()
    except TypeError as error:
        print(error)


def compiled(body, **fields):
    tree = ast.Module(body, [])
    try:
        exec(compile(ast.fix_missing_locations(tree), '<t>', 'exec'), {})
        print('compiled')
    except (ValueError, TypeError, SyntaxError) as error:
        print(type(error).__name__, str(error).split(' at 0x')[0])


load, store = ast.Load(), ast.Store()
one = ast.Constant(1)
for body in ([ast.Assign([], one)], [ast.Assign([ast.Name('a', load)], one)],
             [ast.If(one, [], [])], [ast.Delete([])],
             [ast.Expr(ast.Name('None', load))], [ast.Expr(None)], [None],
             [ast.Expr(ast.Dict([one], []))], [ast.Expr(ast.Constant([1]))],
             [ast.Expr(ast.BoolOp(ast.And(), [one]))], [ast.Return(one)],
             [ast.Raise(None, one)], [ast.Try([ast.Pass()], [], [], [])],
             [ast.Expr(ast.Compare(one, [ast.Lt()], []))], [one],
             [ast.Global([])], [ast.Import([])], [ast.Expr()],
             [ast.Expr(ast.Tuple((), load))], [ast.Pass()],
             [ast.Expr(ast.Constant((1, frozenset({2}))))]):
    compiled(body)
print(ast.get_source_segment('x = (1 +\n 2)', ast.parse('x = (1 +\n 2)').body[0]
                             .value))
print(isinstance(ast.Constant(1), ast.Num), isinstance(ast.Constant('a'),
                                                       ast.Num),
      ast.Str('a').s, ast.Num(5).n, type(ast.NameConstant(None)).__name__)
if hasattr(ast, 'unparse'):
    again = ast.parse(ast.unparse(ast.parse(SOURCE)))
    assert ast.dump(again) == ast.dump(ast.parse(SOURCE)), ast.unparse(again)
