# SPDX-License-Identifier: MIT
# Completion of names at a prompt.

import builtins
import keyword
import re

__all__ = ['Completer']


class Completer:
    def __init__(self, namespace=None):
        if namespace and not isinstance(namespace, dict):
            raise TypeError('namespace must be a dictionary')
        self.use_main_ns = namespace is None
        if namespace is not None:
            self.namespace = namespace

    def complete(self, text, state):
        """The state-th way to go on after `text`, or None."""
        if self.use_main_ns:
            import __main__
            self.namespace = __main__.__dict__
        if not text.strip():
            return '\t' if state == 0 else None
        if state == 0:
            self.matches = self.attr_matches(text) if '.' in text \
                else self.global_matches(text)
        return self.matches[state] if state < len(self.matches) else None

    def _callable_postfix(self, val, word):
        return word + '(' if callable(val) else word

    def global_matches(self, text):
        found, seen = [], {'__builtins__'}
        for word in keyword.kwlist:
            if word.startswith(text):
                seen.add(word)
                if word in {'finally', 'try'}:
                    word += ':'
                elif word not in {'False', 'None', 'True', 'break',
                                  'continue', 'pass', 'else'}:
                    word += ' '
                found.append(word)
        for space in (self.namespace, builtins.__dict__):
            for word, value in space.items():
                if word.startswith(text) and word not in seen:
                    seen.add(word)
                    found.append(self._callable_postfix(value, word))
        return found

    def attr_matches(self, text):
        match = re.match(r'(\w+(\.\w+)*)\.(\w*)', text)
        if not match:
            return []
        expression, start = match.group(1, 3)
        try:
            thing = eval(expression, self.namespace)
        except Exception:
            return []
        words = set(dir(thing))
        words.discard('__builtins__')
        if hasattr(thing, '__class__'):
            words.add('__class__')
            words.update(get_class_members(thing.__class__))
        hidden = '_' if start == '' else '__' if start == '_' else None
        while True:
            found = []
            for word in words:
                if word.startswith(start) and \
                        not (hidden and word.startswith(hidden)):
                    value = getattr(thing, word, None)
                    found.append(self._callable_postfix(
                        value, f'{expression}.{word}'))
            if found or not hidden:
                break
            hidden = '__' if hidden == '_' else None
        found.sort()
        return found


def get_class_members(klass):
    names = dir(klass)
    for base in getattr(klass, '__bases__', ()):
        names = names + get_class_members(base)
    return names
