# SPDX-License-Identifier: MIT
# Finds indentation that means different things with different tab stops.

import getopt
import os
import sys
import tokenize

__all__ = ['check', 'NannyNag', 'process_tokens']

verbose = 0
filename_only = 0


def errprint(*args):
    sys.stderr.write(' '.join(map(str, args)) + '\n')


class NannyNag(Exception):
    """Where it is, what is wrong, and the line."""

    def __init__(self, lineno, msg, line):
        self.lineno, self.msg, self.line = lineno, msg, line

    def get_lineno(self):
        return self.lineno

    def get_msg(self):
        return self.msg

    def get_line(self):
        return self.line


def main():
    global verbose, filename_only
    try:
        options, names = getopt.getopt(sys.argv[1:], 'qv')
    except getopt.error as error:
        errprint(error)
        return
    for option, _ in options:
        if option == '-q':
            filename_only += 1
        else:
            verbose += 1
    if not names:
        errprint('Usage:', sys.argv[0], '[-v] file_or_directory ...')
        return
    for name in names:
        check(name)


def check(file):
    """Look at a file, or at all the sources below a folder."""
    if os.path.isdir(file) and not os.path.islink(file):
        if verbose:
            print(f'{file!r}: listing directory')
        for name in os.listdir(file):
            inner = os.path.join(file, name)
            if name[-3:].lower() == '.py' or (
                    os.path.isdir(inner) and not os.path.islink(inner)):
                check(inner)
        return
    try:
        source = tokenize.open(file)
    except OSError as error:
        errprint(f'{file!r}: I/O Error: {error}')
        return
    if verbose > 1:
        print(f'checking {file!r} ...')
    with source:
        _check_open(file, source)


def _check_open(file, source):
    try:
        process_tokens(tokenize.generate_tokens(source.readline))
    except tokenize.TokenError as error:
        errprint(f'{file!r}: Token Error: {error}')
    except IndentationError as error:
        errprint(f'{file!r}: Indentation Error: {error}')
    except NannyNag as nag:
        shown = f'"{file}"' if ' ' in file else file
        if verbose:
            print(f'{shown!r}: *** Line {nag.lineno}: trouble in tab city! '
                  '***')
            print(f'offending line: {nag.line!r}')
            print(nag.msg)
        elif filename_only:
            print(shown)
        else:
            print(shown, nag.lineno, repr(nag.line))
    else:
        if verbose:
            print(f'{file!r}: Clean bill of health.')


class Whitespace:
    """The blanks before a line, and how far they reach."""

    def __init__(self, ws):
        self.raw = ws
        self.n = len(ws) - len(ws.lstrip(' \t'))
        runs, spaces = [], 0
        for char in ws:
            if char == ' ':
                spaces += 1
            elif char == '\t':
                runs.append(spaces)
                spaces = 0
            else:
                break
        # How many spaces stand before each tab, and after the last.
        self.runs, self.trailing = sorted(runs), spaces
        self.nt = len(runs)
        self.is_simple = not any(runs)

    def indent_level(self, tabsize):
        il = sum(run // tabsize + 1 for run in self.runs)
        return il * tabsize + self.trailing

    def _limit(self, other):
        most = max(self.runs + other.runs, default=0)
        return most + 1

    def equal(self, other):
        """Do they reach equally far with every tab size?"""
        return (self.trailing, self.runs) == (other.trailing, other.runs)

    def less(self, other):
        """Does it reach less far with every tab size?"""
        if self.n >= other.n and self.is_simple and other.is_simple and \
                self.nt >= other.nt:
            return False
        return all(self.indent_level(size) < other.indent_level(size)
                   for size in range(1, self._limit(other) + 2))

    def _witnesses(self, other, wrong):
        return [(size, self.indent_level(size), other.indent_level(size))
                for size in range(1, self._limit(other) + 1)
                if wrong(self.indent_level(size), other.indent_level(size))]

    def not_equal_witness(self, other):
        return self._witnesses(other, lambda a, b: a != b)

    def not_less_witness(self, other):
        return self._witnesses(other, lambda a, b: a >= b)


def format_witnesses(w):
    sizes = ', '.join(str(entry[0]) for entry in w)
    return f'at tab size{"s" if len(w) > 1 else ""} {sizes}'


def process_tokens(tokens):
    """Raise a NannyNag for the first doubtful indentation."""
    skipped = tokenize.COMMENT, tokenize.NL
    levels, fresh = [Whitespace('')], False
    for kind, token, start, end, line in tokens:
        if kind == tokenize.NEWLINE:
            fresh = True
        elif kind == tokenize.INDENT:
            fresh = False
            here = Whitespace(token)
            if not levels[-1].less(here):
                found = format_witnesses(levels[-1].not_less_witness(here))
                raise NannyNag(start[0], 'indent not greater e.g. ' + found,
                               line)
            levels.append(here)
        elif kind == tokenize.DEDENT:
            fresh = True
            levels.pop()
        elif fresh and kind not in skipped:
            fresh = False
            here = Whitespace(line)
            if not levels[-1].equal(here):
                found = format_witnesses(levels[-1].not_equal_witness(here))
                raise NannyNag(start[0], 'indent not equal e.g. ' + found,
                               line)


if __name__ == '__main__':
    main()
