# SPDX-License-Identifier: MIT
# requests: the small part of that package that course programs use, over
# http.client. A `requests` that is found on sys.path goes before this one.

import http.client as _client
import json as _json
import socket as _socket
from http import HTTPStatus as _HTTPStatus
from time import monotonic as _now
from urllib.parse import (quote as _quote, urlencode as _urlencode,
                          urljoin as _urljoin, urlsplit as _urlsplit)

__version__ = '2.31.0'
__all__ = ['Session', 'Request', 'Response', 'request', 'get', 'post', 'put',
           'delete', 'head', 'patch', 'options', 'session', 'exceptions',
           'codes', 'adapters', 'RequestException', 'HTTPError',
           'ConnectionError', 'Timeout', 'ConnectTimeout', 'ReadTimeout',
           'TooManyRedirects', 'URLRequired', 'JSONDecodeError']


# ---- Errors ----

class RequestException(IOError):
    def __init__(self, *args, **kwargs):
        self.response = kwargs.pop('response', None)
        self.request = kwargs.pop('request', None)
        super().__init__(*args)


class InvalidJSONError(RequestException):
    pass


class JSONDecodeError(InvalidJSONError, _json.JSONDecodeError):
    def __init__(self, *args, **kwargs):
        _json.JSONDecodeError.__init__(self, *args)
        self.response = self.request = None


class HTTPError(RequestException):
    pass


class ConnectionError(RequestException):
    pass


class ProxyError(ConnectionError):
    pass


class SSLError(ConnectionError):
    pass


class Timeout(RequestException):
    pass


class ConnectTimeout(ConnectionError, Timeout):
    pass


class ReadTimeout(Timeout):
    pass


class URLRequired(RequestException):
    pass


class TooManyRedirects(RequestException):
    pass


class MissingSchema(RequestException, ValueError):
    pass


class InvalidSchema(RequestException, ValueError):
    pass


class InvalidURL(RequestException, ValueError):
    pass


class ChunkedEncodingError(RequestException):
    pass


class _Names:
    """A module's worth of names."""

    def __init__(self, **names):
        self.__dict__.update(names)

    def __getitem__(self, name):
        return self.__dict__[name]


exceptions = _Names(**{name: value for name, value in globals().items()
                       if isinstance(value, type)
                       and issubclass(value, RequestException)})
codes = _Names(**{status.name.lower(): status.value
                  for status in _HTTPStatus})
codes.OK = codes.ok


# ---- What is sent and what comes back ----

class _Headers(dict):
    """A dict whose keys are found whatever their case."""

    def __init__(self, fields=(), **more):
        super().__init__()
        self._names = {}
        self.update(fields, **more)

    def update(self, fields=(), **more):
        pairs = fields.items() if hasattr(fields, 'items') else fields
        for name, value in [*pairs, *more.items()]:
            self[name] = value

    def __setitem__(self, name, value):
        old = self._names.get(name.lower())
        if old is not None and old != name:
            super().__delitem__(old)
        self._names[name.lower()] = name
        super().__setitem__(name, value)

    def __getitem__(self, name):
        return super().__getitem__(self._names[name.lower()])

    def __delitem__(self, name):
        super().__delitem__(self._names.pop(name.lower()))

    def __contains__(self, name):
        return name.lower() in self._names

    def get(self, name, default=None):
        return self[name] if name in self else default


class Request:
    def __init__(self, method=None, url=None, headers=None, files=None,
                 data=None, params=None, auth=None, cookies=None, hooks=None,
                 json=None):
        if files:
            raise NotImplementedError('requests: files=')
        self.method, self.url = method, url
        self.headers = _Headers(headers or {})
        self.data, self.params, self.json = data, params, json
        self.auth, self.cookies = auth, cookies
        self.body = None

    def __repr__(self):
        return f'<Request [{self.method}]>'

    def prepare(self):
        """URL, headers and body as they go out."""
        self.method = self.method.upper()
        self.url = _prepared_url(self.url, self.params)
        body, kind = self.data or None, None
        if not body and self.json is not None:
            body = _json.dumps(self.json).encode('utf-8')
            kind = 'application/json'
        elif isinstance(body, (dict, list, tuple)):
            body = _urlencode(body, doseq=True).encode('ascii')
            kind = 'application/x-www-form-urlencoded'
        elif isinstance(body, str):
            body = body.encode('utf-8')
        if kind and 'Content-Type' not in self.headers:
            self.headers['Content-Type'] = kind
        self.body = body
        if self.auth is not None:
            import base64
            pair = ':'.join(self.auth).encode('latin-1')
            self.headers['Authorization'] = \
                'Basic ' + base64.b64encode(pair).decode('ascii')
        if self.cookies:
            self.headers['Cookie'] = '; '.join(
                [f'{name}={value}' for name, value in self.cookies.items()])
        return self


def _prepared_url(url, params):
    url = url.decode() if isinstance(url, bytes) else str(url).strip()
    parts = _urlsplit(url)
    if not parts.scheme or ':' not in url:
        raise MissingSchema(f'Invalid URL {url!r}: No scheme supplied. '
                            f'Perhaps you meant https://{url}?')
    if parts.scheme not in ('http', 'https'):
        raise InvalidSchema(f'No connection adapters were found for {url!r}')
    if not parts.hostname:
        raise InvalidURL(f'Invalid URL {url!r}: No host supplied')
    path = _quote(parts.path or '/', safe="!#$%&'()*+,/:;=?@[]~")
    query = parts.query
    if params:
        more = params if isinstance(params, str) else _urlencode(
            [pair for pair in (params.items() if hasattr(params, 'items')
                               else params) if pair[1] is not None],
            doseq=True)
        query = f'{query}&{more}' if query else more
    return f'{parts.scheme}://{parts.netloc}{path}' + \
        (f'?{query}' if query else '') + \
        (f'#{parts.fragment}' if parts.fragment else '')


class _Elapsed:
    def __init__(self, seconds):
        self._seconds = seconds

    def total_seconds(self):
        return self._seconds


class Response:
    status_code = None
    reason = url = encoding = request = raw = None

    def __init__(self):
        self.headers = _Headers()
        self.history = []
        self.cookies = {}
        self._content = None

    def __repr__(self):
        return f'<Response [{self.status_code}]>'

    def __bool__(self):
        return self.ok

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.close()

    def __iter__(self):
        return self.iter_content(128)

    @property
    def ok(self):
        return self.status_code < 400

    @property
    def is_redirect(self):
        return 'location' in self.headers and \
            self.status_code in (301, 302, 303, 307, 308)

    @property
    def content(self):
        if self._content is None:
            self._content = self._read(self.raw.read)
            self.close()
        return self._content

    def _read(self, read, *args):
        try:
            return read(*args)
        except _socket.timeout as problem:
            raise ReadTimeout(problem, request=self.request) from problem
        except _client.IncompleteRead as problem:
            raise ChunkedEncodingError(problem, request=self.request) \
                from problem
        except OSError as problem:
            raise ConnectionError(problem, request=self.request) from problem

    @property
    def text(self):
        encoding = self.encoding or 'utf-8'
        try:
            return str(self.content, encoding, errors='replace')
        except LookupError:
            return str(self.content, errors='replace')

    apparent_encoding = 'utf-8'

    def json(self, **kwargs):
        try:
            return _json.loads(self.content.decode('utf-8'), **kwargs)
        except _json.JSONDecodeError as problem:
            raise JSONDecodeError(problem.msg, problem.doc, problem.pos)

    def iter_content(self, chunk_size=1, decode_unicode=False):
        if self._content is not None:
            for at in range(0, len(self._content), chunk_size or 1 << 30):
                yield self._content[at:at + (chunk_size or 1 << 30)]
            return
        while True:
            part = self._read(self.raw.read, chunk_size)
            if not part:
                break
            yield part.decode(self.encoding or 'utf-8') if decode_unicode \
                else part
        self.close()

    def iter_lines(self, chunk_size=512, decode_unicode=False,
                   delimiter=None):
        pending = None
        for chunk in self.iter_content(chunk_size, decode_unicode):
            chunk = chunk if pending is None else pending + chunk
            lines = chunk.split(delimiter) if delimiter \
                else chunk.splitlines()
            whole = not lines or not chunk or lines[-1][-1:] != chunk[-1:]
            pending = None if whole else lines.pop()
            yield from lines
        if pending is not None:
            yield pending

    def raise_for_status(self):
        if 400 <= self.status_code < 600:
            side = 'Client' if self.status_code < 500 else 'Server'
            raise HTTPError(f'{self.status_code} {side} Error: {self.reason} '
                            f'for url: {self.url}', response=self,
                            request=self.request)

    def close(self):
        if self.raw is not None:
            self.raw.close()


# ---- Sessions ----

class HTTPAdapter:
    """Takes its arguments; a session makes a connection for each request."""

    def __init__(self, pool_connections=10, pool_maxsize=10, max_retries=0,
                 pool_block=False):
        self.max_retries = max_retries


adapters = _Names(HTTPAdapter=HTTPAdapter)


class Session:
    max_redirects = 30

    def __init__(self):
        self.headers = _Headers({
            'User-Agent': 'python-requests/' + __version__,
            'Accept-Encoding': 'identity', 'Accept': '*/*',
            'Connection': 'keep-alive'})
        self.params = {}
        self.cookies = {}
        self.auth = None
        self.verify = True
        self.proxies = {}
        self.adapters = {}

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.close()

    def close(self):
        pass

    def mount(self, prefix, adapter):
        self.adapters[prefix] = adapter

    def request(self, method, url, params=None, data=None, headers=None,
                cookies=None, files=None, auth=None, timeout=None,
                allow_redirects=True, proxies=None, hooks=None, stream=None,
                verify=None, cert=None, json=None):
        fields = _Headers(self.headers)
        fields.update({name: value for name, value in (headers or {}).items()
                       if value is not None})
        given = Request(method, url, fields, files, data,
                        {**self.params, **params} if isinstance(params, dict)
                        else params or self.params, auth or self.auth,
                        {**self.cookies, **(cookies or {})}, hooks,
                        json).prepare()
        response = self._send(given, timeout)
        history = []
        while allow_redirects and response.is_redirect:
            response.content
            history.append(response)
            if len(history) > self.max_redirects:
                raise TooManyRedirects(f'Exceeded {self.max_redirects} '
                                       'redirects.', response=response)
            response = self._send(self._redirected(given, response), timeout)
        response.history = history
        if not stream:
            response.content
        return response

    def _redirected(self, given, response):
        given.url = _prepared_url(
            _urljoin(response.url, response.headers['location']), None)
        if response.status_code == 303 and given.method != 'HEAD' or \
                response.status_code in (301, 302) and given.method == 'POST':
            given.method, given.body = 'GET', None
            for name in ('Content-Type', 'Content-Length'):
                if name in given.headers:
                    del given.headers[name]
        return given

    def _send(self, given, timeout):
        parts = _urlsplit(given.url)
        kind = _client.HTTPSConnection if parts.scheme == 'https' \
            else _client.HTTPConnection
        first, second = timeout if isinstance(timeout, tuple) \
            else (timeout, timeout)
        connection = kind(parts.hostname, parts.port, timeout=first)
        begun = _now()
        try:
            self._connect(connection, given)
            connection.sock.settimeout(second)
            target = parts.path + (f'?{parts.query}' if parts.query else '')
            raw = self._exchange(connection, given, target)
        except BaseException:
            connection.close()
            raise
        response = Response()
        response.elapsed = _Elapsed(_now() - begun)
        response.raw, response.request = raw, given
        response.status_code, response.reason = raw.status, raw.reason
        response.url = given.url
        response.headers.update(raw.headers.items())
        self._keep_cookies(raw, response)
        content = raw.headers.get('content-type', '')
        response.encoding = raw.headers.get_content_charset() or (
            'ISO-8859-1' if 'text' in content else
            'utf-8' if 'json' in content else None)
        return response

    def _connect(self, connection, given):
        try:
            connection.connect()
        except _socket.timeout as problem:
            raise ConnectTimeout(problem, request=given) from problem
        except OSError as problem:
            path = _urlsplit(given.url).path
            raise ConnectionError(
                f"HTTPConnectionPool(host='{connection.host}', "
                f'port={connection.port}): Max retries exceeded with url: '
                f'{path} (Caused by {problem})', request=given) from problem

    def _exchange(self, connection, given, target):
        try:
            connection.request(given.method, target, given.body,
                               given.headers)
            return connection.getresponse()
        except _socket.timeout as problem:
            raise ReadTimeout(
                f"HTTPConnectionPool(host='{connection.host}', "
                f'port={connection.port}): Read timed out. (read timeout='
                f'{connection.sock.gettimeout() if connection.sock else None}'
                ')', request=given) from problem
        except (OSError, _client.HTTPException) as problem:
            raise ConnectionError(('Connection aborted.', problem),
                                  request=given) from problem

    def _keep_cookies(self, raw, response):
        for field in raw.headers.get_all('set-cookie') or ():
            name, equals, value = field.partition(';')[0].partition('=')
            if equals:
                response.cookies[name.strip()] = value.strip()
        self.cookies.update(response.cookies)

    def get(self, url, **kwargs):
        return self.request('GET', url, **kwargs)

    def options(self, url, **kwargs):
        return self.request('OPTIONS', url, **kwargs)

    def head(self, url, **kwargs):
        kwargs.setdefault('allow_redirects', False)
        return self.request('HEAD', url, **kwargs)

    def post(self, url, data=None, json=None, **kwargs):
        return self.request('POST', url, data=data, json=json, **kwargs)

    def put(self, url, data=None, **kwargs):
        return self.request('PUT', url, data=data, **kwargs)

    def patch(self, url, data=None, **kwargs):
        return self.request('PATCH', url, data=data, **kwargs)

    def delete(self, url, **kwargs):
        return self.request('DELETE', url, **kwargs)


def session():
    return Session()


def request(method, url, **kwargs):
    with Session() as own:
        return own.request(method, url, **kwargs)


def get(url, params=None, **kwargs):
    return request('GET', url, params=params, **kwargs)


def options(url, **kwargs):
    return request('OPTIONS', url, **kwargs)


def head(url, **kwargs):
    kwargs.setdefault('allow_redirects', False)
    return request('HEAD', url, **kwargs)


def post(url, data=None, json=None, **kwargs):
    return request('POST', url, data=data, json=json, **kwargs)


def put(url, data=None, **kwargs):
    return request('PUT', url, data=data, **kwargs)


def patch(url, data=None, **kwargs):
    return request('PATCH', url, data=data, **kwargs)


def delete(url, **kwargs):
    return request('DELETE', url, **kwargs)
