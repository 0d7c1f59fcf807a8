# SPDX-License-Identifier: MIT
# Names and numbers of the network: constants, errors, host and service names.
#
# Every host name leads somewhere, to an address of 198.18.0.0/15 that depends
# on the name alone, so that a program sees a refused connection and not
# the machine it runs on. Names under .invalid do not exist.

import sys as _sys

AF_UNSPEC, AF_UNIX, AF_INET, AF_INET6 = 0, 1, 2, 10
SOCK_STREAM, SOCK_DGRAM, SOCK_RAW = 1, 2, 3
SOCK_NONBLOCK, SOCK_CLOEXEC = 0o4000, 0o2000000
SHUT_RD, SHUT_WR, SHUT_RDWR = 0, 1, 2
SOMAXCONN = 4096
SOL_SOCKET, SOL_TCP, SOL_UDP, SOL_IP = 1, 6, 17, 0
SO_REUSEADDR, SO_TYPE, SO_ERROR, SO_DONTROUTE, SO_BROADCAST = 2, 3, 4, 5, 6
SO_SNDBUF, SO_RCVBUF, SO_KEEPALIVE, SO_OOBINLINE, SO_LINGER = 7, 8, 9, 10, 13
SO_REUSEPORT, SO_RCVTIMEO, SO_SNDTIMEO, SO_ACCEPTCONN = 15, 20, 21, 30
IPPROTO_IP, IPPROTO_ICMP, IPPROTO_TCP, IPPROTO_UDP, IPPROTO_IPV6 = \
    0, 1, 6, 17, 41
IPV6_V6ONLY, IP_TTL, IP_TOS = 26, 2, 1
IP_MULTICAST_TTL, IP_MULTICAST_LOOP, IP_ADD_MEMBERSHIP = 33, 34, 35
TCP_NODELAY, TCP_KEEPIDLE, TCP_KEEPINTVL, TCP_KEEPCNT = 1, 4, 5, 6
MSG_OOB, MSG_PEEK, MSG_DONTWAIT, MSG_WAITALL, MSG_NOSIGNAL = \
    1, 2, 0x40, 0x100, 0x4000
AI_PASSIVE, AI_CANONNAME, AI_NUMERICHOST, AI_NUMERICSERV = 1, 2, 4, 1024
NI_NUMERICHOST, NI_NUMERICSERV, NI_DGRAM, NI_NAMEREQD = 1, 2, 16, 8
EAI_NONAME, EAI_FAMILY, EAI_SERVICE, EAI_SOCKTYPE = -2, -6, -8, -7
INADDR_ANY, INADDR_LOOPBACK, INADDR_BROADCAST = 0, 0x7f000001, 0xffffffff
has_ipv6 = True

# More of the numbers, by what their names begin with; most name options
# that nothing here has, and setting one says so.
_MORE = '''
AI_ ADDRCONFIG 32 ALL 16 V4MAPPED 8
EAI_ ADDRFAMILY -9 AGAIN -3 BADFLAGS -1 FAIL -4 MEMORY -10 NODATA -5
    OVERFLOW -12 SYSTEM -11
INADDR_ ALLHOSTS_GROUP 3758096385 MAX_LOCAL_GROUP 3758096639 NONE 4294967295
    UNSPEC_GROUP 3758096384
IPPORT_ RESERVED 1024 USERRESERVED 5000
IPPROTO_ AH 51 DSTOPTS 60 EGP 8 ESP 50 FRAGMENT 44 GRE 47 HOPOPTS 0 ICMPV6
    58 IDP 22 IGMP 2 IPIP 4 NONE 59 PIM 103 PUP 12 RAW 255 ROUTING 43 RSVP
    46 SCTP 132 TP 29
IPV6_ JOIN_GROUP 20 LEAVE_GROUP 21 MULTICAST_HOPS 18 MULTICAST_IF 17
    MULTICAST_LOOP 19 UNICAST_HOPS 16
IP_ DEFAULT_MULTICAST_LOOP 1 DEFAULT_MULTICAST_TTL 1 DROP_MEMBERSHIP 36
    HDRINCL 3 MAX_MEMBERSHIPS 20 MULTICAST_IF 32 OPTIONS 4 RECVOPTS 6
    RECVRETOPTS 7 RETOPTS 7 TRANSPARENT 19
MSG_ CMSG_CLOEXEC 1073741824 CONFIRM 2048 CTRUNC 8 DONTROUTE 4 EOR 128
    ERRQUEUE 8192 MORE 32768 TRUNC 32
NI_ MAXHOST 1025 MAXSERV 32 NOFQDN 4
SOCK_ RDM 4 SEQPACKET 5
SO_ BINDTODEVICE 25 DEBUG 1 DOMAIN 39 MARK 36 PASSCRED 16 PEERCRED 17
    PRIORITY 12 PROTOCOL 38 RCVLOWAT 18 SNDLOWAT 19
TCP_ CONGESTION 13 CORK 3 DEFER_ACCEPT 9 FASTOPEN 23 INFO 11 LINGER2 8
    MAXSEG 2 NOTSENT_LOWAT 25 QUICKACK 12 SYNCNT 7 USER_TIMEOUT 18
    WINDOW_CLAMP 10
'''


def _define_more(space):
    prefix = name = None
    for word in _MORE.split():
        if word.endswith('_'):
            prefix = word
        elif name is None:
            name = word
        else:
            space[prefix + name] = int(word)
            name = None


# globals() would be those of the program's frame.
_define_more(_sys.modules[__name__].__dict__)
_HOST_NAME = 'gilscope'

error = OSError


class herror(OSError):
    pass


class gaierror(OSError):
    pass


if _sys.version_info >= (3, 10):
    timeout = TimeoutError
else:
    class timeout(OSError):
        pass
    timeout.__module__ = 'socket'
timeout_error = timeout
herror.__module__ = gaierror.__module__ = 'socket'


# ---- Numbers ----

def _part(text):
    """One number of an address as inet_aton() reads it, or None."""
    digits, base = text, 10
    if text[:2].lower() == '0x':
        digits, base = text[2:], 16
    elif text[:1] == '0' and len(text) > 1:
        digits, base = text[1:], 8
    if not digits or not digits.isascii() or not digits.isalnum():
        return None
    try:
        return int(digits, base)
    except ValueError:
        return None


def _aton(text):
    """The number of '127.0.0.1', '127.1' ..., or None."""
    parts = [_part(part) for part in text.split('.')]
    if len(parts) > 4 or None in parts:
        return None
    number = 0
    for part in parts[:-1]:
        if part > 255:
            return None
        number = number << 8 | part
    bits = 8 * (5 - len(parts))
    if parts[-1] >> bits:
        return None
    return number << bits | parts[-1]


def _ntoa(number):
    return '.'.join([str(number >> shift & 255) for shift in (24, 16, 8, 0)])


def _groups(text):
    if not text:
        return []
    groups = text.split(':')
    if '.' in groups[-1]:
        number = _aton(groups[-1]) if groups[-1].count('.') == 3 else None
        if number is None:
            return None
        groups[-1:] = [f'{number >> 16:x}', f'{number & 0xffff:x}']
    for group in groups:
        if not group or len(group) > 4 or \
                group.strip('0123456789abcdefABCDEF'):
            return None
    return [int(group, 16) for group in groups]


def _aton6(text):
    """The number of an IPv6 address, or None."""
    head, mark, tail = text.partition('::')
    first, last = _groups(head), _groups(tail)
    if first is None or last is None:
        return None
    missing = 8 - len(first) - len(last)
    if missing < (1 if mark else 0) or missing and not mark:
        return None
    number = 0
    for group in first + [0] * missing + last:
        number = number << 16 | group
    return number


def _ntoa6(number):
    groups = [number >> shift & 0xffff for shift in range(112, -1, -16)]
    best, at, run = 1, -1, 0
    for i, group in enumerate(groups):
        run = 0 if group else run + 1
        if run > best:
            best, at = run, i - run + 1
    words = [f'{group:x}' for group in groups]
    if at < 0:
        return ':'.join(words)
    return ':'.join(words[:at]) + '::' + ':'.join(words[at + best:])


def _dotted(host):
    """An address written in numbers, in its usual spelling, or None."""
    if ':' in host:
        number = _aton6(host.partition('%')[0])
        return None if number is None else _ntoa6(number)
    number = _aton(host)
    return None if number is None else _ntoa(number)


def inet_aton(ip_string, /):
    number = _aton(ip_string)
    if number is None:
        raise OSError('illegal IP address string passed to inet_aton')
    return number.to_bytes(4, 'big')


def inet_ntoa(packed_ip, /):
    if len(packed_ip) != 4:
        raise OSError('packed IP wrong length')
    return _ntoa(int.from_bytes(packed_ip, 'big'))


def inet_pton(address_family, ip_string, /):
    six = address_family == AF_INET6
    if not six and address_family != AF_INET:
        raise OSError(97, 'Address family not supported by protocol')
    number = _aton6(ip_string) if six else \
        _aton(ip_string) if ip_string.count('.') == 3 else None
    if number is None:
        raise OSError('illegal IP address string passed to inet_pton')
    return number.to_bytes(16 if six else 4, 'big')


def inet_ntop(address_family, packed_ip, /):
    if address_family not in (AF_INET, AF_INET6):
        raise ValueError(f'unknown address family {address_family}')
    six = address_family == AF_INET6
    if len(packed_ip) != (16 if six else 4):
        raise ValueError('invalid length of packed IP address string')
    number = int.from_bytes(packed_ip, 'big')
    return _ntoa6(number) if six else _ntoa(number)


def _check_32_bits(caller, x):
    if not isinstance(x, int):
        raise TypeError(f'expected int, {type(x).__name__} found')
    if x < 0:
        raise OverflowError("can't convert negative value to unsigned int")
    if x >> 32:
        raise OverflowError('int larger than 32 bits')


def htons(x, /):
    if isinstance(x, int) and x >> 63:
        raise OverflowError('Python int too large to convert to C long')
    if x < 0:
        raise OverflowError('htons: can\'t convert negative Python int to C '
                            '16-bit unsigned integer')
    return (x & 255) << 8 | x >> 8 & 255


ntohs = htons


def htonl(x, /):
    _check_32_bits('htonl', x)
    return int.from_bytes((x & 0xffffffff).to_bytes(4, 'little'), 'big')


ntohl = htonl


# ---- Names ----

_services = {'ftp': 21, 'ssh': 22, 'telnet': 23, 'smtp': 25, 'domain': 53,
             'http': 80, 'pop3': 110, 'ntp': 123, 'imap2': 143, 'https': 443,
             'echo': 7, 'http-alt': 8080}


def _text(host):
    if isinstance(host, str):
        return host
    if isinstance(host, (bytes, bytearray)):
        return host.decode('ascii')
    raise TypeError('str, bytes or bytearray expected, not '
                    f'{type(host).__name__}')


def _unknown():
    return gaierror(EAI_NONAME, 'Name or service not known')


_outside = []       # (name, family): how the kernel's resolver answers


def _resolve(host, family):
    """The address of a host name."""
    host = _text(host)
    if host == '':
        return '::' if family == AF_INET6 else '0.0.0.0'
    if host == '<broadcast>':
        return '255.255.255.255'
    found = _dotted(host)
    if found is not None:
        if (':' in found) != (family == AF_INET6):
            if family == AF_INET6:
                return '::1' if found.startswith('127.') else '::ffff:' + found
            raise gaierror(-9, 'Address family for hostname not supported')
        return found
    name = host.lower()
    if name == 'localhost' or name.endswith('.localhost'):
        return '::1' if family == AF_INET6 else '127.0.0.1'
    if _outside:
        return _outside[0](name, family)
    if name == _HOST_NAME:
        return '::1' if family == AF_INET6 else '127.0.1.1'
    if name.endswith('.invalid') or \
            name.strip('abcdefghijklmnopqrstuvwxyz0123456789.-_') \
            and name.isascii() or '..' in name or name[0] in '.-':
        raise _unknown()
    number = 0
    for byte in name.rstrip('.').encode('utf-8', 'surrogatepass'):
        number = (number * 257 + byte + 1) % 0x1fffe
    ip = _ntoa(0xc6120001 + number)
    return '::ffff:' + ip if family == AF_INET6 else ip


def gethostname():
    return _HOST_NAME


def gethostbyname(hostname, /):
    return _resolve(hostname, AF_INET)


def gethostbyname_ex(hostname, /):
    return _text(hostname), [], [_resolve(hostname, AF_INET)]


def gethostbyaddr(host, /):
    ip = _resolve(host, AF_INET)
    if not ip.startswith('127.'):
        raise herror(1, 'Unknown host')
    return 'localhost', [], [ip]


def getservbyname(name, protocol='tcp', /):
    if name not in _services:
        raise OSError('service/proto not found')
    return _services[name]


def getservbyport(port, protocol='tcp', /):
    for name, number in _services.items():
        if number == port:
            return name
    raise OSError('port/proto not found')


def getprotobyname(name, /):
    numbers = {'ip': 0, 'icmp': 1, 'tcp': 6, 'udp': 17}
    if name not in numbers:
        raise OSError('protocol not found')
    return numbers[name]


def _port(port):
    if port is None:
        return 0
    if isinstance(port, int):
        return int(port)
    if not isinstance(port, (str, bytes)):
        raise OSError('Int or String expected')
    text = _text(port)
    if text.isdigit():
        return int(text)
    if text not in _services:
        raise gaierror(EAI_SERVICE, 'Servname not supported for ai_socktype')
    return _services[text]


_kinds = ((SOCK_STREAM, 6), (SOCK_DGRAM, 17), (SOCK_RAW, 0))


def getaddrinfo(host, port, family=0, type=0, proto=0, flags=0):
    number = _port(port)
    if host is None:
        if port is None:
            raise _unknown()
        passive = flags & AI_PASSIVE
        ips = ['0.0.0.0', '::'] if passive else ['::1', '127.0.0.1']
    elif _dotted(_text(host)) is not None:
        ips = [_dotted(_text(host))]
    elif flags & AI_NUMERICHOST:
        raise _unknown()
    else:
        ips = [_resolve(host, AF_INET6 if family == AF_INET6 else AF_INET)]
    found = []
    for ip in ips:
        kind = AF_INET6 if ':' in ip else AF_INET
        if family not in (0, kind):
            continue
        address = (ip, number, 0, 0) if kind == AF_INET6 else (ip, number)
        for each, protocol in _kinds:
            if type in (0, each) and proto in (0, protocol):
                found.append((kind, each, protocol, '', address))
    if not found:
        if host is not None and _dotted(_text(host)) is not None:
            raise gaierror(-9, 'Address family for hostname not supported')
        raise gaierror(EAI_SOCKTYPE, 'ai_socktype not supported')
    return found


def getnameinfo(sockaddr, flags, /):
    ip, port = sockaddr[:2]
    local = ip.startswith('127.') or ip == '::1'
    host = 'localhost' if local and not flags & NI_NUMERICHOST else ip
    service = str(port)
    if not flags & NI_NUMERICSERV:
        for name, number in _services.items():
            if number == port:
                service = name
    return host, service
