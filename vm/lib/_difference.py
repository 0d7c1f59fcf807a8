# SPDX-License-Identifier: MIT
# difflib.Differ: lines side by side, with guides where two are alike.

import difflib

_ENOUGH = 0.75  # similar lines are shown as a pair from here on


class Differ:
    """Compares lines of text, and inside similar lines their characters."""

    def __init__(self, linejunk=None, charjunk=None):
        self.linejunk = linejunk
        self.charjunk = charjunk

    def compare(self, a, b):
        """The marked lines."""
        matcher = difflib.SequenceMatcher(self.linejunk, a, b)
        for what, alo, ahi, blo, bhi in matcher.get_opcodes():
            if what == 'replace':
                yield from self._fancy_replace(a, alo, ahi, b, blo, bhi)
            elif what == 'delete':
                yield from self._dump('-', a, alo, ahi)
            elif what == 'insert':
                yield from self._dump('+', b, blo, bhi)
            else:
                yield from self._dump(' ', a, alo, ahi)

    def _dump(self, mark, lines, low, high):
        for i in range(low, high):
            yield f'{mark} {lines[i]}'

    def _plain_replace(self, a, alo, ahi, b, blo, bhi):
        # The shorter side first.
        parts = [self._dump('-', a, alo, ahi), self._dump('+', b, blo, bhi)]
        if bhi - blo < ahi - alo:
            parts.reverse()
        for part in parts:
            yield from part

    def _best_pair(self, a, alo, ahi, b, blo, bhi):
        # (ratio, i, j) of the two most similar lines that differ, and the
        # first two that are equal though the matcher passed them over.
        best = _ENOUGH - 0.01, None, None
        equal = None
        matcher = difflib.SequenceMatcher(self.charjunk)
        for j in range(blo, bhi):
            matcher.set_seq2(b[j])
            for i in range(alo, ahi):
                if a[i] == b[j]:
                    equal = equal or (i, j)
                    continue
                matcher.set_seq1(a[i])
                if (matcher.real_quick_ratio() > best[0]
                        and matcher.quick_ratio() > best[0]
                        and matcher.ratio() > best[0]):
                    best = matcher.ratio(), i, j
        return best, equal

    def _fancy_replace(self, a, alo, ahi, b, blo, bhi):
        (ratio, i, j), equal = self._best_pair(a, alo, ahi, b, blo, bhi)
        if ratio < _ENOUGH:
            if equal is None:
                yield from self._plain_replace(a, alo, ahi, b, blo, bhi)
                return
            i, j = equal
        else:
            equal = None
        yield from self._fancy_helper(a, alo, i, b, blo, j)
        if equal is None:
            yield from self._pair(a[i], b[j])
        else:
            yield '  ' + a[i]
        yield from self._fancy_helper(a, i + 1, ahi, b, j + 1, bhi)

    def _fancy_helper(self, a, alo, ahi, b, blo, bhi):
        if alo < ahi and blo < bhi:
            yield from self._fancy_replace(a, alo, ahi, b, blo, bhi)
        elif alo < ahi:
            yield from self._dump('-', a, alo, ahi)
        else:
            yield from self._dump('+', b, blo, bhi)

    def _pair(self, old, new):
        # Two similar lines with what changed marked under them.
        old_marks = new_marks = ''
        matcher = difflib.SequenceMatcher(self.charjunk, old, new)
        for what, i1, i2, j1, j2 in matcher.get_opcodes():
            sign = {'replace': '^^', 'delete': '-+', 'insert': '-+',
                    'equal': '  '}[what]
            old_marks += sign[0] * (i2 - i1)
            new_marks += sign[1] * (j2 - j1)
        yield from self._with_guide('-', old, old_marks)
        yield from self._with_guide('+', new, new_marks)

    @staticmethod
    def _with_guide(mark, line, marks):
        # Tabs stay tabs in the guide, so that it lines up.
        yield f'{mark} {line}'
        guide = ''.join(c if sign == ' ' and c.isspace() else sign
                        for c, sign in zip(line, marks)).rstrip()
        if guide:
            yield f'? {guide}\n'
