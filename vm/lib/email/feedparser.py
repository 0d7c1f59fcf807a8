# SPDX-License-Identifier: MIT
# Reading messages that come in pieces of any size.
#
# The pieces are kept, and read when the last one is there: nobody can ask for
# the message before.

import re

from email import errors
from email._policybase import compat32

__all__ = ['FeedParser', 'BytesFeedParser']

_LINE = re.compile(r'[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+')
_HEADER = re.compile(r'(From |[\041-\071\073-\176]*:|[\t ])')
_FIRST_END = re.compile(r'(\r\n|\r|\n)\Z')


def _without_end(line):
    return line.rstrip('\r\n')


class _Lines:
    """The lines of the text, with a place in them."""

    def __init__(self, text):
        self.lines = _LINE.findall(text)
        self.place = 0

    def peek(self):
        return self.lines[self.place] if self.place < len(self.lines) \
            else ''

    def next(self):
        line = self.peek()
        self.place += 1 if line else 0
        return line


class FeedParser:
    """feed() it text; close() gives the message."""

    def __init__(self, _factory=None, *, policy=compat32):
        self.policy = policy
        self._old_style_factory = False
        if _factory is None:
            if policy.message_factory is None:
                from email.message import Message
                _factory = Message
            else:
                _factory = policy.message_factory
        self._factory = _factory
        try:
            _factory(policy=policy)
        except TypeError:
            self._old_style_factory = True
        self._pieces = []
        self._headersonly = False

    def _set_headersonly(self):
        self._headersonly = True

    def feed(self, data):
        """More of the text."""
        self._pieces.append(data)

    def close(self):
        """The message."""
        lines = _Lines(''.join(self._pieces))
        self._pieces = []
        message = self._message(lines, (), 'text/plain')
        if message.get_content_maintype() == 'multipart' and \
                not message.is_multipart() and not self._headersonly:
            self._defect(message,
                         errors.MultipartInvariantViolationDefect())
        return message

    def _defect(self, message, defect):
        self.policy.handle_defect(message, defect)

    def _new(self, kind):
        message = self._factory() if self._old_style_factory \
            else self._factory(policy=self.policy)
        message.set_default_type(kind)
        return message

    # ---- fields ----

    def _message(self, lines, ends, kind):
        """One message, up to a line for which one of `ends` is true."""
        message = self._new(kind)
        headers, done = [], False
        while not done:
            line = lines.peek()
            if not line or self._is_end(line, ends):
                break
            if not _HEADER.match(line):
                if not line.strip('\r\n'):
                    lines.next()
                else:
                    self._defect(message, errors.
                                 MissingHeaderBodySeparatorDefect())
                break
            headers.append(lines.next())
        self._headers(message, headers, lines)
        if self._headersonly:
            message.set_payload(self._rest(lines, ends))
        else:
            self._body(message, lines, ends)
        return message

    @staticmethod
    def _is_end(line, ends):
        return any(end(line) for end in ends)

    def _headers(self, message, headers, lines):
        field = []
        for number, line in enumerate(headers):
            if line[0] in ' \t':
                if not field:
                    self._defect(message, errors.
                                 FirstHeaderLineIsContinuationDefect(line))
                    continue
                field.append(line)
                continue
            if field:
                message.set_raw(*self.policy.header_source_parse(field))
                field = []
            if line.startswith('From '):
                if number == 0:
                    message.set_unixfrom(_without_end(line))
                elif number == len(headers) - 1:
                    lines.place -= 1
                    return
                else:
                    self._defect(message, errors.
                                 MisplacedEnvelopeHeaderDefect(line))
                continue
            if line[0] == ':':
                self._defect(message, errors.InvalidHeaderDefect(
                    'Missing header name.'))
                continue
            field = [line]
        if field:
            message.set_raw(*self.policy.header_source_parse(field))

    # ---- bodies ----

    def _rest(self, lines, ends):
        out = []
        while lines.peek() and not self._is_end(lines.peek(), ends):
            out.append(lines.next())
        return ''.join(out)

    def _body(self, message, lines, ends):
        if message.get_content_maintype() == 'message' and \
                message.get_content_type() != 'message/delivery-status':
            message.attach(self._message(lines, ends, 'text/plain'))
        elif message.get_content_type() == 'message/delivery-status':
            self._status(message, lines, ends)
        elif message.get_content_maintype() == 'multipart':
            self._multipart(message, lines, ends)
        else:
            message.set_payload(self._rest(lines, ends))

    def _status(self, message, lines, ends):
        """Blocks of fields with empty lines between them."""
        while lines.peek() and not self._is_end(lines.peek(), ends):
            part = self._new('text/plain')
            headers = []
            while lines.peek() and lines.peek().strip('\r\n') and \
                    not self._is_end(lines.peek(), ends):
                headers.append(lines.next())
            self._headers(part, headers, lines)
            part.set_payload('')
            message.attach(part)
            while lines.peek() and not lines.peek().strip('\r\n') and \
                    not self._is_end(lines.peek(), ends):
                lines.next()

    def _multipart(self, message, lines, ends):
        boundary = message.get_boundary()
        if boundary is None:
            self._defect(message, errors.NoBoundaryInMultipartDefect())
            message.set_payload(self._rest(lines, ends))
            return
        encoding = str(message.get('content-transfer-encoding', '8bit'))
        if encoding.lower() not in ('7bit', '8bit', 'binary'):
            self._defect(message, errors.
                         InvalidMultipartContentTransferEncodingDefect())
        mark = re.compile(f'--{re.escape(boundary)}(?P<end>--)?'
                          r'(?P<ws>[ \t]*)(?P<nl>\r\n|\r|\n)?$')
        before = self._until(lines, ends, mark)
        first = mark.match(lines.peek()) if lines.peek() else None
        if first is None or self._is_end(lines.peek(), ends):
            self._defect(message, errors.StartBoundaryNotFoundDefect())
            message.set_payload(before)
            return
        if before:
            message.preamble = self._cut(before)
        self._parts(message, lines, ends, mark)

    def _until(self, lines, ends, mark):
        out = []
        while lines.peek() and not mark.match(lines.peek()) and \
                not self._is_end(lines.peek(), ends):
            out.append(lines.next())
        return ''.join(out)

    @staticmethod
    def _cut(text):
        """Without the end of line that belongs to the boundary."""
        return _FIRST_END.sub('', text)

    def _parts(self, message, lines, ends, mark):
        kind = 'message/rfc822' \
            if message.get_content_type() == 'multipart/digest' \
            else 'text/plain'
        closed = False
        while lines.peek() and not self._is_end(lines.peek(), ends):
            match = mark.match(lines.next())
            if match['end']:
                closed = True
                break
            while mark.match(lines.peek() or 'x') and \
                    not mark.match(lines.peek())['end']:
                lines.next()
            part = self._message(lines, ends + (mark.match,), kind)
            if lines.peek() and mark.match(lines.peek()):
                self._trim(part)
            message.attach(part)
        if not closed:
            self._defect(message, errors.CloseBoundaryNotFoundDefect())
            return
        message.epilogue = self._epilogue(self._rest(lines, ends),
                                          match['nl'])

    @staticmethod
    def _epilogue(text, linesep):
        if linesep:
            return text
        return None if not text else text

    def _trim(self, part):
        """The last end of line in a part belongs to the boundary."""
        if part.get_content_maintype() == 'multipart':
            last = part.epilogue
            if last is not None:
                part.epilogue = None if last == '' else self._cut(last)
            return
        while part.is_multipart() and part.get_payload():
            part = part.get_payload()[-1]
            if part.get_content_maintype() == 'multipart':
                self._trim(part)
                return
        payload = part.get_payload() if part._payload is None \
            else part._payload
        if isinstance(payload, str):
            part._payload = self._cut(payload)


class BytesFeedParser(FeedParser):
    """The same of bytes."""

    def feed(self, data):
        super().feed(data.decode('ascii', 'surrogateescape'))
