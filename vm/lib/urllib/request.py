# SPDX-License-Identifier: MIT
# urlopen(): a request goes through handlers until one answers it.
#
# An opener asks its handlers, in the order of handler_order, for
# <scheme>_request before, <scheme>_open to do it, and <scheme>_response after;
# http_error_<status> deals with answers that are no success.

import http.client
import io
import os
import re
import socket
import sys
from urllib.error import ContentTooShortError, HTTPError, URLError
from urllib.parse import (quote, unquote, unquote_to_bytes, urlencode,
                          urljoin, urlparse, urlsplit)
from urllib.response import addinfourl

__all__ = ['Request', 'OpenerDirector', 'BaseHandler',
           'HTTPDefaultErrorHandler', 'HTTPRedirectHandler',
           'HTTPErrorProcessor', 'HTTPHandler', 'HTTPSHandler', 'FileHandler',
           'DataHandler', 'UnknownHandler', 'ProxyHandler', 'urlopen',
           'install_opener', 'build_opener', 'pathname2url', 'url2pathname',
           'getproxies', 'urlretrieve', 'urlcleanup']

__version__ = '%d.%d' % sys.version_info[:2]
_opener = []


class Request:
    def __init__(self, url, data=None, headers={}, origin_req_host=None,
                 unverifiable=False, method=None):
        self.headers = {}
        self.unredirected_hdrs = {}
        self.full_url = url
        self.data = data
        for name, value in headers.items():
            self.add_header(name, value)
        self.unverifiable = unverifiable
        self.origin_req_host = origin_req_host or urlparse(url).hostname or ''
        if method:
            self.method = method

    @property
    def full_url(self):
        return f'{self._url}#{self.fragment}' if self.fragment else self._url

    @full_url.setter
    def full_url(self, url):
        url = url.strip()
        if url[:5].upper() == '<URL:' or url[:1] == '<' and url[-1:] == '>':
            url = url.strip('<>').partition('URL:')[2] or url.strip('<>')
        self._url, _, self.fragment = url.partition('#')
        self.fragment = self.fragment or None
        scheme, colon, rest = self._url.partition(':')
        if not colon or not scheme.isascii() or not scheme[:1].isalpha():
            raise ValueError(f'unknown url type: {self.full_url!r}')
        self.type = scheme.lower()
        self.host = None
        self.selector = rest
        if rest.startswith('//'):
            cut = min([at for at in (rest.find('/', 2), rest.find('?', 2))
                       if at >= 0] or [len(rest)])
            self.host = unquote(rest[2:cut])
            self.selector = rest[cut:]
            if self.selector[:1] != '/':
                self.selector = '/' + self.selector

    def get_method(self):
        return getattr(self, 'method',
                       'GET' if self.data is None else 'POST')

    def get_full_url(self):
        return self.full_url

    def add_header(self, key, val):
        self.headers[key.capitalize()] = val

    def add_unredirected_header(self, key, val):
        self.unredirected_hdrs[key.capitalize()] = val

    def has_header(self, header_name):
        return header_name in self.headers or \
            header_name in self.unredirected_hdrs

    def get_header(self, header_name, default=None):
        return self.headers.get(header_name, self.unredirected_hdrs.get(
            header_name, default))

    def remove_header(self, header_name):
        self.headers.pop(header_name, None)
        self.unredirected_hdrs.pop(header_name, None)

    def header_items(self):
        return list({**self.unredirected_hdrs, **self.headers}.items())


class OpenerDirector:
    def __init__(self):
        self.addheaders = [('User-agent', f'Python-urllib/{__version__}')]
        self.handlers = []

    def add_handler(self, handler):
        self.handlers.append(handler)
        self.handlers.sort(key=lambda each: each.handler_order)
        handler.add_parent(self)

    def _methods(self, name):
        """Of all the handlers that have it, in their order."""
        for handler in self.handlers:
            method = getattr(handler, name, None)
            if method is not None:
                yield method

    def _ask(self, name, *args):
        """The first answer that is not None."""
        for method in self._methods(name):
            answer = method(*args)
            if answer is not None:
                return answer
        return None

    def open(self, fullurl, data=None, timeout=...):
        request = Request(fullurl, data) if isinstance(fullurl, str) \
            else fullurl
        if data is not None:
            request.data = data
        request.timeout = timeout
        for prepare in self._methods(request.type + '_request'):
            request = prepare(request)
        response = self._ask('default_open', request) or \
            self._ask(request.type + '_open', request) or \
            self._ask('unknown_open', request)
        for process in self._methods(request.type + '_response'):
            response = process(request, response)
        return response

    def error(self, proto, request, response, code, msg, hdrs):
        return self._ask(f'http_error_{code}', request, response, code, msg,
                         hdrs) or \
            self._ask('http_error_default', request, response, code, msg,
                      hdrs)


class BaseHandler:
    handler_order = 500

    def add_parent(self, parent):
        self.parent = parent

    def close(self):
        pass

    def __lt__(self, other):
        return self.handler_order < getattr(other, 'handler_order', 500)


class UnknownHandler(BaseHandler):
    def unknown_open(self, req):
        raise URLError(f'unknown url type: {req.type}')


class HTTPErrorProcessor(BaseHandler):
    handler_order = 1000

    def http_response(self, request, response):
        if 200 <= response.code < 300:
            return response
        return self.parent.error('http', request, response, response.code,
                                 response.msg, response.info())

    https_response = http_response


class HTTPDefaultErrorHandler(BaseHandler):
    def http_error_default(self, req, fp, code, msg, hdrs):
        raise HTTPError(req.full_url, code, msg, hdrs, fp)


class HTTPRedirectHandler(BaseHandler):
    max_repeats = 4
    max_redirections = 10
    inf_msg = ('The HTTP server returned a redirect error that would lead to '
               'an infinite loop.\nThe last 30x error message was:\n')

    def redirect_request(self, req, fp, code, msg, headers, newurl):
        method = req.get_method()
        if not (code in (301, 302, 303, 307, 308) and
                method in ('GET', 'HEAD') or
                code in (301, 302, 303) and method == 'POST'):
            raise HTTPError(req.full_url, code, msg, headers, fp)
        kept = {name: value for name, value in req.headers.items()
                if name.lower() not in ('content-length', 'content-type')}
        return Request(newurl.replace(' ', '%20'), headers=kept,
                       origin_req_host=req.origin_req_host,
                       unverifiable=True)

    def http_error_302(self, req, fp, code, msg, headers):
        place = headers.get('location') or headers.get('uri')
        if place is None:
            return None
        url = urljoin(req.full_url, quote(place, safe="%/:=&?~#+!$,;'@()*[]"))
        if urlparse(url).scheme not in ('http', 'https', 'ftp', ''):
            raise HTTPError(url, code, f'{msg} - Redirection to url '
                            f"'{url}' is not allowed", headers, fp)
        new = self.redirect_request(req, fp, code, msg, headers, url)
        if new is None:
            return None
        visited = new.redirect_dict = getattr(req, 'redirect_dict', {})
        if visited.get(url, 0) >= self.max_repeats or \
                len(visited) >= self.max_redirections:
            raise HTTPError(req.full_url, code, self.inf_msg + msg, headers,
                            fp)
        visited[url] = visited.get(url, 0) + 1
        fp.read()
        fp.close()
        return self.parent.open(new, timeout=req.timeout)

    http_error_301 = http_error_303 = http_error_307 = http_error_302
    http_error_308 = http_error_302


class ProxyHandler(BaseHandler):
    """There is no proxy inside the world; it only takes its arguments."""

    handler_order = 100

    def __init__(self, proxies=None):
        self.proxies = proxies or {}


class AbstractHTTPHandler(BaseHandler):
    def __init__(self, debuglevel=0):
        self._debuglevel = debuglevel

    def do_request_(self, request):
        """Fills in the fields that the program has left to us."""
        if not request.host:
            raise URLError('no host given')
        ours = {'Host': request.host}
        if request.data is not None:
            ours.update(self._about_body(request))
        for name, value in [*ours.items(), *self.parent.addheaders]:
            if not request.has_header(name.capitalize()):
                request.add_unredirected_header(name, value)
        return request

    def _about_body(self, request):
        body = request.data
        if isinstance(body, str):
            raise TypeError('POST data should be bytes, an iterable of bytes, '
                            'or a file object. It cannot be of type str.')
        yield 'Content-type', 'application/x-www-form-urlencoded'
        if not (request.has_header('Content-length') or
                request.has_header('Transfer-encoding')):
            if isinstance(body, (bytearray, bytes)):
                yield 'Content-length', str(len(body))
            else:
                yield 'Transfer-encoding', 'chunked'

    def do_open(self, http_class, req, **http_conn_args):
        limit = {} if req.timeout is ... else {'timeout': req.timeout}
        connection = http_class(req.host, **limit, **http_conn_args)
        headers = dict(req.unredirected_hdrs)
        headers.update(req.headers)
        headers['Connection'] = 'close'
        headers = {name.title(): value for name, value in headers.items()}
        try:
            try:
                connection.request(
                    req.get_method(), req.selector, req.data, headers,
                    encode_chunked=req.has_header('Transfer-encoding'))
            except OSError as problem:
                raise URLError(problem)
            response = connection.getresponse()
        except BaseException:
            connection.close()
            raise
        if connection.sock:
            connection.sock.close()
            connection.sock = None
        response.url = req.get_full_url()
        response.msg = response.reason
        return response


class HTTPHandler(AbstractHTTPHandler):
    def http_open(self, req):
        return self.do_open(http.client.HTTPConnection, req)

    http_request = AbstractHTTPHandler.do_request_


class HTTPSHandler(AbstractHTTPHandler):
    def __init__(self, debuglevel=0, context=None, check_hostname=None):
        super().__init__(debuglevel)

    def https_open(self, req):
        return self.do_open(http.client.HTTPSConnection, req)

    https_request = AbstractHTTPHandler.do_request_


class FileHandler(BaseHandler):
    def file_open(self, req):
        if req.host and req.host != 'localhost':
            raise URLError('file:// scheme is supported only on localhost')
        try:
            file = open(url2pathname(req.selector), 'rb')
        except OSError as problem:
            raise URLError(problem)
        headers = http.client.HTTPMessage()
        headers['Content-length'] = os.fstat(file.fileno()).st_size
        return addinfourl(file, headers, req.full_url)


class DataHandler(BaseHandler):
    def data_open(self, req):
        kind, comma, data = req.full_url.partition(':')[2].partition(',')
        if not comma:
            raise ValueError('not enough values to unpack (expected 2, '
                             'got 1)')
        data = unquote_to_bytes(data)
        if kind.endswith(';base64'):
            import base64
            data = base64.decodebytes(data)
            kind = kind[:-7]
        headers = http.client.HTTPMessage()
        headers['Content-type'] = kind or 'text/plain;charset=US-ASCII'
        headers['Content-length'] = len(data)
        return addinfourl(io.BytesIO(data), headers, req.full_url)


_default_handlers = (ProxyHandler, UnknownHandler, HTTPHandler,
                     HTTPDefaultErrorHandler, HTTPRedirectHandler,
                     FileHandler, HTTPErrorProcessor, DataHandler,
                     HTTPSHandler)


def build_opener(*handlers):
    opener = OpenerDirector()
    given = [handler() if isinstance(handler, type) else handler
             for handler in handlers]
    for kind in _default_handlers:
        if not any(isinstance(handler, kind) for handler in given):
            opener.add_handler(kind())
    for handler in given:
        opener.add_handler(handler)
    return opener


def install_opener(opener):
    _opener[:] = [opener]


def urlopen(url, data=None, timeout=..., *, cafile=None, capath=None,
            cadefault=False, context=None):
    if not _opener:
        _opener.append(build_opener())
    return _opener[0].open(url, data, timeout)


# ---- Files ----

def urlretrieve(url, filename=None, reporthook=None, data=None):
    with urlopen(url, data) as source:
        headers = source.info()
        size = int(headers.get('Content-Length', -1))
        if filename is None:
            import tempfile
            target = tempfile.NamedTemporaryFile(delete=False)
            filename = target.name
        else:
            target = open(filename, 'wb')
        got = block = 0
        with target:
            if reporthook:
                reporthook(block, 8192, size)
            while True:
                part = source.read(8192)
                if not part:
                    break
                got += len(part)
                target.write(part)
                block += 1
                if reporthook:
                    reporthook(block, 8192, size)
    if 0 <= got < size:
        raise ContentTooShortError(f'retrieval incomplete: got only {got} out '
                                   f'of {size} bytes', (filename, headers))
    return filename, headers


def urlcleanup():
    _opener.clear()


def url2pathname(pathname):
    return unquote(pathname)


def pathname2url(pathname):
    return quote(pathname)


def getproxies():
    return {}


def parse_http_list(s):
    return [part.strip() for part in re.findall(r'(?:[^,"]|"(?:\\.|[^"])*")+',
                                                s)]
