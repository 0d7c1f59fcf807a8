# SPDX-License-Identifier: MIT
# The tokens of a Python source text, comments and line ends among them.
#
# Each line is looked at once, from left to right. Three things reach over a
# line's end and are the state of _Scanner: a string in three quotes (or one
# continued with a backslash), open brackets, and a backslash.

import builtins
import re
import sys
from codecs import BOM_UTF8, lookup
from collections import namedtuple
from io import TextIOWrapper
from token import *
from token import EXACT_TOKEN_TYPES
import token as _token

__all__ = _token.__all__ + ['tokenize', 'generate_tokens', 'detect_encoding',
                            'untokenize', 'TokenInfo']

_CODING = re.compile(r'^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)', re.ASCII)
_BLANK = re.compile(br'^[ \t\f]*(?:[#\r\n]|$)', re.ASCII)
TABSIZE = tabsize = 8


class TokenInfo(namedtuple('TokenInfo', 'type string start end line')):
    def __repr__(self):
        kind = f'{self.type} ({tok_name[self.type]})'
        return (f'TokenInfo(type={kind}, string={self.string!r}, '
                f'start={self.start!r}, end={self.end!r}, line={self.line!r})')

    @property
    def exact_type(self):
        if self.type == OP and self.string in EXACT_TOKEN_TYPES:
            return EXACT_TOKEN_TYPES[self.string]
        return self.type


class TokenError(Exception):
    pass


class StopTokenizing(Exception):
    pass


# ---- What one token looks like ----

def _any_case(letters):
    return ''.join(f'[{letter}{letter.upper()}]' for letter in letters)


_PREFIX = '(?:[bB][rR]?|[rR][bBfF]?|[fF][rR]?|[uU])?'
Whitespace = r'[ \f\t]*'
Name = r'\w+'
_EXPONENT = r'[eE][-+]?[0-9](?:_?[0-9])*'
_DIGITS = r'[0-9](?:_?[0-9])*'
_FLOAT = (rf'(?:{_DIGITS}\.(?:{_DIGITS})?|\.{_DIGITS})(?:{_EXPONENT})?'
          rf'|{_DIGITS}{_EXPONENT}')
Number = (rf'(?:{_DIGITS}[jJ]|(?:{_FLOAT})[jJ]|{_FLOAT}'
          r'|0[xX](?:_?[0-9a-fA-F])+|0[bB](?:_?[01])+|0[oO](?:_?[0-7])+'
          r'|(?:0(?:_?0)*|[1-9](?:_?[0-9])*))')
_OPERATOR = '|'.join(map(re.escape, sorted(EXACT_TOKEN_TYPES, reverse=True)))
_TOKEN = re.compile(
    r'(?P<space>[ \f\t]*)'
    r'(?:(?P<end>\Z)|(?P<newline>\r?\n)|(?P<comment>\#[^\r\n]*)'
    rf'|(?P<string>{_PREFIX}(?P<quote>\'\'\'|"""|\'|"))'
    rf'|(?P<number>{Number})|(?P<name>{Name})'
    rf'|(?P<operator>{_OPERATOR})|(?P<backslash>\\\r?\n))')
_ENDS = {
    "'": re.compile(r"[^\n'\\]*(?:\\.[^\n'\\]*)*(?:'|\\\r?\n)", re.S),
    '"': re.compile(r'[^\n"\\]*(?:\\.[^\n"\\]*)*(?:"|\\\r?\n)', re.S),
    "'''": re.compile(r"[^'\\]*(?:(?:\\.|'(?!''))[^'\\]*)*'''", re.S),
    '"""': re.compile(r'[^"\\]*(?:(?:\\.|"(?!""))[^"\\]*)*"""', re.S),
}
_CLOSED = {
    "'": re.compile(r"[^\n'\\]*(?:\\.[^\n'\\]*)*'", re.S),
    '"': re.compile(r'[^\n"\\]*(?:\\.[^\n"\\]*)*"', re.S),
}


class _Scanner:
    def __init__(self, readline):
        self._readline = readline
        self._row = 0
        self._line = ''
        self._last_line = ''
        self._indents = [0]
        self._depth = 0         # open brackets
        self._joined = False    # the line before ended in a backslash
        self._pieces = None     # of an open string
        self._quote = None
        self._string_start = None
        self._string_lines = ''

    def tokens(self):
        while self._next_line():
            if self._pieces is not None:
                at = self._resume_string()
                if at is None:
                    continue
                if type(at) is TokenInfo:
                    yield at
                    if at.type == ERRORTOKEN:
                        continue
                    at = at.end[1]
            elif self._depth == 0 and not self._joined:
                at = self._indentation()
                if at is None:
                    break
                yield from self._found
                if at < 0:
                    continue
            else:
                if not self._line:
                    raise TokenError('EOF in multi-line statement',
                                     (self._row, 0))
                self._joined = False
                at = 0
            yield from self._rest(at)
        yield from self._finish()

    def _next_line(self):
        self._last_line = self._line
        try:
            line = self._readline()
        except StopIteration:
            line = ''
        self._line = line
        self._row += 1
        return True

    def _token(self, kind, start, end):
        return TokenInfo(kind, self._line[start:end], (self._row, start),
                         (self._row, end), self._line)

    # -- A line's beginning --

    def _width(self):
        """(columns, characters) of the white space a line begins with."""
        width = at = 0
        for char in self._line:
            if char == ' ':
                width += 1
            elif char == '\t':
                width = (width // tabsize + 1) * tabsize
            elif char == '\f':
                width = 0
            else:
                break
            at += 1
        return width, at

    def _indentation(self):
        """Where the first token stands; -1: no statement; None: the end."""
        self._found = found = []
        line = self._line
        if not line:
            return None
        width, at = self._width()
        if at == len(line):
            return None
        if line[at] in '#\r\n':
            if line[at] == '#':
                text = line[at:].rstrip('\r\n')
                found.append(self._token(COMMENT, at, at + len(text)))
                at += len(text)
            found.append(TokenInfo(NL, line[at:], (self._row, at),
                                   (self._row, len(line)), line))
            return -1
        indents = self._indents
        if width > indents[-1]:
            indents.append(width)
            found.append(self._token(INDENT, 0, at))
        while width < indents[-1]:
            if width not in indents:
                raise IndentationError(
                    'unindent does not match any outer indentation level',
                    ('<tokenize>', self._row, at, line))
            indents.pop()
            found.append(self._token(DEDENT, at, at))
        return at

    # -- Strings over several lines --

    def _open_string(self, start, ends):
        self._pieces = [self._line[start:]]
        self._string_start = self._row, start
        self._string_lines = self._line
        self._ends = ends

    def _resume_string(self):
        """The token of the string that ends in this line; None: it goes on."""
        line = self._line
        if not line:
            raise TokenError('EOF in multi-line string', self._string_start)
        ends = self._ends
        match = ends.match(line)
        three = ends is _ENDS["'''"] or ends is _ENDS['"""']
        if match and (three or match.group()[-1:] != '\n'):
            return self._close_string(STRING, match.end())
        if not three and line[-2:] != '\\\n' and line[-3:] != '\\\r\n':
            return self._close_string(ERRORTOKEN, len(line))
        self._pieces.append(line)
        self._string_lines += line
        return None

    def _close_string(self, kind, end):
        text = ''.join(self._pieces) + self._line[:end]
        self._pieces = None
        return TokenInfo(kind, text, self._string_start, (self._row, end),
                         self._string_lines + self._line)

    def _string(self, match):
        """The token of the string that begins here; None: it is open."""
        line, quote = self._line, match.group('quote')
        start, inside = match.start('string'), match.end('string')
        if len(quote) == 3:
            found = _ENDS[quote].match(line, inside)
            if found is None:
                self._open_string(start, _ENDS[quote])
                return None
        else:
            found = _CLOSED[quote].match(line, inside)
            if found is None:
                if _ENDS[quote].match(line, inside):
                    self._open_string(start, _ENDS[quote])
                    return None
                return False
        return self._token(STRING, start, found.end())

    # -- The rest of a line --

    def _rest(self, at):
        line = self._line
        while at < len(line):
            match = _TOKEN.match(line, at)
            if match is None:
                yield self._token(ERRORTOKEN, at, at + 1)
                at += 1
                continue
            kind = match.lastgroup
            if kind == 'quote':
                kind = 'string'
            start, at = match.span(kind)
            if kind == 'end':
                break
            if kind == 'string':
                found = self._string(match)
                if found is None:
                    return
                if found is False:
                    # No string: its prefix is a name, its quote an error.
                    quote = match.start('quote')
                    if quote > start:
                        yield self._token(NAME, start, quote)
                    yield self._token(ERRORTOKEN, quote, quote + 1)
                    at = quote + 1
                else:
                    yield found
                    at = found.end[1]
            elif kind == 'newline':
                yield self._token(NL if self._depth else NEWLINE, start, at)
            elif kind == 'backslash':
                self._joined = True
            elif kind == 'name' and not line[start:at].isidentifier():
                yield self._token(ERRORTOKEN, start, start + 1)
                at = start + 1
            else:
                yield self._plain(kind, start, at)

    def _plain(self, kind, start, end):
        text = self._line[start:end]
        if kind == 'operator':
            if text in '([{':
                self._depth += 1
            elif text in ')]}':
                self._depth -= 1
            return self._token(OP, start, end)
        kinds = {'name': NAME, 'number': NUMBER, 'comment': COMMENT}
        return self._token(kinds[kind], start, end)

    # -- The end --

    def _finish(self):
        last, row = self._last_line, self._row
        if last and last[-1] not in '\r\n':
            place = row - 1, len(last)
            yield TokenInfo(NEWLINE, '', place, (row - 1, len(last) + 1), '')
        for _ in self._indents[1:]:
            yield TokenInfo(DEDENT, '', (row, 0), (row, 0), '')
        yield TokenInfo(ENDMARKER, '', (row, 0), (row, 0), '')


def generate_tokens(readline):
    """The tokens of a text whose lines readline() gives as str."""
    return _Scanner(readline).tokens()


def tokenize(readline):
    """The tokens of a text whose lines readline() gives as bytes."""
    encoding, read = detect_encoding(readline)
    waiting = iter(read)

    def next_line():
        for line in waiting:
            return line.decode(encoding)
        try:
            return readline().decode(encoding)
        except StopIteration:
            return ''
    return _with_encoding(encoding, next_line)


def _with_encoding(encoding, next_line):
    if encoding == 'utf-8-sig':
        encoding = 'utf-8'
    yield TokenInfo(ENCODING, encoding, (0, 0), (0, 0), '')
    yield from _Scanner(next_line).tokens()


# ---- Encodings ----

def _usual_name(encoding):
    short = encoding[:12].lower().replace('_', '-')
    if short == 'utf-8' or short.startswith('utf-8-'):
        return 'utf-8'
    for name in ('latin-1', 'iso-8859-1', 'iso-latin-1'):
        if short == name or short.startswith(name + '-'):
            return 'iso-8859-1'
    return encoding


def detect_encoding(readline):
    """(encoding, the lines read to find it) by a byte order mark or comment."""
    try:
        filename = readline.__self__.name
    except AttributeError:
        filename = None
    where = '' if filename is None else f' for {filename!r}'
    marked = False

    def read():
        try:
            return readline()
        except StopIteration:
            return b''

    def cookie_of(line):
        try:
            text = line.decode('utf-8')
        except UnicodeDecodeError:
            raise SyntaxError('invalid or missing encoding declaration'
                              + where) from None
        match = _CODING.match(text)
        if not match:
            return None
        encoding = _usual_name(match.group(1))
        try:
            lookup(encoding)
        except LookupError:
            tail = f'{where}: {encoding}' if filename is not None \
                else f': {encoding}'
            raise SyntaxError('unknown encoding' + tail) from None
        if marked:
            if encoding != 'utf-8':
                raise SyntaxError('encoding problem'
                                  + (where or ': utf-8'))
            encoding += '-sig'
        return encoding

    first = read()
    if first.startswith(BOM_UTF8):
        marked = True
        first = first[3:]
    default = 'utf-8-sig' if marked else 'utf-8'
    if not first:
        return default, []
    encoding = cookie_of(first)
    if encoding:
        return encoding, [first]
    if not _BLANK.match(first):
        return default, [first]
    second = read()
    if not second:
        return default, [first]
    return cookie_of(second) or default, [first, second]


def open(filename):
    """The file for reading text, in the encoding that it names."""
    file = builtins.open(filename, 'rb')
    try:
        encoding, _ = detect_encoding(file.readline)
        file.seek(0)
        text = TextIOWrapper(file, encoding, line_buffering=True)
        text.mode = 'r'
        return text
    except BaseException:
        file.close()
        raise


# ---- Back to text ----

class Untokenizer:
    def __init__(self):
        self.tokens = []
        self.prev_row = 1
        self.prev_col = 0
        self.encoding = None

    def add_whitespace(self, start):
        row, column = start
        if (row, column) < (self.prev_row, self.prev_col):
            raise ValueError(f'start ({row},{column}) precedes previous end '
                             f'({self.prev_row},{self.prev_col})')
        gap = row - self.prev_row
        if gap:
            self.tokens.append('\\\n' * gap)
            self.prev_col = 0
        self.tokens.append(' ' * (column - self.prev_col))

    def untokenize(self, iterable):
        tokens = iter(iterable)
        indents = []
        fresh = False
        for token in tokens:
            if len(token) == 2:
                self.compat(token, tokens)
                break
            kind, text, start, end, _ = token
            if kind == ENCODING:
                self.encoding = text
                continue
            if kind == ENDMARKER:
                break
            if kind == INDENT:
                indents.append(text)
                continue
            if kind == DEDENT:
                indents.pop()
                self.prev_row, self.prev_col = end
                continue
            if kind in (NEWLINE, NL):
                fresh = True
            elif fresh and indents:
                if start[1] >= len(indents[-1]):
                    self.tokens.append(indents[-1])
                    self.prev_col = len(indents[-1])
                fresh = False
            self.add_whitespace(start)
            self.tokens.append(text)
            self.prev_row, self.prev_col = end
            if kind in (NEWLINE, NL):
                self.prev_row += 1
                self.prev_col = 0
        return ''.join(self.tokens)

    def compat(self, token, iterable):
        """Pairs of kind and text only: spaced so that they read the same."""
        indents = []
        fresh = token[0] in (NEWLINE, NL)
        after_string = False
        for kind, text, *_ in [token, *iterable]:
            if kind == ENCODING:
                self.encoding = text
                continue
            if kind in (NAME, NUMBER):
                text += ' '
            if kind == STRING and after_string:
                text = ' ' + text
            after_string = kind == STRING
            if kind == INDENT:
                indents.append(text)
                continue
            if kind == DEDENT:
                indents.pop()
                continue
            if kind in (NEWLINE, NL):
                fresh = True
            elif fresh and indents:
                self.tokens.append(indents[-1])
                fresh = False
            self.tokens.append(text)


def untokenize(iterable):
    """Source text with these tokens; bytes when the first is ENCODING."""
    maker = Untokenizer()
    text = maker.untokenize(iterable)
    return text if maker.encoding is None else text.encode(maker.encoding)


def main():
    """python -m tokenize [-e] [FILE]: print its tokens."""
    import argparse
    parser = argparse.ArgumentParser(prog='python -m tokenize')
    parser.add_argument('filename', nargs='?')
    parser.add_argument('-e', '--exact', action='store_true', dest='exact')
    args = parser.parse_args()
    if args.filename:
        with builtins.open(args.filename, 'rb') as file:
            tokens = list(tokenize(file.readline))
    else:
        tokens = generate_tokens(sys.stdin.readline)
    for token in tokens:
        kind = token.exact_type if args.exact else token.type
        place = '%d,%d-%d,%d:' % (token.start + token.end)
        print('%-20s%-15s%-15r' % (place, tok_name[kind], token.string))


if __name__ == '__main__':
    main()
