# SPDX-License-Identifier: MIT
# From Python's pattern syntax to PCRE2's, and replacement templates.
#
# The syntax is checked here, with CPython's messages and places, so what goes
# to PCRE2 is always well formed. Names become numbers, verbose blanks and
# comments vanish, `^` and `$` become what they mean under their flags. PCRE2's
# own "dot matches all" and "multi-line" are always on.
#
# Invariant: an atom is (text, least width, greatest width, kind), its text one
# thing that a quantifier can follow; kind 'nothing' must not be repeated, kind
# 'repeat' is already.  What leaves nothing behind (comments, flags) is None.

import sys

TEMPLATE, IGNORECASE, LOCALE, MULTILINE, DOTALL = 1, 2, 4, 8, 16
UNICODE, VERBOSE, DEBUG, ASCII = 32, 64, 128, 256

_FLAG = {'i': IGNORECASE, 'L': LOCALE, 'm': MULTILINE, 's': DOTALL,
         'x': VERBOSE, 'a': ASCII, 't': TEMPLATE, 'u': UNICODE}
_KIND = ASCII | LOCALE | UNICODE
_GLOBAL = DEBUG | TEMPLATE
_UNBOUNDED = 1 << 32
_PCRE_MOST = 65535
_MOST_ROUNDS, _MOST_NESTED = 1000, 200
_QUANTIFIERS = frozenset('*+?{')
_DIGITS = frozenset('0123456789')
_OCTAL = frozenset('01234567')
_HEX = frozenset('0123456789abcdefABCDEF')
_LETTERS = frozenset('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ')
_CHARACTER = {'a': '\a', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r',
              't': '\t', 'v': '\v', '\\': '\\'}
_ASCII_SET = {'d': '0-9', 's': r'\t-\r\x20', 'w': 'a-zA-Z0-9_'}
_UNICODE_SET = {'d': r'\p{Nd}', 's': r'\s\x1c-\x1f', 'w': r'\p{L}\p{N}_'}


# Equal but for their case, says CPython; PCRE2 does not.
_TWIN = {'\u0390': '\u1fd3', '\u03b0': '\u1fe3', '\ufb05': '\ufb06'}
_TWIN.update([(other, one) for one, other in _TWIN.items()])
_TWIN_FIRST = min(_TWIN)

# What two of these inside a set may come to mean.
_OPERATION = {'-': 'set difference', '&': 'set intersection',
              '~': 'set symmetric difference', '|': 'set union'}


def _warn(message, category):
    # As from the line that asked this package for a pattern.
    import warnings
    level, frame = 1, sys._getframe()
    while frame is not None and frame.f_globals.get(
            '__name__', '').partition('.')[0] == 're':
        level, frame = level + 1, frame.f_back
    warnings.warn(message, category, stacklevel=level)


class error(Exception):
    """A pattern that is none: msg, pattern, pos, lineno, colno."""

    __module__ = 're'

    def __init__(self, msg, pattern=None, pos=None):
        self.msg = msg
        self.pattern = pattern
        self.pos = pos
        self.lineno = self.colno = None
        if pattern is not None and pos is not None:
            newline = '\n' if isinstance(pattern, str) else b'\n'
            self.lineno = pattern.count(newline, 0, pos) + 1
            self.colno = pos - pattern.rfind(newline, 0, pos)
            msg = f'{msg} at position {pos}'
            if newline in pattern:
                msg += f' (line {self.lineno}, column {self.colno})'
        super().__init__(msg)


class _Restart(Exception):
    # Flags for the whole pattern were found inside it.
    pass


def _literal(c):
    if c.isalnum() or c == '_' or c > '\x7f':
        return c
    return '\\' + c if ' ' <= c < '\x7f' else f'\\x{{{ord(c):x}}}'


class _Cursor:
    # Walks a pattern or a template; an escape is one token.

    def __init__(self, source, text):
        self.source = source
        self.text = text
        self.place = 0
        self.token = None
        self.after = 0
        self.advance()

    def advance(self):
        self.place = self.after
        text = self.text
        if self.after >= len(text):
            self.token = None
            return
        self.token = text[self.after]
        self.after += 1
        if self.token == '\\':
            if self.after >= len(text):
                raise error('bad escape (end of pattern)', self.source,
                            len(text) - 1)
            self.token += text[self.after]
            self.after += 1

    def take(self):
        token = self.token
        self.advance()
        return token

    def accept(self, token):
        if self.token == token:
            self.advance()
            return True
        return False

    def take_while(self, most, allowed):
        out = ''
        while len(out) < most and self.token in allowed:
            out += self.take()
        return out

    def until(self, end, what):
        out = ''
        while True:
            token = self.take()
            if token is None:
                if not out:
                    raise self.error('missing ' + what)
                raise self.error(f'missing {end}, unterminated name',
                                 len(out))
            if token == end:
                if not out:
                    raise self.error('missing ' + what, 1)
                return out
            out += token

    def error(self, message, back=0):
        return error(message, self.source, self.place - back)

    def seek(self, place):
        self.after = place
        self.advance()


def _is_name(name, cursor):
    if isinstance(cursor.source, str) or sys.version_info < (3, 12):
        return name.isidentifier()
    return name.isidentifier() and name.isascii()


class Translation:
    """What compile() needs: code, flags, groups, names, closing order."""

    def __init__(self, source, flags):
        self.source = source
        self.is_text = isinstance(source, str)
        self.text = source if self.is_text else str(source, 'latin-1')
        self._given = flags
        self._told = set()
        self.flags = self._checked(flags)
        while True:
            try:
                self._translate()
                return
            except _Restart:
                self.flags = self._checked(self.flags)

    def _checked(self, flags):
        if self.is_text:
            if flags & LOCALE:
                raise ValueError('cannot use LOCALE flag with a str pattern')
            if flags & ASCII and flags & UNICODE:
                raise ValueError('ASCII and UNICODE flags are incompatible')
            return flags if flags & ASCII else flags | UNICODE
        if flags & UNICODE:
            raise ValueError('cannot use UNICODE flag with a bytes pattern')
        if flags & LOCALE and flags & ASCII:
            raise ValueError('ASCII and LOCALE flags are incompatible')
        return flags

    def _translate(self):
        self.groups = 0
        self.names = {}
        self.closing = []      # group numbers in the order they close
        self.looking = set()   # groups inside a lookaround
        self._widths = {}      # of the groups that are closed
        self._behind = None    # group count where a look-behind began
        self._around = 0
        self._conditions = {}  # group number -> where it was asked for
        self._started = False
        self._input = _Cursor(self.source, self.text)
        self.code, low, high = self._branches(self.flags)
        if self._input.token is not None:
            raise self._input.error('unbalanced parenthesis')
        for number, place in self._conditions.items():
            if number > self.groups:
                raise error(f'invalid group reference {number}', self.source,
                            place)

    # ---- branches, sequences, quantifiers ----

    def _branches(self, flags):
        out = []
        low, high = _UNBOUNDED, 0
        self._started = self._input.place > 0
        while True:
            text, least, most = self._sequence(flags)
            self._started = True
            out.append(text)
            low, high = min(low, least), max(high, most)
            if not self._input.accept('|'):
                return '|'.join(out), low, high

    def _sequence(self, flags):
        source = self._input
        out = []
        low = high = 0
        atom = None   # the last one: (text, least, most, may be repeated)
        while source.token is not None and source.token not in '|)':
            token = source.token
            if flags & VERBOSE and self._blank(token):
                continue
            bounds = self._bounds() if token in _QUANTIFIERS else None
            if bounds is not None:
                atom = self._repeat(atom, bounds)
            else:
                made = self._atom(flags)
                if made is None:
                    continue
                self._flush(out, atom)
                low, high = self._grown(low, high, atom)
                atom = made
            self._started = True
        self._flush(out, atom)
        low, high = self._grown(low, high, atom)
        return ''.join(out), low, high

    @staticmethod
    def _flush(out, atom):
        if atom is not None:
            out.append(atom[0])

    @staticmethod
    def _grown(low, high, atom):
        if atom is None:
            return low, high
        return (min(low + atom[1], _UNBOUNDED),
                min(high + atom[2], _UNBOUNDED))

    def _blank(self, token):
        source = self._input
        if token == '#':
            while source.token is not None and source.token != '\n':
                source.advance()
            source.accept('\n')
            return True
        if token in ' \t\n\r\v\f':
            source.advance()
            return True
        return False

    def _bounds(self):
        # The quantifier at the cursor as (least, most, place), or None when
        # its brace is only a brace.
        source = self._input
        place = source.place
        token = source.take()
        if token != '{':
            return {'*': (0, None), '+': (1, None),
                    '?': (0, 1)}[token] + (place,)
        if source.token == '}':
            source.seek(place)
            return None
        least = most = source.take_while(sys.maxsize, _DIGITS)
        if source.accept(','):
            most = source.take_while(sys.maxsize, _DIGITS)
        if not source.accept('}'):
            source.seek(place)
            return None
        low = int(least or 0)
        high = int(most) if most else None
        if max(low, high or 0) >= _UNBOUNDED - 1:
            raise OverflowError('the repetition number is too large')
        if high is not None and high < low:
            raise source.error('min repeat greater than max repeat',
                               source.place - place - 1)
        return low, high, place

    def _repeat(self, atom, bounds):
        source = self._input
        low, high, place = bounds
        if atom is None or atom[3] == 'nothing':
            raise source.error('nothing to repeat', source.place - place)
        text, least, most, kind = atom
        if kind == 'repeat':
            raise source.error('multiple repeat', source.place - place)
        times = _UNBOUNDED if high is None else high
        width = min(least * low, _UNBOUNDED), min(most * times, _UNBOUNDED)
        before = ''
        if low > _PCRE_MOST:
            before, low, high = self._beyond(text, least, low, high)
        if high is not None and high > _PCRE_MOST * _MOST_NESTED:
            high = None
        if (low, high) in ((0, None), (1, None), (0, 1)):
            sign = {0: '*', 1: '+'}[low] if high is None else '?'
        elif low == high:
            sign = f'{{{low}}}'
        else:
            sign = f'{{{low},{"" if high is None else high}}}'
        if source.accept('?'):
            sign += '?'
        elif sys.version_info >= (3, 11) and source.accept('+'):
            sign += '+'
        if high is not None and high > _PCRE_MOST:
            text = self._up_to(text, low, high, sign[-1:].strip('}'))
        else:
            text += sign
        if before:
            text = f'(?:{before}{text})'
        return (text, *width, 'repeat')

    @staticmethod
    def _up_to(text, low, high, mode):
        # So many at most, where PCRE2 cannot count that far.
        out = f'{text}{{0,{high % _PCRE_MOST}}}{mode}'
        for place in range(high // _PCRE_MOST, 0, -1):
            least = low if place == 1 else 0
            ways = [f'{text}{{{_PCRE_MOST}}}{out}',
                    f'{text}{{{least},{_PCRE_MOST - 1}}}{mode}']
            if mode == '?':
                ways.reverse()
            out = f'(?:{"|".join(ways)})'
        return out

    @staticmethod
    def _beyond(text, least, low, high):
        # PCRE2 counts to 65535: what must be there at least is put before,
        # so that (before, low, high) is left.
        rounds, low = divmod(low, _PCRE_MOST)
        if '(' in text or rounds > _MOST_ROUNDS and not least:
            raise OverflowError('the repetition number is too large')
        if high is not None:
            high -= rounds * _PCRE_MOST
        if rounds > _MOST_ROUNDS:
            return '(?!)', low, high    # no text is that long
        return f'{text}{{{_PCRE_MOST}}}' * rounds, low, high

    # ---- atoms ----

    def _atom(self, flags):
        source = self._input
        token = source.take()
        if token[0] == '\\':
            return self._escape(token, flags)
        if token == '.':
            return ('.' if flags & DOTALL else r'\N'), 1, 1, ''
        if token == '^':
            return ('^' if flags & MULTILINE else r'\A'), 0, 0, 'nothing'
        if token == '$':
            return ('$' if flags & MULTILINE else r'\Z'), 0, 0, 'nothing'
        if token == '[':
            return self._set(flags)
        if token == '(':
            return self._group(flags)
        return self._alone(token, flags), 1, 1, ''

    @staticmethod
    def _alone(c, flags):
        # A character by itself.
        if c in _TWIN and flags & IGNORECASE and flags & UNICODE:
            return f'[{c}{_TWIN[c]}]'
        return _literal(c)

    def _category(self, letter, flags):
        sets = _UNICODE_SET if flags & UNICODE else _ASCII_SET
        return sets[letter.lower()]

    def _escape(self, token, flags):
        letter = token[1]
        if letter in 'dDsSwW':
            inside = self._category(letter, flags)
            negate = '^' if letter.isupper() else ''
            return f'[{negate}{inside}]', 1, 1, ''
        if letter == 'A':
            return r'\A', 0, 0, 'nothing'
        if letter == 'Z':
            return r'\z', 0, 0, 'nothing'
        if letter in 'bB':
            return self._boundary(letter, flags), 0, 0, 'nothing'
        if letter in '123456789':
            return self._numbered(token)
        return self._alone(self._character(token, False), flags), 1, 1, ''

    def _boundary(self, letter, flags):
        if bool(flags & UNICODE) == bool(self.flags & UNICODE):
            # CPython's \B does not match in an empty text.
            return r'\b' if letter == 'b' else r'(?!\A\z)\B'
        word = f'[{self._category("w", flags)}]'
        if letter == 'b':
            return f'(?:(?<={word})(?!{word})|(?<!{word})(?={word}))'
        return f'(?:(?<={word})(?={word})|(?<!{word})(?!{word}))'

    def _numbered(self, token):
        # \1 to \99, or three octal digits.
        source = self._input
        digits = token[1:]
        if source.token in _DIGITS:
            digits += source.take()
            if (digits[0] in _OCTAL and digits[1] in _OCTAL
                    and source.token in _OCTAL):
                digits += source.take()
                value = int(digits, 8)
                if value > 0o377:
                    raise source.error(
                        f'octal escape value \\{digits} outside of range '
                        '0-0o377', len(digits) + 1)
                return _literal(chr(value)), 1, 1, ''
        return self._reference(int(digits), len(digits) + 1,
                               len(digits))

    def _reference(self, number, back, after):
        source = self._input
        if number > self.groups:
            raise source.error(f'invalid group reference {number}', after)
        if number not in self._widths:
            raise source.error('cannot refer to an open group', back)
        self._check_behind(number)
        return (f'\\g{{{number}}}',) + self._widths[number] + ('',)

    def _check_behind(self, number):
        if self._behind is not None and number > self._behind:
            raise self._input.error('cannot refer to group defined in the '
                                    'same lookbehind subpattern')

    def _character(self, token, in_set):
        # The one character that an escape stands for.
        source = self._input
        letter = token[1]
        if letter in _CHARACTER and (letter != 'b' or in_set):
            return _CHARACTER[letter]
        if letter == 'x':
            return self._hex(token, 2)
        if self.is_text and letter in 'uU':
            return self._hex(token, 4 if letter == 'u' else 8)
        if self.is_text and letter == 'N' and sys.version_info >= (3, 8):
            return self._named()
        if letter == '0' and not in_set:
            return chr(int('0' + source.take_while(2, _OCTAL), 8))
        if letter in _OCTAL and in_set:
            digits = letter + source.take_while(2, _OCTAL)
            value = int(digits, 8)
            if value > 0o377:
                raise source.error(f'octal escape value \\{digits} outside '
                                   'of range 0-0o377', len(digits) + 1)
            return chr(value)
        if letter in _LETTERS or letter in _DIGITS:
            raise source.error(f'bad escape {token}', len(token))
        return letter

    def _hex(self, token, size):
        source = self._input
        digits = source.take_while(size, _HEX)
        if len(digits) != size:
            raise source.error(f'incomplete escape {token}{digits}',
                               len(token) + len(digits))
        value = int(digits, 16)
        if value > 0x10ffff:
            raise source.error(f'bad escape {token}{digits}',
                               len(token) + len(digits))
        return chr(value)

    def _named(self):
        import unicodedata
        source = self._input
        if not source.accept('{'):
            raise source.error('missing {')
        name = source.until('}', 'character name')
        try:
            return unicodedata.lookup(name)
        except KeyError:
            raise source.error(f'undefined character name {name!r}',
                               len(name) + len(r'\N{}')) from None

    # ---- sets ----

    def _set(self, flags):
        source = self._input
        start = source.place - 1
        if source.token == '[':
            self._possibly('nested set', source.place)
        negate = source.accept('^')
        inside, apart, seen = [], [], set()
        first = True
        while True:
            token = source.take()
            if token is None:
                raise source.error('unterminated character set',
                                   source.place - start)
            if token == ']' and not first:
                break
            if not first and token == source.token and token in _OPERATION:
                self._possibly(_OPERATION[token], source.place - 1)
            first = False
            low = self._set_item(token, flags)
            if source.token == '-':
                source.advance()
                end = source.take()
                if end is None:
                    raise source.error('unterminated character set',
                                       source.place - start)
                if end == ']':
                    self._add(low, flags, inside, apart, seen)
                    inside.append(r'\-')
                    break
                if end == '-':
                    self._possibly('set difference', source.place - 2)
                self._add_range(token, low, end, flags, inside)
            else:
                self._add(low, flags, inside, apart, seen)
        return self._set_text(negate, inside, apart, seen), 1, 1, ''

    def _possibly(self, what, place):
        self._warn(f'Possible {what} at position {place}', FutureWarning)

    def _warn(self, message, category):
        # Once, though flags may have the pattern looked at again.
        if message not in self._told:
            self._told.add(message)
            _warn(message, category)

    def _set_item(self, token, flags):
        # One character, or the letter of a category as ('w',).
        if token[0] != '\\':
            return token
        if token[1] in 'dDsSwW':
            return (token[1],)
        return self._character(token, True)

    def _add(self, item, flags, inside, apart, seen):
        if isinstance(item, str):
            inside.append(_literal(item))
            self._add_twins(item, item, flags, inside)
            return
        letter = item[0]
        seen.add(letter)
        same = bool(flags & UNICODE) == bool(self.flags & UNICODE)
        if letter.islower():
            inside.append(self._category(letter, flags))
        elif same and (letter != 'S' or not flags & UNICODE):
            inside.append('\\' + letter)
        else:
            apart.append(f'[^{self._category(letter, flags)}]')

    def _add_range(self, token, low, end, flags, inside):
        source = self._input
        start = source.place
        high = self._set_item(end, flags)
        text = source.text[start - len(end):source.place]
        first = token if token[0] != '\\' else self._text_of(low, token)
        back = len(first) + 1 + len(text)
        if not isinstance(low, str) or not isinstance(high, str) or high < low:
            raise source.error(f'bad character range {first}-{text}', back)
        inside.append(f'{_literal(low)}-{_literal(high)}')
        self._add_twins(low, high, flags, inside)

    def _add_twins(self, low, high, flags, inside):
        # Characters whose other case PCRE2 does not know.
        if flags & IGNORECASE and flags & UNICODE and high >= _TWIN_FIRST:
            inside += [other for one, other in _TWIN.items()
                       if low <= one <= high]

    def _text_of(self, item, token):
        # How the low end of a range was written; only escapes may be longer
        # than their token.
        if isinstance(item, str) and token[1] in 'xuU01234567N':
            text = self._input.text
            end = text.rfind('-', 0, self._input.place)
            return text[text.rfind('\\', 0, end):end]
        return token

    def _set_text(self, negate, inside, apart, seen):
        if any(letter.upper() in seen for letter in seen if letter.islower()):
            return '(?!)' if negate else '.'
        if not apart:
            return f'[{"^" if negate else ""}{"".join(inside)}]'
        if inside:
            apart.append(f'[{"".join(inside)}]')
        if negate:
            return f'(?:(?!{"|".join(apart)}).)'
        return f'(?:{"|".join(apart)})'

    # ---- groups ----

    def _group(self, flags):
        source = self._input
        start = source.place - 1
        if not source.accept('?'):
            return self._capture(None, flags, start)
        letter = source.take()
        if letter is None:
            raise source.error('unexpected end of pattern')
        if letter == 'P':
            return self._named_group(flags, start)
        if letter == ':':
            return self._plain('(?:', flags, start)
        if letter == '#':
            return self._comment(start)
        if letter in '=!<':
            return self._look(letter, flags, start)
        if letter == '(':
            return self._conditional(flags, start)
        if letter == '>' and sys.version_info >= (3, 11):
            return self._plain('(?>', flags, start)
        if letter in _FLAG or letter == '-':
            return self._flags(letter, flags, start)
        raise source.error(f'unknown extension ?{letter}', len(letter) + 1)

    def _close(self, start):
        source = self._input
        if not source.accept(')'):
            raise source.error('missing ), unterminated subpattern',
                               source.place - start)

    def _plain(self, head, flags, start):
        text, low, high = self._branches(flags)
        self._close(start)
        return f'{head}{text})', low, high, ''

    def _capture(self, name, flags, start):
        self.groups += 1
        number = self.groups
        if name is not None:
            if name in self.names:
                raise self._input.error(
                    f'redefinition of group name {name!r} as group {number}; '
                    f'was group {self.names[name]}', len(name) + 1)
            self.names[name] = number
        if self._around:
            self.looking.add(number)
        made = self._plain('(', flags, start)
        self._widths[number] = made[1:3]
        self.closing.append(number)
        return made

    def _named_group(self, flags, start):
        source = self._input
        if source.accept('<'):
            name = source.until('>', 'group name')
            self._check_name(name)
            return self._capture(name, flags, start)
        if source.accept('='):
            name = source.until(')', 'group name')
            self._check_name(name)
            number = self.names.get(name)
            if number is None:
                raise source.error(f'unknown group name {name!r}',
                                   len(name) + 1)
            return self._reference(number, len(name) + 1, 0)
        letter = source.take()
        if letter is None:
            raise source.error('unexpected end of pattern')
        raise source.error(f'unknown extension ?P{letter}', len(letter) + 2)

    def _check_name(self, name):
        if not _is_name(name, self._input):
            raise self._input.error(
                f'bad character in group name {name!r}', len(name) + 1)

    def _comment(self, start):
        source = self._input
        while True:
            if source.token is None:
                raise source.error('missing ), unterminated comment',
                                   source.place - start)
            if source.take() == ')':
                return None

    def _look(self, letter, flags, start):
        source = self._input
        behind = letter == '<'
        before = self._behind
        if behind:
            letter = source.take()
            if letter is None:
                raise source.error('unexpected end of pattern')
            if letter not in '=!':
                raise source.error(f'unknown extension ?<{letter}',
                                   len(letter) + 2)
            if before is None:
                self._behind = self.groups
        self._around += 1
        text, low, high, kind = self._plain(
            f'(?{"<" if behind else ""}{letter}', flags, start)
        self._around -= 1
        self._behind = before
        if behind and low != high:
            raise error('look-behind requires fixed-width pattern')
        return text, 0, 0, ''

    def _conditional(self, flags, start):
        source = self._input
        name = source.until(')', 'group name')
        if name.isidentifier():
            number = self.names.get(name)
            if number is None:
                raise source.error(f'unknown group name {name!r}',
                                   len(name) + 1)
        else:
            number = self._condition_number(name)
        self._check_behind(number)
        text, low, high = self._sequence(flags)
        if source.accept('|'):
            other, least, most = self._sequence(flags)
            text = f'{text}|{other}'
            low, high = min(low, least), max(high, most)
            if source.token == '|':
                raise source.error(
                    'conditional backref with more than two branches')
        else:
            low = 0
        self._close(start)
        return f'(?({number}){text})', low, high, ''

    def _condition_number(self, name):
        source = self._input
        if not (name.isdigit() if sys.version_info < (3, 12) else
                name.isdecimal() and name.isascii()):
            raise source.error(f'bad character in group name {name!r}',
                               len(name) + 1)
        number = int(name)
        if not number:
            raise source.error('bad group number', len(name) + 1)
        self._conditions.setdefault(number, source.place - len(name) - 1)
        return number

    # ---- flags ----

    def _flags(self, letter, flags, start):
        source = self._input
        on, off = self._flag_sets(letter)
        if on is None:
            return None
        inner = (flags & ~_KIND if on & _KIND else flags) | on
        inner &= ~off
        text, low, high = self._branches(inner)
        self._close(start)
        if (inner ^ flags) & IGNORECASE:
            sign = 'i' if inner & IGNORECASE else '-i'
            return f'(?{sign}:{text})', low, high, ''
        return f'(?:{text})', low, high, ''

    def _flag_sets(self, letter):
        # (on, off) of (?on-off:; (None, None) after flags for everything.
        source = self._input
        on = 0
        if letter != '-':
            on = self._flag_run(letter, ')-:', True)
            letter = source.take()
            if letter == ')':
                self._everywhere(on)
                return None, None
            if on & _GLOBAL:
                raise source.error('bad inline flags: cannot turn on global '
                                   'flag', 1)
        off = 0
        if letter == '-':
            if source.token is None:
                raise source.error('missing flag')
            if source.token not in _FLAG:
                raise source.error('unknown flag' if source.token.isalpha()
                                   else 'missing flag')
            off = self._flag_run(source.take(), ':', False)
            source.advance()
        if on & off:
            raise source.error('bad inline flags: flag turned on and off', 1)
        return on, off

    def _flag_run(self, letter, ends, turning_on):
        source = self._input
        found = 0
        while True:
            flag = _FLAG[letter]
            if turning_on:
                self._check_kind(letter, found, flag)
            elif flag & _KIND:
                raise source.error("bad inline flags: cannot turn off flags "
                                   "'a', 'u' and 'L'")
            elif flag & _GLOBAL:
                raise source.error('bad inline flags: cannot turn off '
                                   'global flag', 1)
            found |= flag
            letter = source.token
            if letter is None:
                raise source.error('missing -, : or )' if turning_on
                                   else 'missing :')
            if letter in ends:
                return found
            if letter not in _FLAG:
                if letter.isalpha():
                    raise source.error('unknown flag')
                raise source.error('missing -, : or )' if turning_on
                                   else 'missing :')
            source.advance()

    def _check_kind(self, letter, found, flag):
        source = self._input
        if self.is_text and letter == 'L':
            raise source.error("bad inline flags: cannot use 'L' flag with a "
                               'str pattern')
        if not self.is_text and letter == 'u':
            raise source.error("bad inline flags: cannot use 'u' flag with a "
                               'bytes pattern')
        if flag & _KIND and (found | flag) & _KIND != flag:
            raise source.error("bad inline flags: flags 'a', 'u' and 'L' are "
                               'incompatible')

    def _everywhere(self, on):
        # (?i) sets flags for the whole pattern.
        if self._started:
            start = self.text.rfind('(?', 0, self._input.place)
            if sys.version_info >= (3, 11):
                raise error('global flags not at the start of the expression',
                            self.source, start)
            cut = ' (truncated)' if len(self.source) > 20 else ''
            self._warn('Flags not at the start of the expression '
                       f'{self.source[:20]!r}{cut}', DeprecationWarning)
        wanted = self.flags | on
        if on & ASCII and self.is_text and not self._given & UNICODE:
            wanted &= ~UNICODE
        if wanted != self.flags:
            self.flags = wanted
            raise _Restart


# ---- Replacement templates ----

def template(source, groups, names):
    """A template as a list of texts and group numbers."""
    is_text = isinstance(source, str)
    cursor = _Cursor(source, source if is_text else str(source, 'latin-1'))
    out, literal = [], []

    def reference(number, back):
        if number > groups:
            raise cursor.error(f'invalid group reference {number}', back)
        if literal:
            out.append(''.join(literal))
            literal.clear()
        out.append(number)

    while cursor.token is not None:
        token = cursor.take()
        if token[0] != '\\':
            literal.append(token)
        elif token[1] == 'g':
            _template_name(cursor, groups, names, reference)
        elif token[1] == '0':
            literal.append(chr(int('0' + cursor.take_while(2, _OCTAL), 8)))
        elif token[1] in _DIGITS:
            _template_number(cursor, token[1], literal, reference)
        elif token[1] in _CHARACTER:
            literal.append(_CHARACTER[token[1]])
        elif token[1] in _LETTERS:
            raise cursor.error(f'bad escape {token}', len(token))
        else:
            literal.append(token)
    if literal:
        out.append(''.join(literal))
    if is_text:
        return out
    return [item.encode('latin-1') if isinstance(item, str) else item
            for item in out]


def _template_number(cursor, digits, literal, reference):
    if cursor.token in _DIGITS:
        digits += cursor.take()
        if (digits[0] in _OCTAL and digits[1] in _OCTAL
                and cursor.token in _OCTAL):
            digits += cursor.take()
            value = int(digits, 8)
            if value > 0o377:
                raise cursor.error(f'octal escape value \\{digits} outside '
                                   'of range 0-0o377', len(digits) + 1)
            literal.append(chr(value))
            return
    reference(int(digits), len(digits))


def _template_name(cursor, groups, names, reference):
    if not cursor.accept('<'):
        raise cursor.error('missing <')
    name = cursor.until('>', 'group name')
    if name.isidentifier():
        if name not in names:
            raise IndexError(f'unknown group name {name!r}')
        reference(names[name], len(name) + 1)
        return
    if not name.isdigit():
        raise cursor.error(f'bad character in group name {name!r}',
                           len(name) + 1)
    reference(int(name), len(name) + 1)
