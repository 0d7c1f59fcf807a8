# SPDX-License-Identifier: MIT
# Examples in a text: a prompt, its source, and what should come after it.

import re

from doctest._check import OPTIONFLAGS_BY_NAME

_EXAMPLE = re.compile(r'''
    # A line with a primary prompt, then lines with the secondary one.
    (?P<source>
        (?:^(?P<indent> [ ]*) >>> .*)
        (?:\n [ ]* \.\.\. .*)*)
    \n?
    # All lines up to a blank one or the next prompt.
    (?P<want> (?:(?![ ]*$) (?![ ]*>>>) .+$\n?)*)
    ''', re.MULTILINE | re.VERBOSE)
# The first line of a traceback, what is indented, and the exception.
_TRACEBACK = re.compile(
    r'(?ms)^Traceback \((?:innermost|most recent call) last\):\s*$'
    r'.*?^(?P<raised>\w.*)')
_COMMENT = re.compile(r' *(?:#.*)?$')
_OPTION = re.compile(r'#\s*doctest:\s*([^\n\'"]*)$', re.MULTILINE)


class Example:
    def __init__(self, source, want, exc_msg=None, lineno=0, indent=0,
                 options=None):
        def ended(text):
            return text if text.endswith('\n') else text + '\n'
        self.source = ended(source)
        self.want = ended(want) if want else want
        self.exc_msg = exc_msg if exc_msg is None else ended(exc_msg)
        self.lineno = lineno
        self.indent = indent
        self.options = {} if options is None else options

    def _parts(self):
        return (self.source, self.want, self.lineno, self.indent,
                self.options, self.exc_msg)

    def __eq__(self, other):
        if type(self) is not type(other):
            return NotImplemented
        return self._parts() == other._parts()

    def __hash__(self):
        return hash((self.source, self.want, self.lineno, self.indent,
                     self.exc_msg))


class DocTest:
    """All examples of one docstring, and the names they see."""

    def __init__(self, examples, globs, name, filename, lineno, docstring):
        assert not isinstance(examples, str), \
            'DocTest no longer accepts str; use DocTestParser instead'
        self.examples = examples
        self.docstring = docstring
        self.globs = globs.copy()
        self.name = name
        self.filename = filename
        self.lineno = lineno

    def __repr__(self):
        count = len(self.examples)
        examples = 'no examples' if not count else \
            '1 example' if count == 1 else f'{count} examples'
        return (f'<{type(self).__name__} {self.name} from '
                f'{self.filename}:{self.lineno} ({examples})>')

    def _parts(self):
        return (self.examples, self.docstring, self.globs, self.name,
                self.filename, self.lineno)

    def __eq__(self, other):
        if type(self) is not type(other):
            return NotImplemented
        return self._parts() == other._parts()

    def __hash__(self):
        return hash((self.docstring, self.name, self.filename, self.lineno))

    def __lt__(self, other):
        if not isinstance(other, DocTest):
            return NotImplemented
        mine = (self.name, self.filename or '',
                -1 if self.lineno is None else self.lineno, id(self))
        its = (other.name, other.filename or '',
               -1 if other.lineno is None else other.lineno, id(other))
        return mine < its


class DocTestParser:
    def parse(self, string, name='<string>'):
        """Texts and Examples by turns."""
        string = string.expandtabs()
        margin = self._min_indent(string)
        if margin > 0:
            string = '\n'.join(line[margin:] for line in string.split('\n'))
        pieces = []
        at = line = 0
        for match in _EXAMPLE.finditer(string):
            pieces.append(string[at:match.start()])
            line += string.count('\n', at, match.start())
            source, options, want, message = self._parse_example(match, name,
                                                                 line)
            if not self._is_comment(source):
                pieces.append(Example(source, want, message, lineno=line,
                                      indent=margin
                                      + len(match.group('indent')),
                                      options=options))
            line += string.count('\n', match.start(), match.end())
            at = match.end()
        pieces.append(string[at:])
        return pieces

    def get_doctest(self, string, globs, name, filename, lineno):
        return DocTest(self.get_examples(string, name), globs, name, filename,
                       lineno, string)

    def get_examples(self, string, name='<string>'):
        return [piece for piece in self.parse(string, name)
                if isinstance(piece, Example)]

    @staticmethod
    def _is_comment(source):
        return all(_COMMENT.match(line) for line in source.split('\n'))

    @staticmethod
    def _min_indent(text):
        indents = [len(match) for match in
                   re.findall(r'^([ ]*)(?=\S)', text, re.MULTILINE)]
        return min(indents, default=0)

    def _parse_example(self, match, name, lineno):
        indent = len(match.group('indent'))
        lines = match.group('source').split('\n')
        self._check_prompt_blank(lines, indent, name, lineno)
        self._check_prefix(lines[1:], ' ' * indent + '.', name, lineno)
        source = '\n'.join(line[indent + 4:] for line in lines)
        wanted = match.group('want').split('\n')
        if len(wanted) > 1 and not wanted[-1].strip():
            del wanted[-1]
        self._check_prefix(wanted, ' ' * indent, name, lineno + len(lines))
        want = '\n'.join(line[indent:] for line in wanted)
        raised = _TRACEBACK.match(want)
        message = raised.group('raised') if raised else None
        return source, self._find_options(source, name, lineno), want, message

    def _find_options(self, source, name, lineno):
        options = {}
        for match in _OPTION.finditer(source):
            for option in match.group(1).replace(',', ' ').split():
                if option[0] not in '+-' or \
                        option[1:] not in OPTIONFLAGS_BY_NAME:
                    raise ValueError(f'line {lineno + 1} of the doctest for '
                                     f'{name} has an invalid option: '
                                     f'{option!r}')
                options[OPTIONFLAGS_BY_NAME[option[1:]]] = option[0] == '+'
        if options and self._is_comment(source):
            raise ValueError(f'line {lineno} of the doctest for {name} has an '
                             'option directive on a line with no example: '
                             f'{source!r}')
        return options

    def _check_prompt_blank(self, lines, indent, name, lineno):
        for at, line in enumerate(lines):
            if len(line) >= indent + 4 and line[indent + 3] != ' ':
                raise ValueError(f'line {lineno + at + 1} of the docstring '
                                 f'for {name} lacks blank after '
                                 f'{line[indent:indent + 3]}: {line!r}')

    def _check_prefix(self, lines, prefix, name, lineno):
        for at, line in enumerate(lines):
            if line and not line.startswith(prefix):
                raise ValueError(f'line {lineno + at + 1} of the docstring '
                                 f'for {name} has inconsistent leading '
                                 f'whitespace: {line!r}')
