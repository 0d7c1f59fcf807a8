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

BLANKLINE_MARKER = '<BLANKLINE>'
ELLIPSIS_MARKER = '...'
OPTIONFLAGS_BY_NAME = {}


def register_optionflag(name):
    return OPTIONFLAGS_BY_NAME.setdefault(name, 1 << len(OPTIONFLAGS_BY_NAME))


DONT_ACCEPT_TRUE_FOR_1 = register_optionflag('DONT_ACCEPT_TRUE_FOR_1')
DONT_ACCEPT_BLANKLINE = register_optionflag('DONT_ACCEPT_BLANKLINE')
NORMALIZE_WHITESPACE = register_optionflag('NORMALIZE_WHITESPACE')
ELLIPSIS = register_optionflag('ELLIPSIS')
SKIP = register_optionflag('SKIP')
IGNORE_EXCEPTION_DETAIL = register_optionflag('IGNORE_EXCEPTION_DETAIL')
COMPARISON_FLAGS = (DONT_ACCEPT_TRUE_FOR_1 | DONT_ACCEPT_BLANKLINE
                    | NORMALIZE_WHITESPACE | ELLIPSIS | SKIP
                    | IGNORE_EXCEPTION_DETAIL)
REPORT_UDIFF = register_optionflag('REPORT_UDIFF')
REPORT_CDIFF = register_optionflag('REPORT_CDIFF')
REPORT_NDIFF = register_optionflag('REPORT_NDIFF')
REPORT_ONLY_FIRST_FAILURE = register_optionflag('REPORT_ONLY_FIRST_FAILURE')
FAIL_FAST = register_optionflag('FAIL_FAST')
REPORTING_FLAGS = (REPORT_UDIFF | REPORT_CDIFF | REPORT_NDIFF
                   | REPORT_ONLY_FIRST_FAILURE | FAIL_FAST)


def _indent(text, indent=4):
    return re.sub('(?m)^(?!$)', indent * ' ', text)


def _ellipsis_match(want, got):
    """Does `got` equal `want`, where each ... stands for anything?"""
    if ELLIPSIS_MARKER not in want:
        return want == got
    first, *middle, last = want.split(ELLIPSIS_MARKER)
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
        want, got = self._toAscii(want), self._toAscii(got)
        if got == want:
            return True
        if not optionflags & DONT_ACCEPT_TRUE_FOR_1 and \
                (got, want) in (('True\n', '1\n'), ('False\n', '0\n')):
            return True
        if not optionflags & DONT_ACCEPT_BLANKLINE:
            want = re.sub(rf'(?m)^{re.escape(BLANKLINE_MARKER)}\s*?$', '',
                          want)
            got = re.sub(r'(?m)^[^\S\n]+$', '', got)
            if got == want:
                return True
        if optionflags & NORMALIZE_WHITESPACE:
            got, want = ' '.join(got.split()), ' '.join(want.split())
            if got == want:
                return True
        return bool(optionflags & ELLIPSIS) and _ellipsis_match(want, got)

    def _do_a_fancy_diff(self, want, got, optionflags):
        if not optionflags & (REPORT_UDIFF | REPORT_CDIFF | REPORT_NDIFF):
            return False
        if optionflags & REPORT_NDIFF:
            return True
        return want.count('\n') > 2 and got.count('\n') > 2

    def output_difference(self, example, got, optionflags):
        """What to print about an example that failed."""
        want = example.want
        if not optionflags & DONT_ACCEPT_BLANKLINE:
            got = re.sub('(?m)^[ ]*(?=\n)', BLANKLINE_MARKER, got)
        if not self._do_a_fancy_diff(want, got, optionflags):
            if want and got:
                return (f'Expected:\n{_indent(want)}'
                        f'Got:\n{_indent(got)}')
            if want:
                return f'Expected:\n{_indent(want)}Got nothing\n'
            if got:
                return f'Expected nothing\nGot:\n{_indent(got)}'
            return 'Expected nothing\nGot nothing\n'
        old, new = want.splitlines(True), got.splitlines(True)
        if optionflags & REPORT_UDIFF:
            lines = list(difflib.unified_diff(old, new, n=2))[2:]
            kind = 'unified diff with -expected +actual'
        elif optionflags & REPORT_CDIFF:
            lines = list(difflib.context_diff(old, new, n=2))[2:]
            kind = 'context diff with expected followed by actual'
        else:
            engine = difflib.Differ(charjunk=difflib.IS_CHARACTER_JUNK)
            lines = list(engine.compare(old, new))
            kind = 'ndiff with -expected +actual'
        return f'Differences ({kind}):\n' + _indent(''.join(lines))
