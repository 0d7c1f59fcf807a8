# SPDX-License-Identifier: MIT
# HTTP as a server speaks it.
#
# One handler object a connection; handle() goes on while the client wants the
# connection kept. What do_GET and its kin send_header() is collected and goes
# out as one write.

import http.client
import os
import socket
import socketserver
import sys
import time
from html import escape as _escape
from http import HTTPStatus
from urllib.parse import quote, unquote, urlsplit, urlunsplit

__version__ = '0.6'
__all__ = ['HTTPServer', 'ThreadingHTTPServer', 'BaseHTTPRequestHandler',
           'SimpleHTTPRequestHandler']



def _page(title, body, step=''):
    """HTML, each level `step` further in; up to 3.10 of an older kind."""
    opening, meta = ['<!DOCTYPE HTML>', '<html lang="en">'], 'charset="utf-8"'
    if sys.version_info < (3, 11):
        opening = ['<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01//EN"'
                   + ('\n' + 2 * step if step else ' ')
                   + '"http://www.w3.org/TR/html4/strict.dtd">', '<html>']
        meta = ('http-equiv="Content-Type" content="text/html;'
                + ('' if step else ' ') + 'charset=utf-8"')
    inner = 2 * step
    return '\n'.join([
        *opening, f'{step}<head>', f'{inner}<meta {meta}>',
        f'{inner}<title>{title}</title>', f'{step}</head>', f'{step}<body>',
        f'{inner}<h1>{title}</h1>', *[inner + line for line in body],
        f'{step}</body>', '</html>', ''])


DEFAULT_ERROR_MESSAGE = _page('Error response', [
    '<p>Error code: %(code)d</p>', '<p>Message: %(message)s.</p>',
    '<p>Error code explanation: %(code)s - %(explain)s.</p>'], '    ')
DEFAULT_ERROR_CONTENT_TYPE = 'text/html;charset=utf-8'
_LONGEST_LINE = 65536
_DAYS = ('Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun')
_MONTHS = ('Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep',
           'Oct', 'Nov', 'Dec')


class HTTPServer(socketserver.TCPServer):
    allow_reuse_address = 1

    def server_bind(self):
        super().server_bind()
        address, self.server_port = self.server_address[:2]
        self.server_name = socket.getfqdn(address)


class ThreadingHTTPServer(socketserver.ThreadingMixIn, HTTPServer):
    daemon_threads = True


# How the log shows control characters.
_SHOWN = {code: f'\\x{code:02x}' for code in [*range(32), *range(127, 160)]}
_SHOWN[ord('\\')] = '\\\\'


class BaseHTTPRequestHandler(socketserver.StreamRequestHandler):
    server_version = 'BaseHTTP/' + __version__
    sys_version = 'Python/' + sys.version.split()[0]
    error_message_format = DEFAULT_ERROR_MESSAGE
    error_content_type = DEFAULT_ERROR_CONTENT_TYPE
    default_request_version = 'HTTP/0.9'
    protocol_version = 'HTTP/1.0'
    MessageClass = http.client.HTTPMessage
    responses = {status: (status.phrase, status.description)
                 for status in HTTPStatus}
    weekdayname = list(_DAYS)
    monthname = [None] + list(_MONTHS)

    # -- what the client wants

    def _refuse(self, status, message, explain=None):
        self.send_error(status, message, explain)
        return False

    def parse_request(self):
        """False when an error has been sent."""
        self.requestline = str(self.raw_requestline, 'iso-8859-1') \
            .rstrip('\r\n')
        self.request_version = self.default_request_version
        self.command, self.close_connection = None, True
        words = self.requestline.split()
        if not words:
            return False
        if len(words) >= 3 and not self._read_version(words[-1]):
            return False
        if len(words) not in (2, 3):
            return self._refuse(HTTPStatus.BAD_REQUEST, 'Bad request syntax '
                                f'({self.requestline!r})')
        command, path = self.command, self.path = words[:2]
        if path.startswith('//'):
            # A client would take what follows for the name of a host.
            self.path = '/' + path.lstrip('/')
        if command != 'GET' and len(words) == 2:
            return self._refuse(HTTPStatus.BAD_REQUEST, 'Bad HTTP/0.9 request '
                                f'type ({command!r})')
        return self._read_fields()

    def _read_version(self, version):
        name, _, number = version.partition('/')
        try:
            major, minor = map(int, number.split('.'))
        except ValueError:
            name = None
        if name != 'HTTP':
            return self._refuse(HTTPStatus.BAD_REQUEST,
                                f'Bad request version ({version!r})')
        if self._speaks_1_1() and (major, minor) >= (1, 1):
            self.close_connection = False
        if major >= 2:
            return self._refuse(HTTPStatus.HTTP_VERSION_NOT_SUPPORTED,
                                f'Invalid HTTP version ({number})')
        self.request_version = version
        return True

    def _speaks_1_1(self):
        return self.protocol_version >= 'HTTP/1.1'

    def _read_fields(self):
        try:
            self.headers = http.client.parse_headers(
                self.rfile, _class=self.MessageClass)
        except http.client.HTTPException as problem:
            too_long = isinstance(problem, http.client.LineTooLong)
            return self._refuse(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
                                'Line too long' if too_long else
                                'Too many headers', str(problem))
        wanted = self.headers.get('Connection', '').lower()
        if wanted == 'close' or wanted == 'keep-alive' and self._speaks_1_1():
            self.close_connection = wanted == 'close'
        if self.headers.get('Expect', '').lower() == '100-continue' and \
                self._speaks_1_1() and self.request_version >= 'HTTP/1.1':
            return self.handle_expect_100()
        return True

    def handle_expect_100(self):
        self.send_response_only(HTTPStatus.CONTINUE)
        self.end_headers()
        return True

    def handle_one_request(self):
        try:
            method = self._next_request()
            if method is not None:
                method()
                self.wfile.flush()
        except socket.timeout as problem:
            self.log_error('Request timed out: %r', problem)
            self.close_connection = True

    def _next_request(self):
        """The method that answers it; None: there is nothing more to do."""
        line = self.raw_requestline = self.rfile.readline(_LONGEST_LINE + 1)
        if not line:
            self.close_connection = True
            return None
        if len(line) > _LONGEST_LINE:
            self.requestline = self.request_version = self.command = ''
            self.send_error(HTTPStatus.REQUEST_URI_TOO_LONG)
            return None
        if not self.parse_request():
            return None
        method = getattr(self, 'do_' + self.command, None)
        if method is None:
            self.send_error(HTTPStatus.NOT_IMPLEMENTED,
                            f'Unsupported method ({self.command!r})')
        return method

    def handle(self):
        self.close_connection = True
        again = True
        while again:
            self.handle_one_request()
            again = not self.close_connection

    # -- answering

    def send_error(self, code, message=None, explain=None):
        short, long = self.responses.get(code, ('???', '???'))
        message = short if message is None else message
        explain = long if explain is None else explain
        self.log_error('code %d, message %s', code, message)
        page = b''
        fields = {'Connection': 'close'}
        if code >= 200 and code not in (204, 205, 304):
            page = (self.error_message_format % {
                'code': code,
                'message': _escape(message, quote=False),
                'explain': _escape(explain, quote=False),
            }).encode('UTF-8', 'replace')
            fields['Content-Type'] = self.error_content_type
            fields['Content-Length'] = len(page)
        self._answer(code, fields, message)
        if page and self.command != 'HEAD':
            self.wfile.write(page)

    def _answer(self, code, fields, message=None):
        self.send_response(code, message)
        for name, value in fields.items():
            self.send_header(name, str(value))
        self.end_headers()

    def send_response(self, code, message=None):
        self.log_request(code)
        self.send_response_only(code, message)
        for name, value in (('Server', self.version_string()),
                            ('Date', self.date_time_string())):
            self.send_header(name, value)

    def send_response_only(self, code, message=None):
        if message is None:
            message = self.responses.get(code, ('',))[0]
        self._collect(f'{self.protocol_version} {code:d} {message}')

    # HTTP/0.9 has neither status line nor header fields.

    def _collect(self, line):
        if self.request_version != 'HTTP/0.9':
            fields = self.__dict__.setdefault('_headers_buffer', [])
            fields.append((line + '\r\n').encode('latin-1', 'strict'))

    def send_header(self, keyword, value):
        self._collect(f'{keyword}: {value}')
        if keyword.lower() == 'connection' and \
                value.lower() in ('close', 'keep-alive'):
            self.close_connection = value.lower() == 'close'

    def end_headers(self):
        if self.request_version != 'HTTP/0.9':
            self._collect('')
            self.flush_headers()

    def flush_headers(self):
        fields = self.__dict__.get('_headers_buffer')
        if fields is not None:
            self._headers_buffer = []
            self.wfile.write(b''.join(fields))

    # -- the log

    def log_request(self, code='-', size='-'):
        shown = code.value if isinstance(code, HTTPStatus) else code
        self.log_message('"%s" %s %s', self.requestline, str(shown), str(size))

    def log_error(self, format, *args):
        self.log_message(format, *args)

    def log_message(self, format, *args):
        message = (format % args).translate(_SHOWN)
        sys.stderr.write('%s - - [%s] %s\n' % (
            self.address_string(), self.log_date_time_string(), message))

    def version_string(self):
        return self.server_version + ' ' + self.sys_version

    def date_time_string(self, timestamp=None):
        now = time.gmtime(time.time() if timestamp is None else timestamp)
        return (f'{_DAYS[now[6]]}, {now[2]:02d} {_MONTHS[now[1] - 1]} '
                f'{now[0]:04d} {now[3]:02d}:{now[4]:02d}:{now[5]:02d} GMT')

    def log_date_time_string(self):
        now = time.localtime(time.time())
        return (f'{now[2]:02d}/{_MONTHS[now[1] - 1]}/{now[0]:04d} '
                f'{now[3]:02d}:{now[4]:02d}:{now[5]:02d}')

    def address_string(self):
        return self.client_address[0]


def _unquoted(path):
    try:
        return unquote(path, errors='surrogatepass')
    except UnicodeDecodeError:
        return unquote(path)


_KINDS = {'.html': 'text/html', '.htm': 'text/html', '.txt': 'text/plain',
          '.py': 'text/x-python', '.css': 'text/css', '.csv': 'text/csv',
          '.js': 'application/javascript', '.json': 'application/json',
          '.png': 'image/png', '.jpg': 'image/jpeg', '.jpeg': 'image/jpeg',
          '.gif': 'image/gif', '.svg': 'image/svg+xml',
          '.xml': 'text/xml', '.pdf': 'application/pdf',
          '.zip': 'application/zip'}


class SimpleHTTPRequestHandler(BaseHTTPRequestHandler):
    """Serves the files of a folder."""

    server_version = 'SimpleHTTP/' + __version__
    extensions_map = {'.gz': 'application/gzip',
                      '.Z': 'application/octet-stream',
                      '.bz2': 'application/x-bzip2',
                      '.xz': 'application/x-xz'}

    def __init__(self, *args, directory=None, **kwargs):
        self.directory = os.getcwd() if directory is None \
            else os.fspath(directory)
        super().__init__(*args, **kwargs)

    def do_GET(self):
        file = self.send_head()
        if file:
            with file:
                self.copyfile(file, self.wfile)

    def do_HEAD(self):
        file = self.send_head()
        if file:
            file.close()

    def send_head(self):
        path = self.translate_path(self.path)
        if os.path.isdir(path):
            parts = urlsplit(self.path)
            if parts.path[-1:] != '/':
                return self._move_to(urlunsplit(
                    parts[:2] + (parts.path + '/',) + parts[3:]))
            pages = [page for page in (os.path.join(path, name) for name in
                                       ('index.html', 'index.htm'))
                     if os.path.isfile(page)]
            if not pages:
                return self.list_directory(path)
            path = pages[0]
        return self._send_head_of(path)

    def _send_head_of(self, path):
        try:
            if path.endswith('/'):
                raise FileNotFoundError
            file = open(path, 'rb')
        except OSError:
            self.send_error(HTTPStatus.NOT_FOUND, 'File not found')
            return None
        about = os.fstat(file.fileno())
        if self._is_known(about.st_mtime):
            file.close()
            self._answer(HTTPStatus.NOT_MODIFIED, {})
            return None
        self._answer(HTTPStatus.OK, {
            'Content-type': self.guess_type(path),
            'Content-Length': about.st_size,
            'Last-Modified': self.date_time_string(about.st_mtime)})
        return file

    def _is_known(self, modified):
        """Has the client a copy that is as new?"""
        since = self.headers.get('If-Modified-Since')
        if since is None or 'If-None-Match' in self.headers:
            return False
        import datetime
        parts = since.replace(',', ' ').split()
        try:
            day, month, year, clock, zone = parts[-5:]
            then = datetime.datetime(
                int(year), _MONTHS.index(month) + 1, int(day),
                *map(int, clock.split(':')), tzinfo=datetime.timezone.utc)
        except ValueError:
            return False
        return zone == 'GMT' and int(modified) <= then.timestamp()

    def _move_to(self, url):
        self._answer(HTTPStatus.MOVED_PERMANENTLY,
                     {'Location': url, 'Content-Length': 0})

    def list_directory(self, path):
        from io import BytesIO
        try:
            names = sorted(os.listdir(path), key=lambda name: name.lower())
        except OSError:
            self.send_error(HTTPStatus.NOT_FOUND,
                            'No permission to list directory')
            return None
        lines = ['<hr>', '<ul>']
        for name in names:
            whole = os.path.join(path, name)
            mark = '/' if os.path.isdir(whole) else ''
            link = quote(name + mark, errors='surrogatepass')
            mark = '@' if os.path.islink(whole) else mark
            lines.append(f'<li><a href="{link}">'
                         f'{_escape(name + mark, quote=False)}</a></li>')
        shown = _escape(_unquoted(self.path), quote=False)
        page = _page(f'Directory listing for {shown}',
                     [*lines, '</ul>', '<hr>'])
        data = page.encode('utf-8', 'surrogateescape')
        self._answer(HTTPStatus.OK, {
            'Content-type': 'text/html; charset=utf-8',
            'Content-Length': len(data)})
        return BytesIO(data)

    def translate_path(self, path):
        """Below the folder, whatever the path says."""
        path = _unquoted(path.partition('?')[0].partition('#')[0])
        inside = []
        for part in path.split('/'):
            if part == '..':
                del inside[-1:]
            elif part not in ('', '.') and not os.path.dirname(part):
                inside.append(part)
        whole = os.path.join(self.directory, *inside)
        return whole + '/' if path.rstrip().endswith('/') else whole

    def copyfile(self, source, outputfile):
        while True:
            data = source.read(65536)
            if not data:
                break
            outputfile.write(data)

    def guess_type(self, path):
        tail = os.path.splitext(path)[1]
        for known in (self.extensions_map, _KINDS):
            for kind in (tail, tail.lower()):
                if kind in known:
                    return known[kind]
        return 'application/octet-stream'
