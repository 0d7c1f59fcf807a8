# SPDX-License-Identifier: MIT
# Addresses (URLs): taking apart, putting together, quoting.

import sys
from collections import namedtuple

__all__ = ['urlparse', 'urlunparse', 'urljoin', 'urldefrag', 'urlsplit',
           'urlunsplit', 'urlencode', 'parse_qs', 'parse_qsl', 'quote',
           'quote_plus', 'quote_from_bytes', 'unquote', 'unquote_plus',
           'unquote_to_bytes', 'DefragResult', 'ParseResult', 'SplitResult',
           'DefragResultBytes', 'ParseResultBytes', 'SplitResultBytes']

uses_netloc = ['', 'ftp', 'http', 'gopher', 'nntp', 'telnet', 'imap', 'wais',
               'file', 'mms', 'https', 'shttp', 'snews', 'prospero', 'rtsp',
               'rtspu', 'rsync', 'svn', 'svn+ssh', 'sftp', 'nfs', 'git',
               'git+ssh', 'ws', 'wss']
uses_relative = ['', 'ftp', 'http', 'gopher', 'nntp', 'imap', 'wais', 'file',
                 'https', 'shttp', 'mms', 'prospero', 'rtsp', 'rtspu', 'sftp',
                 'svn', 'svn+ssh', 'ws', 'wss']
uses_params = ['', 'ftp', 'hdl', 'prospero', 'http', 'imap', 'https',
               'shttp', 'rtsp', 'rtspu', 'sip', 'sips', 'mms', 'sftp', 'tel']
_SCHEME = frozenset('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'
                    '0123456789+-.')


# ---- Results ----

class _Netloc:
    # user:password@host:port, for text and bytes alike.
    __slots__ = ()

    def _cut(self):
        user, at, host = self.netloc.rpartition(self._mark('@'))
        if not at:
            return None, None, host
        name, colon, password = user.partition(self._mark(':'))
        return name, password if colon else None, host

    def _mark(self, text):
        return text if isinstance(self.netloc, str) else text.encode()

    @property
    def username(self):
        return self._cut()[0]

    @property
    def password(self):
        return self._cut()[1]

    def _host_port(self):
        host = self._cut()[2]
        if host[:1] == self._mark('['):
            name, _, rest = host[1:].partition(self._mark(']'))
            port = rest.partition(self._mark(':'))[2]
        else:
            name, _, port = host.partition(self._mark(':'))
        return name or None, port or None

    @property
    def hostname(self):
        name = self._host_port()[0]
        if not name:
            return None
        percent = self._mark('%')
        host, mark, zone = name.partition(percent)
        return host.lower() + mark + zone

    @property
    def port(self):
        port = self._host_port()[1]
        if port is None:
            return None
        text = port if isinstance(port, str) else port.decode()
        if not (text.isdigit() and text.isascii()):
            raise ValueError('Port could not be cast to integer value as '
                             f'{port!r}')
        if int(text) > 65535:
            raise ValueError('Port out of range 0-65535')
        return int(text)


class _Text:
    __slots__ = ()

    def encode(self, encoding='ascii', errors='strict'):
        return self._other(*[part.encode(encoding, errors) for part in self])


class _Bytes:
    __slots__ = ()

    def decode(self, encoding='ascii', errors='strict'):
        return self._other(*[part.decode(encoding, errors) for part in self])


_DefragBase = namedtuple('DefragResult', 'url fragment')
_SplitBase = namedtuple('SplitResult', 'scheme netloc path query fragment')
_ParseBase = namedtuple('ParseResult',
                        'scheme netloc path params query fragment')


class DefragResult(_DefragBase, _Text):
    __slots__ = ()

    def geturl(self):
        return f'{self.url}#{self.fragment}' if self.fragment else self.url


class SplitResult(_SplitBase, _Netloc, _Text):
    __slots__ = ()

    def geturl(self):
        return urlunsplit(self)


class ParseResult(_ParseBase, _Netloc, _Text):
    __slots__ = ()

    def geturl(self):
        return urlunparse(self)


class DefragResultBytes(_DefragBase, _Bytes):
    __slots__ = ()

    def geturl(self):
        return self.url + b'#' + self.fragment if self.fragment else self.url


class SplitResultBytes(_SplitBase, _Netloc, _Bytes):
    __slots__ = ()

    def geturl(self):
        return urlunsplit(self)


class ParseResultBytes(_ParseBase, _Netloc, _Bytes):
    __slots__ = ()

    def geturl(self):
        return urlunparse(self)


for _one, _two in ((DefragResult, DefragResultBytes),
                   (SplitResult, SplitResultBytes),
                   (ParseResult, ParseResultBytes)):
    _one._other, _two._other = _two, _one


def _texts(*args):
    # The arguments as text, and what turns a result back.
    is_text = isinstance(args[0], str)
    for arg in args[1:]:
        if arg and isinstance(arg, str) != is_text:
            raise TypeError('Cannot mix str and non-str arguments')
    if is_text:
        return args + (lambda result: result,)
    return tuple([arg.decode('ascii') if arg else '' for arg in args]) + (
        lambda result: result.encode('ascii'),)


# ---- Taking apart, putting together ----

def urlsplit(url, scheme='', allow_fragments=True):
    """scheme://netloc/path?query#fragment"""
    url, scheme, back = _texts(url, scheme)
    for char in '\t\r\n':
        url = url.replace(char, '')
        scheme = scheme.replace(char, '')
    url = url.lstrip(''.join(map(chr, range(33))))
    netloc = query = fragment = ''
    colon = url.find(':')
    if colon > 0 and url[0].isalpha() and url[0].isascii() and (
            _SCHEME.issuperset(url[:colon]) and not (
                sys.version_info < (3, 9) and url[colon + 1:].isdigit())):
        scheme, url = url[:colon].lower(), url[colon + 1:]
    if url[:2] == '//':
        end = min([place for place in map(lambda c: url.find(c, 2), '/?#')
                   if place >= 0], default=len(url))
        netloc, url = url[2:end], url[end:]
        if ('[' in netloc) != (']' in netloc):
            raise ValueError('Invalid IPv6 URL')
    if allow_fragments:
        url, _, fragment = url.partition('#')
    url, _, query = url.partition('?')
    return back(SplitResult(scheme, netloc, url, query, fragment))


def _split_params(url):
    slash = url.rfind('/')
    semicolon = url.find(';', max(slash, 0))
    if semicolon < 0:
        return url, ''
    return url[:semicolon], url[semicolon + 1:]


def urlparse(url, scheme='', allow_fragments=True):
    """scheme://netloc/path;params?query#fragment"""
    url, scheme, back = _texts(url, scheme)
    scheme, netloc, url, query, fragment = urlsplit(url, scheme,
                                                    allow_fragments)
    params = ''
    if scheme in uses_params and ';' in url:
        url, params = _split_params(url)
    return back(ParseResult(scheme, netloc, url, params, query, fragment))


def urlunsplit(components):
    """The address of such parts."""
    scheme, netloc, url, query, fragment, back = _texts(*components)
    if netloc or (scheme and scheme in uses_netloc and url[:2] != '//'):
        if url and url[:1] != '/':
            url = '/' + url
        url = '//' + netloc + url
    if scheme:
        url = scheme + ':' + url
    if query:
        url += '?' + query
    if fragment:
        url += '#' + fragment
    return back(url)


def urlunparse(components):
    """The same with params."""
    scheme, netloc, url, params, query, fragment, back = _texts(*components)
    if params:
        url = f'{url};{params}'
    return back(urlunsplit((scheme, netloc, url, query, fragment)))


def urldefrag(url):
    """(the address without its fragment, the fragment)"""
    url, back = _texts(url)
    fragment = ''
    if '#' in url:
        parts = urlparse(url)
        fragment = parts.fragment
        url = urlunparse(parts._replace(fragment=''))
    return back(DefragResult(url, fragment))


def urljoin(base, url, allow_fragments=True):
    """The address that `url` means on the page `base`."""
    if not base:
        return url
    if not url:
        return base
    base, url, back = _texts(base, url)
    old = urlparse(base, '', allow_fragments)
    new = urlparse(url, old.scheme, allow_fragments)
    if new.scheme != old.scheme or new.scheme not in uses_relative:
        return back(url)
    if new.scheme in uses_netloc:
        if new.netloc:
            return back(urlunparse(new))
        new = new._replace(netloc=old.netloc)
    if not new.path and not new.params:
        return back(urlunparse(new._replace(
            path=old.path, params=old.params, query=new.query or old.query)))
    return back(urlunparse(new._replace(
        path=_joined_path(old.path, new.path))))


def _joined_path(base, path):
    before = base.split('/')
    if before[-1] != '':
        before.pop()
    if path[:1] == '/':
        parts = path.split('/')
    else:
        parts = before + path.split('/')
        parts[1:-1] = filter(None, parts[1:-1])
    out = []
    for part in parts:
        if part == '..':
            if out:
                out.pop()
        elif part != '.':
            out.append(part)
    if parts[-1] in ('.', '..'):
        out.append('')
    return '/'.join(out) or '/'


# ---- Quoting ----

_ALWAYS_SAFE = frozenset(b'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
                         b'abcdefghijklmnopqrstuvwxyz0123456789_.-~')


def quote_from_bytes(bs, safe='/'):
    """Bytes with %xx for what is not safe."""
    if not isinstance(bs, (bytes, bytearray)):
        raise TypeError('quote_from_bytes() expected bytes')
    if isinstance(safe, str):
        safe = safe.encode('ascii', 'ignore')
    allowed = _ALWAYS_SAFE.union(byte for byte in safe if byte < 128)
    return ''.join([chr(byte) if byte in allowed else f'%{byte:02X}'
                    for byte in bs])


def quote(string, safe='/', encoding=None, errors=None):
    """The same for text, as UTF-8."""
    if isinstance(string, str):
        string = string.encode(encoding or 'utf-8', errors or 'strict')
    elif encoding is not None:
        raise TypeError("quote() doesn't support 'encoding' for bytes")
    elif errors is not None:
        raise TypeError("quote() doesn't support 'errors' for bytes")
    return quote_from_bytes(string, safe)


def quote_plus(string, safe='', encoding=None, errors=None):
    """The same with + for blanks."""
    blank = ' ' if isinstance(string, str) else b' '
    if blank not in string:
        return quote(string, safe, encoding, errors)
    safe += ' ' if isinstance(safe, str) else b' '
    return quote(string, safe, encoding, errors).replace(' ', '+')


def unquote_to_bytes(string):
    """%xx back to bytes."""
    if not string:
        return b''
    if isinstance(string, str):
        string = string.encode('utf-8')
    first, *parts = string.split(b'%')
    out = [first]
    for part in parts:
        try:
            if len(part) < 2 or not part[:2].isalnum():
                raise ValueError
            out.append(bytes([int(part[:2], 16)]) + part[2:])
        except ValueError:
            out.append(b'%' + part)
    return b''.join(out)


def unquote(string, encoding='utf-8', errors='replace'):
    """%xx back to text."""
    if isinstance(string, bytes):
        return unquote_to_bytes(string).decode(encoding, errors)
    if '%' not in string:
        string.split
        return string
    encoding, errors = encoding or 'utf-8', errors or 'replace'
    out, run = [], ''
    for char in string:
        # What is not ASCII was never quoted and stays as it is.
        if char < '\x80':
            run += char
            continue
        out += [unquote_to_bytes(run).decode(encoding, errors), char]
        run = ''
    out.append(unquote_to_bytes(run).decode(encoding, errors))
    return ''.join(out)


def unquote_plus(string, encoding='utf-8', errors='replace'):
    return unquote(string.replace('+', ' '), encoding, errors)


# ---- Queries ----

def parse_qsl(qs, keep_blank_values=False, strict_parsing=False,
              encoding='utf-8', errors='replace', max_num_fields=None,
              separator='&'):
    """The (name, value) pairs of a query."""
    if not separator or not isinstance(separator, (str, bytes)):
        raise ValueError('Separator must be of type string or bytes.')
    is_text = isinstance(qs, str)
    qs, back = _texts(qs)
    separator = _texts(separator)[0]
    fields = qs.split(separator)
    if max_num_fields is not None and len(fields) > max_num_fields:
        raise ValueError('Max number of fields exceeded')
    out = []
    for field in fields:
        if not field and not strict_parsing:
            continue
        name, equals, value = field.partition('=')
        if not equals:
            if strict_parsing:
                raise ValueError(f'bad query field: {field!r}')
            if not keep_blank_values:
                continue
        if value or keep_blank_values:
            pair = [unquote_plus(part, encoding, errors)
                    for part in (name, value)]
            out.append(tuple(pair if is_text else map(back, pair)))
    return out


def parse_qs(qs, keep_blank_values=False, strict_parsing=False,
             encoding='utf-8', errors='replace', max_num_fields=None,
             separator='&'):
    """The same as a dict of lists."""
    out = {}
    for name, value in parse_qsl(qs, keep_blank_values, strict_parsing,
                                 encoding, errors, max_num_fields,
                                 separator):
        out.setdefault(name, []).append(value)
    return out


def urlencode(query, doseq=False, safe='', encoding=None, errors=None,
              quote_via=quote_plus):
    """A query of a mapping or of pairs."""
    if hasattr(query, 'items'):
        query = query.items()
    else:
        try:
            if len(query) and not isinstance(query[0], tuple):
                raise TypeError
        except TypeError:
            raise TypeError('not a valid non-string sequence or mapping '
                            'object') from None

    def quoted(value):
        if isinstance(value, bytes):
            return quote_via(value, safe)
        return quote_via(str(value), safe, encoding, errors)

    out = []
    for name, value in query:
        values = [value]
        if doseq and not isinstance(value, (str, bytes)):
            try:
                len(value)
                values = value
            except TypeError:
                pass
        out += [f'{quoted(name)}={quoted(item)}' for item in values]
    return '&'.join(out)
