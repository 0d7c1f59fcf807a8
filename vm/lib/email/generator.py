# SPDX-License-Identifier: MIT
# Writing a message as text or bytes.
#
# A method _handle_TYPE_SUBTYPE or _handle_TYPE writes the body; it may give
# back another message, whose fields are to stand above that body.  So the
# body is written first, aside.

import random
import re
import sys
import time
from contextlib import contextmanager
from copy import deepcopy
from io import BytesIO, StringIO

from email.utils import _has_surrogates

__all__ = ['Generator', 'DecodedGenerator', 'BytesGenerator']

_LINE_END = re.compile(r'\r?\n|\r')
_ENVELOPE = re.compile(r'(?m)^(?=From )')


class Generator:
    """Writes to an open text file."""

    _buffer = StringIO

    def __init__(self, outfp, mangle_from_=None, maxheaderlen=None, *,
                 policy=None):
        self._fp, self.policy = outfp, policy
        self.maxheaderlen = maxheaderlen
        self._mangle_from_ = mangle_from_ if mangle_from_ is not None \
            else policy is None or policy.mangle_from_

    def clone(self, fp):
        """A writer like this one for another file."""
        return type(self)(fp, self._mangle_from_, policy=self.policy)

    def flatten(self, msg, unixfrom=False, linesep=None):
        """Write a message."""
        changes = {'linesep': linesep, 'max_line_length': self.maxheaderlen}
        kept = self.policy, msg.policy
        policy = (kept[0] or kept[1]).clone(**{
            name: value for name, value in changes.items()
            if value is not None})
        self._linesep = policy.linesep
        self.policy = msg.policy = policy
        try:
            if unixfrom:
                self._line(msg.get_unixfrom()
                           or 'From nobody ' + time.ctime(time.time()))
            self._write(msg)
        finally:
            self.policy, msg.policy = kept

    # ---- pieces of text ----

    def write(self, s):
        self._fp.write(s)

    def _line(self, text=''):
        self.write(text + self._linesep)

    def _write_lines(self, text):
        """Text with the line ends of this writer."""
        end = self._linesep
        self.write(_LINE_END.sub(lambda found: end, text or ''))

    def _prose(self, text):
        """Text in which no line may look like the start of a mailbox."""
        self._write_lines(_ENVELOPE.sub('>', text) if self._mangle_from_
                          else text)

    def _raw(self, text):
        """Text as what the file takes."""
        return text

    def _inner(self, msg):
        """What a message within this one looks like."""
        out = self._buffer()
        self.clone(out).flatten(msg, linesep=self._linesep)
        return out.getvalue()

    @contextmanager
    def _aside(self):
        outer, self._fp = self._fp, self._buffer()
        try:
            yield self._fp
        finally:
            self._fp = outer

    # ---- a message ----

    def _write(self, msg):
        with self._aside() as body:
            shown = self._dispatch(msg) or msg
        if hasattr(shown, '_write_headers'):
            shown._write_headers(self)
        else:
            self._write_headers(shown)
        self._fp.write(body.getvalue())

    def _write_headers(self, msg):
        for name, value in msg.raw_items():
            self._fp.write(self._folded(name, value))
        self._line()

    def _folded(self, name, value):
        return self.policy.fold(name, value)

    def _dispatch(self, msg):
        kind = msg.get_content_maintype(), msg.get_content_subtype()
        for words in (kind, kind[:1]):
            name = '_'.join(('_handle', *words)).replace('-', '_')
            if hasattr(self, name):
                return getattr(self, name)(msg)
        return self._handle_text(msg)

    # ---- by type ----

    def _handle_text(self, msg):
        payload, shown = msg._payload, None
        if payload is None:
            return None
        if not isinstance(payload, str):
            raise TypeError(f'string payload expected: {type(payload)}')
        if _has_surrogates(payload) and not self._takes_bytes():
            shown = _without_bytes(msg)
        self._prose(payload if shown is None else shown._payload)
        return shown

    def _takes_bytes(self):
        return False

    def _handle_multipart(self, msg):
        content = msg.get_payload()
        if isinstance(content, str):
            self.write(content)
            return
        if not isinstance(content, list):
            content = [] if content is None else [content]
        texts = [self._inner(part) for part in content]
        mark = '--' + (msg.get_boundary() or self._new_boundary(msg, texts))
        if msg.preamble is not None:
            self._prose(msg.preamble)
            self._line()
        self._line(mark)
        for number, text in enumerate(texts):
            if number:
                self._line()
                self._line(mark)
            self._fp.write(text)
        self._line()
        self._line(mark + '--')
        if msg.epilogue is not None:
            self._prose(msg.epilogue)

    def _handle_multipart_signed(self, msg):
        # What has been signed must not be folded anew.
        folding = self.policy
        self.policy = folding.clone(max_line_length=0)
        try:
            self._handle_multipart(msg)
        finally:
            self.policy = folding

    def _handle_message(self, msg):
        self._fp.write(self._inner(msg.get_payload(0)) if msg.is_multipart()
                       else self._raw(msg._payload))

    def _handle_message_delivery_status(self, msg):
        # The blocks of fields have one empty line between them.
        end = self._raw(self._linesep)
        blocks = [self._inner(part) for part in msg.get_payload()]
        self._fp.write(end.join([
            block[:-len(end)] if block.endswith(end) else block
            for block in blocks]))

    # ---- boundaries ----

    def _new_boundary(self, msg, texts):
        boundary = self._make_boundary(self._raw('\n').join(texts))
        msg.set_boundary(boundary)
        return boundary

    @classmethod
    def _make_boundary(cls, text=None):
        """A line that stands nowhere in the text."""
        width = len(str(sys.maxsize))
        first = f"{'':=<15}{random.randrange(sys.maxsize):0{width}}=="
        boundary, number = first, 0
        while text is not None and cls._compile_re(
                f'(?m)^--{re.escape(boundary)}(--)?$').search(text):
            boundary = f'{first}.{number}'
            number += 1
        return boundary

    @classmethod
    def _compile_re(cls, pattern):
        return re.compile(pattern)


def _without_bytes(msg):
    """A copy whose body, which holds bytes, is encoded by its charset."""
    charset = msg.get_param('charset')
    if charset is None:
        return msg
    text = msg._payload.encode('ascii', 'surrogateescape').decode(
        charset, 'replace')
    encoded = deepcopy(msg)
    del encoded['Content-Transfer-Encoding']
    encoded.set_payload(text, charset)
    # The fields stay where they were.
    copy = deepcopy(msg)
    copy._payload = encoded._payload
    for name in ('content-transfer-encoding', 'content-type'):
        put = copy.replace_header if name in copy else copy.__setitem__
        put(name, encoded[name])
    return copy


class BytesGenerator(Generator):
    """Writes to an open binary file."""

    _buffer = BytesIO

    def write(self, s):
        data = s.encode('ascii', 'surrogateescape')
        self._fp.write(data)

    def _raw(self, text):
        return text.encode('ascii')

    def _folded(self, name, value):
        return self.policy.fold_binary(name, value)

    def _takes_bytes(self):
        return self.policy.cte_type != '7bit'

    @classmethod
    def _compile_re(cls, pattern):
        return re.compile(pattern.encode('ascii'))


class DecodedGenerator(Generator):
    """Texts as they are to be read; of other parts a line."""

    def __init__(self, outfp, mangle_from_=None, maxheaderlen=None, fmt=None,
                 *, policy=None):
        super().__init__(outfp, mangle_from_, maxheaderlen, policy=policy)
        self._fmt = fmt if fmt is not None else \
            '[Non-text (%(type)s) part of message omitted, ' \
            'filename %(filename)s]'

    def _dispatch(self, msg):
        for part in msg.walk():
            main = part.get_content_maintype()
            if main == 'text':
                self.write(f'{part.get_payload()}\n')
            elif main != 'multipart':
                self.write(self._fmt % self._about(part) + '\n')

    @staticmethod
    def _about(part):
        about = {'filename': part.get_filename('[no filename]')}
        for word in ('type', 'maintype', 'subtype'):
            about[word] = getattr(part, f'get_content_{word}')()
        for word, field in (('description', 'Content-Description'),
                            ('encoding', 'Content-Transfer-Encoding')):
            about[word] = part.get(field, f'[no {word}]')
        return about
