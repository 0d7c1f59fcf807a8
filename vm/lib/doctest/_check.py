# SPDX-License-Identifier: MIT
# What an example printed against what it should have printed.

import difflib
import re

__all__ = ['register_optionflag', 'DONT_ACCEPT_TRUE_FOR_1',
           'DONT_ACCEPT_BLANKLINE', 'NORMALIZE_WHITESPACE', 'ELLIPSIS',
           'SKIP', 'IGNORE_EXCEPTION_DETAIL', 'COMPARISON_FLAGS',
           'REPORT_UDIFF', 'REPORT_CDIFF', 'REPORT_NDIFF',
           'REPORT_ONLY_FIRST_FAILURE', 'REPORTING_FLAGS', 'FAIL_FAST',
           'BLANKLINE_MARKER', 'ELLIPSIS_MARKER']

BLANKLINE_MARKER, ELLIPSIS_MARKER = '<BLANKLINE>', '...'
OPTIONFLAGS_BY_NAME = {}


def register_optionflag(name):
    return OPTIONFLAGS_BY_NAME.setdefault(name, 1 << len(OPTIONFLAGS_BY_NAME))


def _registered(names):
    return [register_optionflag(name) for name in names.split()]


# How outputs are compared, and what is said of those that differ.
_comparing = _registered('DONT_ACCEPT_TRUE_FOR_1 DONT_ACCEPT_BLANKLINE '
                         'NORMALIZE_WHITESPACE ELLIPSIS SKIP '
                         'IGNORE_EXCEPTION_DETAIL')
_reporting = _registered('REPORT_UDIFF REPORT_CDIFF REPORT_NDIFF '
                         'REPORT_ONLY_FIRST_FAILURE FAIL_FAST')
(DONT_ACCEPT_TRUE_FOR_1, DONT_ACCEPT_BLANKLINE, NORMALIZE_WHITESPACE, ELLIPSIS,
 SKIP, IGNORE_EXCEPTION_DETAIL) = _comparing
(REPORT_UDIFF, REPORT_CDIFF, REPORT_NDIFF, REPORT_ONLY_FIRST_FAILURE,
 FAIL_FAST) = _reporting
COMPARISON_FLAGS, REPORTING_FLAGS = sum(_comparing), sum(_reporting)

# How a difference is shown: the flag, its name, and the lines.
_DIFFS = (
    (REPORT_UDIFF, 'unified diff with -expected +actual',
     lambda old, new: list(difflib.unified_diff(old, new, n=2))[2:]),
    (REPORT_CDIFF, 'context diff with expected followed by actual',
     lambda old, new: list(difflib.context_diff(old, new, n=2))[2:]),
    (REPORT_NDIFF, 'ndiff with -expected +actual',
     lambda old, new: difflib.ndiff(old, new)))


def _indent(text, indent=4):
    return re.sub('(?m)^(?!$)', indent * ' ', text)


def _ellipsis_match(want, got):
    """Does `got` equal `want`, where each ... stands for anything?"""
    first, *middle = want.split(ELLIPSIS_MARKER)
    if not middle:
        return want == got
    last = middle.pop()
    start, end = len(first), len(got) - len(last)
    if not got.startswith(first) or not got.endswith(last) or start > end:
        return False
    for piece in middle:
        start = got.find(piece, start, end)
        if start < 0:
            return False
        start += len(piece)
    return True


class OutputChecker:
    def _toAscii(self, text):
        return str(text.encode('ASCII', 'backslashreplace'), 'ASCII')

    def check_output(self, want, got, optionflags):
        def has(flag):
            return bool(optionflags & flag)

        want, got = self._toAscii(want), self._toAscii(got)
        if got == want or not has(DONT_ACCEPT_TRUE_FOR_1) and (
                (got, want) in (('True\n', '1\n'), ('False\n', '0\n'))):
            return True
        if not has(DONT_ACCEPT_BLANKLINE):
            marker = re.escape(BLANKLINE_MARKER)
            want = re.sub(rf'(?m)^{marker}\s*?$', '', want)
            got = '\n'.join(['' if line.isspace() else line
                             for line in got.split('\n')])
        if has(NORMALIZE_WHITESPACE):
            got, want = ' '.join(got.split()), ' '.join(want.split())
        return got == want or has(ELLIPSIS) and _ellipsis_match(want, got)

    def _do_a_fancy_diff(self, want, got, optionflags):
        # Short outputs are better seen whole, but for what is within a line.
        if optionflags & (REPORT_UDIFF | REPORT_CDIFF | REPORT_NDIFF):
            return bool(optionflags & REPORT_NDIFF) or min(
                want.count('\n'), got.count('\n')) > 2
        return False

    def output_difference(self, example, got, optionflags):
        """What to print about an example that failed."""
        want = example.want
        if not optionflags & DONT_ACCEPT_BLANKLINE:
            got = re.sub('(?m)^ *(?=\n)', BLANKLINE_MARKER, got)
        if not self._do_a_fancy_diff(want, got, optionflags):
            return ''.join([
                f'{word}:\n{_indent(text)}' if text else f'{word} nothing\n'
                for word, text in (('Expected', want), ('Got', got))])
        old, new = want.splitlines(True), got.splitlines(True)
        kind, made = next((kind, made) for flag, kind, made in _DIFFS
                          if optionflags & flag)
        return f'Differences ({kind}):\n' + _indent(''.join(made(old, new)))
