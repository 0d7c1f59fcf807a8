# SPDX-License-Identifier: MIT
# _ast: the classes of syntax trees, made from the rows of the compiler's own
# table, and the way between their objects and the tuples of vm/modules/ast.h.
#
# Invariant: _LAYOUT[name] is (class, fields, kinds of the fields, has a place);
# `fields` are those the compiler knows, in its order.

import sys
import _tree

PyCF_ONLY_AST = 0x400
PyCF_TYPE_COMMENTS = 0x1000
PyCF_ALLOW_TOP_LEVEL_AWAIT = 0x2000

_DEPTH = 1000
_PLACE = ('lineno', 'col_offset', 'end_lineno', 'end_col_offset')
_SIMPLE = '''
    expr_context Load Store Del AugLoad AugStore Param
    boolop And Or
    operator Add Sub Mult MatMult Div Mod Pow LShift RShift BitOr BitXor \
BitAnd FloorDiv
    unaryop Invert Not UAdd USub
    cmpop Eq NotEq Lt LtE Gt GtE Is IsNot In NotIn
'''
_TREES = (
    ('mod', 'Module', 'stmt* body,'),
    ('mod', 'Interactive', 'stmt* body,'),
    ('mod', 'Expression', 'expr body,'),
)
# Fields that our compiler has no use for, behind the others.
_MORE = {name: 'type_comment' for name in
         'FunctionDef AsyncFunctionDef Assign For AsyncFor With AsyncWith arg'
         .split()}
_MORE['Module'] = 'type_ignores'
_LAYOUT = {}
_space = sys.modules[__name__].__dict__
_SINGLES = {}


class AST:
    _fields = ()
    _attributes = ()

    def __new__(cls, *args, **keywords):
        return object.__new__(cls)

    def __init__(self, *args, **keywords):
        fields = self._fields
        if len(args) > len(fields):
            name = type(self).__name__
            plural = '' if len(fields) == 1 else 's'
            raise TypeError(f'{name} constructor takes at most '
                            f'{len(fields)} positional argument{plural}')
        for name, value in zip(fields, args):
            if name in keywords:
                raise TypeError(f'{type(self).__name__} got multiple values '
                                f'for argument {name!r}')
            setattr(self, name, value)
        for name, value in keywords.items():
            setattr(self, name, value)

    def __reduce__(self):
        return type(self), (), dict(self.__dict__)


AST.__module__ = '_ast'


def _class(name, base, fields=(), place=()):
    space = {'__module__': '_ast', '_fields': tuple(fields)}
    if place:
        space['_attributes'] = place
    made = _space[name] = type(name, (base,), space)
    return made


def _bases():
    for name in ('mod', 'stmt', 'expr', 'slice', 'excepthandler',
                 'type_ignore'):
        located = name in ('stmt', 'expr', 'excepthandler')
        _class(name, AST, place=_PLACE if located else ())


def _node(base, name, text):
    asynchronous = text.startswith('async')
    parts = text[5 if asynchronous else 0:].split(',')[:-1]
    kinds, fields = zip(*(part.split() for part in parts)) if parts \
        else ((), ())
    if base == 'stmt' and name == 'ImportFrom':
        kinds = *kinds[:-1], 'int?'
    for prefix in ('', 'Async') if asynchronous else ('',):
        whole = prefix + name
        place = base in ('stmt', 'expr', 'excepthandler') or name == 'arg'
        shown = fields
        if whole in _MORE:
            shown += _MORE[whole],
        made = _class(whole, _space[base] if base else AST, shown,
                      _PLACE if name == 'arg' else ())
        _LAYOUT[whole] = made, fields, kinds, place


def _all():
    _bases()
    for line in _SIMPLE.strip().split('\n'):
        base, *names = line.split()
        _class(base, AST)
        for name in names:
            _SINGLES[name] = _class(name, _space[base])()
    for base, name, fields in _TREES + tuple(_tree.rows()):
        _node(base, name, fields)
    _class('Suite', _space['mod'], ['body'])
    _class('FunctionType', _space['mod'], ['argtypes', 'returns'])
    _class('TypeIgnore', _space['type_ignore'], ['lineno', 'tag'])


_all()


# ---- From tuples to objects ----

def _build(value):
    if type(value) is list:
        return [_build(item) for item in value]
    if type(value) is not tuple:
        return value
    made, fields, kinds, place = _LAYOUT[value[0]]
    node = made.__new__(made)
    space = node.__dict__
    at = 5 if place else 1
    for field, kind in zip(fields, kinds):
        item = value[at]
        at += 1
        if kind in _CHOICES:
            item = [_SINGLES[name] for name in item] \
                if kind == 'cmpop*' else _SINGLES[item]
        elif kind != 'constant':
            item = _build(item)
        space[field] = item
    more = _MORE.get(value[0])
    if more is not None:
        space[more] = None if more == 'type_comment' else []
    if place:
        for name, number in zip(_PLACE, value[1:5]):
            space[name] = number
    return node


_CHOICES = {'expr_context', 'operator', 'boolop', 'unaryop', 'cmpop*'}
_MODES = {'exec': 0, 'eval': 1, 'single': 2}


def parse_text(source, filename, mode, flags):
    """The tree of a text, as compile(..., PyCF_ONLY_AST) gives it."""
    return _build(_tree.parse(source, filename, _MODES[mode], flags))


# ---- From objects to tuples ----

def _row_of(node):
    for base in type(node).__mro__:
        row = _LAYOUT.get(base.__name__)
        if row is not None and row[0] is base:
            return base.__name__, row
    return None, None


def _single(node, kind):
    if isinstance(node, _space[kind]):
        for base in type(node).__mro__:
            if base.__name__ in _SINGLES:
                return base.__name__
    raise TypeError(f'expected some sort of {kind}, but got {node!r}')


def _constant(value):
    kind = type(value)
    if value is None or value is ... or \
            kind in (bool, int, float, complex, str, bytes):
        return value
    if kind in (tuple, frozenset):
        for item in value:
            _constant(item)
        return value
    raise TypeError(f'got an invalid type in Constant: {kind.__name__}')


def _number(value):
    if not isinstance(value, int):
        raise ValueError(f'invalid integer value: {value!r}')
    if not -0x80000000 <= value < 0x80000000:
        raise OverflowError('Python int too large to convert to C int')
    return int(value)


def _one(value, kind, depth):
    if kind == 'constant':
        return _constant(value)
    if kind == 'int':
        return _number(value)
    if kind in ('identifier', 'string'):
        if not isinstance(value, str):
            raise TypeError('AST identifier must be of type str'
                            if kind == 'identifier'
                            else 'AST string must be of type str')
        return str(value)
    if kind in _CHOICES or kind == 'cmpop':
        return _single(value, kind)
    return _flat(value, kind, depth + 1)


def _many(node, name, field, value, kind, depth):
    if type(value) is not list:
        raise TypeError(f'{name} field "{field}" must be a list, not a '
                        f'{type(value).__name__}')
    holes = kind.endswith('?')
    kind = kind.rstrip('?')
    made = []
    for item in value:
        if item is not None:
            made.append(_one(item, kind, depth))
        elif holes:
            made.append(None)
        else:
            what = 'statement' if kind == 'stmt' else 'expression'
            raise ValueError(f'None disallowed in {what} list')
    return made


def _field(node, name, field, kind, depth):
    value = getattr(node, field, _field)
    optional = kind.endswith('?')
    if value is _field:
        if optional:
            return 0 if kind == 'int?' else None
        raise TypeError(f'required field "{field}" missing from {name}')
    if kind.endswith('*'):
        return _many(node, name, field, value, kind[:-1], depth)
    if kind == 'constant':
        return _constant(value)
    if value is None:
        if not optional:
            raise ValueError(f'field {field} is required for {name}')
        return 0 if kind == 'int?' else None
    return _one(value, kind.rstrip('?'), depth)


def _flat(node, kind, depth):
    if depth > _DEPTH:
        raise RecursionError('maximum recursion depth exceeded during '
                             'compilation')
    name, row = _row_of(node)
    if row is None or not isinstance(node, _space[kind]):
        raise TypeError(f'expected some sort of {kind}, but got {node!r}')
    made, fields, kinds, place = row
    parts = [name]
    if place:
        for at in _PLACE:
            number = getattr(node, at, _PLACE)
            if number is _PLACE and at in ('lineno', 'col_offset'):
                raise TypeError(f'required field "{at}" missing from {kind}')
            parts.append(0 if number is _PLACE or number is None
                         and at.startswith('end_') else _number(number))
    for field, what in zip(fields, kinds):
        parts.append(_field(node, name, field, what, depth))
    return tuple(parts)


_ROOTS = {'exec': 'Module', 'eval': 'Expression', 'single': 'Interactive'}


def compile_tree(tree, filename, mode, flags):
    """The code of a tree; `flags` as the native compiler takes them."""
    root = _ROOTS[mode]
    if not isinstance(tree, _space[root]):
        raise TypeError(f'expected {root} node, got {type(tree).__name__}')
    if root == 'Module' and not hasattr(tree, 'type_ignores'):
        raise TypeError('required field "type_ignores" missing from Module')
    return _tree.compile(_flat(tree, 'mod', 0), filename, flags)
