# SPDX-License-Identifier: MIT
# Reading TOML. A reader holds the text and a place in it; tables that a header
# or a dotted key has made, and those that are complete, are known by identity.

import datetime
import re

_BARE = re.compile(r'[A-Za-z0-9_-]+')
_BLANK = re.compile(r'[ \t]*')
_NUMBER = re.compile(r'''
    (?P<date>\d{4}-\d\d-\d\d)
        (?:[Tt ](?P<clock>\d\d:\d\d:\d\d(?:\.(?P<part>\d+))?)
           (?P<zone>[Zz]|[+-]\d\d:\d\d)?)?
  | (?P<time>\d\d:\d\d:\d\d(?:\.(?P<tpart>\d+))?)
  | (?P<hex>0x[0-9A-Fa-f](?:_?[0-9A-Fa-f])*)
  | (?P<bin>0b[01](?:_?[01])*)
  | (?P<oct>0o[0-7](?:_?[0-7])*)
  | (?P<whole>[+-]?(?:0|[1-9](?:_?\d)*))
        (?P<float>(?:\.\d(?:_?\d)*)?(?:[eE][+-]?\d(?:_?\d)*)?)
''', re.VERBOSE | re.ASCII)
_ESCAPES = {'b': '\b', 't': '\t', 'n': '\n', 'f': '\f', 'r': '\r', '"': '"',
            '\\': '\\'}
_CONTROL = frozenset(chr(code) for code in [*range(32), 127]) - {'\t'}


class TOMLDecodeError(ValueError):
    """The text is no TOML."""


def load(fp, /, *, parse_float=float):
    """The dict of an open binary file."""
    data = fp.read()
    try:
        text = data.decode()
    except AttributeError:
        raise TypeError("File must be opened in binary mode, e.g. use "
                        "`open('foo.toml', 'rb')`") from None
    return loads(text, parse_float=parse_float)


def loads(s, /, *, parse_float=float):
    """The dict of a str."""
    try:
        text = s.replace('\r\n', '\n')
    except (AttributeError, TypeError):
        raise TypeError("Expected str object, not "
                        f"'{type(s).__qualname__}'") from None

    def number(text):
        value = parse_float(text)
        if isinstance(value, (dict, list)):
            raise ValueError('parse_float must not return dicts or lists')
        return value

    reader = _Reader(text, float if parse_float is float else number)
    return reader.document()


class _Reader:
    def __init__(self, text, parse_float):
        self.text = text
        self.place = 0
        self.parse_float = parse_float
        self.root = {}
        self.explicit = set()   # ids of tables with a header
        self.dotted = set()     # ids of tables that dotted keys made
        self.frozen = set()     # ids of inline tables and arrays
        self.arrays = set()     # ids of lists of [[tables]]
        self.kept = []          # so that the ids stay unique

    def fail(self, what, place=None):
        place = self.place if place is None else place
        if place >= len(self.text):
            where = 'end of document'
        else:
            line = self.text.count('\n', 0, place) + 1
            column = place - self.text.rfind('\n', 0, place)
            where = f'line {line}, column {column}'
        raise TOMLDecodeError(f'{what} (at {where})')

    def peek(self):
        return self.text[self.place:self.place + 1]

    def skip(self, pattern=_BLANK):
        self.place = pattern.match(self.text, self.place).end()

    def take(self, text):
        if self.text.startswith(text, self.place):
            self.place += len(text)
            return True
        return False

    # ---- lines ----

    def document(self):
        table = self.root
        while True:
            self.skip()
            char = self.peek()
            if not char:
                return self.root
            if char == '[':
                table = self.header()
            elif char not in '#\n':
                if char not in '"\'' and not _BARE.match(char):
                    self.fail('Invalid statement')
                self.pair(table)
            self.end_of_line()

    def end_of_line(self):
        self.skip()
        if self.peek() == '#':
            self.comment()
        char = self.peek()
        if char and char != '\n':
            self.fail('Expected newline or end of document after a '
                      'statement')
        self.place += 1

    def comment(self):
        end = self.text.find('\n', self.place)
        end = len(self.text) if end < 0 else end
        for place in range(self.place, end):
            if self.text[place] in _CONTROL:
                self.fail('Found invalid character '
                          f'{self.text[place]!r}', place)
        self.place = end

    def gap(self):
        """Spaces, ends of lines and comments, inside an array."""
        while True:
            self.skip(re.compile(r'[ \t\n]*'))
            if self.peek() != '#':
                return
            self.comment()

    def table(self):
        made = {}
        self.kept.append(made)
        return made

    def header(self):
        many = self.text.startswith('[[', self.place)
        self.place += 2 if many else 1
        self.skip()
        key = self.key()
        self.skip()
        above = self.root
        for name in key[:-1]:
            above = self.step(above, name, key)
        if many:
            table = self.header_array(above, key)
        else:
            table = self.header_table(above, key)
        if not self.take(']]' if many else ']'):
            self.fail("Expected ']]' at the end of an array declaration"
                      if many else
                      "Expected ']' at the end of a table declaration")
        return table

    def step(self, table, name, key):
        inner = table.get(name)
        if inner is None and name not in table:
            inner = table[name] = self.table()
        elif isinstance(inner, list) and id(inner) in self.arrays:
            inner = inner[-1]
        if not isinstance(inner, dict) or id(inner) in self.frozen:
            self.fail('Cannot overwrite a value' if not
                      isinstance(inner, dict) else
                      f'Cannot declare {tuple(key)} twice')
        return inner

    def header_table(self, above, key):
        name = key[-1]
        if name not in above:
            above[name] = self.table()
        table = above[name]
        if not isinstance(table, dict) or id(table) in self.frozen or \
                id(table) in self.explicit or id(table) in self.dotted:
            self.fail(f'Cannot declare {tuple(key)} twice' if
                      isinstance(table, dict) else
                      'Cannot overwrite a value')
        self.explicit.add(id(table))
        return table

    def header_array(self, above, key):
        name = key[-1]
        tables = above.setdefault(name, [])
        if not tables and isinstance(tables, list) and \
                id(tables) not in self.frozen:
            self.arrays.add(id(tables))
            self.kept.append(tables)
        if not isinstance(tables, list) or id(tables) not in self.arrays:
            self.fail('Cannot mutate immutable namespace' if
                      isinstance(tables, list) else
                      'Cannot overwrite a value')
        tables.append(self.table())
        self.explicit.add(id(tables[-1]))
        return tables[-1]

    # ---- keys and values ----

    def key(self):
        parts = [self.key_part()]
        while True:
            self.skip()
            if not self.take('.'):
                return parts
            self.skip()
            parts.append(self.key_part())

    def key_part(self):
        match = _BARE.match(self.text, self.place)
        if match:
            self.place = match.end()
            return match[0]
        if self.peek() in ('"', "'"):
            return self.line_string()
        self.fail('Invalid initial character for a key part')

    def pair(self, table):
        key = self.key()
        self.skip()
        if not self.take('='):
            self.fail("Expected '=' after a key in a key/value pair")
        self.skip()
        value = self.value()
        for name in key[:-1]:
            known = name in table
            inner = table.setdefault(name, {} if known else self.table())
            if not isinstance(inner, dict) or id(inner) in self.frozen or \
                    id(inner) in self.explicit or \
                    (known and id(inner) not in self.dotted):
                self.fail('Cannot overwrite a value' if not
                          isinstance(inner, dict) else
                          'Cannot redefine namespace '
                          f'{".".join(key[:-1])!r}')
            self.dotted.add(id(inner))
            table = inner
        if key[-1] in table:
            self.fail('Cannot overwrite a value')
        table[key[-1]] = value

    def value(self):
        char = self.peek()
        if char == '"' or char == "'":
            if self.text.startswith(char * 3, self.place):
                return self.long_string(char)
            return self.line_string()
        if char == '[':
            return self.array()
        if char == '{':
            return self.inline_table()
        for word, value in (('true', True), ('false', False)):
            if self.take(word):
                return value
        return self.number()

    def array(self):
        self.place += 1
        made = []
        self.frozen.add(id(made))
        self.kept.append(made)
        self.gap()
        while not self.take(']'):
            made.append(self.value())
            self.gap()
            if self.take(']'):
                break
            if not self.take(','):
                self.fail('Unclosed array')
            self.gap()
        return made

    def inline_table(self):
        self.place += 1
        made = self.table()
        self.skip()
        if not self.take('}'):
            while True:
                self.pair(made)
                self.skip()
                if self.take('}'):
                    break
                if not self.take(','):
                    self.fail('Unclosed inline table')
                self.skip()
        self.freeze(made)
        return made

    def freeze(self, table):
        self.frozen.add(id(table))
        for value in table.values():
            if isinstance(value, dict):
                self.freeze(value)

    # ---- strings ----

    def line_string(self):
        quote = self.peek()
        self.place += 1
        out = []
        while True:
            char = self.peek()
            if not char:
                self.fail('Unterminated string')
            if char == quote:
                self.place += 1
                return ''.join(out)
            if char == '\\' and quote == '"':
                out.append(self.escape())
                continue
            if char in _CONTROL:
                self.fail(f'Illegal character {char!r}')
            out.append(char)
            self.place += 1

    def long_string(self, quote):
        self.place += 3
        self.take('\n')
        out = []
        while True:
            char = self.peek()
            if not char:
                self.fail('Unterminated string')
            if self.text.startswith(quote * 3, self.place):
                size = 3
                while size < 5 and self.text.startswith(
                        quote, self.place + size):
                    size += 1
                self.place += size
                return ''.join(out) + quote * (size - 3)
            if char == '\\' and quote == '"':
                out.append(self.escape(True))
                continue
            if char in _CONTROL and char != '\n':
                self.fail(f'Illegal character {char!r}')
            out.append(char)
            self.place += 1

    def escape(self, long=False):
        start = self.place
        self.place += 1
        char = self.peek()
        if long and char and char in ' \t\n':
            self.skip()
            if self.peek() and not self.take('\n'):
                self.fail("Unescaped '\\' in a string", start)
            self.skip(re.compile(r'[ \t\n]*'))
            return ''
        self.place += 1
        if char in _ESCAPES:
            return _ESCAPES[char]
        size = {'u': 4, 'U': 8}.get(char)
        if size is None:
            self.fail("Unescaped '\\' in a string")
        digits = self.text[self.place:self.place + size]
        if len(digits) != size or not re.fullmatch('[0-9A-Fa-f]+', digits):
            self.fail('Invalid hex value')
        number = int(digits, 16)
        if number > 0x10ffff or 0xd800 <= number < 0xe000:
            self.fail('Escaped character is not a Unicode scalar value')
        self.place += size
        return chr(number)

    # ---- numbers and times ----

    def number(self):
        match = _NUMBER.match(self.text, self.place)
        if match is None:
            for word in ('inf', '+inf', '-inf', 'nan', '+nan', '-nan'):
                if self.take(word):
                    return self.parse_float(word)
            self.fail('Invalid value')
        start, self.place = self.place, match.end()
        try:
            if match['date']:
                return self.date(match)
            if match['time']:
                return _clock(match['time'])
        except ValueError:
            self.fail('Invalid date or datetime', start)
        for kind, base in (('hex', 16), ('bin', 2), ('oct', 8)):
            if match[kind]:
                return int(match[kind].replace('_', '')[2:], base)
        if match['float']:
            return self.parse_float(match[0].replace('_', ''))
        return int(match['whole'].replace('_', ''))

    @staticmethod
    def date(match):
        day = datetime.date(*map(int, match['date'].split('-')))
        if not match['clock']:
            return day
        zone = match['zone']
        if zone in ('Z', 'z'):
            zone = datetime.timezone.utc
        elif zone:
            offset = datetime.timedelta(hours=int(zone[1:3]),
                                        minutes=int(zone[4:]))
            zone = datetime.timezone(-offset if zone[0] == '-' else offset)
        return datetime.datetime.combine(day, _clock(match['clock']), zone)


def _clock(text):
    whole, _, part = text.partition('.')
    return datetime.time(*map(int, whole.split(':')),
                         int(part[:6].ljust(6, '0')) if part else 0)
