# SPDX-License-Identifier: MIT
# Syntax trees: made, read, walked, changed, and printed.

import sys
from _ast import *
from _ast import PyCF_ONLY_AST as _ONLY_AST
from _ast import PyCF_TYPE_COMMENTS as _TYPE_COMMENTS


def parse(source, filename='<unknown>', mode='exec', *, type_comments=False,
          feature_version=None):
    """The tree of a source text; mode 'exec', 'eval' or 'single'."""
    if mode == 'func_type':
        raise ValueError("signature type comments are not read here")
    flags = _ONLY_AST | (_TYPE_COMMENTS if type_comments else 0)
    return compile(source, filename, mode, flags)


# ---- Values ----

_SIGNS = {UAdd: lambda value: +value, USub: lambda value: -value}


def _malformed(node):
    return ValueError(f'malformed node or string: {node!r}')


def _number_of(node):
    value = node.value if isinstance(node, Constant) else None
    if type(value) not in (int, float, complex):
        raise _malformed(node)
    return value


def _signed_of(node):
    if isinstance(node, UnaryOp) and type(node.op) in _SIGNS:
        return _SIGNS[type(node.op)](_number_of(node.operand))
    return _number_of(node)


def _complex_of(node):
    """`1 + 2j`: a real number and then an imaginary one."""
    left, right = _signed_of(node.left), _number_of(node.right)
    if not isinstance(left, (int, float)) or not isinstance(right, complex):
        raise _malformed(node)
    return left + right if isinstance(node.op, Add) else left - right


def _literal_of(node):
    if isinstance(node, Constant):
        return node.value
    if isinstance(node, Tuple):
        return tuple(map(_literal_of, node.elts))
    if isinstance(node, List):
        return list(map(_literal_of, node.elts))
    if isinstance(node, Set):
        return set(map(_literal_of, node.elts))
    if isinstance(node, Call) and isinstance(node.func, Name) and \
            node.func.id == 'set' and node.args == node.keywords == []:
        return set()
    if isinstance(node, Dict):
        if len(node.keys) != len(node.values):
            raise _malformed(node)
        return dict(zip(map(_literal_of, node.keys),
                        map(_literal_of, node.values)))
    if isinstance(node, BinOp) and isinstance(node.op, (Add, Sub)):
        return _complex_of(node)
    return _signed_of(node)


def literal_eval(node_or_string):
    """The value of a literal: nothing is called, no name is looked up."""
    node = node_or_string
    if isinstance(node, str):
        node = parse(node, mode='eval')
    if isinstance(node, Expression):
        node = node.body
    return _literal_of(node)


# ---- Walking ----

_absent = object()


def iter_fields(node):
    for name in node._fields:
        value = getattr(node, name, _absent)
        if value is not _absent:
            yield name, value


def iter_child_nodes(node):
    for _, value in iter_fields(node):
        for child in value if isinstance(value, list) else (value,):
            if isinstance(child, AST):
                yield child


def walk(node):
    """The node and all below it, the nearer ones first."""
    waiting = [node]
    for node in waiting:
        waiting.extend(iter_child_nodes(node))
        yield node


_CONSTANT_VISITORS = (
    (bool, 'NameConstant'), (type(None), 'NameConstant'), (int, 'Num'),
    (float, 'Num'), (complex, 'Num'), (str, 'Str'), (bytes, 'Bytes'),
    (type(...), 'Ellipsis'))


class NodeVisitor:
    """Calls visit_Name() for a Name, and so on."""

    def visit(self, node):
        method = getattr(self, 'visit_' + type(node).__name__,
                         self.generic_visit)
        return method(node)

    def generic_visit(self, node):
        for child in iter_child_nodes(node):
            self.visit(child)

    def visit_Constant(self, node):
        for kind, name in _CONSTANT_VISITORS:
            if isinstance(node.value, kind):
                method = getattr(self, 'visit_' + name, None)
                if method is None:
                    break
                import warnings
                warnings.warn(f'visit_{name} is deprecated; add '
                              'visit_Constant', PendingDeprecationWarning, 2)
                return method(node)
        return self.generic_visit(node)


class NodeTransformer(NodeVisitor):
    """Puts what a method returns in its node's place; None removes it."""

    def generic_visit(self, node):
        for name, child in iter_fields(node):
            if isinstance(child, AST):
                changed = self.visit(child)
                if changed is None:
                    delattr(node, name)
                else:
                    setattr(node, name, changed)
            elif isinstance(child, list):
                child[:] = [new for old in child
                            for new in self._replacements(old)]
        return node

    def _replacements(self, item):
        # What stands in a list for one of its items.
        if not isinstance(item, AST):
            return item,
        changed = self.visit(item)
        if changed is None:
            return ()
        return (changed,) if isinstance(changed, AST) else changed


# ---- Places in the source ----

def copy_location(new_node, old_node):
    for name in ('lineno', 'col_offset', 'end_lineno', 'end_col_offset'):
        if name in old_node._attributes and name in new_node._attributes:
            value = getattr(old_node, name, None)
            if value is not None or name.startswith('end_') and \
                    hasattr(old_node, name):
                setattr(new_node, name, value)
    return new_node


_PLACE = 'lineno', 'col_offset', 'end_lineno', 'end_col_offset'


def _fix(node, place):
    own = []
    for name, value in zip(_PLACE, place):
        if name in node._attributes:
            # An end may be None, which is none.
            known = getattr(node, name, _absent)
            if known is _absent or known is None and name[:4] == 'end_':
                setattr(node, name, value)
            else:
                value = known
        own.append(value)
    for inner in iter_child_nodes(node):
        _fix(inner, own)


def fix_missing_locations(node):
    """Nodes without a place take that of the node around them."""
    _fix(node, (1, 0, 1, 0))
    return node


def increment_lineno(node, n=1):
    for each in walk(node):
        for name, usual in (('lineno', 0), ('end_lineno', None)):
            line = getattr(each, name, usual)
            if line is not None and name in each._attributes:
                setattr(each, name, line + n)
    return node


def _lines_of(source):
    """Lines with their ends; a form feed is no end here."""
    lines, line, at = [], '', 0
    for char in source:
        line += char
        at += 1
        if char == '\n' or char == '\r' and source[at:at + 1] != '\n':
            lines.append(line)
            line = ''
    if line:
        lines.append(line)
    return lines


def get_source_segment(source, node, *, padded=False):
    """The text a node was made from, or None."""
    try:
        first, last = node.lineno - 1, node.end_lineno - 1
        start, end = node.col_offset, node.end_col_offset
    except AttributeError:
        return None
    except TypeError:
        return None
    lines = [line.encode() for line in _lines_of(source)]
    if first == last:
        return lines[first][start:end].decode()
    head = lines[first][start:].decode()
    if padded:
        before = lines[first][:start].decode()
        head = ''.join(char if char in '\f\t' else ' '
                       for char in before) + head
    middle = [line.decode() for line in lines[first + 1:last]]
    return ''.join([head, *middle, lines[last][:end].decode()])


def get_docstring(node, clean=True):
    if not isinstance(node, (AsyncFunctionDef, FunctionDef, ClassDef, Module)):
        raise TypeError(f"{type(node).__name__!r} can't have docstrings")
    if not node.body or not isinstance(node.body[0], Expr):
        return None
    value = node.body[0].value
    if not isinstance(value, Constant) or not isinstance(value.value, str):
        return None
    if not clean:
        return value.value
    import inspect
    return inspect.cleandoc(value.value)


# ---- Printing ----

def _dump(node, annotate, attributes, indent, level):
    def text_of(value):
        return _dump(value, annotate, attributes, indent, level + 1)

    if isinstance(node, list):
        return _joined('[', list(map(text_of, node)), ']', indent, level + 1)
    if not isinstance(node, AST):
        return repr(node)
    parts, names = [], annotate
    fields = [(name, True) for name in node._fields]
    if attributes:
        fields += [(name, False) for name in node._attributes]
    for name, positional in fields:
        value = getattr(node, name, _absent)
        if value is _absent:
            names = True    # those behind it would be taken for it
            continue
        head = '' if positional and not names else name + '='
        parts.append(head + text_of(value))
    return _joined(type(node).__name__ + '(', parts, ')', indent, level + 1)


def _joined(head, parts, tail, indent, level):
    if indent is None or not parts:
        return head + ', '.join(parts) + tail
    gap = '\n' + indent * level
    return head + gap + (',' + gap).join(parts) + tail


def dump(node, annotate_fields=True, include_attributes=False, *,
         indent=None):
    """The tree as text; `indent` as json.dumps() takes it."""
    if not isinstance(node, AST):
        raise TypeError(f'expected AST, got {type(node).__name__!r}')
    if indent is not None and not isinstance(indent, str):
        indent = ' ' * indent
    return _dump(node, annotate_fields, include_attributes, indent, 0)


def unparse(ast_obj):
    """Source text with this tree (3.9)."""
    from _unparse import Unparser
    return Unparser().text_of(ast_obj)


# ---- The classes that Constant replaced ----

def _value(self):
    return self.value


def _set_value(self, value):
    self.value = value


Constant.n = property(_value, _set_value)
Constant.s = property(_value, _set_value)


class _Old(type):
    """Num(1) makes a Constant; a Constant of a number is a Num."""

    def __instancecheck__(cls, node):
        if not isinstance(node, Constant):
            return False
        if cls in _OLD_KINDS:
            try:
                value = node.value
            except AttributeError:
                return False
            kinds, not_kinds = _OLD_KINDS[cls]
            return isinstance(value, kinds) and \
                not isinstance(value, not_kinds)
        return type.__instancecheck__(cls, node)


def _new_constant(cls, *args, **keywords):
    for name in keywords:
        if name in cls._fields and cls._fields.index(name) < len(args):
            raise TypeError(f'{cls.__name__} got multiple values for argument '
                            f'{name!r}')
    if cls in _OLD_KINDS:
        return Constant(*args, **keywords)
    return Constant.__new__(cls, *args, **keywords)


class Num(Constant, metaclass=_Old):
    _fields = 'n',
    __new__ = _new_constant


class Str(Constant, metaclass=_Old):
    _fields = 's',
    __new__ = _new_constant


class Bytes(Constant, metaclass=_Old):
    _fields = 's',
    __new__ = _new_constant


class NameConstant(Constant, metaclass=_Old):
    __new__ = _new_constant


class Ellipsis(Constant, metaclass=_Old):
    _fields = ()

    def __new__(cls, *args, **keywords):
        if cls is Ellipsis:
            return Constant(..., *args, **keywords)
        return Constant.__new__(cls, *args, **keywords)


_OLD_KINDS = {
    Num: ((int, float, complex), bool),
    Str: (str, ()),
    Bytes: (bytes, ()),
    NameConstant: ((bool, type(None)), ()),
    Ellipsis: (type(...), ()),
}


def main():
    """python -m ast FILE: print the tree of a file."""
    import argparse
    reader = argparse.ArgumentParser(prog='python -m ast')
    add = reader.add_argument
    add('infile', nargs='?', default='-')
    add('-m', '--mode', default='exec', choices=('exec', 'single', 'eval'))
    add('-a', '--include-attributes', action='store_true')
    add('-i', '--indent', type=int, default=3)
    args = reader.parse_args()
    if args.infile == '-':
        text, name = sys.stdin.read(), '<stdin>'
    else:
        with open(args.infile, 'rb') as file:
            text, name = file.read(), args.infile
    tree = parse(text, name, args.mode)
    print(dump(tree, include_attributes=args.include_attributes,
               indent=args.indent))


if __name__ == '__main__':
    main()
