# SPDX-License-Identifier: MIT
# Values on several lines, when one is not wide enough.

import re
import sys

__all__ = ['pprint', 'pformat', 'isreadable', 'isrecursive', 'saferepr',
           'PrettyPrinter', 'pp']


def pprint(object, stream=None, indent=1, width=80, depth=None, *,
           compact=False, sort_dicts=True, underscore_numbers=False):
    PrettyPrinter(indent, width, depth, stream, compact=compact,
                  sort_dicts=sort_dicts,
                  underscore_numbers=underscore_numbers).pprint(object)


def pformat(object, indent=1, width=80, depth=None, *, compact=False,
            sort_dicts=True, underscore_numbers=False):
    return PrettyPrinter(indent, width, depth, compact=compact,
                         sort_dicts=sort_dicts,
                         underscore_numbers=underscore_numbers
                         ).pformat(object)


def pp(object, *args, sort_dicts=False, **kwargs):
    pprint(object, *args, sort_dicts=sort_dicts, **kwargs)


def saferepr(object):
    return PrettyPrinter()._safe_repr(object, {}, None, 0)[0]


def isreadable(object):
    return PrettyPrinter()._safe_repr(object, {}, None, 0)[1]


def isrecursive(object):
    return PrettyPrinter()._safe_repr(object, {}, None, 0)[2]


class _safe_key:
    # Orders anything: by type and address when the values refuse.
    __slots__ = ('obj',)

    def __init__(self, obj):
        self.obj = obj

    def __lt__(self, other):
        try:
            return self.obj < other.obj
        except TypeError:
            return (str(type(self.obj)), id(self.obj)) < (
                str(type(other.obj)), id(other.obj))


def _safe_tuple(pair):
    return _safe_key(pair[0]), _safe_key(pair[1])


class PrettyPrinter:
    def __init__(self, indent=1, width=80, depth=None, stream=None, *,
                 compact=False, sort_dicts=True, underscore_numbers=False):
        indent = int(indent)
        width = int(width)
        if indent < 0:
            raise ValueError('indent must be >= 0')
        if depth is not None and depth <= 0:
            raise ValueError('depth must be > 0')
        if not width:
            raise ValueError('width must be != 0')
        self._indent = indent
        self._width = width
        self._depth = depth
        self._stream = sys.stdout if stream is None else stream
        self._compact = bool(compact)
        self._sort_dicts = sort_dicts
        self._underscore_numbers = underscore_numbers

    def pprint(self, object):
        self._stream.write(self.pformat(object) + '\n')

    def pformat(self, object):
        out = []
        self._write(object, out.append, 0, 0, {}, 0)
        return ''.join(out)

    def isrecursive(self, object):
        return self.format(object, {}, 0, 0)[2]

    def isreadable(self, object):
        text, readable, recursive = self.format(object, {}, 0, 0)
        return readable and not recursive

    def format(self, object, context, maxlevels, level):
        return self._safe_repr(object, context, maxlevels, level)

    def _repr(self, object, context, level):
        return self.format(object, context.copy(), self._depth, level)[0]

    # `indent` is the column the value starts at, `allowance` what must still
    # fit behind it, `open` the containers being written, by id.

    def _write(self, object, out, indent, allowance, open, level):
        if id(object) in open:
            out(_recursion(object))
            return
        text = self._repr(object, open, level)
        if len(text) > self._width - indent - allowance:
            method = self._method_for(object)
            if method is not None:
                open[id(object)] = 1
                method(self, object, out, indent, allowance, open, level + 1)
                del open[id(object)]
                return
        out(text)

    def _method_for(self, object):
        kind = type(object)
        shown = kind.__repr__
        for base, method in _METHODS:
            if isinstance(object, base) and shown is base.__repr__:
                return method
        name = _LAZY.get(f'{kind.__module__}.{kind.__qualname__}')
        if name is not None:
            return getattr(type(self), name)
        if hasattr(kind, '__dataclass_fields__') and (
                sys.version_info >= (3, 10)
                and hasattr(shown, '__wrapped__')
                and '__create_fn__' in shown.__wrapped__.__qualname__):
            return type(self)._dataclass
        return None

    def _dict(self, object, out, indent, allowance, open, level):
        out('{')
        if self._indent > 1:
            out(' ' * (self._indent - 1))
        if object:
            items = list(object.items())
            if self._sort_dicts:
                items.sort(key=_safe_tuple)
            self._pairs(items, out, indent, allowance + 1, open, level)
        out('}')

    def _pairs(self, items, out, indent, allowance, open, level):
        indent += self._indent
        between = ',\n' + ' ' * indent
        for place, (key, value) in enumerate(items):
            last = place == len(items) - 1
            text = self._repr(key, open, level)
            out(text + ': ')
            self._write(value, out, indent + len(text) + 2,
                        allowance if last else 1, open, level)
            if not last:
                out(between)

    def _items(self, items, out, indent, allowance, open, level):
        indent += self._indent
        if self._indent > 1:
            out(' ' * (self._indent - 1))
        between = ',\n' + ' ' * indent
        before = ''
        left = room = self._width - indent + 1
        items = list(items)
        for place, item in enumerate(items):
            last = place == len(items) - 1
            if last:
                room -= allowance
                left -= allowance
            if self._compact:
                text = self._repr(item, open, level)
                need = len(text) + 2
                if left < need:
                    left = room
                    if before:
                        before = between
                if left >= need:
                    left -= need
                    out(before + text)
                    before = ', '
                    continue
            out(before)
            before = between
            self._write(item, out, indent, allowance if last else 1, open,
                        level)

    def _list(self, object, out, indent, allowance, open, level):
        out('[')
        self._items(object, out, indent, allowance + 1, open, level)
        out(']')

    def _tuple(self, object, out, indent, allowance, open, level):
        end = ',)' if len(object) == 1 else ')'
        out('(')
        self._items(object, out, indent, allowance + len(end), open, level)
        out(end)

    def _set(self, object, out, indent, allowance, open, level):
        if not object:
            out(repr(object))
            return
        kind = type(object)
        start, end = '{', '}'
        if kind is not set:
            start, end = kind.__name__ + '({', '})'
            indent += len(kind.__name__) + 1
        out(start)
        self._items(sorted(object, key=_safe_key), out, indent,
                    allowance + len(end), open, level)
        out(end)

    def _str(self, object, out, indent, allowance, open, level):
        if not object:
            out(repr(object))
            return
        lines = object.splitlines(True)
        if level == 1:
            indent += 1
            allowance += 1
        room = self._width - indent
        chunks = []
        for number, line in enumerate(lines):
            last_line = number == len(lines) - 1
            limit = room - allowance if last_line else room
            if len(repr(line)) <= limit:
                chunks.append(repr(line))
            else:
                self._words(line, chunks, room,
                            allowance if last_line else 0)
        if len(chunks) == 1:
            out(chunks[0])
            return
        text = ('\n' + ' ' * indent).join(chunks)
        out(f'({text})' if level == 1 else text)

    def _words(self, line, chunks, room, allowance):
        parts = re.findall(r'\S*\s*', line)[:-1]
        limit = room
        text = ''
        for place, part in enumerate(parts):
            if place == len(parts) - 1:
                limit -= allowance
            if text and len(repr(text + part)) > limit:
                chunks.append(repr(text))
                text = ''
            text += part
        if text:
            chunks.append(repr(text))

    def _bytes(self, object, out, indent, allowance, open, level):
        if len(object) <= 4:
            out(repr(object))
            return
        outer = level == 1
        if outer:
            indent += 1
            allowance += 1
        between = '\n' + ' ' * indent
        text = between.join(_byte_rows(object, self._width - indent,
                                       allowance))
        out(f'({text})' if outer else text)

    def _bytearray(self, object, out, indent, allowance, open, level):
        out('bytearray(')
        self._bytes(bytes(object), out, indent + 10, allowance + 1, open,
                    level + 1)
        out(')')

    def _mappingproxy(self, object, out, indent, allowance, open, level):
        out('mappingproxy(')
        self._write(object.copy(), out, indent + 13, allowance + 1, open,
                    level)
        out(')')

    def _namespace(self, object, out, indent, allowance, open, level):
        name = 'namespace' if type(object).__name__ == 'SimpleNamespace' \
            else type(object).__name__
        items = list(vars(object).items())
        self._arguments(name, items, out, indent, allowance, open, level)

    def _dataclass(self, object, out, indent, allowance, open, level):
        items = [(f.name, getattr(object, f.name))
                 for f in object.__dataclass_fields__.values() if f.repr]
        self._arguments(type(object).__name__, items, out, indent, allowance,
                        open, level)

    def _arguments(self, name, items, out, indent, allowance, open, level):
        indent += len(name) + 1
        between = ',\n' + ' ' * indent
        out(name + '(')
        for place, (key, value) in enumerate(items):
            last = place == len(items) - 1
            out(key + '=')
            if id(value) in open:
                out('...')
            else:
                self._write(value, out, indent + len(key) + 1,
                            allowance if last else 1, open, level)
            if not last:
                out(between)
        out(')')

    def _ordered_dict(self, object, out, indent, allowance, open, level):
        if not object:
            out(repr(object))
            return
        name = type(object).__name__
        out(name + '(')
        self._write(list(object.items()), out, indent + len(name) + 1,
                    allowance + 1, open, level)
        out(')')

    def _default_dict(self, object, out, indent, allowance, open, level):
        if not object:
            out(repr(object))
            return
        head = f'{type(object).__name__}(' \
               f'{self._repr(object.default_factory, open, level)},\n'
        indent += len(type(object).__name__) + 1
        out(head + ' ' * indent)
        self._dict(object, out, indent, allowance + 1, open, level)
        out(')')

    def _counter(self, object, out, indent, allowance, open, level):
        if not object:
            out(repr(object))
            return
        name = type(object).__name__
        out(name + '({')
        if self._indent > 1:
            out(' ' * (self._indent - 1))
        self._pairs(object.most_common(), out, indent + len(name) + 1,
                    allowance + 2, open, level)
        out('})')

    def _chain_map(self, object, out, indent, allowance, open, level):
        if not object.maps:
            out(repr(object))
            return
        name = type(object).__name__
        out(name + '(')
        indent += len(name) + 1
        for place, mapping in enumerate(object.maps):
            last = place == len(object.maps) - 1
            self._write(mapping, out, indent,
                        allowance + 1 if last else 1, open, level)
            out(')' if last else ',\n' + ' ' * indent)

    def _deque(self, object, out, indent, allowance, open, level):
        if not object:
            out(repr(object))
            return
        name = type(object).__name__
        out(name + '([')
        indent += len(name) + 1
        tail = '])' if object.maxlen is None else None
        self._items(object, out, indent, allowance + 2 if tail else 2, open,
                    level)
        if tail is None:
            limit = self._repr(object.maxlen, open, level)
            tail = '],\n' + ' ' * indent + f'maxlen={limit})'
        out(tail)

    def _user(self, object, out, indent, allowance, open, level):
        self._write(object.data, out, indent, allowance, open, level - 1)

    # The text on one line: (text, can be read back, is recursive).

    def _safe_repr(self, object, context, maxlevels, level):
        kind = type(object)
        shown = getattr(kind, '__repr__', None)
        if kind is int and self._underscore_numbers:
            return f'{object:_d}', True, False
        if kind in (str, int, float, complex, bytes, bool, type(None)):
            return repr(object), True, False
        if issubclass(kind, dict) and shown is dict.__repr__:
            if not object:
                return '{}', True, False
            items = object.items()
            if self._sort_dicts:
                items = sorted(items, key=_safe_tuple)
            form, rows = '{%s}', [pair for pair in items]
        elif issubclass(kind, list) and shown is list.__repr__:
            if not object:
                return '[]', True, False
            form, rows = '[%s]', [(item,) for item in object]
        elif issubclass(kind, tuple) and shown is tuple.__repr__:
            if not object:
                return '()', True, False
            form = '(%s,)' if len(object) == 1 else '(%s)'
            rows = [(item,) for item in object]
        else:
            text = repr(object)
            return text, bool(text) and not text.startswith('<'), False
        if maxlevels and level >= maxlevels:
            return form.replace(',', '') % '...', False, id(object) in context
        if id(object) in context:
            return _recursion(object), False, True
        context[id(object)] = 1
        readable, recursive, parts = True, False, []
        for row in rows:
            texts = []
            for item in row:
                text, is_readable, is_recursive = self.format(
                    item, context, maxlevels, level + 1)
                texts.append(text)
                readable = readable and is_readable
                recursive = recursive or is_recursive
            parts.append(': '.join(texts))
        del context[id(object)]
        return form % ', '.join(parts), readable, recursive


_LAZY = {
    'collections.OrderedDict': '_ordered_dict',
    'collections.defaultdict': '_default_dict',
    'collections.Counter': '_counter',
    'collections.ChainMap': '_chain_map',
    'collections.deque': '_deque',
    'collections.UserDict': '_user',
    'collections.UserList': '_user',
    'collections.UserString': '_user',
}
if sys.version_info >= (3, 9):
    _LAZY['types.SimpleNamespace'] = '_namespace'
_METHODS = (
    (dict, PrettyPrinter._dict),
    (list, PrettyPrinter._list),
    (tuple, PrettyPrinter._tuple),
    (set, PrettyPrinter._set),
    (frozenset, PrettyPrinter._set),
    (str, PrettyPrinter._str),
    (bytes, PrettyPrinter._bytes),
    (bytearray, PrettyPrinter._bytearray),
    (type(type.__dict__), PrettyPrinter._mappingproxy),
)


def _recursion(object):
    return (f'<Recursion on {type(object).__name__} with '
            f'id={id(object)}>')


def _byte_rows(data, width, allowance):
    row = b''
    last = len(data) // 4 * 4
    for place in range(0, len(data), 4):
        part = data[place:place + 4]
        longer = row + part
        if place == last:
            width -= allowance
        if row and len(repr(longer)) > width:
            yield repr(row)
            row = part
        else:
            row = longer
    if row:
        yield repr(row)
