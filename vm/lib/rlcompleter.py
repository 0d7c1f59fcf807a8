# SPDX-License-Identifier: MIT
# Completion of names at a prompt: readline asks Completer.complete() for the
# first, second ... way to go on until there are no more.

import builtins
import importlib.util
import keyword
import re

__all__ = ['Completer']

_readline_available = importlib.util.find_spec('readline') is not None

# An expression without calls, a dot, and what the last name begins with.
_DOTTED = re.compile(r'(\w+(?:\.\w+)*)\.(\w*)')
# What follows a keyword; a space follows the others.
_AFTER = {**dict.fromkeys(('finally', 'try'), ':'),
          **dict.fromkeys(('False', 'None', 'True', 'break', 'continue',
                           'else', 'pass'), '')}


class Completer:
    """Completes names of a namespace; without one, of __main__."""

    def __init__(self, namespace=None):
        self.use_main_ns = namespace is None
        if not self.use_main_ns:
            if namespace and not isinstance(namespace, dict):
                raise TypeError('namespace must be a dictionary')
            self.namespace = namespace

    def complete(self, text, state):
        """The state-th way to go on after `text`, or None."""
        if self.use_main_ns:
            import __main__
            self.namespace = vars(__main__)
        if not text or text.isspace():
            return self._indent() if state == 0 else None
        if state == 0:
            find = self.attr_matches if '.' in text else self.global_matches
            self.matches = find(text)
        return self.matches[state] if state < len(self.matches) else None

    @staticmethod
    def _indent():
        if not _readline_available:
            return '\t'
        import readline
        readline.insert_text('\t')
        readline.redisplay()
        return ''

    def _callable_postfix(self, val, word):
        return f'{word}(' if callable(val) else word

    def global_matches(self, text):
        """Keywords, names of the namespace and built-in ones."""
        shown = {word: word + _AFTER.get(word, ' ')
                 for word in keyword.kwlist}
        shown = {word: shown[word] for word in shown if word.startswith(text)}
        for names in (self.namespace, vars(builtins)):
            for word in names:
                if word.startswith(text) and word != '__builtins__' and \
                        word not in shown:
                    shown[word] = self._callable_postfix(names[word], word)
        return list(shown.values())

    def attr_matches(self, text):
        """Attributes of what stands before the last dot, which is evaluated.

        Names with _ and then with __ are shown when there are no others, or
        when they are asked for.
        """
        match = _DOTTED.match(text)
        if match is None:
            return []
        expression, start = match.groups()
        try:
            thing = eval(expression, self.namespace)
        except Exception:
            return []
        words = set(dir(thing))
        if hasattr(thing, '__class__'):
            words |= {'__class__', *get_class_members(thing.__class__)}
        words = [word for word in words - {'__builtins__'}
                 if word.startswith(start)]
        for hidden in {'': '_', '_': '__'}.get(start, ''), '__', '':
            chosen = [word for word in words
                      if not hidden or not word.startswith(hidden)]
            if chosen or not hidden:
                break
        return sorted(self._callable_postfix(getattr(thing, word, None),
                                             f'{expression}.{word}')
                      for word in chosen)


def get_class_members(klass):
    """The names of a class and of those it is made from."""
    names = list(dir(klass))
    for base in getattr(klass, '__bases__', ()):
        names += get_class_members(base)
    return names
