# SPDX-License-Identifier: MIT
# HTTP as a client speaks it: connections and responses.
#
# A connection is idle, has a request begun, or has a response that must be
# read to its end before the next request; `_state` and `_response` say which.

import http
import io
import socket
from http._headers import MAX_FIELDS as _MAXHEADERS
from http._headers import MAX_LINE as _MAXLINE, HTTPMessage
from http._headers import parse_headers as _parse_fields
from urllib.parse import urlsplit

HTTP_PORT, HTTPS_PORT = 80, 443
_IDLE, _STARTED, _SENT = 'Idle', 'Request-started', 'Request-sent'
responses = {status.value: status.phrase for status in http.HTTPStatus}
globals().update(http.HTTPStatus.__members__)

__all__ = ['HTTPResponse', 'HTTPConnection', 'HTTPSConnection',
           'HTTPException', 'NotConnected', 'UnknownProtocol',
           'UnknownTransferEncoding', 'UnimplementedFileMode',
           'IncompleteRead', 'InvalidURL', 'ImproperConnectionState',
           'CannotSendRequest', 'CannotSendHeader', 'ResponseNotReady',
           'BadStatusLine', 'LineTooLong', 'RemoteDisconnected', 'error',
           'responses']


# ---- Errors ----

class HTTPException(Exception):
    pass


class NotConnected(HTTPException):
    pass


class InvalidURL(HTTPException):
    pass


class UnknownProtocol(HTTPException):
    def __init__(self, version):
        self.args = version,
        self.version = version


class UnknownTransferEncoding(HTTPException):
    pass


class UnimplementedFileMode(HTTPException):
    pass


class IncompleteRead(HTTPException):
    def __init__(self, partial, expected=None):
        self.args = partial,
        self.partial = partial
        self.expected = expected

    def __repr__(self):
        more = '' if self.expected is None \
            else f', {self.expected} more expected'
        return (f'{self.__class__.__name__}({len(self.partial)} bytes '
                f'read{more})')

    __str__ = object.__str__


class ImproperConnectionState(HTTPException):
    pass


class CannotSendRequest(ImproperConnectionState):
    pass


class CannotSendHeader(ImproperConnectionState):
    pass


class ResponseNotReady(ImproperConnectionState):
    pass


class BadStatusLine(HTTPException):
    def __init__(self, line):
        self.args = line or repr(line),
        self.line = line or repr(line)


class LineTooLong(HTTPException):
    def __init__(self, line_type):
        super().__init__(f'got more than {_MAXLINE} bytes when reading '
                         f'{line_type}')


class RemoteDisconnected(ConnectionResetError, BadStatusLine):
    def __init__(self, *pos, **kw):
        BadStatusLine.__init__(self, '')
        ConnectionResetError.__init__(self, *pos, **kw)


error = HTTPException


def parse_headers(fp, _class=HTTPMessage):
    return _parse_fields(fp, LineTooLong, HTTPException)


# ---- Responses ----

class HTTPResponse(io.BufferedIOBase):
    """What came back; a file of its body."""

    def __init__(self, sock, debuglevel=0, method=None, url=None):
        self.fp = sock.makefile('rb')
        self.debuglevel = debuglevel
        self._method = method
        self.headers = self.msg = None
        self.version = self.status = self.code = self.reason = None
        self.chunked = None
        self.length = None      # bytes left; None: until the connection ends
        self.will_close = None
        self._chunk_left = None

    def _read_status(self):
        line = str(self.fp.readline(_MAXLINE + 1), 'iso-8859-1')
        if len(line) > _MAXLINE:
            raise LineTooLong('status line')
        if not line:
            raise RemoteDisconnected('Remote end closed connection without '
                                     'response')
        version, _, rest = line.rstrip('\r\n').partition(' ')
        number, _, reason = rest.strip().partition(' ')
        if not version.startswith('HTTP/') or not number.isdigit() \
                or not 100 <= int(number) <= 999:
            self._close_conn()
            raise BadStatusLine(line)
        return version, int(number), reason.strip()

    def begin(self):
        if self.headers is not None:
            return
        while True:
            version, status, reason = self._read_status()
            if status != 100:
                break
            parse_headers(self.fp)
        self.code = self.status = status
        self.reason = reason
        if version in ('HTTP/1.0', 'HTTP/0.9'):
            self.version = 10
        elif version.startswith('HTTP/1.'):
            self.version = 11
        else:
            raise UnknownProtocol(version)
        self.headers = self.msg = parse_headers(self.fp)
        self._find_length()
        self.will_close = self._check_close()
        if self.length is None and not self.chunked:
            self.will_close = True

    def _find_length(self):
        encoding = self.headers.get('transfer-encoding')
        self.chunked = bool(encoding) and encoding.lower() == 'chunked'
        length = self.headers.get('content-length')
        if length is not None and not self.chunked and \
                length.strip().isdigit():
            self.length = int(length)
        if self.status in (204, 304) or 100 <= self.status < 200 \
                or self._method == 'HEAD':
            self.length = 0

    def _check_close(self):
        connection = (self.headers.get('connection') or '').lower()
        if self.version == 11:
            return 'close' in connection
        return not (self.headers.get('keep-alive')
                    or 'keep-alive' in connection)

    def _close_conn(self):
        fp, self.fp = self.fp, None
        if fp is not None:
            fp.close()

    def close(self):
        self._closed = True
        self._close_conn()

    @property
    def closed(self):
        return self._closed

    def isclosed(self):
        return self.fp is None

    def readable(self):
        return True

    def fileno(self):
        return self.fp.fileno()

    def flush(self):
        if self._closed:
            raise ValueError('I/O operation on closed file.')

    # -- the body

    def read(self, amt=None):
        if self.fp is None:
            return b''
        if self._method == 'HEAD':
            self._close_conn()
            return b''
        if amt is not None and amt < 0:
            amt = None
        if self.chunked:
            return self._read_chunks(amt)
        if amt is None:
            data = self.fp.read() if self.length is None \
                else self._read_exactly(self.length)
            self.length = 0 if self.length is not None else None
            self._close_conn()
            return data
        if self.length is not None:
            amt = min(amt, self.length)
        data = self.fp.read(amt)
        if not data and amt:
            self._close_conn()
        elif self.length is not None:
            self.length -= len(data)
            if not self.length:
                self._close_conn()
        return data

    def _read_exactly(self, size):
        data = self.fp.read(size)
        if len(data) < size:
            raise IncompleteRead(data, size - len(data))
        return data

    def _next_chunk(self):
        """The size of the chunk that is next; 0 behind the last one."""
        if self._chunk_left is not None:
            self._read_exactly(2)
        line = self.fp.readline(_MAXLINE + 1)
        if len(line) > _MAXLINE:
            raise LineTooLong('chunk size')
        try:
            self._chunk_left = int(line.partition(b';')[0], 16)
        except ValueError:
            self._close_conn()
            raise
        if not self._chunk_left:
            parse_headers(self.fp)
            self._close_conn()
        return self._chunk_left

    def _read_chunks(self, amt):
        parts = []
        try:
            while amt is None or amt:
                left = self._chunk_left or self._next_chunk()
                if not left:
                    break
                data = self._read_exactly(left if amt is None
                                          else min(amt, left))
                self._chunk_left = left - len(data)
                parts.append(data)
                if amt is not None:
                    amt -= len(data)
        except (IncompleteRead, ValueError):
            raise IncompleteRead(b''.join(parts)) from None
        return b''.join(parts)

    def read1(self, n=-1):
        return self.read(65536 if n < 0 else n)

    def readinto(self, b):
        view = memoryview(b)
        data = self.read(len(view))
        view[:len(data)] = data
        return len(data)

    def peek(self, n=-1):
        if self.fp is None or self._method == 'HEAD' or self.chunked:
            return b''
        return self.fp.peek(n)

    def readline(self, limit=-1):
        line = bytearray()
        while limit < 0 or len(line) < limit:
            if not self.chunked and self.fp is not None:
                ahead = self.fp.peek()
                end = ahead.find(b'\n') + 1 or len(ahead)
                most = end if limit < 0 else min(end, limit - len(line))
                part = self.read(max(most, 1))
            else:
                part = self.read(1)
            if not part:
                break
            line += part
            if part.endswith(b'\n'):
                break
        return bytes(line)

    # -- the header

    def getheader(self, name, default=None):
        if self.headers is None:
            raise ResponseNotReady()
        found = self.headers.get_all(name) or default
        if isinstance(found, str) or not hasattr(found, '__iter__'):
            return found
        return ', '.join(found)

    def getheaders(self):
        if self.headers is None:
            raise ResponseNotReady()
        return list(self.headers.items())

    def info(self):
        return self.headers

    def geturl(self):
        return self.url

    def getcode(self):
        return self.status


# ---- Connections ----

_BODY_METHODS = {'PATCH', 'POST', 'PUT'}
_BAD_IN_URL = set(map(chr, range(33))) | {'\x7f'}


def _is_field_name(name):
    return (name != b'' and name[:1] != b':' and not name[:1].isspace()
            and not any(mark in name[1:] for mark in (b':', b'\r', b'\n')))


def _breaks_line(value):
    """Would something in it begin a new header?"""
    for place, byte in enumerate(value):
        after = value[place + 1:place + 2]
        if byte == 10 and after not in (b' ', b'\t') \
                or byte == 13 and after not in (b' ', b'\t', b'\n'):
            return True
    return False


class HTTPConnection:
    _http_vsn = 11
    _http_vsn_str = 'HTTP/1.1'
    response_class = HTTPResponse
    default_port = HTTP_PORT
    auto_open = 1
    debuglevel = 0

    def __init__(self, host, port=None, timeout=socket.getdefaulttimeout(),
                 source_address=None, blocksize=8192):
        self.timeout = timeout
        self.source_address = source_address
        self.blocksize = blocksize
        self.sock = None
        self._create_connection = socket.create_connection
        self._buffer = []
        self._response = None
        self._state = _IDLE
        self._method = None
        self.host, self.port = self._get_hostport(host, port)
        for letter in self.host:
            if letter in _BAD_IN_URL:
                raise InvalidURL("URL can't contain control characters. "
                                 f'{self.host!r} (found at least {letter!r})')

    def _get_hostport(self, host, port):
        if port is None:
            head, colon, tail = host.rpartition(':')
            if colon and ']' not in tail and not (
                    ':' in head and not head.startswith('[')):
                if tail and not tail.isdigit():
                    raise InvalidURL(f"nonnumeric port: '{tail}'")
                host, port = head, int(tail) if tail else self.default_port
            else:
                port = self.default_port
        if host[:1] == '[' and host[-1:] == ']':
            host = host[1:-1]
        return host, port

    def set_debuglevel(self, level):
        self.debuglevel = level

    def connect(self):
        self.sock = self._create_connection(
            (self.host, self.port),
            *(() if self.timeout is None else (self.timeout,)),
            source_address=self.source_address)

    def close(self):
        self._state = _IDLE
        sock, self.sock = self.sock, None
        if sock is not None:
            sock.close()
        response, self._response = self._response, None
        if response is not None:
            response.close()

    def send(self, data):
        if self.sock is None:
            if not self.auto_open:
                raise NotConnected()
            self.connect()
        if hasattr(data, 'read'):
            while True:
                part = data.read(self.blocksize)
                if not part:
                    return
                self.sock.sendall(part.encode('iso-8859-1')
                                  if isinstance(part, str) else part)
        try:
            self.sock.sendall(data)
        except TypeError:
            if not hasattr(data, '__iter__') or isinstance(data, str):
                raise TypeError('data should be a bytes-like object or an '
                                f'iterable, got {type(data)!r}') from None
            for part in data:
                self.sock.sendall(part)

    def putrequest(self, method, url, skip_host=False,
                   skip_accept_encoding=False):
        if self._response is not None and self._response.isclosed():
            self._response = None
        if self._state != _IDLE:
            raise CannotSendRequest(self._state)
        self._state = _STARTED
        for letter in method:
            if letter < ' ':
                raise ValueError("method can't contain control characters. "
                                 f'{method!r} (found at least {letter!r})')
        self._method = method
        url = url or '/'
        for letter in url:
            if letter in _BAD_IN_URL:
                raise InvalidURL("URL can't contain control characters. "
                                 f'{url!r} (found at least {letter!r})')
        self._buffer = [f'{method} {url} {self._http_vsn_str}'
                        .encode('ascii')]
        if not skip_host:
            self.putheader('Host', self._host_field(url))
        if not skip_accept_encoding:
            self.putheader('Accept-Encoding', 'identity')

    def _host_field(self, url):
        if url.startswith('http'):
            place = urlsplit(url).netloc
            if place:
                return place
        host = f'[{self.host}]' if ':' in self.host else self.host
        return host if self.port == self.default_port \
            else f'{host}:{self.port}'

    def putheader(self, header, *values):
        if self._state != _STARTED:
            raise CannotSendHeader()
        name = header if isinstance(header, bytes) else header.encode('ascii')
        if not _is_field_name(name):
            raise ValueError(f'Invalid header name {name!r}')
        shown = []
        for value in values:
            if not isinstance(value, bytes):
                value = str(value).encode('iso-8859-1')
            if _breaks_line(value):
                raise ValueError(f'Invalid header value {value!r}')
            shown.append(value)
        self._buffer.append(name + b': ' + b'\r\n\t'.join(shown))

    def endheaders(self, message_body=None, *, encode_chunked=False):
        if self._state != _STARTED:
            raise CannotSendHeader()
        self._state = _SENT
        head = b'\r\n'.join(self._buffer + [b'', b''])
        self._buffer = []
        self.send(head)
        if message_body is None:
            return
        if not encode_chunked:
            self.send(message_body)
            return
        parts = iter(lambda: message_body.read(self.blocksize), b'') \
            if hasattr(message_body, 'read') else \
            [message_body] if isinstance(message_body, (bytes, bytearray)) \
            else message_body
        for part in parts:
            if part:
                self.send(b'%x\r\n%b\r\n' % (len(part), part))
        self.send(b'0\r\n\r\n')

    def request(self, method, url, body=None, headers={}, *,
                encode_chunked=False):
        given = {name.lower() for name in headers}
        self.putrequest(method, url, skip_host='host' in given,
                        skip_accept_encoding='accept-encoding' in given)
        if isinstance(body, str):
            body = body.encode('iso-8859-1')
        chunked = self._announce_body(method, body, given)
        for name, value in headers.items():
            self.putheader(name, value)
        self.endheaders(body, encode_chunked=encode_chunked or chunked)

    def _announce_body(self, method, body, given):
        if 'content-length' in given or 'transfer-encoding' in given:
            return False
        if body is None:
            if method.upper() in _BODY_METHODS:
                self.putheader('Content-Length', '0')
            return False
        if isinstance(body, (bytes, bytearray, memoryview)):
            self.putheader('Content-Length', str(len(body)))
            return False
        self.putheader('Transfer-Encoding', 'chunked')
        return True

    def getresponse(self):
        if self._response is not None and self._response.isclosed():
            self._response = None
        if self._state != _SENT or self._response is not None:
            raise ResponseNotReady(self._state)
        response = self.response_class(self.sock, self.debuglevel,
                                       method=self._method)
        try:
            try:
                response.begin()
            except ConnectionError:
                self.close()
                raise
            self._state = _IDLE
            if response.will_close:
                self.close()
            else:
                self._response = response
            return response
        except BaseException:
            response.close()
            raise


class HTTPSConnection(HTTPConnection):
    """Without ssl: it only exists to be refused by whoever does not listen."""

    default_port = HTTPS_PORT
