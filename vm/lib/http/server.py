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

DEFAULT_ERROR_MESSAGE = '''\
<!DOCTYPE HTML>
<html lang="en">
    <head>
        <meta charset="utf-8">
        <title>Error response</title>
    </head>
    <body>
        <h1>Error response</h1>
        <p>Error code: %(code)d</p>
        <p>Message: %(message)s.</p>
        <p>Error code explanation: %(code)s - %(explain)s.</p>
    </body>
</html>
'''
DEFAULT_ERROR_CONTENT_TYPE = 'text/html;charset=utf-8'
_DAYS = ('Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun')
_MONTHS = ('Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep',
           'Oct', 'Nov', 'Dec')


class HTTPServer(socketserver.TCPServer):
    allow_reuse_address = 1

    def server_bind(self):
        super().server_bind()
        host, port = self.server_address[:2]
        self.server_name = socket.getfqdn(host)
        self.server_port = port


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

    def parse_request(self):
        """False when an error has been sent."""
        self.command = None
        self.request_version = self.default_request_version
        self.close_connection = True
        self.requestline = str(self.raw_requestline, 'iso-8859-1') \
            .rstrip('\r\n')
        words = self.requestline.split()
        if not words:
            return False
        if len(words) >= 3 and not self._read_version(words[-1]):
            return False
        if not 2 <= len(words) <= 3:
            self.send_error(HTTPStatus.BAD_REQUEST,
                            f'Bad request syntax ({self.requestline!r})')
            return False
        self.command, self.path = words[:2]
        if self.path.startswith('//'):
            # A client would take what follows for the name of a host.
            self.path = '/' + self.path.lstrip('/')
        if len(words) == 2 and self.command != 'GET':
            self.send_error(HTTPStatus.BAD_REQUEST, 'Bad HTTP/0.9 request '
                            f'type ({self.command!r})')
            return False
        return self._read_fields()

    def _read_version(self, version):
        try:
            name, _, number = version.partition('/')
            major, minor = [int(part) for part in number.split('.')]
            if name != 'HTTP':
                raise ValueError
        except ValueError:
            self.send_error(HTTPStatus.BAD_REQUEST,
                            f'Bad request version ({version!r})')
            return False
        if (major, minor) >= (1, 1) and self.protocol_version >= 'HTTP/1.1':
            self.close_connection = False
        if major >= 2:
            self.send_error(HTTPStatus.HTTP_VERSION_NOT_SUPPORTED,
                            f'Invalid HTTP version ({number})')
            return False
        self.request_version = version
        return True

    def _read_fields(self):
        try:
            self.headers = http.client.parse_headers(self.rfile)
        except http.client.LineTooLong as problem:
            self.send_error(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
                            'Line too long', str(problem))
            return False
        except http.client.HTTPException as problem:
            self.send_error(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
                            'Too many headers', str(problem))
            return False
        wanted = self.headers.get('Connection', '').lower()
        if wanted == 'close':
            self.close_connection = True
        elif wanted == 'keep-alive' and self.protocol_version >= 'HTTP/1.1':
            self.close_connection = False
        if self.headers.get('Expect', '').lower() == '100-continue' and \
                self.protocol_version >= 'HTTP/1.1' and \
                self.request_version >= 'HTTP/1.1':
            return self.handle_expect_100()
        return True

    def handle_expect_100(self):
        self.send_response_only(HTTPStatus.CONTINUE)
        self.end_headers()
        return True

    def handle_one_request(self):
        try:
            self.raw_requestline = self.rfile.readline(65537)
            if len(self.raw_requestline) > 65536:
                self.requestline = self.request_version = self.command = ''
                self.send_error(HTTPStatus.REQUEST_URI_TOO_LONG)
                return
            if not self.raw_requestline:
                self.close_connection = True
                return
            if not self.parse_request():
                return
            method = getattr(self, 'do_' + self.command, None)
            if method is None:
                self.send_error(HTTPStatus.NOT_IMPLEMENTED,
                                f'Unsupported method ({self.command!r})')
                return
            method()
            self.wfile.flush()
        except socket.timeout as problem:
            self.log_error('Request timed out: %r', problem)
            self.close_connection = True

    def handle(self):
        self.close_connection = True
        self.handle_one_request()
        while not self.close_connection:
            self.handle_one_request()

    # -- answering

    def send_error(self, code, message=None, explain=None):
        short, long = self.responses.get(code, ('???', '???'))
        message = short if message is None else message
        explain = long if explain is None else explain
        self.log_error('code %d, message %s', code, message)
        self.send_response(code, message)
        self.send_header('Connection', 'close')
        body = None
        if code >= 200 and code not in (204, 205, 304):
            body = (self.error_message_format % {
                'code': code,
                'message': _escape(message, quote=False),
                'explain': _escape(explain, quote=False),
            }).encode('UTF-8', 'replace')
            self.send_header('Content-Type', self.error_content_type)
            self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        if self.command != 'HEAD' and body:
            self.wfile.write(body)

    def send_response(self, code, message=None):
        self.log_request(code)
        self.send_response_only(code, message)
        self.send_header('Server', self.version_string())
        self.send_header('Date', self.date_time_string())

    def send_response_only(self, code, message=None):
        if self.request_version == 'HTTP/0.9':
            return
        if message is None:
            message = self.responses.get(code, ('',))[0]
        self._fields().append(f'{self.protocol_version} {code:d} {message}\r\n'
                              .encode('latin-1', 'strict'))

    def _fields(self):
        if not hasattr(self, '_headers_buffer'):
            self._headers_buffer = []
        return self._headers_buffer

    def send_header(self, keyword, value):
        if self.request_version != 'HTTP/0.9':
            self._fields().append(f'{keyword}: {value}\r\n'
                                  .encode('latin-1', 'strict'))
        if keyword.lower() == 'connection':
            if value.lower() in ('close', 'keep-alive'):
                self.close_connection = value.lower() == 'close'

    def end_headers(self):
        if self.request_version != 'HTTP/0.9':
            self._fields().append(b'\r\n')
            self.flush_headers()

    def flush_headers(self):
        if hasattr(self, '_headers_buffer'):
            self.wfile.write(b''.join(self._headers_buffer))
            self._headers_buffer = []

    # -- the log

    def log_request(self, code='-', size='-'):
        if isinstance(code, HTTPStatus):
            code = code.value
        self.log_message('"%s" %s %s', self.requestline, str(code), str(size))

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
            if not parts.path.endswith('/'):
                return self._move_to(urlunsplit(
                    parts[:2] + (parts.path + '/',) + parts[3:]))
            for name in ('index.html', 'index.htm'):
                if os.path.isfile(os.path.join(path, name)):
                    path = os.path.join(path, name)
                    break
            else:
                return self.list_directory(path)
        kind = self.guess_type(path)
        try:
            if path.endswith('/'):
                raise FileNotFoundError
            file = open(path, 'rb')
        except OSError:
            self.send_error(HTTPStatus.NOT_FOUND, 'File not found')
            return None
        status = os.fstat(file.fileno())
        if self._is_known(status.st_mtime):
            file.close()
            self.send_response(HTTPStatus.NOT_MODIFIED)
            self.end_headers()
            return None
        self.send_response(HTTPStatus.OK)
        self.send_header('Content-type', kind)
        self.send_header('Content-Length', str(status.st_size))
        self.send_header('Last-Modified',
                         self.date_time_string(status.st_mtime))
        self.end_headers()
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
        self.send_response(HTTPStatus.MOVED_PERMANENTLY)
        self.send_header('Location', url)
        self.send_header('Content-Length', '0')
        self.end_headers()

    def list_directory(self, path):
        from io import BytesIO
        try:
            names = sorted(os.listdir(path), key=lambda name: name.lower())
        except OSError:
            self.send_error(HTTPStatus.NOT_FOUND,
                            'No permission to list directory')
            return None
        try:
            shown = unquote(self.path, errors='surrogatepass')
        except UnicodeDecodeError:
            shown = unquote(path)
        title = 'Directory listing for ' + _escape(shown, quote=False)
        lines = ['<!DOCTYPE HTML>', '<html lang="en">', '<head>',
                 '<meta charset="utf-8">', f'<title>{title}</title>',
                 '</head>', '<body>', f'<h1>{title}</h1>', '<hr>', '<ul>']
        for name in names:
            whole = os.path.join(path, name)
            mark = '/' if os.path.isdir(whole) else ''
            link = quote(name + mark, errors='surrogatepass')
            mark = '@' if os.path.islink(whole) else mark
            lines.append(f'<li><a href="{link}">'
                         f'{_escape(name + mark, quote=False)}</a></li>')
        lines += ['</ul>', '<hr>', '</body>', '</html>', '']
        data = '\n'.join(lines).encode('utf-8', 'surrogateescape')
        self.send_response(HTTPStatus.OK)
        self.send_header('Content-type', 'text/html; charset=utf-8')
        self.send_header('Content-Length', str(len(data)))
        self.end_headers()
        return BytesIO(data)

    def translate_path(self, path):
        path = unquote(path.partition('?')[0].partition('#')[0])
        parts = [part for part in path.split('/')
                 if part not in ('', '.')]
        inside = []
        for part in parts:
            if part == '..':
                del inside[-1:]
            else:
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
