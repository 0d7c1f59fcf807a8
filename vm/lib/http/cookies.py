# SPDX-License-Identifier: MIT
# Cookies as a server sees them: text of the Cookie header to values and back
# to Set-Cookie lines (RFC 2109, with what browsers really send).

import re
import string
import types

__all__ = ['CookieError', 'BaseCookie', 'SimpleCookie']

_PLAIN = string.ascii_letters + string.digits + "!#$%&'*+-.^_`|~:"
_is_name = re.compile(f'[{re.escape(_PLAIN)}]+').fullmatch
# What needs no escape inside quotes, and how the rest is escaped.
_BARE = set(_PLAIN + ' ()/<=>?@[]{}')
_ESCAPES = {code: f'\\{code:03o}' for code in range(256)
            if chr(code) not in _BARE}
_ESCAPES.update({ord('"'): '\\"', ord('\\'): '\\\\'})

_SCRIPT = '''
        <script type="text/javascript">
        <!-- begin hiding
        document.cookie = "{}";
        // end hiding -->
        </script>
        '''


class CookieError(Exception):
    pass


def _quote(text):
    """In quotes where it holds more than plain characters."""
    if text is None or _is_name(text):
        return text
    return f'"{text.translate(_ESCAPES)}"'


_escape = re.compile(r'\\(?:([0-3][0-7][0-7])|(.))')


def _unquote(text):
    """What stood in quotes before _quote()."""
    if text is None or len(text) < 2 or text[0] != '"' or text[-1] != '"':
        return text
    return _escape.sub(lambda m: chr(int(m[1], 8)) if m[1] else m[2],
                       text[1:-1])


def _getdate(future=0):
    """The time in so many seconds, as cookies write it."""
    from time import gmtime, time
    year, month, day, hour, minute, second, weekday = \
        gmtime(time() + future)[:7]
    names = 'Mon Tue Wed Thu Fri Sat Sun'.split()
    months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split()
    return (f'{names[weekday]}, {day:02} {months[month - 1]} {year:4} '
            f'{hour:02}:{minute:02}:{second:02} GMT')


class Morsel(dict):
    """One cookie: key, value, and the reserved attributes as items."""

    _reserved = {'expires': 'expires', 'path': 'Path', 'comment': 'Comment',
                 'domain': 'Domain', 'max-age': 'Max-Age', 'secure': 'Secure',
                 'httponly': 'HttpOnly', 'version': 'Version',
                 'samesite': 'SameSite'}
    _flags = {'secure', 'httponly'}

    def __init__(self):
        self._key = self._value = self._coded_value = None
        dict.update(self, dict.fromkeys(self._reserved, ''))

    @property
    def key(self):
        return self._key

    @property
    def value(self):
        return self._value

    @property
    def coded_value(self):
        return self._coded_value

    def isReservedKey(self, K):
        return K.lower() in self._reserved

    def _check(self, key):
        key = key.lower()
        if key not in self._reserved:
            raise CookieError(f'Invalid attribute {key!r}')
        return key

    def __setitem__(self, K, V):
        super().__setitem__(self._check(K), V)

    def setdefault(self, key, val=None):
        return super().setdefault(self._check(key), val)

    def update(self, values):
        super().update({self._check(key): value
                        for key, value in dict(values).items()})

    def copy(self):
        twin = Morsel()
        dict.update(twin, self)
        twin.__dict__.update(self.__dict__)
        return twin

    def __eq__(self, other):
        if not isinstance(other, Morsel):
            return NotImplemented
        return dict.__eq__(self, other) and \
            self.__getstate__() == other.__getstate__()

    __ne__ = object.__ne__

    def set(self, key, val, coded_val):
        """The key, the value, and how the value is written."""
        if key.lower() in self._reserved:
            raise CookieError(f'Attempt to set a reserved key {key!r}')
        if not _is_name(key):
            raise CookieError(f'Illegal key {key!r}')
        self._key, self._value, self._coded_value = key, val, coded_val

    def __getstate__(self):
        return {'key': self._key, 'value': self._value,
                'coded_value': self._coded_value}

    def __setstate__(self, state):
        self._key, self._value = state['key'], state['value']
        self._coded_value = state['coded_value']

    # ---- as text ----

    def _attribute(self, key, value):
        name = self._reserved[key]
        if key == 'expires' and isinstance(value, int):
            return f'{name}={_getdate(value)}'
        if key == 'max-age' and isinstance(value, int):
            return f'{name}={value:d}'
        if key == 'comment' and isinstance(value, str):
            return f'{name}={_quote(value)}'
        if key in self._flags:
            return str(name) if value else None
        return f'{name}={value}'

    def OutputString(self, attrs=None):
        """key=value; Path=...; without the header's name."""
        wanted = self._reserved if attrs is None else attrs
        parts = [f'{self.key}={self.coded_value}']
        for key, value in sorted(self.items()):
            if value != '' and key in wanted:
                parts.append(self._attribute(key, value))
        return '; '.join(part for part in parts if part is not None)

    def output(self, attrs=None, header='Set-Cookie:'):
        return f'{header} {self.OutputString(attrs)}'

    __str__ = output

    def __repr__(self):
        return f'<{type(self).__name__}: {self.OutputString()}>'

    def js_output(self, attrs=None):
        """A script that sets it."""
        return _SCRIPT.format(self.OutputString(attrs).replace('"', '\\"'))

    __class_getitem__ = classmethod(
        getattr(types, 'GenericAlias', lambda cls, item: cls))


_NAME = r"[\w\d!#%&'~_`><@,:/\$\*\+\-\.\^\|\)\(\?\}\{\=]+?"
_ITEM = re.compile(r'''
    \s*(?P<key>%s)
    (?:\s*=\s*(?P<value>
        "(?:[^\\"]|\\.)*"
      | \w{3},\s[\w\d\s-]{9,11}\s[\d:]{8}\sGMT
      | [\w\d!#%%&'~_`><@,:/\$\*\+\-\.\^\|\)\(\?\}\{\=\[\]]*
    ))?
    \s*(?:\s+|;|$)''' % _NAME, re.ASCII | re.VERBOSE)


class BaseCookie(dict):
    """A dict of Morsels; how values are written is for subclasses to say."""

    def __init__(self, input=None):
        if input:
            self.load(input)

    def value_decode(self, val):
        """(the value, how it was written)"""
        return val, val

    def value_encode(self, val):
        """(the value, how to write it)"""
        text = str(val)
        return text, text

    def _put(self, key, real_value, coded_value):
        morsel = self.get(key, Morsel())
        morsel.set(key, real_value, coded_value)
        super().__setitem__(key, morsel)

    def __setitem__(self, key, value):
        if isinstance(value, Morsel):
            super().__setitem__(key, value)
        else:
            self._put(key, *self.value_encode(value))

    def output(self, attrs=None, header='Set-Cookie:', sep='\015\012'):
        """The Set-Cookie lines, by key."""
        return sep.join(morsel.output(attrs, header)
                        for _, morsel in sorted(self.items()))

    __str__ = output

    def __repr__(self):
        shown = [f'{key}={morsel.value!r}'
                 for key, morsel in sorted(self.items())]
        return f'<{type(self).__name__}: {" ".join(shown)}>'

    def js_output(self, attrs=None):
        return ''.join(morsel.js_output(attrs)
                       for _, morsel in sorted(self.items()))

    def load(self, rawdata):
        """From the text of a Cookie header, or from a dict."""
        if isinstance(rawdata, str):
            self._load_text(rawdata)
        else:
            for key, value in rawdata.items():
                self[key] = value

    def _read(self, text):
        """[(key, attribute?, value)], or None: it is no cookie at all."""
        found, place, seen = [], 0, False
        while place < len(text):
            match = _ITEM.match(text, place)
            if match is None:
                break
            place = match.end()
            key, value = match['key'], match['value']
            name = key.lower()
            if key[0] == '$':
                if seen:
                    found.append((key[1:], True, value))
            elif name in Morsel._reserved:
                if not seen or (value is None and
                                name not in Morsel._flags):
                    return None
                found.append((key, True, True if value is None
                              else _unquote(value)))
            elif value is not None:
                found.append((key, False, self.value_decode(value)))
                seen = True
            else:
                return None
        return found

    def _load_text(self, text):
        morsel = None
        for key, is_attribute, value in self._read(text) or ():
            if is_attribute:
                morsel[key] = value
            else:
                self._put(key, *value)
                morsel = self[key]


class SimpleCookie(BaseCookie):
    """Values are texts; odd characters are put in quotes."""

    def value_decode(self, val):
        return _unquote(val), val

    def value_encode(self, val):
        text = str(val)
        return text, _quote(text)
