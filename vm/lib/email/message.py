# SPDX-License-Identifier: MIT
# A message: fields, and a payload that is text, bytes as text (as surrogates),
# or a list of messages.
#
# Invariant: _headers is a list of (name, what the policy keeps of the value).

from io import BytesIO, StringIO

from email import _parameters, _transfer, errors, utils
from email._content import Content
from email._policybase import compat32
from email.charset import Charset
from email.iterators import walk as _walk

__all__ = ['Message', 'EmailMessage']

_TYPE, _ENCODING = 'Content-Type', 'Content-Transfer-Encoding'


class Message:
    """Fields in order, by name without regard to case."""

    _payload = _charset = _unixfrom = None
    _default_type = 'text/plain'
    preamble = epilogue = None

    def __init__(self, policy=compat32):
        self._headers, self.defects = [], []
        self.policy = policy

    # ---- as text ----

    def as_string(self, unixfrom=False, maxheaderlen=0, policy=None):
        from email.generator import Generator
        out = StringIO()
        Generator(out, False, maxheaderlen, policy=policy or self.policy
                  ).flatten(self, unixfrom)
        return out.getvalue()

    def as_bytes(self, unixfrom=False, policy=None):
        from email.generator import BytesGenerator
        out = BytesIO()
        BytesGenerator(out, False, policy=policy or self.policy).flatten(
            self, unixfrom)
        return out.getvalue()

    def __str__(self):
        return self.as_string()

    def __bytes__(self):
        return self.as_bytes()

    def get_unixfrom(self):
        return self._unixfrom

    def set_unixfrom(self, unixfrom):
        self._unixfrom = unixfrom

    # ---- the payload ----

    walk = _walk

    def is_multipart(self):
        return isinstance(self._payload, list)

    def attach(self, payload):
        """One more part."""
        if self._payload is None:
            self._payload = []
        if not hasattr(self._payload, 'append'):
            raise TypeError('Attach is not valid on a message with a '
                            'non-multipart payload')
        self._payload.append(payload)

    def get_payload(self, i=None, decode=False):
        """The payload, or one part; decode: as bytes, encoding undone."""
        payload = self._payload
        if self.is_multipart():
            if decode:
                return None
            return payload if i is None else payload[i]
        if i is not None:
            raise TypeError(f'Expected list, got {type(payload)}')
        if not isinstance(payload, str):
            return payload
        return self._bytes_of(payload) if decode else self._text_of(payload)

    def _text_of(self, payload):
        if not utils._has_surrogates(payload):
            return payload
        data = payload.encode('ascii', 'surrogateescape')
        try:
            return data.decode(self.get_param('charset', 'ascii'), 'replace')
        except LookupError:
            return data.decode('ascii', 'replace')

    def _bytes_of(self, payload):
        encoding = str(self.get(_ENCODING, '')).lower()
        if utils._has_surrogates(payload):
            data = payload.encode('ascii', 'surrogateescape')
        else:
            data = payload.encode('ascii' if payload.isascii()
                                  else 'raw-unicode-escape')
        data, defects = _transfer.decoded(data, encoding)
        for defect in defects:
            self.policy.handle_defect(self, defect)
        return data

    def set_payload(self, payload, charset=None):
        """A new payload; with a charset, encoded for it."""
        if charset is not None and hasattr(payload, 'encode'):
            written = charset if isinstance(charset, Charset) \
                else Charset(charset)
            payload = payload.encode(written.output_charset,
                                     'surrogateescape')
        if hasattr(payload, 'decode'):
            payload = payload.decode('ascii', 'surrogateescape')
        self._payload = payload
        if charset is not None:
            self.set_charset(charset)

    # ---- the charset of the payload ----

    def get_charset(self):
        return self._charset

    def set_charset(self, charset):
        """The payload is encoded for this charset; None: for no one."""
        if charset is not None and not isinstance(charset, Charset):
            charset = Charset(charset)
        self._charset = charset
        if charset is None:
            self.del_param('charset')
            return
        written = charset.get_output_charset()
        self._add_missing('MIME-Version', '1.0')
        if not self._add_missing(_TYPE, 'text/plain', charset=written):
            self.set_param('charset', written)
        if not charset == written:
            self._payload = charset.body_encode(self._payload)
        if _ENCODING not in self:
            self._encode_payload(charset)

    def _encode_payload(self, charset):
        how = charset.get_body_encoding()
        if callable(how):
            how(self)
            return
        if self._payload:
            self._payload = charset.body_encode(
                self._payload.encode('ascii', 'surrogateescape'))
        self.add_header(_ENCODING, how)

    def get_content_charset(self, failobj=None):
        name = self.get_param('charset')
        if isinstance(name, tuple):
            codec, _, text = name
            try:
                name = text.encode('raw-unicode-escape').decode(
                    codec or 'us-ascii')
            except (UnicodeError, LookupError):
                name = text
        return failobj if name is None or not name.isascii() \
            else name.lower()

    def get_charsets(self, failobj=None):
        return [part.get_content_charset(failobj) for part in self.walk()]

    # ---- the fields, as a mapping ----

    def _places(self, name):
        name = name.lower()
        return [place for place, (other, _) in enumerate(self._headers)
                if other.lower() == name]

    def _given(self, name, value):
        return self.policy.header_fetch_parse(name, value)

    def __len__(self):
        return len(self._headers)

    def __iter__(self):
        return iter(self.keys())

    def __contains__(self, name):
        return bool(self._places(name))

    def __getitem__(self, name):
        return self.get(name)

    def __setitem__(self, name, val):
        """One more field; the others of that name stay."""
        most = self.policy.header_max_count(name)
        if most and most <= len(self._places(name)):
            raise ValueError(f'There may be at most {most} {name} headers in '
                             'a message')
        self.set_raw(*self.policy.header_store_parse(name, val))

    def __delitem__(self, name):
        name = name.lower()
        self._headers = [field for field in self._headers
                         if field[0].lower() != name]

    def keys(self):
        return [name for name, _ in self._headers]

    def values(self):
        return [self._given(*field) for field in self._headers]

    def items(self):
        return [(field[0], self._given(*field)) for field in self._headers]

    def get(self, name, failobj=None):
        wanted = name.lower()
        for key, value in self._headers:
            if key.lower() == wanted:
                return self._given(key, value)
        return failobj

    def get_all(self, name, failobj=None):
        """The values of all fields of that name."""
        return [self._given(*self._headers[place])
                for place in self._places(name)] or failobj

    def set_raw(self, name, value):
        """A field as the policy keeps it."""
        self._headers.append((name, value))

    def raw_items(self):
        return iter(self._headers[:])

    def add_header(self, _name, _value, **_params):
        """A field with parameters; a _ in a name is written as -."""
        pairs = [(key.replace('_', '-'), value)
                 for key, value in _params.items()]
        if _value is not None:
            pairs.insert(0, (_value, None))
        self[_name] = _parameters.join(pairs)

    def _add_missing(self, name, value, **params):
        """Whether it was missing."""
        missing = name not in self
        if missing:
            self.add_header(name, value, **params)
        return missing

    def replace_header(self, _name, _value):
        """Another value for the first field of that name."""
        for place in self._places(_name):
            self._set_at(place, _value)
            return
        raise KeyError(_name)

    def _set_at(self, place, value):
        name, _ = self._headers[place]
        self._headers[place] = self.policy.header_store_parse(name, value)

    # ---- what kind it is ----

    def get_default_type(self):
        return self._default_type

    def set_default_type(self, ctype):
        self._default_type = ctype

    def get_content_type(self):
        """What it is, or is taken for: type/subtype."""
        field = self.get(_TYPE)
        if field is None:
            return self.get_default_type()
        kind = _parameters.value_of(field).lower()
        return kind if kind.count('/') == 1 else 'text/plain'

    def get_content_maintype(self):
        return self.get_content_type().partition('/')[0]

    def get_content_subtype(self):
        return self.get_content_type().partition('/')[2]

    def get_content_disposition(self):
        field = self.get('Content-Disposition')
        return field and _parameters.value_of(field).lower()

    def set_type(self, type, header='Content-Type', requote=True):
        """Another type, with the parameters there are."""
        if type.count('/') != 1:
            raise ValueError
        if header.lower() == 'content-type':
            del self['MIME-Version']
            self['MIME-Version'] = '1.0'
        params = self.get_params((), header, requote)
        del self[header]
        self[header] = type
        for name, value in params[1:]:
            self.set_param(name, value, header, requote)

    # ---- parameters of fields ----

    def get_params(self, failobj=None, header='content-type', unquote=True):
        field = self.get(header)
        return failobj if field is None else _parameters.read(field, unquote)

    def get_param(self, param, failobj=None, header='content-type',
                  unquote=True):
        wanted = param.lower()
        for name, value in self.get_params((), header, unquote):
            if name.lower() == wanted:
                return value
        return failobj

    def set_param(self, param, value, header='Content-Type', requote=True,
                  charset=None, language='', replace=False):
        """Set a parameter of a field."""
        if charset and not isinstance(value, tuple):
            value = charset, language, value
        if self.get_param(param, None, header):
            pairs = [(name, value if name.lower() == param.lower() else old)
                     for name, old in self.get_params((), header, requote)]
        else:
            usual = 'text/plain' if header.lower() == 'content-type' else None
            text = self.get(header, usual)
            pairs = [(text, None)] if text else []
            pairs.append((param, value))
        self._rewrite(header, pairs, requote, replace)

    def del_param(self, param, header='content-type', requote=True):
        if header in self:
            pairs = [(name, value) for name, value
                     in self.get_params((), header, requote)
                     if name.lower() != param.lower()]
            self._rewrite(header, pairs, requote)

    def _rewrite(self, header, pairs, requote, in_place=False):
        text = _parameters.join(pairs, requote)
        if text == self.get(header):
            return
        if in_place:
            self.replace_header(header, text)
        else:
            del self[header]
            self[header] = text

    def get_filename(self, failobj=None):
        name = self.get_param('filename', None, 'content-disposition')
        if name is None:
            name = self.get_param('name')
        return failobj if name is None else \
            utils.collapse_rfc2231_value(name).strip()

    def get_boundary(self, failobj=None):
        boundary = self.get_param('boundary')
        return failobj if boundary is None else \
            utils.collapse_rfc2231_value(boundary).rstrip()

    def set_boundary(self, boundary):
        """The same field, at the same place, with another boundary."""
        params = self.get_params()
        if params is None:
            raise errors.HeaderParseError('No Content-Type header found')
        mine, texts = f'boundary="{boundary}"', []
        for name, value in params:
            texts.append(mine if name.lower() == 'boundary' else
                         _parameters.write(name, value, bool(texts)))
        if mine not in texts:
            texts.append(mine)
        for place in self._places(_TYPE):
            self._set_at(place, '; '.join(texts))


class MIMEPart(Content, Message):
    """A message, or a part of one, whose content has a manager."""

    def __init__(self, policy=None):
        if policy is None:
            from email.policy import default as policy
        super().__init__(policy)

    def as_string(self, unixfrom=False, maxheaderlen=None, policy=None):
        policy = policy or self.policy
        return super().as_string(
            unixfrom, policy.max_line_length if maxheaderlen is None
            else maxheaderlen, policy)

    def __str__(self):
        return self.as_string(policy=self.policy.clone(utf8=True))


class EmailMessage(MIMEPart):
    """A whole message; it says its MIME version."""

    def set_content(self, *args, **kw):
        super().set_content(*args, **kw)
        self._add_missing('MIME-Version', '1.0')
