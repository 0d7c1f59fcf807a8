# SPDX-License-Identifier: MIT
# Splitting as a shell does, quoting what it would split, and a small lexer.

import io
import os
import sys
from _collections import deque

__all__ = ['shlex', 'split', 'quote', 'join']

_LETTERS = ('abcdfeghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_')
_ACCENTED = ''.join(chr(code) for code in range(0xc0, 0x100)
                    if code not in (0xd7, 0xf7))


def _stream(given):
    return io.StringIO(given) if isinstance(given, str) else given


class shlex:
    # state: ' ' between tokens, 'a' in a word, 'c' in a run of punctuation, a
    # quote inside it, an escape character behind it, None at the end.

    def __init__(self, instream=None, infile=None, posix=False,
                 punctuation_chars=False):
        # what is read
        self.infile, self.instream = ((None, sys.stdin) if instream is None
                                      else (infile, _stream(instream)))
        self.filestack, self.pushback = deque(), deque()
        self.source, self.lineno, self.debug = None, 1, 0
        self.state, self.token = ' ', ''
        # what a character means
        self.posix, self.eof = posix, None if posix else ''
        self.commenters, self.whitespace = '#', ' \t\r\n'
        self.wordchars = _LETTERS + (_ACCENTED if posix else '')
        self.quotes, self.escape, self.escapedquotes = '\'"', '\\', '"'
        self.whitespace_split = False
        special = '();<>|&' if punctuation_chars is True else (
            punctuation_chars or '')
        self._punctuation_chars = special
        if special:
            self._pushback_chars = deque()
            self.wordchars = ''.join(c for c in self.wordchars + '~-./*?='
                                     if c not in special)

    @property
    def punctuation_chars(self):
        return self._punctuation_chars

    def push_token(self, tok):
        self.pushback.appendleft(tok)

    def push_source(self, newstream, newfile=None):
        self.filestack.appendleft((self.infile, self.instream, self.lineno))
        self.infile, self.instream, self.lineno = (newfile, _stream(newstream),
                                                   1)

    def pop_source(self):
        self.instream.close()
        self.infile, self.instream, self.lineno = self.filestack.popleft()
        self.state = ' '

    def get_token(self):
        if self.pushback:
            return self.pushback.popleft()
        found = self.read_token()
        while self.source is not None and found == self.source:
            opened = self.sourcehook(self.read_token())
            if opened:
                self.push_source(*reversed(opened))
            found = self.get_token()
        while found == self.eof and self.filestack:
            self.pop_source()
            found = self.get_token()
        return found

    def _next_char(self):
        if self._punctuation_chars and self._pushback_chars:
            return self._pushback_chars.pop()
        return self.instream.read(1)

    def _joins(self, c):
        return (c in self.wordchars or c in self.quotes
                or self.whitespace_split and c not in self._punctuation_chars)

    def read_token(self):
        self._quoted, self._outer = False, ' '
        done = False
        while not done:
            c = self._next_char()
            if c == '\n':
                self.lineno += 1
            done = self._reader()(c)
        found, self.token = self.token, ''
        return found if found or self._quoted or not self.posix else None

    # What a character does in each state; true when the token is complete.

    def _reader(self):
        if self.state is None:
            return self._at_end
        if self.state == ' ':
            return self._between
        if self.state in self.quotes:
            return self._in_quotes
        return self._escaped if self.state in self.escape else self._in_word

    def _complete(self):
        return bool(self.token) or self.posix and self._quoted

    def _at_end(self, c):
        self.token = ''
        return True

    def _comment(self):
        self.instream.readline()
        self.lineno += 1

    def _escape_in(self, outer, c):
        self._outer, self.state = outer, c

    def _between(self, c):
        if not c:
            self.state = None
        elif c in self.whitespace:
            return self._complete()
        elif c in self.commenters:
            self._comment()
        elif self.posix and c in self.escape:
            self._escape_in('a', c)
        elif c in self.wordchars:
            self.token, self.state = c, 'a'
        elif c in self._punctuation_chars:
            self.token, self.state = c, 'c'
        elif c in self.quotes:
            self.token, self.state = '' if self.posix else c, c
        else:
            self.token = c
            if not self.whitespace_split:
                return True
            self.state = 'a'
        return not c

    def _in_quotes(self, c):
        self._quoted = True
        if not c:
            raise ValueError('No closing quotation')
        closing = c == self.state
        if self.posix and closing:
            self.state = 'a'
        elif (self.posix and c in self.escape
                and self.state in self.escapedquotes):
            self._escape_in(self.state, c)
        else:
            self.token += c
            if closing:
                self.state = ' '
                return True
        return False

    def _escaped(self, c):
        if not c:
            raise ValueError('No escaped character')
        # Within quotes only the quote and itself can be escaped.
        if self._outer in self.quotes and c not in (self.state, self._outer):
            self.token += self.state
        self.token += c
        self.state = self._outer
        return False

    def _in_word(self, c):
        if not c:
            self.state = None
            return True
        if c in self.whitespace:
            self.state = ' '
            return self._complete()
        if c in self.commenters:
            self._comment()
            if self.posix:
                self.state = ' '
            return self.posix and self._complete()
        if self.state == 'c':
            return self._in_run(c)
        if self.posix and c in self.quotes:
            self.state = c
        elif self.posix and c in self.escape:
            self._escape_in('a', c)
        elif self._joins(c):
            self.token += c
        else:
            if self._punctuation_chars:
                self._pushback_chars.append(c)
            else:
                self.pushback.appendleft(c)
            self.state = ' '
            return self._complete()
        return False

    def _in_run(self, c):
        # Of punctuation characters.
        if c in self._punctuation_chars:
            self.token += c
            return False
        self._pushback_chars.append(c)
        self.state = ' '
        return True

    def sourcehook(self, newfile):
        path = newfile[1:-1] if newfile[0] == '"' else newfile
        # Beside the file that names it, if that is known.
        if isinstance(self.infile, str):
            path = os.path.join(os.path.dirname(self.infile), path)
        return path, open(path)

    def error_leader(self, infile=None, lineno=None):
        infile = self.infile if infile is None else infile
        lineno = self.lineno if lineno is None else lineno
        return f'"{infile}", line {lineno}: '

    def __iter__(self):
        return self

    def __next__(self):
        token = self.get_token()
        if token == self.eof:
            raise StopIteration
        return token


def split(s, comments=False, posix=True):
    if s is None:
        if sys.version_info >= (3, 12):
            raise ValueError("s argument must not be None")
        from warnings import warn
        if sys.version_info >= (3, 9):
            warn("Passing None for 's' to shlex.split() is deprecated.",
                 DeprecationWarning, 2)
    lexer = shlex(s, posix=posix)
    lexer.whitespace_split = True
    if not comments:
        lexer.commenters = ''
    return list(lexer)


def join(split_command):
    return ' '.join(map(quote, split_command))


def quote(s):
    if not s:
        return "''"
    if s.isascii() and all(c.isalnum() or c in '_@%+=:,./-' for c in s):
        return s
    return "'" + s.replace("'", "'\"'\"'") + "'"
