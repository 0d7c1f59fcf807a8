# SPDX-License-Identifier: MIT
# Regular expressions. _translate checks a pattern and turns it into PCRE2's
# syntax; Pattern and Match are natives in CPython, one opcode each to the
# scheduler, so they live in the prelude.

import enum
from _prelude import prelude_value
from re import _translate
from re._translate import error

__all__ = ['match', 'fullmatch', 'search', 'sub', 'subn', 'split', 'findall',
           'finditer', 'compile', 'purge', 'template', 'escape', 'error',
           'Pattern', 'Match', 'A', 'I', 'L', 'M', 'S', 'X', 'U', 'ASCII',
           'IGNORECASE', 'LOCALE', 'MULTILINE', 'DOTALL', 'VERBOSE',
           'UNICODE', 'NOFLAG', 'RegexFlag', 'PatternError']

Pattern = prelude_value('re_Pattern')
Match = prelude_value('re_Match')
PatternError = error

# The limits of CPython's own engine; ours keeps to the second and the third.
CODESIZE, MAXGROUPS, MAXREPEAT, MAGIC = 4, 1073741823, 4294967295, 20171005


class RegexFlag(enum.IntFlag):
    NOFLAG = 0
    ASCII = A = _translate.ASCII
    IGNORECASE = I = _translate.IGNORECASE
    LOCALE = L = _translate.LOCALE
    UNICODE = U = _translate.UNICODE
    MULTILINE = M = _translate.MULTILINE
    DOTALL = S = _translate.DOTALL
    VERBOSE = X = _translate.VERBOSE
    TEMPLATE = T = _translate.TEMPLATE
    DEBUG = _translate.DEBUG

    def __repr__(self):
        if self._name_ is not None:
            return f're.{self._name_}'
        # A negative value says which flags are not set.
        bits = max(self._value_, ~self._value_)
        known = {f're.{flag._name_}': flag._value_ for flag in type(self)
                 if flag._value_ & bits}
        unknown = bits - sum(known.values())
        text = '|'.join([*known, hex(unknown)] if unknown else known)
        if self._value_ >= 0:
            return text
        return f'~({text})' if '|' in text else '~' + text

    __str__ = object.__str__


globals().update(RegexFlag.__members__)

_MOST_KEPT = 512
_patterns = {}
_templates = {}


def compile(pattern, flags=0):
    """A Pattern for the regular expression."""
    return _compile(pattern, flags)


def _compile(pattern, flags):
    # A pickled pattern calls this.
    if isinstance(flags, RegexFlag):
        flags = flags.value
    key = type(pattern), pattern, flags
    try:
        return _patterns[key]
    except KeyError:
        pass
    if isinstance(pattern, Pattern):
        if flags:
            raise ValueError(
                'cannot process flags argument with a compiled pattern')
        return pattern
    if not isinstance(pattern, (str, bytes, bytearray)):
        raise TypeError('first argument must be string or compiled pattern')
    made = Pattern._made(_translate.Translation(pattern, flags), pattern)
    if not flags & DEBUG:
        if len(_patterns) >= _MOST_KEPT:
            _patterns.pop(next(iter(_patterns)), None)
        _patterns[key] = made
    return made


def _template(pattern, text):
    # What a replacement consists of; Pattern.sub and Match.expand ask.
    key = pattern, text
    try:
        return _templates[key]
    except (KeyError, TypeError):
        pass
    made = _translate.template(text, pattern.groups, pattern.groupindex)
    if len(_templates) >= _MOST_KEPT:
        _templates.clear()
    if isinstance(text, (str, bytes)):
        _templates[key] = made
    return made


Pattern._compile = staticmethod(_compile)
Pattern._template = staticmethod(_template)


def match(pattern, string, flags=0):
    """Match at the start of the string."""
    return _compile(pattern, flags).match(string)


def fullmatch(pattern, string, flags=0):
    """Match the whole string."""
    return _compile(pattern, flags).fullmatch(string)


def search(pattern, string, flags=0):
    """The first match anywhere in the string."""
    return _compile(pattern, flags).search(string)


def sub(pattern, repl, string, count=0, flags=0):
    """The string with matches replaced."""
    return _compile(pattern, flags).sub(repl, string, count)


def subn(pattern, repl, string, count=0, flags=0):
    """The same, and how many were replaced."""
    return _compile(pattern, flags).subn(repl, string, count)


def split(pattern, string, maxsplit=0, flags=0):
    """What lies between the matches."""
    return _compile(pattern, flags).split(string, maxsplit)


def findall(pattern, string, flags=0):
    """All matches, as strings or tuples of groups."""
    return _compile(pattern, flags).findall(string)


def finditer(pattern, string, flags=0):
    """An iterator over all matches."""
    return _compile(pattern, flags).finditer(string)


def purge():
    """Forget what was compiled."""
    _patterns.clear()
    _templates.clear()


def template(pattern, flags=0):
    """The same as compile()."""
    return _compile(pattern, flags | TEMPLATE)


_SPECIAL = {ord(c): '\\' + c for c in '()[]{}?*+-|^$\\.&~# \t\n\r\v\f'}


def escape(pattern):
    """The pattern that matches just this text."""
    if isinstance(pattern, str):
        return pattern.translate(_SPECIAL)
    return str(pattern, 'latin1').translate(_SPECIAL).encode('latin1')


class Scanner:
    """Cuts a text into tokens: (pattern, action) pairs, tried in order."""

    def __init__(self, lexicon, flags=0):
        self.lexicon = lexicon
        self._patterns = [compile(phrase, flags) for phrase, _ in lexicon]
        self.scanner = compile(
            '|'.join(f'({phrase})' for phrase, _ in lexicon), flags)

    def scan(self, string):
        found = []
        place = 0
        while True:
            for pattern, (_, action) in zip(self._patterns, self.lexicon):
                self.match = pattern.match(string, place)
                if self.match:
                    break
            if not self.match or self.match.end() == place:
                return found, string[place:]
            place = self.match.end()
            if callable(action):
                action = action(self, self.match.group())
            if action is not None:
                found.append(action)
