# SPDX-License-Identifier: MIT
# Representations that stay short, and one that survives recursion.

from _thread import get_ident
from itertools import islice

__all__ = ['Repr', 'repr', 'recursive_repr']


def recursive_repr(fillvalue='...'):
    # For a __repr__ that may reach its own object again: inside itself it
    # gives fillvalue.
    def decorate(function):
        busy = set()

        def wrapper(self):
            token = id(self), get_ident()
            if token in busy:
                return fillvalue
            busy.add(token)
            try:
                return function(self)
            finally:
                busy.discard(token)

        for name in ('__module__', '__doc__', '__name__', '__qualname__'):
            setattr(wrapper, name, getattr(function, name))
        wrapper.__annotations__ = getattr(function, '__annotations__', {})
        return wrapper

    return decorate


def _in_order(items):
    try:
        return sorted(items)
    except Exception:
        return list(items)


class Repr:
    def __init__(self):
        self.maxlevel = 6
        self.maxtuple = self.maxlist = self.maxset = 6
        self.maxfrozenset = self.maxdeque = 6
        self.maxarray = 5
        self.maxdict = 4
        self.maxstring = 30
        self.maxlong = 40
        self.maxother = 30

    def repr(self, x):
        return self.repr1(x, self.maxlevel)

    def repr1(self, x, level):
        name = type(x).__name__.replace(' ', '_')
        method = getattr(self, f'repr_{name}', None)
        return self.repr_instance(x, level) if method is None \
            else method(x, level)

    def _row(self, items, size, level, left, right, limit, comma=''):
        if level <= 0 and size:
            inside = '...'
        else:
            parts = [self.repr1(item, level - 1)
                     for item in islice(items, limit)]
            if size > limit:
                parts.append('...')
            inside = ', '.join(parts)
            if size == 1:
                right = comma + right
        return left + inside + right

    def repr_tuple(self, x, level):
        return self._row(x, len(x), level, '(', ')', self.maxtuple, ',')

    def repr_list(self, x, level):
        return self._row(x, len(x), level, '[', ']', self.maxlist)

    def repr_deque(self, x, level):
        return self._row(x, len(x), level, 'deque([', '])', self.maxdeque)

    def repr_array(self, x, level):
        if not x:
            return f"array('{x.typecode}')"
        return self._row(x, len(x), level, f"array('{x.typecode}', [", '])',
                         self.maxarray)

    def repr_set(self, x, level):
        if not x:
            return 'set()'
        return self._row(_in_order(x), len(x), level, '{', '}', self.maxset)

    def repr_frozenset(self, x, level):
        if not x:
            return 'frozenset()'
        return self._row(_in_order(x), len(x), level, 'frozenset({', '})',
                         self.maxfrozenset)

    def repr_dict(self, x, level):
        if not x:
            return '{}'
        if level <= 0:
            return '{...}'
        parts = [f'{self.repr1(key, level - 1)}: '
                 f'{self.repr1(x[key], level - 1)}'
                 for key in islice(_in_order(x), self.maxdict)]
        if len(x) > self.maxdict:
            parts.append('...')
        return '{' + ', '.join(parts) + '}'

    def _cut(self, text, limit):
        if len(text) <= limit:
            return text
        head = max(0, (limit - 3) // 2)
        tail = max(0, limit - 3 - head)
        return text[:head] + '...' + text[len(text) - tail:]

    def repr_str(self, x, level):
        limit = self.maxstring
        text = repr_of(x[:limit])
        if len(text) <= limit:
            return text
        head = max(0, (limit - 3) // 2)
        tail = max(0, limit - 3 - head)
        text = repr_of(x[:head] + x[len(x) - tail:])
        return text[:head] + '...' + text[len(text) - tail:]

    def repr_int(self, x, level):
        return self._cut(repr_of(x), self.maxlong)

    def repr_instance(self, x, level):
        try:
            text = repr_of(x)
        except Exception:
            return f'<{type(x).__name__} instance at {id(x):#x}>'
        return self._cut(text, self.maxother)


repr_of = repr
aRepr = Repr()
repr = aRepr.repr
