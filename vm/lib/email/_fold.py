# SPDX-License-Identifier: MIT
# Folding a field of the newer policies into lines.

from email import base64mime, quoprimime


def _encoded(text):
    """One encoded word; base64 only where it is clearly shorter."""
    data = text.encode('utf-8', 'surrogateescape')
    charset = 'utf-8'
    try:
        data.decode('utf-8')
    except UnicodeDecodeError:
        charset = 'unknown-8bit'
    way = quoprimime
    if quoprimime.header_length(data) - base64mime.header_length(data) >= 5:
        way = base64mime
    return way.header_encode(data, charset)


def _words_of(text, room, rest):
    """Encoded words of a text, the first within `room` columns."""
    words, current = [], ''
    for char in text:
        if current and len(_encoded(current + char)) > room:
            words.append(_encoded(current))
            current, room = '', rest
        current += char
    if current:
        words.append(_encoded(current))
    return words


def _encodable(pieces):
    """Runs of words that must be encoded become one piece."""
    run = []
    for space, word in pieces:
        if word.isascii():
            yield from _flush(run)
            run = []
            yield space, word, False
        else:
            run.append((space, word))
    yield from _flush(run)


def _merged(pieces):
    """From the first word that must be encoded to the last, one piece."""
    places = [place for place, (_, word) in enumerate(pieces)
              if not word.isascii()]
    if not places:
        return [(space, word, False) for space, word in pieces]
    first, last = places[0], places[-1] + 1
    plain = [[(space, word, False) for space, word in part]
             for part in (pieces[:first], pieces[last:])]
    return plain[0] + list(_flush(pieces[first:last])) + plain[1]


def _flush(run):
    if run:
        text = run[0][1] + ''.join(space + word for space, word in run[1:])
        yield run[0][0], text, True


def _split(text):
    """[(space before, word)]"""
    pieces, word, space = [], '', ''
    for char in text:
        if char in ' \t':
            if word:
                pieces.append((space, word))
                word = space = ''
            space += char
        else:
            word += char
    if word or space:
        pieces.append((space, word))
    return pieces


def fold_field(name, text, policy, items=None):
    """The lines of 'name: text', each at most as long as the policy says;
    items are what an address field is best cut between."""
    width = policy.max_line_length or 1 << 30
    if policy.utf8:
        parts = [(space, word, False) for space, word in _split(text)]
    else:
        words = _split(text)
        parts = _merged(words) if items is None else list(_encodable(words))
    line, lines = f'{name}:', []
    fresh = True
    for space, word, encoded in parts:
        space = ' ' if fresh else space
        fresh = False
        if encoded:
            words = _words_of(word, max(width - len(line) - len(space), 20),
                              width - 1)
        else:
            words = [word]
        for place, piece in enumerate(words):
            gap = space if not place else ' '
            if len(line) + len(gap) + len(piece) > width and \
                    line.strip():
                lines.append(line)
                line = gap or ' '
                line += piece
            else:
                line += gap + piece
    if not parts:
        line += ' '
    lines.append(line)
    return policy.linesep.join(lines) + policy.linesep
