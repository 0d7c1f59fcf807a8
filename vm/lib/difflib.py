# SPDX-License-Identifier: MIT
# What two sequences have in common, and texts that say how they differ.
#
# Matching is Ratcliff and Obershelp's: the longest common run, then the same on
# either side of it. _difference.py has ndiff's line-by-line comparison.

from collections import namedtuple
import heapq

__all__ = ['get_close_matches', 'ndiff', 'restore', 'SequenceMatcher',
           'Differ', 'IS_CHARACTER_JUNK', 'IS_LINE_JUNK', 'context_diff',
           'unified_diff', 'diff_bytes', 'Match']

Match = namedtuple('Match', 'a b size')


def _ratio(matches, length):
    return 2.0 * matches / length if length else 1.0


class SequenceMatcher:
    """Compares two sequences of hashable items."""

    def __init__(self, isjunk=None, a='', b='', autojunk=True):
        self.isjunk = isjunk
        self.autojunk = autojunk
        self.a = self.b = None
        self.set_seqs(a, b)

    def set_seqs(self, a, b):
        self.set_seq1(a)
        self.set_seq2(b)

    def set_seq1(self, a):
        if a is not self.a:
            self.a = a
            self.matching_blocks = self.opcodes = None

    def set_seq2(self, b):
        if b is not self.b:
            self.b = b
            self.matching_blocks = self.opcodes = None
            self.fullbcount = None
            self._index()

    def _index(self):
        # b2j: item -> its places in b, without junk and what is everywhere.
        places = self.b2j = {}
        for j, item in enumerate(self.b):
            places.setdefault(item, []).append(j)
        self.bjunk = set()
        if self.isjunk:
            self.bjunk.update(filter(self.isjunk, places))
            for item in self.bjunk:
                del places[item]
        self.bpopular = set()
        size = len(self.b)
        if self.autojunk and size >= 200:
            most = size // 100 + 1
            self.bpopular.update(item for item, where in places.items()
                                 if len(where) > most)
            for item in self.bpopular:
                del places[item]

    def find_longest_match(self, alo=0, ahi=None, blo=0, bhi=None):
        """The longest run that a[alo:ahi] and b[blo:bhi] share."""
        a, b = self.a, self.b
        ahi = len(a) if ahi is None else ahi
        bhi = len(b) if bhi is None else bhi
        start, other, size = self._longest_plain(alo, ahi, blo, bhi)
        # First what is no junk may make it longer, then junk beside it.
        for junk in (False, True):
            while (start > alo and other > blo
                   and (b[other - 1] in self.bjunk) is junk
                   and a[start - 1] == b[other - 1]):
                start, other, size = start - 1, other - 1, size + 1
            while (start + size < ahi and other + size < bhi
                   and (b[other + size] in self.bjunk) is junk
                   and a[start + size] == b[other + size]):
                size += 1
        return Match(start, other, size)

    def _longest_plain(self, alo, ahi, blo, bhi):
        # lengths[j]: how long the run that ends with a[i - 1], b[j] is.
        best = alo, blo, 0
        lengths = {}
        for i in range(alo, ahi):
            longer = {}
            for j in self.b2j.get(self.a[i], ()):
                if j < blo:
                    continue
                if j >= bhi:
                    break
                size = longer[j] = lengths.get(j - 1, 0) + 1
                if size > best[2]:
                    best = i - size + 1, j - size + 1, size
            lengths = longer
        return best

    def get_matching_blocks(self):
        """All runs in common, in order, and an empty one at the end."""
        if self.matching_blocks is not None:
            return self.matching_blocks
        ends = len(self.a), len(self.b)
        todo = [(0, ends[0], 0, ends[1])]
        found = []
        while todo:
            alo, ahi, blo, bhi = todo.pop()
            match = i, j, size = self.find_longest_match(alo, ahi, blo, bhi)
            if not size:
                continue
            found.append(match)
            if alo < i and blo < j:
                todo.append((alo, i, blo, j))
            if i + size < ahi and j + size < bhi:
                todo.append((i + size, ahi, j + size, bhi))
        found.sort()
        self.matching_blocks = self._joined(found)
        self.matching_blocks.append(Match(*ends, 0))
        return self.matching_blocks

    @staticmethod
    def _joined(blocks):
        # Blocks that touch on both sides become one.
        out = []
        for i, j, size in blocks:
            if out and (out[-1].a + out[-1].size == i
                        and out[-1].b + out[-1].size == j):
                last = out[-1]
                out[-1] = Match(last.a, last.b, last.size + size)
            else:
                out.append(Match(i, j, size))
        return out

    def get_opcodes(self):
        """(what, i1, i2, j1, j2) steps that turn a into b."""
        if self.opcodes is not None:
            return self.opcodes
        self.opcodes = steps = []
        i = j = 0
        for start, other, size in self.get_matching_blocks():
            if i < start or j < other:
                what = ('replace' if i < start and j < other else
                        'delete' if i < start else 'insert')
                steps.append((what, i, start, j, other))
            i, j = start + size, other + size
            if size:
                steps.append(('equal', start, i, other, j))
        return steps

    def get_grouped_opcodes(self, n=3):
        """The steps in groups with at most n equal items around them."""
        steps = list(self.get_opcodes()) or [('equal', 0, 1, 0, 1)]
        if steps[0][0] == 'equal':
            what, i1, i2, j1, j2 = steps[0]
            steps[0] = what, max(i1, i2 - n), i2, max(j1, j2 - n), j2
        if steps[-1][0] == 'equal':
            what, i1, i2, j1, j2 = steps[-1]
            steps[-1] = what, i1, min(i2, i1 + n), j1, min(j2, j1 + n)
        group = []
        for what, i1, i2, j1, j2 in steps:
            if what == 'equal' and i2 - i1 > 2 * n:
                group.append((what, i1, min(i2, i1 + n), j1, min(j2, j1 + n)))
                yield group
                group = []
                i1, j1 = max(i1, i2 - n), max(j1, j2 - n)
            group.append((what, i1, i2, j1, j2))
        if group and not (len(group) == 1 and group[0][0] == 'equal'):
            yield group

    def ratio(self):
        """How alike they are, from 0.0 to 1.0."""
        return _ratio(sum(block.size for block in self.get_matching_blocks()),
                      len(self.a) + len(self.b))

    def quick_ratio(self):
        """An upper bound of ratio(): order does not count."""
        if self.fullbcount is None:
            self.fullbcount = counts = {}
            for item in self.b:
                counts[item] = counts.get(item, 0) + 1
        left = {}
        matches = 0
        for item in self.a:
            rest = left.get(item, self.fullbcount.get(item, 0))
            left[item] = rest - 1
            matches += rest > 0
        return _ratio(matches, len(self.a) + len(self.b))

    def real_quick_ratio(self):
        """An upper bound that only knows the lengths."""
        size = len(self.a), len(self.b)
        return _ratio(min(size), sum(size))


def get_close_matches(word, possibilities, n=3, cutoff=0.6):
    """At most n of the possibilities, the most similar first."""
    if not n > 0:
        raise ValueError('n must be > 0: %r' % (n,))
    if not 0.0 <= cutoff <= 1.0:
        raise ValueError('cutoff must be in [0.0, 1.0]: %r' % (cutoff,))
    found = []
    matcher = SequenceMatcher()
    matcher.set_seq2(word)
    for possible in possibilities:
        matcher.set_seq1(possible)
        if (matcher.real_quick_ratio() >= cutoff
                and matcher.quick_ratio() >= cutoff
                and matcher.ratio() >= cutoff):
            found.append((matcher.ratio(), possible))
    return [possible for _, possible in heapq.nlargest(n, found)]


# ---- Unified and context diffs ----

def _check_types(a, b, *texts):
    for lines in (a, b):
        if lines and not isinstance(lines[0], str):
            raise TypeError('lines to compare must be str, not %s (%r)'
                            % (type(lines[0]).__name__, lines[0]))
    for text in texts:
        if not isinstance(text, str):
            raise TypeError('all arguments must be str, not: %r' % (text,))


def _file_line(mark, name, date, lineterm):
    return f'{mark} {name}{chr(9) if date else ""}{date}{lineterm}'


def _unified_range(start, stop):
    size = stop - start
    if size == 1:
        return str(start + 1)
    return f'{start + 1 if size else start},{size}'


def unified_diff(a, b, fromfile='', tofile='', fromfiledate='',
                 tofiledate='', n=3, lineterm='\n'):
    """The lines of a diff -u."""
    _check_types(a, b, fromfile, tofile, fromfiledate, tofiledate, lineterm)
    started = False
    for group in SequenceMatcher(None, a, b).get_grouped_opcodes(n):
        if not started:
            started = True
            yield _file_line('---', fromfile, fromfiledate, lineterm)
            yield _file_line('+++', tofile, tofiledate, lineterm)
        old = _unified_range(group[0][1], group[-1][2])
        new = _unified_range(group[0][3], group[-1][4])
        yield f'@@ -{old} +{new} @@{lineterm}'
        for what, i1, i2, j1, j2 in group:
            if what == 'equal':
                yield from (' ' + line for line in a[i1:i2])
                continue
            if what != 'insert':
                yield from ('-' + line for line in a[i1:i2])
            if what != 'delete':
                yield from ('+' + line for line in b[j1:j2])


def _context_range(start, stop):
    size = stop - start
    first = start + 1 if size else start
    return str(first) if size <= 1 else f'{first},{first + size - 1}'


def context_diff(a, b, fromfile='', tofile='', fromfiledate='',
                 tofiledate='', n=3, lineterm='\n'):
    """The lines of a diff -c."""
    _check_types(a, b, fromfile, tofile, fromfiledate, tofiledate, lineterm)
    mark = {'insert': '+ ', 'delete': '- ', 'replace': '! ', 'equal': '  '}
    started = False
    for group in SequenceMatcher(None, a, b).get_grouped_opcodes(n):
        if not started:
            started = True
            yield _file_line('***', fromfile, fromfiledate, lineterm)
            yield _file_line('---', tofile, tofiledate, lineterm)
        yield '***************' + lineterm
        steps = [step[0] for step in group]
        old = _context_range(group[0][1], group[-1][2])
        yield f'*** {old} ****{lineterm}'
        if 'replace' in steps or 'delete' in steps:
            for what, i1, i2, _, _ in group:
                if what != 'insert':
                    yield from (mark[what] + line for line in a[i1:i2])
        new = _context_range(group[0][3], group[-1][4])
        yield f'--- {new} ----{lineterm}'
        if 'replace' in steps or 'insert' in steps:
            for what, _, _, j1, j2 in group:
                if what != 'delete':
                    yield from (mark[what] + line for line in b[j1:j2])


def diff_bytes(dfunc, a, b, fromfile=b'', tofile=b'', fromfiledate=b'',
               tofiledate=b'', n=3, lineterm=b'\n'):
    """A diff function on lines of bytes, whatever they encode."""
    def text(line):
        try:
            return line.decode('ascii', 'surrogateescape')
        except AttributeError as error:
            raise TypeError('all arguments must be bytes, not %s (%r)' % (
                type(line).__name__, line)) from error

    lines = dfunc([text(line) for line in a], [text(line) for line in b],
                  text(fromfile), text(tofile), text(fromfiledate),
                  text(tofiledate), n, text(lineterm))
    for line in lines:
        yield line.encode('ascii', 'surrogateescape')


# ---- ndiff ----

def IS_LINE_JUNK(line, pat=None):
    """Blank, or nothing but one #?"""
    if pat is None:
        return line.strip() in ('', '#')
    return pat(line) is not None


def IS_CHARACTER_JUNK(ch, ws=' \t'):
    """A space or a tab?"""
    return ch in ws


def ndiff(a, b, linejunk=None, charjunk=IS_CHARACTER_JUNK):
    """The lines of both, marked '  ', '- ', '+ ' and '? '."""
    return Differ(linejunk, charjunk).compare(a, b)


def restore(delta, which):
    """One of the two sequences that ndiff compared."""
    try:
        mark = {1: '- ', 2: '+ '}[int(which)]
    except KeyError:
        raise ValueError('unknown delta choice (must be 1 or 2): %r'
                         % which) from None
    for line in delta:
        if line[:2] in ('  ', mark):
            yield line[2:]


from _difference import Differ
