# SPDX-License-Identifier: MIT
# Paragraphs to lines of a given width, and margins off and on.

__all__ = ['TextWrapper', 'wrap', 'fill', 'dedent', 'indent', 'shorten']

_SPACE = '\t\n\x0b\x0c\r '
_BLANKS = dict.fromkeys(map(ord, _SPACE), ' ')


class TextWrapper:
    def __init__(self, width=70, initial_indent='', subsequent_indent='',
                 expand_tabs=True, replace_whitespace=True,
                 fix_sentence_endings=False, break_long_words=True,
                 drop_whitespace=True, break_on_hyphens=True, tabsize=8, *,
                 max_lines=None, placeholder=' [...]'):
        self.width = width
        self.initial_indent = initial_indent
        self.subsequent_indent = subsequent_indent
        self.expand_tabs = expand_tabs
        self.replace_whitespace = replace_whitespace
        self.fix_sentence_endings = fix_sentence_endings
        self.break_long_words = break_long_words
        self.drop_whitespace = drop_whitespace
        self.break_on_hyphens = break_on_hyphens
        self.tabsize = tabsize
        self.max_lines = max_lines
        self.placeholder = placeholder

    def _clean(self, text):
        if self.expand_tabs:
            text = text.expandtabs(self.tabsize)
        if self.replace_whitespace:
            text = text.translate(_BLANKS)
        return text

    # A chunk is what may not be broken: a word, a part of a hyphenated word,
    # a dash, or a run of white space.

    def _split(self, text):
        chunks = []
        place = 0
        while place < len(text):
            end = place
            blank = text[place] in _SPACE
            while end < len(text) and (text[end] in _SPACE) == blank:
                end += 1
            run = text[place:end]
            if blank or not self.break_on_hyphens:
                chunks.append(run)
            else:
                chunks += _parts(run)
            place = end
        return chunks

    def _two_spaces_after_sentences(self, chunks):
        for place in range(len(chunks) - 1):
            if chunks[place + 1] == ' ' and _ends_sentence(chunks[place]):
                chunks[place + 1] = '  '

    def wrap(self, text):
        chunks = self._split(self._clean(text))
        if self.fix_sentence_endings:
            self._two_spaces_after_sentences(chunks)
        if self.width <= 0:
            raise ValueError(f'invalid width {self.width!r} (must be > 0)')
        if self.max_lines is not None:
            margin = self.subsequent_indent if self.max_lines > 1 \
                else self.initial_indent
            if len(margin) + len(self.placeholder.lstrip()) > self.width:
                raise ValueError('placeholder too large for max width')
        chunks.reverse()
        lines = []
        while chunks:
            margin = self.subsequent_indent if lines else self.initial_indent
            room = self.width - len(margin)
            if self.drop_whitespace and lines and not chunks[-1].strip():
                chunks.pop()
            line = self._fill_line(chunks, room)
            if not line:
                continue
            if self.max_lines is None or len(lines) + 1 < self.max_lines or (
                    self._is_last(chunks)
                    and sum(map(len, line)) <= room):
                lines.append(margin + ''.join(line))
            else:
                self._cut(lines, line, margin, room)
                break
        return lines

    def _is_last(self, chunks):
        return not chunks or (self.drop_whitespace and len(chunks) == 1
                              and not chunks[0].strip())

    def _fill_line(self, chunks, room):
        line = []
        used = 0
        while chunks and used + len(chunks[-1]) <= room:
            used += len(chunks[-1])
            line.append(chunks.pop())
        if chunks and len(chunks[-1]) > room:
            self._break_word(chunks, line, room - used, room)
        if self.drop_whitespace and line and not line[-1].strip():
            line.pop()
        return line

    def _break_word(self, chunks, line, left, room):
        # The next chunk fits on no line at all.
        left = 1 if room < 1 else left
        if self.break_long_words:
            word = chunks[-1]
            end = left
            if self.break_on_hyphens and len(word) > left:
                hyphen = word.rfind('-', 0, left)
                if hyphen > 0 and any(c != '-' for c in word[:hyphen]):
                    end = hyphen + 1
            line.append(word[:end])
            chunks[-1] = word[end:]
        elif not line:
            line.append(chunks.pop())

    def _cut(self, lines, line, margin, room):
        # The last line allowed, and more text than it holds.
        used = sum(map(len, line))
        mark = self.placeholder
        while line:
            if line[-1].strip() and used + len(mark) <= room:
                lines.append(margin + ''.join(line) + mark)
                return
            used -= len(line.pop())
        if lines and len(lines[-1].rstrip()) + len(mark) <= self.width:
            lines[-1] = lines[-1].rstrip() + mark
        else:
            lines.append(margin + mark.lstrip())

    def fill(self, text):
        return '\n'.join(self.wrap(text))


def _is_word(c):
    return c.isalnum() or c in "_!\"'&.,?"


def _parts(run):
    # Splits 'well-known' behind hyphens between letters, and frees em-dashes.
    parts = []
    start = place = 0
    size = len(run)
    while place < size:
        if run[place] != '-':
            place += 1
            continue
        end = place
        while end < size and run[end] == '-':
            end += 1
        if end - place >= 2 and place > 0 and _is_word(run[place - 1]) and (
                end < size and (run[end].isalnum() or run[end] == '_')):
            if place > start:
                parts.append(run[start:place])
            parts.append(run[place:end])
            start = end
        elif end - place == 1 and _breaks_behind(run, place):
            parts.append(run[start:end])
            start = end
        place = end
    if start < size:
        parts.append(run[start:])
    return parts


def _is_letter(c):
    return c == '_' or c.isalnum() and not c.isdecimal()


def _breaks_behind(run, hyphen):
    # Two letters, or one and one more across a hyphen, stand on both sides.
    return _two_letters(run[:hyphen][:-4:-1]) and _two_letters(
        run[hyphen + 1:hyphen + 4])


def _two_letters(text):
    if len(text) < 2 or not _is_letter(text[0]):
        return False
    return _is_letter(text[1]) or (
        text[1] == '-' and len(text) > 2 and _is_letter(text[2]))


def _ends_sentence(chunk):
    word = chunk.rstrip('"\'')
    if len(chunk) - len(word) > 1:
        return False
    return (len(word) > 1 and word[-1] in '.!?' and word[-2].islower()
            and word[-2].isascii())


def wrap(text, width=70, **kwargs):
    return TextWrapper(width=width, **kwargs).wrap(text)


def fill(text, width=70, **kwargs):
    return TextWrapper(width=width, **kwargs).fill(text)


def shorten(text, width, **kwargs):
    wrapper = TextWrapper(width=width, max_lines=1, **kwargs)
    return wrapper.fill(' '.join(text.strip().split()))


def dedent(text):
    lines = text.split('\n')
    margin = None
    for place, line in enumerate(lines):
        body = line.lstrip(' \t')
        if not body:
            lines[place] = ''
            continue
        own = line[:len(line) - len(body)]
        margin = own if margin is None else _common(margin, own)
    if margin:
        lines = [line[len(margin):] for line in lines]
    return '\n'.join(lines)


def _common(a, b):
    size = 0
    while size < min(len(a), len(b)) and a[size] == b[size]:
        size += 1
    return a[:size]


def indent(text, prefix, predicate=None):
    if predicate is None:
        predicate = str.strip
    return ''.join(prefix + line if predicate(line) else line
                   for line in text.splitlines(True))
