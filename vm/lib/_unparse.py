# SPDX-License-Identifier: MIT
# Source text from a syntax tree: ast.unparse().
#
# An expression is written by a method that returns its text and how tightly it
# binds; whoever puts it inside another gives it parentheses where it binds
# less tightly than the place asks for.

import ast

(TUPLE, YIELD, NAMED, TEST, OR, AND, NOT, COMPARE, BIT_OR, BIT_XOR, BIT_AND,
 SHIFT, ARITH, TERM, FACTOR, POWER, AWAIT, ATOM) = range(18)

_BINARY = {
    'Add': ('+', ARITH), 'Sub': ('-', ARITH), 'Mult': ('*', TERM),
    'MatMult': ('@', TERM), 'Div': ('/', TERM), 'Mod': ('%', TERM),
    'LShift': ('<<', SHIFT), 'RShift': ('>>', SHIFT), 'BitOr': ('|', BIT_OR),
    'BitXor': ('^', BIT_XOR), 'BitAnd': ('&', BIT_AND),
    'FloorDiv': ('//', TERM), 'Pow': ('**', POWER),
}
_UNARY = {'Invert': '~', 'Not': 'not ', 'UAdd': '+', 'USub': '-'}
_COMPARE = {
    'Eq': '==', 'NotEq': '!=', 'Lt': '<', 'LtE': '<=', 'Gt': '>', 'GtE': '>=',
    'Is': 'is', 'IsNot': 'is not', 'In': 'in', 'NotIn': 'not in',
}
_INFINITE = '1e309'


def _name_of(op):
    return type(op).__name__


class Unparser:
    def __init__(self):
        self._lines = []
        self._depth = 0

    def text_of(self, node):
        if isinstance(node, ast.Expression):
            return self.inside(node.body, TUPLE)
        if isinstance(node, (ast.expr, ast.slice)):
            return self.inside(node, TUPLE)
        if isinstance(node, ast.mod):
            self._docstring(node)
        elif isinstance(node, list):
            for item in node:
                self._statement(item)
        elif isinstance(node, ast.stmt):
            self._statement(node)
        else:
            return getattr(self, '_small_' + _name_of(node))(node)
        return '\n'.join(self._lines).lstrip('\n')

    # -- Statements --

    def _line(self, text):
        self._lines.append('    ' * self._depth + text)

    def _block(self, head, body):
        self._line(head + ':')
        self._depth += 1
        for statement in body:
            self._statement(statement)
        self._depth -= 1

    def _statement(self, node):
        getattr(self, '_' + _name_of(node))(node)

    def _docstring(self, node):
        body = node.body
        if not isinstance(node, ast.Interactive) and \
                ast.get_docstring(node, False) is not None:
            self._line(self._long_text(body[0].value.value))
            body = body[1:]
        for statement in body:
            self._statement(statement)

    @staticmethod
    def _long_text(text):
        safe = text.replace('\\', '\\\\').replace('"""', '\\"\\"\\"')
        if safe.endswith('"'):
            safe = safe[:-1] + '\\"'
        return f'"""{safe}"""' if safe.replace('\n', '').isprintable() \
            else repr(text)

    def _definition(self, head, node):
        self._line('')
        for decorator in node.decorator_list:
            self._line('@' + self.inside(decorator, TEST))
        self._line(head + ':')
        self._depth += 1
        self._docstring(node)
        self._depth -= 1

    def _FunctionDef(self, node, word='def'):
        returns = f' -> {self.inside(node.returns, TEST)}' \
            if node.returns else ''
        self._definition(f'{word} {node.name}'
                         f'({self._small_arguments(node.args)}){returns}',
                         node)

    def _AsyncFunctionDef(self, node):
        self._FunctionDef(node, 'async def')

    def _ClassDef(self, node):
        bases = [self.inside(base, TEST) for base in node.bases]
        bases += map(self._small_keyword, node.keywords)
        rest = f'({", ".join(bases)})' if bases else ''
        self._definition(f'class {node.name}{rest}', node)

    def _Return(self, node):
        self._line('return' + self._after(node.value))

    def _after(self, value):
        return '' if value is None else ' ' + self.inside(value, TUPLE)

    def _Delete(self, node):
        self._line('del ' + self._all(node.targets))

    def _all(self, nodes):
        return ', '.join(self.inside(node, TEST) for node in nodes)

    def _Assign(self, node):
        parts = [self.inside(target, TUPLE) for target in node.targets]
        self._line(' = '.join(parts + [self.inside(node.value, TUPLE)]))

    def _AugAssign(self, node):
        sign = _BINARY[_name_of(node.op)][0]
        self._line(f'{self.inside(node.target, TUPLE)} {sign}= '
                   f'{self.inside(node.value, TUPLE)}')

    def _AnnAssign(self, node):
        target = self.inside(node.target, TUPLE)
        if isinstance(node.target, ast.Name) and not node.simple:
            target = f'({target})'
        value = f' = {self.inside(node.value, TUPLE)}' if node.value else ''
        self._line(f'{target}: {self.inside(node.annotation, TEST)}{value}')

    def _loop(self, head, node):
        self._block(head, node.body)
        if node.orelse:
            self._block('else', node.orelse)

    def _For(self, node, word='for'):
        self._loop(f'{word} {self.inside(node.target, TUPLE)} in '
                   f'{self.inside(node.iter, TUPLE)}', node)

    def _AsyncFor(self, node):
        self._For(node, 'async for')

    def _While(self, node):
        self._loop('while ' + self.inside(node.test, NAMED), node)

    def _If(self, node):
        word = 'if'
        while True:
            self._block(f'{word} {self.inside(node.test, NAMED)}', node.body)
            rest = node.orelse
            if len(rest) != 1 or not isinstance(rest[0], ast.If):
                break
            node, word = rest[0], 'elif'
        if rest:
            self._block('else', rest)

    def _With(self, node, word='with'):
        items = ', '.join(map(self._small_withitem, node.items))
        self._block(f'{word} {items}', node.body)

    def _AsyncWith(self, node):
        self._With(node, 'async with')

    def _Raise(self, node):
        cause = f' from {self.inside(node.cause, TEST)}' if node.cause else ''
        self._line('raise' + self._after(node.exc) + cause)

    def _Try(self, node):
        self._block('try', node.body)
        for handler in node.handlers:
            self._ExceptHandler(handler)
        if node.orelse:
            self._block('else', node.orelse)
        if node.finalbody:
            self._block('finally', node.finalbody)

    def _ExceptHandler(self, node):
        name = f' as {node.name}' if node.name else ''
        self._block('except' + self._after(node.type) + name, node.body)

    def _Assert(self, node):
        message = f', {self.inside(node.msg, TEST)}' if node.msg else ''
        self._line(f'assert {self.inside(node.test, TEST)}{message}')

    def _Import(self, node):
        self._line('import ' + ', '.join(map(self._small_alias, node.names)))

    def _ImportFrom(self, node):
        names = ', '.join(map(self._small_alias, node.names))
        self._line(f'from {"." * (node.level or 0)}{node.module or ""} '
                   f'import {names}')

    def _Global(self, node):
        self._line('global ' + ', '.join(node.names))

    def _Nonlocal(self, node):
        self._line('nonlocal ' + ', '.join(node.names))

    def _Expr(self, node):
        text, binding = self._expression(node.value)
        self._line(f'({text})' if binding == NAMED else text)

    def _Pass(self, node):
        self._line('pass')

    def _Break(self, node):
        self._line('break')

    def _Continue(self, node):
        self._line('continue')

    # -- Parts that are neither statement nor expression --

    def _small_alias(self, node):
        return f'{node.name} as {node.asname}' if node.asname else node.name

    def _small_withitem(self, node):
        name = f' as {self.inside(node.optional_vars, TEST)}' \
            if node.optional_vars else ''
        return self.inside(node.context_expr, TEST) + name

    def _small_keyword(self, node):
        value = self.inside(node.value, TEST)
        return f'**{value}' if node.arg is None else f'{node.arg}={value}'

    def _small_arg(self, node):
        if node.annotation is None:
            return node.arg
        return f'{node.arg}: {self.inside(node.annotation, TEST)}'

    def _with_default(self, arg, default):
        text = self._small_arg(arg)
        if default is None:
            return text
        return f'{text}={self.inside(default, TEST)}'

    def _small_arguments(self, node):
        plain = node.posonlyargs + node.args
        missing = [None] * (len(plain) - len(node.defaults))
        parts = []
        for at, (arg, default) in enumerate(zip(plain,
                                                missing + node.defaults), 1):
            parts.append(self._with_default(arg, default))
            if at == len(node.posonlyargs):
                parts.append('/')
        if node.vararg:
            parts.append('*' + self._small_arg(node.vararg))
        elif node.kwonlyargs:
            parts.append('*')
        parts += map(self._with_default, node.kwonlyargs, node.kw_defaults)
        if node.kwarg:
            parts.append('**' + self._small_arg(node.kwarg))
        return ', '.join(parts)

    def _small_comprehension(self, node):
        word = ' async for ' if node.is_async else ' for '
        conditions = ''.join(' if ' + self.inside(test, OR)
                             for test in node.ifs)
        return (f'{word}{self.inside(node.target, TUPLE)} in '
                f'{self.inside(node.iter, OR)}{conditions}')

    # -- Expressions --

    def inside(self, node, wanted):
        """The text of an expression where `wanted` binds."""
        text, binding = self._expression(node)
        return f'({text})' if binding < wanted else text

    def _expression(self, node):
        return getattr(self, '_' + _name_of(node))(node)

    def _NamedExpr(self, node):
        return (f'{self.inside(node.target, ATOM)} := '
                f'{self.inside(node.value, ATOM)}'), NAMED

    def _BoolOp(self, node):
        word, binding = (' and ', AND) if isinstance(node.op, ast.And) \
            else (' or ', OR)
        return word.join(self.inside(value, binding + 1)
                         for value in node.values), binding

    def _BinOp(self, node):
        sign, binding = _BINARY[_name_of(node.op)]
        left, right = binding, binding + 1
        if binding == POWER:
            left, right = AWAIT, FACTOR
        return (f'{self.inside(node.left, left)} {sign} '
                f'{self.inside(node.right, right)}'), binding

    def _UnaryOp(self, node):
        binding = NOT if isinstance(node.op, ast.Not) else FACTOR
        return (_UNARY[_name_of(node.op)]
                + self.inside(node.operand, binding)), binding

    def _Lambda(self, node):
        args = self._small_arguments(node.args)
        return (f'lambda{" " if args else ""}{args}: '
                f'{self.inside(node.body, TEST)}'), TEST

    def _IfExp(self, node):
        return (f'{self.inside(node.body, OR)} if '
                f'{self.inside(node.test, OR)} else '
                f'{self.inside(node.orelse, TEST)}'), TEST

    def _Dict(self, node):
        parts = [f'{self.inside(key, TEST)}: {self.inside(value, TEST)}'
                 if key is not None else '**' + self.inside(value, BIT_OR)
                 for key, value in zip(node.keys, node.values)]
        return '{' + ', '.join(parts) + '}', ATOM

    def _Set(self, node):
        inner = self._all(node.elts) if node.elts else '*()'
        return '{' + inner + '}', ATOM

    def _generators(self, node):
        return ''.join(map(self._small_comprehension, node.generators))

    def _ListComp(self, node):
        return (f'[{self.inside(node.elt, TEST)}{self._generators(node)}]',
                ATOM)

    def _SetComp(self, node):
        text = self.inside(node.elt, TEST) + self._generators(node)
        return '{' + text + '}', ATOM

    def _DictComp(self, node):
        text = (f'{self.inside(node.key, TEST)}: '
                f'{self.inside(node.value, TEST)}{self._generators(node)}')
        return '{' + text + '}', ATOM

    def _GeneratorExp(self, node):
        return (f'({self.inside(node.elt, TEST)}{self._generators(node)})',
                ATOM)

    def _Await(self, node):
        return 'await ' + self.inside(node.value, ATOM), AWAIT

    def _Yield(self, node):
        return 'yield' + self._after(node.value), YIELD

    def _YieldFrom(self, node):
        return 'yield from ' + self.inside(node.value, ATOM), YIELD

    def _Compare(self, node):
        parts = [self.inside(node.left, BIT_OR)]
        for op, right in zip(node.ops, node.comparators):
            parts.append(_COMPARE[_name_of(op)])
            parts.append(self.inside(right, BIT_OR))
        return ' '.join(parts), COMPARE

    def _Call(self, node):
        if len(node.args) == 1 and not node.keywords and \
                isinstance(node.args[0], ast.GeneratorExp):
            inner = self.inside(node.args[0], TUPLE)[1:-1]
        else:
            inner = ', '.join(
                [self.inside(arg, TEST) for arg in node.args]
                + [self._small_keyword(word) for word in node.keywords])
        return f'{self.inside(node.func, ATOM)}({inner})', ATOM

    def _Constant(self, node):
        value = node.value
        if value is ...:
            return '...', ATOM
        if isinstance(value, tuple):
            parts = [self._Constant(ast.Constant(item))[0] for item in value]
            tail = ',' if len(parts) == 1 else ''
            return f'({", ".join(parts)}{tail})', ATOM
        if isinstance(value, (float, complex)):
            return repr(value).replace('inf', _INFINITE), ATOM
        prefix = node.kind if getattr(node, 'kind', None) == 'u' else ''
        return prefix + repr(value), ATOM

    def _Attribute(self, node):
        text = self.inside(node.value, ATOM)
        if isinstance(node.value, ast.Constant) and \
                isinstance(node.value.value, int):
            text += ' '
        return f'{text}.{node.attr}', ATOM

    def _Subscript(self, node):
        index = node.slice
        value = index.value if isinstance(index, ast.Index) else index
        inner = self._bare_tuple(value) if isinstance(value, ast.Tuple) and \
            value.elts and not any(isinstance(item, ast.Starred)
                                   for item in value.elts) \
            else self.inside(value, NAMED)
        return f'{self.inside(node.value, ATOM)}[{inner}]', ATOM

    def _bare_tuple(self, node):
        return self._all(node.elts) + (',' if len(node.elts) == 1 else '')

    def _Index(self, node):
        return self._expression(node.value)

    def _Slice(self, node):
        lower, upper, step = ('' if part is None else self.inside(part, TEST)
                              for part in (node.lower, node.upper, node.step))
        return f'{lower}:{upper}' + (f':{step}' if step else ''), ATOM

    def _ExtSlice(self, node):
        text = ', '.join(self.inside(dim, TEST) for dim in node.dims)
        return text + (',' if len(node.dims) == 1 else ''), ATOM

    def _Starred(self, node):
        return '*' + self.inside(node.value, BIT_OR), ATOM

    def _Name(self, node):
        return node.id, ATOM

    def _List(self, node):
        return f'[{self._all(node.elts)}]', ATOM

    def _Tuple(self, node):
        return f'({self._bare_tuple(node)})', ATOM

    # -- f-strings --

    def _JoinedStr(self, node):
        text = self._joined(node)
        for quote in ("'", '"', "'''", '"""'):
            if quote not in text and not text.endswith(quote[0]) and \
                    ('\n' not in text or len(quote) == 3):
                return f'f{quote}{text}{quote}', ATOM
        raise ValueError('Unable to avoid backslash in f-string expression '
                         'part')

    def _FormattedValue(self, node):
        return f'f{self._braces(node)!r}', ATOM

    def _joined(self, node):
        parts = []
        for value in node.values:
            if isinstance(value, ast.Constant):
                text = value.value.replace('{', '{{').replace('}', '}}')
                parts.append(text.replace('\\', '\\\\')
                             .replace('\n', '\\n').replace('\t', '\\t'))
            elif isinstance(value, ast.JoinedStr):
                parts.append(self._joined(value))
            else:
                parts.append(self._braces(value))
        return ''.join(parts)

    def _braces(self, node):
        text = Unparser().inside(node.value, OR)
        if '\\' in text:
            raise ValueError('Unable to avoid backslash in f-string '
                             'expression part')
        gap = ' ' if text.startswith('{') else ''
        conversion = f'!{chr(node.conversion)}' if node.conversion != -1 \
            else ''
        spec = node.format_spec
        tail = ':' + self._joined(spec) if spec is not None else ''
        return '{' + gap + text + conversion + tail + '}'
