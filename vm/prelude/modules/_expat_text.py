# SPDX-License-Identifier: MIT
# From the bytes of an XML document to its characters.
#
# The encoding is the one given, else what the first bytes look like, else
# UTF-8 until <?xml encoding="..."?> says otherwise: what was read as UTF-8
# behind that declaration is then decoded again.

import codecs as _codecs

_MARKS = ((b'\xef\xbb\xbf', 'utf-8', 3), (b'\xff\xfe', 'utf-16-le', 2),
          (b'\xfe\xff', 'utf-16-be', 2), (b'<\0', 'utf-16-le', 0),
          (b'\0<', 'utf-16-be', 0))
_BUILT_IN = {'utf-8': 'utf-8', 'utf8': 'utf-8', 'us-ascii': 'ascii',
             'iso-8859-1': 'latin-1', 'utf-16': 'utf-16',
             'utf-16le': 'utf-16-le', 'utf-16be': 'utf-16-be'}


class Decoder:
    def __init__(self, encoding):
        self.given = encoding
        self.name = None        # a codec's name once it is settled
        self.settled = False    # a declaration changes nothing any more
        self.wrong = 0          # the error's number, behind the last piece
        self.first = b''
        self.skipped = 0        # bytes of the mark at the start
        self.decode = None

    @property
    def is_utf8(self):
        return self.name == 'utf-8'

    def size_of(self, text):
        """How many bytes that text was."""
        if self.name in (None, 'utf-8', 'ascii'):
            return len(text) if text.isascii() \
                else len(text.encode('utf-8', 'surrogatepass'))
        try:
            return len(text.encode(self.name))
        except UnicodeError:
            return len(text)

    def _use(self, name):
        self.name = name
        self.decode = _codecs.getincrementaldecoder(name)()

    def take_text(self, text):
        """A str is as good as UTF-8, whatever is declared."""
        if self.name is None:
            self._use('utf-8')
        self.settled = True
        return text

    def _begin(self, data, final):
        """Settle on an encoding; the rest of the data, or None: too few."""
        if self.given is not None:
            self.settled = True
            self._use(_named(self.given))
            if self.name == 'utf-8' and data[:3] == b'\xef\xbb\xbf':
                self.skipped = 3
                return data[3:]
            return data
        if len(data) < 3 and not final:
            return None
        for mark, name, size in _MARKS:
            if data.startswith(mark):
                self._use(name)
                self.settled = True
                self.skipped = size
                return data[size:]
        self._use('utf-8')
        return data

    def take_bytes(self, data, final):
        if self.name is None:
            self.first += data
            data = self._begin(self.first, final)
            if data is None:
                return ''
        if not self.settled:
            end = data.find(b'?>')
            if data[:5] == b'<?xml' and end > 0:
                # What is behind the declaration may be in another encoding.
                head, self.first = data[:end + 2], data[end + 2:]
                return self._decoded(head, False)
        self.first = b''
        return self._decoded(data, final)

    def _decoded(self, data, final):
        if self.wrong:
            return ''
        try:
            return self.decode.decode(data, final)
        except UnicodeDecodeError as error:
            self.wrong = 4
            if final and error.end == len(error.object) and \
                    error.reason.startswith('unexpected end'):
                self.wrong = 6
            return error.object[:error.start].decode(self.name, 'replace')

    def declared(self, encoding, rest):
        """The text behind the declaration that names an encoding."""
        left, self.first = self.first, b''
        if encoding is not None and not self.settled:
            try:
                name = _named(encoding)
            except LookupError:
                self.wrong = 18
                raise
            if name.startswith('utf-16'):
                self.wrong = 19
                return None
            self._use(name)
        self.settled = True
        return rest + (self._decoded(left, False) if left else '')


def _named(encoding):
    """The codec for an encoding's name."""
    known = _BUILT_IN.get(encoding.lower())
    if known is not None:
        return known
    every = bytes(range(256)).decode(encoding, 'replace')
    if len(every) != 256:
        raise ValueError('multi-byte encodings are not supported')
    return _codecs.lookup(encoding).name
