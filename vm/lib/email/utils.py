# SPDX-License-Identifier: MIT
# Addresses, dates and parameters of headers.

import datetime
import os
import random
import re
import time
import urllib.parse

from email._parse_address import AddressList as _AddressList, _parsedate_tz
from email.charset import Charset

__all__ = ['collapse_rfc2231_value', 'decode_params', 'decode_rfc2231',
           'encode_rfc2231', 'formataddr', 'formatdate', 'format_datetime',
           'getaddresses', 'make_msgid', 'mktime_tz', 'parseaddr',
           'parsedate', 'parsedate_tz', 'unquote']

COMMASPACE, EMPTYSTRING, UEMPTYSTRING, CRLF, TICK = ', ', '', '', '\r\n', "'"
specialsre = re.compile(r'[][\\()<>@,:;".]')
escapesre = re.compile(r'[\\"]')
_DAYS = 'Mon Tue Wed Thu Fri Sat Sun'.split()
_MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split()


def _has_surrogates(s):
    try:
        s.encode()
    except UnicodeEncodeError:
        return True
    return False


def _sanitize(string):
    """Without the surrogates that stand for odd bytes."""
    data = string.encode('utf-8', 'surrogateescape')
    return data.decode('utf-8', 'replace')


# ---- Addresses ----

def formataddr(pair, charset='utf-8'):
    """'Name <address>' of (name, address)."""
    name, address = pair
    address.encode('ascii')
    if not name:
        return address
    try:
        name.encode('ascii')
    except UnicodeEncodeError:
        if isinstance(charset, str):
            charset = Charset(charset)
        return f'{charset.header_encode(name)} <{address}>'
    quotes = '"' if specialsre.search(name) else ''
    return f'{quotes}{escapesre.sub(_escaped, name)}{quotes} <{address}>'


def _escaped(match):
    return '\\' + match[0]


def getaddresses(fieldvalues):
    """[(name, address)] of several fields."""
    joined = COMMASPACE.join(str(value) for value in fieldvalues)
    return _AddressList(joined).addresslist


def parseaddr(addr):
    """(name, address) of the first address of a field."""
    found = _AddressList(addr).addresslist
    return found[0] if found else ('', '')


def quote(str):
    """Backslashes and quotes escaped."""
    return str.replace('\\', '\\\\').replace('"', '\\"')


def unquote(str):
    """Without the quotes or angle brackets around it."""
    if len(str) > 1:
        if str[0] == str[-1] == '"':
            return str[1:-1].replace('\\\\', '\\').replace('\\"', '"')
        if str[0] == '<' and str[-1] == '>':
            return str[1:-1]
    return str


# ---- Dates ----

def _format(when, zone):
    return (f'{_DAYS[when[6]]}, {when[2]:02} {_MONTHS[when[1] - 1]} '
            f'{when[0]:04} {when[3]:02}:{when[4]:02}:{when[5]:02} {zone}')


def formatdate(timeval=None, localtime=False, usegmt=False):
    """A time as RFC 2822 writes it."""
    if timeval is None:
        timeval = time.time()
    if localtime or usegmt:
        moment = datetime.datetime.fromtimestamp(timeval,
                                                 datetime.timezone.utc)
    else:
        moment = datetime.datetime.utcfromtimestamp(timeval)
    if localtime:
        moment, usegmt = moment.astimezone(), False
    return format_datetime(moment, usegmt)


def format_datetime(dt, usegmt=False):
    """A datetime as RFC 2822 writes it."""
    if usegmt:
        if dt.tzinfo is None or dt.tzinfo != datetime.timezone.utc:
            raise ValueError('usegmt option requires a UTC datetime')
        zone = 'GMT'
    else:
        zone = '-0000' if dt.tzinfo is None else dt.strftime('%z')
    return _format(dt.timetuple(), zone)


def parsedate_tz(data):
    """(year, month, day, hour, minute, second, 0, 1, -1, seconds), or
    None."""
    found = _parsedate_tz(data)
    if found is None:
        return None
    if found[9] is None:
        found[9] = 0
    return tuple(found)


def parsedate(data):
    """The same without the zone."""
    found = parsedate_tz(data)
    return found[:9] if isinstance(found, tuple) else found


def parsedate_to_datetime(data):
    *moment, zone = _parsedate_tz(data)
    if zone is None:
        return datetime.datetime(*moment[:6])
    offset = datetime.timezone(datetime.timedelta(seconds=zone))
    return datetime.datetime(*moment[:6], tzinfo=offset)


def mktime_tz(data):
    """The timestamp of what parsedate_tz() gave."""
    if data[9] is None:
        return time.mktime(data[:8] + (-1,))
    import calendar
    return calendar.timegm(data) - data[9]


def localtime(dt=None, isdst=-1):
    """Local time, with its zone."""
    if dt is None:
        return datetime.datetime.now(datetime.timezone.utc).astimezone()
    if dt.tzinfo is not None:
        return dt.astimezone()
    moment = dt.timetuple()[:-1] + (isdst,)
    seconds = time.mktime(moment)
    local = time.localtime(seconds)
    zone = datetime.timezone(datetime.timedelta(seconds=local.tm_gmtoff),
                             local.tm_zone)
    return dt.replace(tzinfo=zone)


def make_msgid(idstring=None, domain=None):
    """A text for Message-ID."""
    now = int(time.time() * 100)
    tail = '' if idstring is None else '.' + idstring
    if domain is None:
        import socket
        domain = socket.getfqdn()
    return f'<{now}.{os.getpid()}.{random.getrandbits(64)}{tail}@{domain}>'


# ---- Parameters (RFC 2231) ----

def decode_rfc2231(s):
    """(charset, language, text) of charset'language'text."""
    parts = s.split(TICK, 2)
    return parts if len(parts) > 2 else (None, None, s)


def encode_rfc2231(s, charset=None, language=None):
    text = urllib.parse.quote(s, safe='', encoding=charset or 'ascii')
    if charset is None and language is None:
        return text
    return f"{charset}'{language or ''}'{text}"


_CONTINUED = re.compile(r'^(?P<name>\w+)\*((?P<num>[0-9]+)\*?)?$', re.ASCII)


def decode_params(params):
    """Parameters with name*0*=, name*1= ... put together."""
    whole = [params[0]]
    parts = {}
    for name, value in params[1:]:
        encoded = name.endswith('*')
        value = unquote(value)
        match = _CONTINUED.match(name)
        if match is None:
            whole.append((name, f'"{quote(value)}"'))
        else:
            number = match['num']
            parts.setdefault(match['name'], []).append(
                (int(number) if number else number, value, encoded))
    for name, pieces in parts.items():
        pieces.sort(key=lambda piece: piece[0] or 0)
        extended = any(piece[2] for piece in pieces)
        text = ''.join(urllib.parse.unquote(value, encoding='latin-1')
                       if encoded else value
                       for _, value, encoded in pieces)
        text = quote(text)
        if extended:
            charset, language, text = decode_rfc2231(text)
            whole.append((name, (charset, language, f'"{text}"')))
        else:
            whole.append((name, f'"{text}"'))
    return whole


def collapse_rfc2231_value(value, errors='replace',
                           fallback_charset='us-ascii'):
    """The text of a parameter's value."""
    if not isinstance(value, tuple) or len(value) != 3:
        return unquote(value)
    charset, _, text = value
    if charset is None:
        charset = fallback_charset
    data = bytes(text, 'raw-unicode-escape')
    try:
        return str(data, charset, errors)
    except LookupError:
        return unquote(text)
