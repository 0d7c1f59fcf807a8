# SPDX-License-Identifier: MIT
# How characters of a charset are written in headers and in bodies.
#
# A header may be told to take the shorter of the two encodings; a body is
# left alone where its charset names none.

from email import base64mime, errors, quoprimime
from email.encoders import encode_7or8bit

__all__ = ['Charset', 'add_alias', 'add_charset', 'add_codec']

QP, BASE64, SHORTEST = 1, 2, 3
_WAYS = {QP: (quoprimime,), BASE64: (base64mime,),
         SHORTEST: (quoprimime, base64mime)}

# =?charset?x?...?= has that much beside the charset and the text.
RFC2047_CHROME_LEN = 7
DEFAULT_CHARSET, UNKNOWN8BIT = 'us-ascii', 'unknown-8bit'

_LATIN = 1, 2, 3, 4, 9, 10, 13, 14, 15, 16      # ISO 8859 parts
ALIASES = {'ascii': DEFAULT_CHARSET, 'cp949': 'ks_c_5601-1987',
           'euc_jp': 'euc-jp', 'euc_kr': 'euc-kr'}
# input charset: (headers, bodies, output charset)
CHARSETS = {DEFAULT_CHARSET: (None,) * 3, 'utf-8': (SHORTEST, BASE64, 'utf-8')}
CODEC_MAP = {DEFAULT_CHARSET: None, 'gb2312': 'eucgb2312_cn',
             'big5': 'big5_tw'}


def add_charset(charset, header_enc=None, body_enc=None, output_charset=None):
    """How a charset is to be written."""
    if body_enc == SHORTEST:
        raise ValueError('SHORTEST not allowed for body_enc')
    CHARSETS.update({charset: (header_enc, body_enc, output_charset)})


def add_alias(alias, canonical):
    """One more name of a charset."""
    ALIASES.update({alias: canonical})


def add_codec(charset, codecname):
    """Python's name for a charset."""
    CODEC_MAP.update({charset: codecname})


for _number, _part in enumerate(_LATIN, 1):
    for _dash in '_-':
        add_alias(f'latin{_dash}{_number}', f'iso-8859-{_part}')
    add_charset(f'iso-8859-{_part}', QP, QP)
for _name in ('windows-1252', 'viscii'):
    add_charset(_name, QP, QP)
for _name in ('big5', 'gb2312', 'koi8-r'):
    add_charset(_name, BASE64, BASE64)
for _name, _written in (('euc-jp', 'iso-2022-jp'), ('iso-2022-jp', None),
                        ('shift_jis', 'iso-2022-jp')):
    add_charset(_name, BASE64, output_charset=_written)


def _plain_name(charset):
    """The name that everything is looked up by."""
    try:
        name = charset if isinstance(charset, str) else \
            str(charset, 'us-ascii')
        name.encode('us-ascii')
    except UnicodeError:
        raise errors.CharsetError(charset) from None
    name = name.lower()
    return ALIASES.get(name, name)


def _codec_of(charset):
    return CODEC_MAP.get(charset, charset)


class Charset:
    """A charset with its ways to be written."""

    def __init__(self, input_charset=DEFAULT_CHARSET):
        name = self.input_charset = _plain_name(input_charset)
        self.header_encoding, self.body_encoding, written = CHARSETS.get(
            name, (SHORTEST, BASE64, None))
        self.output_charset = ALIASES.get(written, written) or name
        self.input_codec = _codec_of(name)
        self.output_codec = _codec_of(self.output_charset)

    def __str__(self):
        return self.input_charset.lower()

    __repr__ = __str__

    def __eq__(self, other):
        return str(self) == str(other).lower()

    def get_output_charset(self):
        return self.output_charset or self.input_charset

    # ---- in headers ----

    def _bytes(self, text):
        if self.output_codec == UNKNOWN8BIT:
            return text.encode('ascii', 'surrogateescape')
        return text.encode(self.output_codec or DEFAULT_CHARSET)

    def _way(self, text):
        """The module that writes this text in a header, or None."""
        data = self._bytes(text)
        return min(_WAYS.get(self.header_encoding, ()), default=None,
                   key=lambda way: way.header_length(data))

    def header_encode(self, string):
        """One encoded word, or the string itself."""
        way = self._way(string)
        return string if way is None else \
            way.header_encode(self._bytes(string), self.output_codec)

    def header_encode_lines(self, string, maxlengths):
        """Encoded words for lines of these lengths; None: not on this one."""
        way = self._way(string)
        frame = len(self.get_output_charset()) + RFC2047_CHROME_LEN
        pieces, room = [''], next(maxlengths) - frame
        for char in string:
            longer = pieces[-1] + char
            if way.header_length(self._bytes(longer)) <= room:
                pieces[-1] = longer
            else:
                pieces.append(char)
                room = next(maxlengths) - frame
        words = [way.header_encode(self._bytes(piece), self.output_codec)
                 for piece in pieces]
        if string and not pieces[0]:
            words[0] = None
        return words

    # ---- in bodies ----

    def get_body_encoding(self):
        """A name for Content-Transfer-Encoding, or a function."""
        assert self.body_encoding in (QP, BASE64, None)
        return {QP: 'quoted-printable', BASE64: 'base64'}.get(
            self.body_encoding, encode_7or8bit)

    def body_encode(self, string):
        """A body as it is written."""
        if not string:
            return string
        is_text = isinstance(string, str)
        data = string.encode(self.output_charset) if is_text else string
        if self.body_encoding == QP:
            return quoprimime.body_encode(data.decode('latin-1'))
        if self.body_encoding == BASE64:
            return base64mime.body_encode(data)
        return data.decode('ascii') if is_text else data
