# SPDX-License-Identifier: MIT
# Header fields as texts that know what they say: addresses, dates,
# parameters.

import types

from email import _parameters, errors, utils
from email._parse_address import AddressList
from email.header import decode_header

__all__ = ['Address', 'Group', 'HeaderRegistry']


class Address:
    """One address."""

    def __init__(self, display_name='', username='', domain='',
                 addr_spec=None):
        inputs = ''.join(part for part in (display_name, username, domain,
                                           addr_spec) if part)
        if '\r' in inputs or '\n' in inputs:
            raise ValueError('invalid arguments; address parts cannot '
                             'contain CR or LF')
        if addr_spec is not None:
            if username or domain:
                raise TypeError('addrspec specified when username and/or '
                                'domain also specified')
            found = AddressList(addr_spec).addresslist
            if len(found) != 1 or '@' not in found[0][1]:
                raise ValueError('Invalid address; only '
                                 f"{addr_spec!r} could be parsed")
            username, domain = found[0][1].rsplit('@', 1)
            username = utils.unquote(username)
        self._parts = display_name, username, domain

    display_name = property(lambda self: self._parts[0])
    username = property(lambda self: self._parts[1])
    domain = property(lambda self: self._parts[2])

    @property
    def addr_spec(self):
        """user@domain, quoted where it must be."""
        user = self.username
        if set(user) & set('()<>@,:;"[]\\ ') or '..' in user or \
                user[:1] == '.' or user[-1:] == '.':
            user = f'"{utils.quote(user)}"'
        if self.domain:
            return f'{user}@{self.domain}'
        return user or '<>'

    def __repr__(self):
        return (f'{type(self).__name__}(display_name={self.display_name!r}, '
                f'username={self.username!r}, domain={self.domain!r})')

    def __str__(self):
        spec = '' if self.addr_spec == '<>' else self.addr_spec
        if not self.display_name:
            return self.addr_spec
        return f'{_shown_name(self.display_name)} <{spec}>'

    def __eq__(self, other):
        if not isinstance(other, Address):
            return NotImplemented
        return self._parts == other._parts


def _shown_name(name):
    if set(name) & set('()<>@,:;".[]\\'):
        return f'"{utils.quote(name)}"'
    return name


class Group:
    """Addresses under a name; None: an address that is in no group."""

    def __init__(self, display_name=None, addresses=None):
        self._display_name = display_name
        self._addresses = tuple(addresses) if addresses else ()

    display_name = property(lambda self: self._display_name)
    addresses = property(lambda self: self._addresses)

    def __repr__(self):
        return (f'{type(self).__name__}(display_name={self.display_name!r}, '
                f'addresses={self.addresses!r}')

    def __str__(self):
        inner = ', '.join(str(address) for address in self.addresses)
        if self.display_name is None and len(self.addresses) == 1:
            return inner
        name = self.display_name
        name = 'None' if name is None else _shown_name(name)
        return f"{name}:{' ' + inner if inner else inner};"

    def __eq__(self, other):
        if not isinstance(other, Group):
            return NotImplemented
        return (self.display_name, self.addresses) == \
            (other.display_name, other.addresses)


# ---- Fields ----

def _plain(value):
    """Text with its encoded words decoded."""
    if '=?' not in value:
        return value
    try:
        return ''.join(
            part if isinstance(part, str)
            else part.decode('ascii' if charset is None else charset,
                             'replace')
            for part, charset in decode_header(value))
    except (LookupError, errors.HeaderParseError):
        return value


class BaseHeader(str):
    """The text of a field, decoded; .name, .defects and .fold()."""

    max_count = None

    def __new__(cls, name, value):
        kwds = {'defects': []}
        cls.parse(value, kwds)
        self = str.__new__(cls, utils._sanitize(kwds.pop('decoded'))
                           if utils._has_surrogates(kwds['decoded'])
                           else kwds.pop('decoded'))
        kwds.pop('decoded', None)
        self._name = name
        self._defects = kwds.pop('defects')
        for key, thing in kwds.items():
            setattr(self, '_' + key, thing)
        return self

    name = property(lambda self: self._name)
    defects = property(lambda self: tuple(self._defects))

    def __reduce__(self):
        return _rebuild, (self.__class__.__name__, self.__class__.__bases__,
                          str(self)), self.__dict__

    def fold(self, *, policy):
        """The lines of the field."""
        from email._fold import fold_field
        params = getattr(self, '_params', None)
        if params and not self.isascii():
            return fold_field(self.name, _encoded_params(self, params),
                              policy)
        return fold_field(self.name, str(self), policy,
                          getattr(self, '_pieces', None))


def _encoded_params(text, params):
    """The field with the parameters beyond ASCII encoded."""
    return _parameters.join([(_parameters.value_of(text), None),
                             *params.items()])


def _rebuild(cls_name, bases, value):
    return str.__new__(type(cls_name, bases, {}), value)


class UnstructuredHeader:
    @classmethod
    def parse(cls, value, kwds):
        kwds['decoded'] = _plain(value)


class UniqueUnstructuredHeader(UnstructuredHeader):
    max_count = 1


class DateHeader:
    """.datetime is what it says."""

    @classmethod
    def parse(cls, value, kwds):
        if not value:
            kwds['defects'].append(errors.HeaderMissingRequiredValue())
            kwds.update(datetime=None, decoded='')
            return
        if isinstance(value, str):
            kwds['decoded'] = value
            try:
                value = utils.parsedate_to_datetime(value)
            except (TypeError, ValueError):
                kwds['defects'].append(errors.InvalidDateDefect(
                    'Invalid date value or format'))
                kwds['datetime'] = None
                return
        kwds['datetime'] = value
        kwds['decoded'] = utils.format_datetime(value)

    datetime = property(lambda self: self._datetime)


class UniqueDateHeader(DateHeader):
    max_count = 1


def _address_of(name, address):
    user, at, domain = address.rpartition('@')
    if not at:
        user, domain = domain, ''
    return Address(_plain(name), utils.unquote(user), domain)


class AddressHeader:
    """.addresses and .groups are what it says."""

    @classmethod
    def parse(cls, value, kwds):
        if isinstance(value, str):
            groups = cls._groups_of(value)
        else:
            if not hasattr(value, '__iter__'):
                value = [value]
            groups = [item if hasattr(item, 'addresses')
                      else Group(None, [item]) for item in value]
        kwds['groups'] = tuple(groups)
        pieces = [str(group) for group in groups]
        kwds['decoded'] = ', '.join(pieces)
        kwds['pieces'] = pieces

    @staticmethod
    def _groups_of(text):
        groups = []
        reader = AddressList('')
        reader.text = text
        while reader.place < len(text):
            reader._skip()
            start = reader.place
            words = reader._phrase()
            reader._skip()
            if reader._peek() == ':':
                found = reader._group()
                reader._skip()
                if reader._peek() == ',':
                    reader.place += 1
                groups.append(Group(_plain(' '.join(words)), [
                    _address_of(*pair) for pair in found]))
                continue
            reader.place = start
            for pair in reader._address():
                groups.append(Group(None, [_address_of(*pair)]))
            if reader.place == start:
                reader.place += 1
        return groups

    groups = property(lambda self: self._groups)

    @property
    def addresses(self):
        return tuple(address for group in self._groups
                     for address in group.addresses)


class UniqueAddressHeader(AddressHeader):
    max_count = 1


class SingleAddressHeader(AddressHeader):
    @property
    def address(self):
        if len(self.addresses) != 1:
            raise ValueError(f'value of single address header {self.name} '
                             'is not a single address')
        return self.addresses[0]


class UniqueSingleAddressHeader(SingleAddressHeader):
    max_count = 1


class MIMEVersionHeader:
    max_count = 1

    @classmethod
    def parse(cls, value, kwds):
        kwds['decoded'] = value
        number = value.partition('(')[0].strip()
        major, _, minor = number.partition('.')
        good = major.isdigit() and minor.isdigit()
        kwds['major'] = int(major) if good else None
        kwds['minor'] = int(minor) if good else None
        kwds['version'] = f'{major}.{minor}' if good else None
        if not value:
            kwds['defects'].append(errors.HeaderMissingRequiredValue(
                'Missing MIME version number (eg: 1.0)'))

    major = property(lambda self: self._major)
    minor = property(lambda self: self._minor)
    version = property(lambda self: self._version)


class ParameterizedMIMEHeader:
    """.params is what stands behind the first ;"""

    max_count = 1

    @classmethod
    def parse(cls, value, kwds):
        first, *pairs = _parameters.split(value)
        found = {}
        for name, text in utils.decode_params([('', '')] + pairs)[1:]:
            found[name] = utils.collapse_rfc2231_value(
                _parameters.plain(text))
        kwds['params'] = found
        kwds['decoded'] = value
        if any(name.endswith('*') for name, _ in pairs):
            kwds['decoded'] = '; '.join([first[0]] + [
                f'{name}="{utils.quote(text)}"'
                for name, text in found.items()])
        cls.parse_value(first[0].strip(), kwds)

    @property
    def params(self):
        return types.MappingProxyType(self._params)


class ContentTypeHeader(ParameterizedMIMEHeader):
    @classmethod
    def parse_value(cls, text, kwds):
        main, slash, sub = text.lower().partition('/')
        if not slash or not main.strip() or not sub.strip() or '/' in sub:
            kwds['defects'].append(errors.InvalidHeaderDefect(
                f'Expected a content type but found {text!r}'))
            main, sub = 'text', 'plain'
        kwds['maintype'], kwds['subtype'] = main.strip(), sub.strip()

    maintype = property(lambda self: self._maintype)
    subtype = property(lambda self: self._subtype)
    content_type = property(
        lambda self: f'{self._maintype}/{self._subtype}')


class ContentDispositionHeader(ParameterizedMIMEHeader):
    @classmethod
    def parse_value(cls, text, kwds):
        kwds['content_disposition'] = text.lower() or None

    content_disposition = property(
        lambda self: self._content_disposition)


class ContentTransferEncodingHeader:
    max_count = 1

    @classmethod
    def parse(cls, value, kwds):
        kwds['decoded'] = value
        kwds['cte'] = value.partition(';')[0].strip().lower() or '7bit'

    cte = property(lambda self: self._cte)


class MessageIDHeader:
    max_count = 1

    @classmethod
    def parse(cls, value, kwds):
        kwds['decoded'] = value


_default_header_map = {
    'subject': UniqueUnstructuredHeader, 'date': UniqueDateHeader,
    'resent-date': DateHeader, 'orig-date': UniqueDateHeader,
    'sender': UniqueSingleAddressHeader,
    'resent-sender': SingleAddressHeader, 'to': UniqueAddressHeader,
    'resent-to': AddressHeader, 'cc': UniqueAddressHeader,
    'resent-cc': AddressHeader, 'bcc': UniqueAddressHeader,
    'resent-bcc': AddressHeader, 'from': UniqueAddressHeader,
    'resent-from': AddressHeader, 'reply-to': UniqueAddressHeader,
    'mime-version': MIMEVersionHeader, 'content-type': ContentTypeHeader,
    'content-disposition': ContentDispositionHeader,
    'content-transfer-encoding': ContentTransferEncodingHeader,
    'message-id': MessageIDHeader}


class HeaderRegistry:
    """Makes fields: by name, a class of what it is and of BaseHeader."""

    def __init__(self, base_class=BaseHeader,
                 default_class=UnstructuredHeader, use_default_map=True):
        self.registry = {}
        self.base_class = base_class
        self.default_class = default_class
        if use_default_map:
            self.registry.update(_default_header_map)

    def map_to_type(self, name, cls):
        self.registry[name.lower()] = cls

    def __getitem__(self, name):
        cls = self.registry.get(name.lower(), self.default_class)
        return type('_' + cls.__name__, (cls, self.base_class), {})

    def __call__(self, name, value):
        return self[name](name, value)
