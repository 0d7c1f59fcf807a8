# SPDX-License-Identifier: MIT
# io: line ends, and bytes to text piece by piece.


def _io_check_newline(newline):
    if newline is not None and not isinstance(newline, str):
        raise TypeError('newline must be str or None, not '
                        f'{type(newline).__name__}')
    if newline not in (None, '', '\n', '\r', '\r\n'):
        raise ValueError(f'illegal newline value: {newline!r}')


def _io_line_end(text, at, newline):
    """Where the line at `at` ends, its newline included; -1: not in `text`."""
    if newline:
        end = text.find(newline, at)
        return end if end < 0 else end + len(newline)
    feed = text.find('\n', at)
    back = text.find('\r', at, feed if feed >= 0 else len(text))
    if back < 0:
        return feed if feed < 0 else feed + 1
    return back + 2 if text[back + 1:back + 2] == '\n' else back + 1


def _io_see_newlines(seen, text):
    """The kinds of line ends met so far, with those of `text`."""
    if '\r' not in text:
        return seen if '\n' not in text or '\n' in seen else seen + ('\n',)
    single = text.replace('\r\n', '')
    for feed, where in (('\r', single), ('\n', single), ('\r\n', text)):
        if feed in where and feed not in seen:
            seen += (feed,)
    return seen


def _io_newlines(seen):
    kinds = tuple([feed for feed in ('\r', '\n', '\r\n') if feed in seen])
    return kinds[0] if len(kinds) == 1 else kinds or None


class IncrementalNewlineDecoder:
    """Makes '\\n' of every line end, across pieces."""

    def __init__(self, decoder, translate, errors='strict'):
        self.decoder = decoder
        self.translate = translate
        self.errors = errors
        self._seen = ()
        self._held = False      # a '\\r' that a '\\n' may follow

    def decode(self, input, final=False):
        text = input if self.decoder is None \
            else self.decoder.decode(input, final=final)
        if not isinstance(text, str):
            raise TypeError('decoder should return a string result, not '
                            f'{type(text).__name__!r}')
        if self._held and (text or final):
            text = '\r' + text
            self._held = False
        if text.endswith('\r') and not final:
            text = text[:-1]
            self._held = True
        self._seen = _io_see_newlines(self._seen, text)
        if self.translate and '\r' in text:
            text = text.replace('\r\n', '\n').replace('\r', '\n')
        return text

    @property
    def newlines(self):
        return _io_newlines(self._seen)

    def getstate(self):
        data, flag = (b'', 0) if self.decoder is None \
            else self.decoder.getstate()
        return data, flag << 1 | self._held

    def setstate(self, state):
        data, flag = state
        self._held = bool(flag & 1)
        if self.decoder is not None:
            self.decoder.setstate((data, flag >> 1))

    def reset(self):
        self._seen = ()
        self._held = False
        if self.decoder is not None:
            self.decoder.reset()


IncrementalNewlineDecoder.__module__ = '_io'


# Encodings of which any run of whole characters can be decoded by itself; the
# line ends are single bytes.
_io_simple = frozenset(('utf-8', 'utf8', 'ascii', 'us-ascii', 'latin-1',
                        'latin1', 'iso-8859-1', 'iso8859-1', 'cp1252'))


def _io_may_follow(first, second):
    """Are these two the beginning of a character in UTF-8?"""
    return not (first == 0xe0 and second < 0xa0 or
                first == 0xf0 and second < 0x90 or
                first == 0xf4 and second >= 0x90)


def _io_whole_part(data, encoding):
    """How many of these bytes end with a whole character."""
    name = encoding.lower().replace('_', '-')
    if name in ('utf-8', 'utf8', 'utf-8-sig'):
        for back in range(1, min(4, len(data) + 1)):
            byte = data[-back]
            if byte & 0xc0 != 0x80:
                need = 1 if byte < 0xc2 else 2 if byte < 0xe0 else \
                    3 if byte < 0xf0 else 4 if byte < 0xf5 else 1
                if back > 1 and not _io_may_follow(byte, data[1 - back]):
                    return len(data)
                return len(data) - back if need > back else len(data)
        return len(data)
    if name.startswith(('utf-16', 'utf16')):
        whole = len(data) & ~1
        high = data[whole - 2 + (name[-2:] != 'be'):][:1]
        return whole - 2 if high and high[0] & 0xfc == 0xd8 else whole
    if name.startswith(('utf-32', 'utf32')):
        return len(data) & ~3
    return len(data)
