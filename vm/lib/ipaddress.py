# SPDX-License-Identifier: MIT
# Internet addresses, networks, and interfaces (an address in a network).
#
# What versions 4 and 6 share is in _Address and _Network, which work on ints;
# _V4 and _V6 know how to read and write them.

import functools

IPV4LENGTH = 32
IPV6LENGTH = 128


class AddressValueError(ValueError):
    """What is no address."""


class NetmaskValueError(ValueError):
    """What is no netmask."""


# ---- Reading and writing ----

class _V4:
    version = 4
    width = max_prefixlen = 32
    name = 'IPv4'

    @staticmethod
    def read(text):
        if not text:
            raise AddressValueError('Address cannot be empty')
        parts = text.split('.')
        if len(parts) != 4:
            raise AddressValueError(f'Expected 4 octets in {text!r}')
        value = 0
        for part in parts:
            try:
                value = value << 8 | _V4._octet(part)
            except ValueError as error:
                raise AddressValueError(f'{error} in {text!r}') from None
        return value

    @staticmethod
    def _octet(text):
        if not text:
            raise ValueError('Empty octet not permitted')
        if not (text.isascii() and text.isdigit()):
            raise ValueError(f'Only decimal digits permitted in {text!r}')
        if len(text) > 3:
            raise ValueError(f'At most 3 characters permitted in {text!r}')
        if text != '0' and text[0] == '0':
            raise ValueError('Leading zeros are not permitted in '
                             f'{text!r}')
        value = int(text)
        if value > 255:
            raise ValueError(f'Octet {value} (> 255) not permitted')
        return value

    @staticmethod
    def write(value):
        return '.'.join(map(str, value.to_bytes(4, 'big')))

    explode = write


class _V6:
    version = 6
    width = max_prefixlen = 128
    name = 'IPv6'

    @staticmethod
    def read(text):
        if not text:
            raise AddressValueError('Address cannot be empty')
        parts = text.split(':')
        if len(parts) < 3:
            raise AddressValueError(f'At least 3 parts expected in {text!r}')
        if '.' in parts[-1]:
            try:
                last = _V4.read(parts.pop())
            except AddressValueError as error:
                raise AddressValueError(f'{error} in {text!r}') from None
            parts += [f'{last >> 16:x}', f'{last & 0xffff:x}']
        if len(parts) > 9:
            raise AddressValueError(f'At most 8 colons permitted in {text!r}')
        head, tail = _V6._split(parts, text)
        try:
            numbers = [_V6._hextet(part) for part in head]
            numbers += [0] * (8 - len(head) - len(tail))
            numbers += [_V6._hextet(part) for part in tail]
        except ValueError as error:
            raise AddressValueError(f'{error} in {text!r}') from None
        value = 0
        for number in numbers:
            value = value << 16 | number
        return value

    @staticmethod
    def _split(parts, text):
        """The parts before and behind `::`."""
        gap = None
        for at in range(1, len(parts) - 1):
            if not parts[at]:
                if gap is not None:
                    raise AddressValueError("At most one '::' permitted in "
                                            f'{text!r}')
                gap = at
        if gap is None:
            if len(parts) != 8:
                raise AddressValueError("Exactly 8 parts expected without "
                                        f"'::' in {text!r}")
            for end, word in (0, 'Leading'), (-1, 'Trailing'):
                if not parts[end]:
                    raise AddressValueError(
                        f"{word} ':' only permitted as part of '::' in "
                        f'{text!r}')
            return parts, []
        head, tail = parts[:gap], parts[gap + 1:]
        if not head[0]:
            if len(head) > 1:
                raise AddressValueError("Leading ':' only permitted as part "
                                        f"of '::' in {text!r}")
            head = []
        if not tail[-1]:
            if len(tail) > 1:
                raise AddressValueError("Trailing ':' only permitted as part "
                                        f"of '::' in {text!r}")
            tail = []
        if len(head) + len(tail) > 7:
            raise AddressValueError("Expected at most 7 other parts with '::' "
                                    f'in {text!r}')
        return head, tail

    @staticmethod
    def _hextet(text):
        if not text or any(char not in '0123456789abcdefABCDEF'
                           for char in text):
            raise ValueError(f'Only hex digits permitted in {text!r}')
        if len(text) > 4:
            raise ValueError(f'At most 4 characters permitted in {text!r}')
        return int(text, 16)

    @staticmethod
    def explode(value):
        digits = f'{value:032x}'
        return ':'.join(digits[at:at + 4] for at in range(0, 32, 4))

    @staticmethod
    def write(value):
        parts = [f'{int(part, 16):x}' for part
                 in _V6.explode(value).split(':')]
        start = size = 0
        at = 0
        while at < 8:
            end = at
            while end < 8 and parts[end] == '0':
                end += 1
            if end - at > size:
                start, size = at, end - at
            at = max(end, at + 1)
        if size < 2:
            return ':'.join(parts)
        return ':'.join(parts[:start]) + '::' + ':'.join(parts[start + size:])


def _as_int(kind, address):
    if isinstance(address, int):
        if address < 0:
            raise AddressValueError(f'{address} (< 0) is not permitted as an '
                                    f'{kind.name} address')
        if address >> kind.width:
            raise AddressValueError(f'{address} (>= 2**{kind.width}) is not '
                                    f'permitted as an {kind.name} address')
        return address
    if isinstance(address, bytes):
        size = kind.width // 8
        if len(address) != size:
            raise AddressValueError(
                f'{address!r} (len {len(address)} != {size}) is not permitted '
                f'as an {kind.name} address')
        return int.from_bytes(address, 'big')
    text = str(address)
    if '/' in text:
        raise AddressValueError(f"Unexpected '/' in {text!r}")
    return kind.read(text)


# ---- Addresses ----

@functools.total_ordering
class _Address:
    __slots__ = ()

    def __new__(cls, address):
        self = object.__new__(cls)
        return self

    def __init__(self, address):
        self._ip = _as_int(self._kind, address)

    version = property(lambda self: self._kind.version)
    max_prefixlen = property(lambda self: self._kind.width)

    def __int__(self):
        return self._ip

    def __eq__(self, other):
        try:
            return self._ip == other._ip and self.version == other.version
        except AttributeError:
            return NotImplemented

    def __lt__(self, other):
        if not isinstance(other, _Address):
            return NotImplemented
        if self.version != other.version:
            raise TypeError(f'{self} and {other} are not of the same version')
        return self._ip < other._ip

    def __add__(self, other):
        return (self.__class__(self._ip + other) if isinstance(other, int)
                else NotImplemented)

    def __sub__(self, other):
        return self + -other if isinstance(other, int) else NotImplemented

    def __str__(self):
        return self._kind.write(self._ip)

    def __repr__(self):
        return f'{type(self).__name__}({str(self)!r})'

    def __hash__(self):
        return hash(hex(self._ip))

    def __format__(self, spec):
        if not spec or spec[-1] == 's':
            return format(str(self), spec)
        if spec[-1] in 'bnXx':
            width, prefix = self._kind.width, ''
            digits = {'b': width, 'x': width // 4, 'X': width // 4}
            letter = spec[-1]
            if letter == 'n':
                letter = 'b' if self.version == 4 else 'x'
            grouped = '_' in spec
            if '#' in spec:
                prefix = '0' + letter
            text = f'{self._ip:0{digits[letter]}{letter}}'
            if grouped:
                text = '_'.join(text[at:at + 4]
                                for at in range(0, len(text), 4))
            return prefix + text
        return object.__format__(self, spec)

    @property
    def packed(self):
        return self._ip.to_bytes(self._kind.width // 8, 'big')

    @property
    def exploded(self):
        return self._kind.explode(self._ip)

    @property
    def compressed(self):
        return str(self)

    @property
    def reverse_pointer(self):
        if self.version == 4:
            return '.'.join(reversed(str(self).split('.'))) + '.in-addr.arpa'
        digits = self.exploded.replace(':', '')
        return '.'.join(reversed(digits)) + '.ip6.arpa'

    def _within(self, networks):
        return any(self in network for network in _networks(networks))

    @property
    def is_multicast(self):
        return self._within(self._MULTICAST)

    @property
    def is_private(self):
        return self._within(self._PRIVATE)

    @property
    def is_reserved(self):
        return self._within(self._RESERVED)

    @property
    def is_loopback(self):
        return self._within(self._LOOPBACK)

    @property
    def is_link_local(self):
        return self._within(self._LINK_LOCAL)

    @property
    def is_unspecified(self):
        return self._ip == 0

    def __reduce__(self):
        return self.__class__, (str(self),)

    @classmethod
    def _string_from_ip_int(cls, value):
        if not 0 <= value <= cls._ALL_ONES:
            raise ValueError(f'{value} is no {cls._kind.name} address')
        return cls._kind.write(value)

    @classmethod
    def _prefix_from_prefix_string(cls, text):
        if not (text.isascii() and text.isdigit()):
            raise NetmaskValueError(f'{text!r} is not a valid netmask')
        return _prefix(cls._kind, text)


@functools.lru_cache(maxsize=None)
def _networks(text):
    return tuple(map(ip_network, text.split()))


class IPv4Address(_Address):
    __slots__ = '_ip', '__weakref__'
    _kind = _V4
    _ALL_ONES = (1 << 32) - 1
    _MULTICAST = '224.0.0.0/4'
    _RESERVED = '240.0.0.0/4'
    _LOOPBACK = '127.0.0.0/8'
    _LINK_LOCAL = '169.254.0.0/16'
    _PRIVATE = ('0.0.0.0/8 10.0.0.0/8 127.0.0.0/8 169.254.0.0/16 '
                '172.16.0.0/12 192.0.0.0/29 192.0.0.170/31 192.0.2.0/24 '
                '192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 '
                '203.0.113.0/24 240.0.0.0/4 255.255.255.255/32')
    _SHARED = '100.64.0.0/10'

    @property
    def is_global(self):
        return not self._within(self._SHARED) and not self.is_private


class IPv6Address(_Address):
    __slots__ = '_ip', '__weakref__'
    _kind = _V6
    _ALL_ONES = (1 << 128) - 1
    _MULTICAST = 'ff00::/8'
    _RESERVED = ('::/8 100::/8 200::/7 400::/6 800::/5 1000::/4 4000::/3 '
                 '6000::/3 8000::/3 a000::/3 c000::/3 e000::/4 f000::/5 '
                 'f800::/6 fe00::/9')
    _LINK_LOCAL = 'fe80::/10'
    _SITE_LOCAL = 'fec0::/10'
    _PRIVATE = ('::1/128 ::/128 ::ffff:0:0/96 100::/64 2001::/23 2001:2::/48 '
                '2001:db8::/32 2001:10::/28 fc00::/7 fe80::/10')

    @property
    def is_loopback(self):
        return self._ip == 1

    @property
    def is_site_local(self):
        return self._within(self._SITE_LOCAL)

    @property
    def is_global(self):
        return not self.is_private

    @property
    def ipv4_mapped(self):
        if self._ip >> 32 != 0xffff:
            return None
        return IPv4Address(self._ip & 0xffffffff)

    @property
    def teredo(self):
        if self._ip >> 96 != 0x20010000:
            return None
        return (IPv4Address(self._ip >> 64 & 0xffffffff),
                IPv4Address(~self._ip & 0xffffffff))

    @property
    def sixtofour(self):
        if self._ip >> 112 != 0x2002:
            return None
        return IPv4Address(self._ip >> 80 & 0xffffffff)


# ---- Networks ----

def _mask(width, prefix):
    return (1 << width) - (1 << width - prefix)


def _prefix_of_mask(kind, value):
    """How many leading ones; NetmaskValueError where zeros come between."""
    zeros = (~value & value - 1).bit_length() if value else kind.width
    prefix = kind.width - zeros
    if value != _mask(kind.width, prefix):
        raise ValueError
    return prefix


def _prefix(kind, given):
    """The length of a prefix given as a number or as a mask."""
    if isinstance(given, int):
        if not 0 <= given <= kind.width:
            raise NetmaskValueError(f'{given!r} is not a valid netmask')
        return given
    bad = NetmaskValueError(f'{given!r} is not a valid netmask')
    if given.isascii() and given.isdigit():
        if int(given) > kind.width:
            raise bad
        return int(given)
    if kind is not _V4:
        raise bad
    try:
        value = _V4.read(given)
    except AddressValueError:
        raise bad from None
    try:
        return _prefix_of_mask(kind, value)
    except ValueError:
        pass
    try:
        return _prefix_of_mask(kind, value ^ 0xffffffff)
    except ValueError:
        raise bad from None


def _address_and_prefix(kind, given):
    """(the int or text of an address, its prefix) of whatever is given."""
    if isinstance(given, (bytes, int)):
        return given, kind.width
    if not isinstance(given, tuple):
        text = str(given)
        parts = text.split('/')
        if len(parts) > 2:
            raise AddressValueError(f"Only one '/' permitted in {text!r}")
        given = tuple(parts)
    if len(given) == 1:
        return given[0], kind.width
    _as_int(kind, given[0])     # what is wrong with it is said first
    return given[0], _prefix(kind, given[1])


@functools.total_ordering
class _Network:
    def __init__(self, address, strict=True):
        given, prefix = _address_and_prefix(self._kind, address)
        value = _as_int(self._kind, given)
        self._set(value & _mask(self._kind.width, prefix), prefix)
        if strict and value != int(self.network_address):
            raise ValueError(f'{self._shown(address)} has host bits set')

    def _shown(self, address):
        if isinstance(address, tuple):
            return f'{self._address_class(address[0])}/{address[1]}' \
                if len(address) > 1 else str(address[0])
        return str(address)

    def _set(self, value, prefix):
        self.network_address = self._address_class(value)
        self._prefixlen = prefix
        self.netmask = self._address_class(_mask(self._kind.width, prefix))

    @classmethod
    def _made(cls, value, prefix):
        self = cls.__new__(cls)
        self._set(value, prefix)
        return self

    version = property(lambda self: self._kind.version)
    max_prefixlen = property(lambda self: self._kind.width)
    prefixlen = property(lambda self: self._prefixlen)

    @property
    def num_addresses(self):
        return 1 << self._kind.width - self._prefixlen

    @functools.cached_property
    def broadcast_address(self):
        return self._address_class(int(self.network_address)
                                   | self.num_addresses - 1)

    @functools.cached_property
    def hostmask(self):
        return self._address_class(self.num_addresses - 1)

    @property
    def with_prefixlen(self):
        return f'{self.network_address}/{self._prefixlen}'

    @property
    def with_netmask(self):
        return f'{self.network_address}/{self.netmask}'

    @property
    def with_hostmask(self):
        return f'{self.network_address}/{self.hostmask}'

    @property
    def exploded(self):
        return f'{self.network_address.exploded}/{self._prefixlen}'

    @property
    def compressed(self):
        return str(self)

    @property
    def reverse_pointer(self):
        return self.network_address.reverse_pointer

    def __str__(self):
        return self.with_prefixlen

    def __repr__(self):
        return f'{type(self).__name__}({str(self)!r})'

    def __reduce__(self):
        return self.__class__, (str(self),)

    def _ints(self):
        first = int(self.network_address)
        return first, first + self.num_addresses - 1

    def hosts(self):
        """The addresses but those of the network and of the broadcast."""
        first, last = self._ints()
        size = self.num_addresses
        if size > 2:
            first += 1
            last -= self.version == 4
        if size == 1 and self.version == 4:
            return [self._address_class(first)]
        if size <= 2:
            return [self._address_class(value)
                    for value in range(first, last + 1)]
        return (self._address_class(first + at)
                for at in range(last - first + 1))

    def __iter__(self):
        first, last = self._ints()
        while first <= last:
            yield self._address_class(first)
            first += 1

    def __getitem__(self, n):
        first, last = self._ints()
        value = first + n if n >= 0 else last + n + 1
        if not first <= value <= last:
            raise IndexError('address out of range')
        return self._address_class(value)

    def __contains__(self, other):
        if self.version != other.version or isinstance(other, _Network):
            return False
        first, last = self._ints()
        return first <= other._ip <= last

    def _key(self):
        return self.version, self.network_address._ip, self.netmask._ip

    def _get_networks_key(self):
        return self._key()

    def _string_from_ip_int(self, value):
        return self._address_class._string_from_ip_int(value)

    def __eq__(self, other):
        try:
            return self._key() == other._key()
        except (AttributeError, TypeError):
            return NotImplemented

    def __lt__(self, other):
        if not isinstance(other, _Network):
            return NotImplemented
        self._check_version(other)
        return self._key() < other._key()

    def __hash__(self):
        return hash(self._key()[1:])

    def _check_version(self, other):
        if self.version != other.version:
            raise TypeError(f'{self} and {other} are not of the same version')

    def overlaps(self, other):
        return other.network_address in self or \
            other.broadcast_address in self or \
            self.network_address in other or self.broadcast_address in other

    def subnet_of(self, other):
        return _inside(self, other)

    def supernet_of(self, other):
        return _inside(other, self)

    def compare_networks(self, other):
        self._check_version(other)
        mine, its = self._key(), other._key()
        return -1 if mine < its else int(mine > its)

    def _step(self, given, new_prefix, sign, word):
        # By how much the prefix changes, however that was said.
        if new_prefix is None:
            return given
        step = sign * (new_prefix - self._prefixlen)
        if step < 0:
            raise ValueError(f'new prefix must be {word}')
        if given != 1:
            raise ValueError('cannot set prefixlen_diff and new_prefix')
        return step

    def subnets(self, prefixlen_diff=1, new_prefix=None):
        """The parts of this network when its prefix grows."""
        width = self._kind.width
        if self._prefixlen == width:
            yield self
            return
        prefixlen_diff = self._step(prefixlen_diff, new_prefix, 1, 'longer')
        if prefixlen_diff < 0:
            raise ValueError('prefix length diff must be > 0')
        prefix = self._prefixlen + prefixlen_diff
        if prefix > width:
            raise ValueError(f'prefix length diff {prefix} is invalid for '
                             f'netblock {self}')
        first, last = self._ints()
        while first <= last:
            yield self._made(first, prefix)
            first += 1 << width - prefix

    def supernet(self, prefixlen_diff=1, new_prefix=None):
        """The network around this one when its prefix shrinks."""
        if self._prefixlen == 0:
            return self
        prefixlen_diff = self._step(prefixlen_diff, new_prefix, -1, 'shorter')
        prefix = self._prefixlen - prefixlen_diff
        if prefix < 0:
            raise ValueError(f'current prefixlen is {self._prefixlen}, cannot '
                             f'have a prefixlen_diff of {prefixlen_diff}')
        return self._made(int(self.network_address)
                          & _mask(self._kind.width, prefix), prefix)

    def address_exclude(self, other):
        """What is left of this network without another inside it."""
        self._check_version(other)
        if not isinstance(other, _Network):
            raise TypeError(f'{other} is not a network object')
        if not other.subnet_of(self):
            raise ValueError(f'{other} not contained in {self}')
        if other == self:
            return
        one, two = self.subnets()
        while one != other and two != other:
            if other.subnet_of(one):
                yield two
                one, two = one.subnets()
            else:
                yield one
                one, two = two.subnets()
        yield two if one == other else one

    def _both(self, name):
        return getattr(self.network_address, name) and \
            getattr(self.broadcast_address, name)

    is_multicast = property(lambda self: self._both('is_multicast'))
    is_private = property(lambda self: self._both('is_private'))
    is_reserved = property(lambda self: self._both('is_reserved'))
    is_loopback = property(lambda self: self._both('is_loopback'))
    is_link_local = property(lambda self: self._both('is_link_local'))
    is_unspecified = property(lambda self: self._both('is_unspecified'))
    is_global = property(lambda self: not self.is_private)


def _inside(one, two):
    if one.version != two.version:
        raise TypeError(f'{one} and {two} are not of the same version')
    return two.network_address <= one.network_address and \
        two.broadcast_address >= one.broadcast_address


class IPv4Network(_Network):
    _kind = _V4
    _address_class = IPv4Address

    @property
    def is_global(self):
        shared, = _networks(IPv4Address._SHARED)
        return not (self.network_address in shared
                    and self.broadcast_address in shared) and \
            not self.is_private


class IPv6Network(_Network):
    _kind = _V6
    _address_class = IPv6Address
    is_site_local = property(lambda self: self._both('is_site_local'))


# ---- Interfaces ----

class _Interface:
    """An address that knows its network; comes before the address class."""

    def __init__(self, address):
        given, prefix = _address_and_prefix(self._kind, address)
        self._address_class.__init__(self, given)
        self.network = self._network_class((self._ip, prefix), strict=False)
        self.netmask = self.network.netmask
        self._prefixlen = prefix

    hostmask = property(lambda self: self.network.hostmask)
    ip = property(lambda self: self._address_class(self._ip))

    def __str__(self):
        return f'{self.ip}/{self._prefixlen}'

    def __repr__(self):
        return f'{type(self).__name__}({str(self)!r})'

    def __eq__(self, other):
        equal = _Address.__eq__(self, other)
        if not equal or equal is NotImplemented:
            return equal
        try:
            return self.network == other.network
        except AttributeError:
            return False

    def __lt__(self, other):
        less = _Address.__lt__(self, other)
        if less is NotImplemented:
            return NotImplemented
        try:
            return self.network < other.network or \
                self.network == other.network and less
        except AttributeError:
            return False

    def __hash__(self):
        return hash((self._ip, self._prefixlen,
                     int(self.network.network_address)))

    @property
    def with_prefixlen(self):
        return str(self)

    @property
    def with_netmask(self):
        return f'{self.ip}/{self.netmask}'

    @property
    def with_hostmask(self):
        return f'{self.ip}/{self.hostmask}'

    @property
    def exploded(self):
        return f'{self.ip.exploded}/{self._prefixlen}'


class IPv4Interface(_Interface, IPv4Address):
    _address_class = IPv4Address
    _network_class = IPv4Network


class IPv6Interface(_Interface, IPv6Address):
    _address_class = IPv6Address
    _network_class = IPv6Network

    is_unspecified = property(lambda self: self._ip == 0 and
                              self.network.is_unspecified)
    is_loopback = property(lambda self: self._ip == 1 and
                           self.network.is_loopback)


# ---- Either version ----

def _either(given, kinds, what):
    for kind in kinds:
        try:
            return kind(given)
        except (AddressValueError, NetmaskValueError):
            pass
    if isinstance(given, bytes):
        raise AddressValueError(f'{given!r} does not appear to be an IPv4 or '
                                f'IPv6 {what}. Did you pass in a bytes '
                                'instead of a unicode object?')
    raise ValueError(f'{given!r} does not appear to be an IPv4 or IPv6 '
                     f'{what}')


def ip_address(address):
    try:
        return _either(address, (IPv4Address, IPv6Address), 'address')
    except AddressValueError as error:
        raise ValueError(str(error).partition('. Did')[0]) from None


def ip_network(address, strict=True):
    return _either(address, (lambda given: IPv4Network(given, strict),
                             lambda given: IPv6Network(given, strict)),
                   'network')


def ip_interface(address):
    return _either(address, (IPv4Interface, IPv6Interface), 'interface')


def v4_int_to_packed(address):
    try:
        return address.to_bytes(4, 'big')
    except OverflowError:
        raise ValueError('Address negative or too large for IPv4') from None


def v6_int_to_packed(address):
    try:
        return address.to_bytes(16, 'big')
    except OverflowError:
        raise ValueError('Address negative or too large for IPv6') from None


# ---- Several networks ----

def _check_range(first, last):
    if not isinstance(first, _Address) or not isinstance(last, _Address):
        raise TypeError('first and last must be IP addresses, not networks')
    if first.version != last.version:
        raise TypeError(f'{first} and {last} are not of the same version')
    if first > last:
        raise ValueError('last IP address must be greater than first')


def summarize_address_range(first, last):
    """The fewest networks that hold exactly these addresses."""
    _check_range(first, last)
    kind = {4: IPv4Network, 6: IPv6Network}.get(first.version)
    if kind is None:
        raise ValueError('unknown IP version')
    width = first.max_prefixlen
    at, end = first._ip, last._ip
    while at <= end:
        bits = min(_count_righthand_zero_bits(at, width), (end - at + 1).bit_length() - 1)
        yield kind((at, width - bits))
        at += 1 << bits


def _count_righthand_zero_bits(number, bits):
    return min(bits, (number & -number).bit_length() - 1) if number else bits


def _find_address_range(addresses):
    """(first, last) of each run in sorted addresses."""
    first = last = None
    for address in addresses:
        if first is None:
            first = address
        elif address._ip != last._ip + 1:
            yield first, last
            first = address
        last = address
    if first is not None:
        yield first, last


def collapse_addresses(addresses):
    """The fewest networks that hold all of these."""
    spans = []
    version = None
    for item in addresses:
        if version is not None and item.version != version[0]:
            raise TypeError(f'{item} and {version[1]} are not of the same '
                            'version')
        version = item.version, item
        if isinstance(item, _Interface):
            item = item.ip if item._prefixlen == item.max_prefixlen \
                else item.network
        spans.append(item._ints() if isinstance(item, _Network)
                     else (item._ip, item._ip))
    spans.sort()
    joined = []
    for first, last in spans:
        if joined and first <= joined[-1][1] + 1:
            joined[-1][1] = max(joined[-1][1], last)
        else:
            joined.append([first, last])
    made = []
    for first, last in joined:
        kind = IPv4Address if version[0] == 4 else IPv6Address
        made += summarize_address_range(kind(first), kind(last))
    return iter(made)


def get_mixed_type_key(obj):
    """A key to sort addresses and networks together."""
    if isinstance(obj, _Network):
        return obj.version, obj.network_address, obj.netmask
    if isinstance(obj, _Address):
        return obj.version, obj
    return NotImplemented
