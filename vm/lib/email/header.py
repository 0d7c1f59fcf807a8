# SPDX-License-Identifier: MIT
# Header fields with characters beyond ASCII: =?charset?encoding?text?=.

import binascii
import re

import email.base64mime
import email.quoprimime
from email.charset import UNKNOWN8BIT, Charset
from email.errors import HeaderParseError

__all__ = ['Header', 'decode_header', 'make_header']

MAXLINELEN = 78
USASCII, UTF8 = Charset('us-ascii'), Charset('utf-8')
ecre = re.compile(r'''=\?(?P<charset>[^?]*?)\?(?P<encoding>[qQbB])\?
                      (?P<encoded>.*?)\?=''', re.VERBOSE | re.MULTILINE)
# A field's name is no part of its text, nor may a line in it look like one.
_INJECTED = re.compile(r'\n[^ \t]+:')


# ---- Reading ----

def _words(text):
    """[(text, encoding, charset)] of a field; plain text has None."""
    found = []
    for line in text.splitlines():
        place, first = 0, True
        for match in ecre.finditer(line):
            plain = line[place:match.start()]
            if first:
                plain, first = plain.lstrip(), False
            if plain:
                found.append((plain, None, None))
            found.append((match['encoded'], match['encoding'].lower(),
                          match['charset'].lower()))
            place = match.end()
        rest = line[place:]
        if first:
            rest = rest.lstrip()
        if rest:
            found.append((rest, None, None))
    return found


def _decoded(text, encoding):
    if encoding is None:
        return text
    if encoding == 'q':
        return email.quoprimime.header_decode(text).encode('latin-1',
                                                           'replace') \
            if not text.isascii() else _q_bytes(text)
    padding = len(text) % 4
    if padding:
        text += '==='[:4 - padding]
    try:
        return email.base64mime.decode(text)
    except binascii.Error:
        raise HeaderParseError('Base64 decoding error') from None


def _q_bytes(text):
    return email.quoprimime.header_decode(text).encode('latin-1')


def decode_header(header):
    """[(text, charset)] of a field; the texts are bytes if one is encoded."""
    if hasattr(header, '_chunks'):
        return [(_charset_encode(text, str(charset)), str(charset))
                for text, charset in header._chunks]
    if not ecre.search(header):
        return [(header, None)]
    words = _words(header)
    kept = [word for place, word in enumerate(words)
            if not (word[1] is None and word[0].isspace() and
                    0 < place < len(words) - 1 and words[place - 1][1] and
                    words[place + 1][1])]
    merged = []
    for text, encoding, charset in kept:
        data = _decoded(text, encoding)
        if isinstance(data, str):
            data = bytes(data, 'raw-unicode-escape')
        if merged and merged[-1][1] == charset:
            joint = b' ' if charset is None else b''
            merged[-1] = merged[-1][0] + joint + data, charset
        else:
            merged.append((data, charset))
    return merged


def _charset_encode(text, codec):
    if codec == UNKNOWN8BIT:
        return text.encode('ascii', 'surrogateescape')
    return text.encode(codec)


def make_header(decoded_seq, maxlinelen=None, header_name=None,
                continuation_ws=' '):
    """The Header of what decode_header() gave."""
    made = Header(maxlinelen=maxlinelen, header_name=header_name,
                  continuation_ws=continuation_ws)
    for text, charset in decoded_seq:
        if charset is not None and not isinstance(charset, Charset):
            charset = Charset(charset)
        made.append(text, charset)
    return made


# ---- Writing ----

class Header:
    """A field's text in chunks, each of one charset."""

    def __init__(self, s=None, charset=None, maxlinelen=None,
                 header_name=None, continuation_ws=' ', errors='strict'):
        if charset is None:
            charset = USASCII
        elif not isinstance(charset, Charset):
            charset = Charset(charset)
        self._charset = charset
        self._continuation_ws = continuation_ws
        self._chunks = []
        if s is not None:
            self.append(s, charset, errors)
        self._maxlinelen = MAXLINELEN if maxlinelen is None else maxlinelen
        self._headerlen = 0 if header_name is None else len(header_name) + 2

    def __str__(self):
        """The text, with a space where two chunks would run together."""
        self._normalize()
        parts, before, space = [], None, None
        for text, charset in self._chunks:
            follows = charset
            if follows == UNKNOWN8BIT:
                text = text.encode('ascii', 'surrogateescape').decode(
                    'ascii', 'replace')
            if parts:
                blank = text and self._nonctext(text[0])
                if before not in (None, 'us-ascii'):
                    if follows in (None, 'us-ascii') and not blank:
                        parts.append(' ')
                elif follows not in (None, 'us-ascii') and not space:
                    parts.append(' ')
            space = text and self._nonctext(text[-1])
            before = follows
            parts.append(text)
        return ''.join(parts)

    def __eq__(self, other):
        return other == str(self)

    @staticmethod
    def _nonctext(char):
        return char.isspace() or char in ('(', ')', '\\')

    def append(self, s, charset=None, errors='strict'):
        """One more text."""
        if charset is None:
            charset = self._charset
        elif not isinstance(charset, Charset):
            charset = Charset(charset)
        if not isinstance(s, str):
            codec = charset.input_codec or 'us-ascii'
            s = s.decode('us-ascii', 'surrogateescape') \
                if codec == UNKNOWN8BIT else s.decode(codec, errors)
        codec = charset.output_codec or 'us-ascii'
        if codec != UNKNOWN8BIT:
            try:
                s.encode(codec, errors)
            except UnicodeEncodeError:
                if codec != 'us-ascii':
                    raise
                charset = UTF8
        self._chunks.append((s, charset))

    def _normalize(self):
        """Neighbours of one charset become one chunk."""
        merged = []
        for text, charset in self._chunks:
            if merged and merged[-1][1] == charset:
                merged[-1][0].append(text)
            else:
                merged.append(([text], charset))
        self._chunks = [(' '.join(texts), charset)
                        for texts, charset in merged]

    def encode(self, splitchars=';, \t', maxlinelen=None, linesep='\n'):
        """The field as it is written, folded."""
        self._normalize()
        width = self._maxlinelen if maxlinelen is None else maxlinelen
        lines = _Lines(self._headerlen, width or 1000000,
                       self._continuation_ws, splitchars)
        before = None
        space = False
        for text, charset in self._chunks:
            blank = bool(text) and self._nonctext(text[0])
            if before is not None:
                if before not in (None, 'us-ascii'):
                    if not blank or charset not in (None, 'us-ascii'):
                        lines.transition()
                elif charset not in (None, 'us-ascii') and not space:
                    lines.transition()
            space = bool(text) and self._nonctext(text[-1])
            before = charset
            self._feed(lines, text, charset)
        value = lines.text(linesep)
        if _INJECTED.search(value):
            raise HeaderParseError('header value appears to contain an '
                                   f'embedded header: {value!r}')
        return value

    def _feed(self, lines, text, charset):
        pieces = text.splitlines()
        if not pieces:
            lines.feed('', '', charset)
            return
        lines.feed('', pieces[0], charset)
        for line in pieces[1:]:
            lines.newline()
            stripped = line.lstrip()
            if charset.header_encoding is not None:
                lines.feed(self._continuation_ws, ' ' + stripped, charset)
            else:
                lines.feed(line[:len(line) - len(stripped)], stripped,
                           charset)
        if len(pieces) > 1:
            lines.newline()


class _Lines:
    """Folds: a line is a list of (white space, word)."""

    def __init__(self, first, width, continuation, splitchars):
        self.width = width
        self.continuation = continuation
        self.splitchars = splitchars
        self.done = []
        self.line = []
        self.used = first       # columns that the line begins behind

    def _size(self):
        return self.used + sum(len(space) + len(word)
                               for space, word in self.line)

    def _text(self):
        return ''.join(space + word for space, word in self.line)

    def newline(self):
        text = self._text()
        if text.strip() or self.used and not text:
            self.done.append(text)
        self.line, self.used = [], 0

    def transition(self):
        self.line.append((' ', ''))

    def text(self, linesep):
        self.newline()
        return linesep.join(self.done)

    def feed(self, space, text, charset):
        if charset.header_encoding is None:
            parts = re.split('([ \t]+)', space + text)
            if parts[0]:
                parts[:0] = ['']
            else:
                parts.pop(0)
            for place in range(0, len(parts) - 1, 2):
                self._add(parts[place], parts[place + 1])
            return
        try:
            words = charset.header_encode_lines(text, self._rooms())
        except AttributeError:
            words = [charset.header_encode(text)]
        if words and words[0] is not None:
            self._add(space, words[0])
        words = words[1:]
        if not words:
            return
        last = words.pop()
        self.newline()
        self.line.append((self.continuation, last)) if not words else None
        for word in words:
            self.done.append(self.continuation + word)
        if words:
            self.line.append((self.continuation, last))

    def _rooms(self):
        yield self.width - self._size()
        while True:
            yield self.width - len(self.continuation)

    def _add(self, space, word):
        self.line.append((space, word))
        if self._size() <= self.width:
            return
        place = self._split_place()
        if place:
            rest = self.line[place:]
            del self.line[place:]
            self.newline()
            self.line = rest
            return
        space, word = self.line.pop()
        if self.line or self.used:
            self.newline()
            if not space:
                space = ' '
        self.line.append((space, word))

    def _split_place(self):
        """Where the best place to cut is; 0: there is none."""
        for char in self.splitchars:
            for place in range(len(self.line) - 1, 0, -1):
                if char.isspace():
                    if self.line[place][0][:1] == char:
                        return place
                elif self.line[place - 1][1][-1:] == char:
                    return place
        return 0
