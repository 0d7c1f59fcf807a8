# SPDX-License-Identifier: MIT
# library: ipaddress
# ipaddress: addresses, networks, interfaces, and what is no address.
import ipaddress

for text in ('192.0.2.1', '10.0.0.1', '127.0.0.1', '8.8.8.8', '0.0.0.0',
             '224.0.0.1', '169.254.1.1', '::1', '2001:db8::ff00:42:8329', '::',
             'fe80::1', '::ffff:192.0.2.128', '2002:c000:204::', 'ff02::1',
             '1:2:3:4:5:6:7:8', '1::8', '::1.2.3.4'):
    a = ipaddress.ip_address(text)
    print(a, repr(a), int(a), a.version, a.packed, a.exploded, a.compressed,
          a.is_private, a.is_global, a.is_loopback, a.is_multicast,
          a.is_reserved, a.is_link_local, a.is_unspecified,
          a.reverse_pointer, hash(a) == hash(ipaddress.ip_address(text)))
for text in ('192.0.2.0/24', '10.0.0.0/8', '192.0.2.4/30', '192.0.2.1/32',
             '192.0.2.0/255.255.255.128', '192.0.2.0/0.0.0.63',
             '2001:db8::/126', '::/0', '192.0.2.0/31'):
    n = ipaddress.ip_network(text)
    print(n, repr(n), n.netmask, n.hostmask, n.broadcast_address, n.prefixlen,
          n.num_addresses, n.with_netmask, n.with_hostmask, n[0], n[-1],
          n.is_private, n.is_global)
    if n.num_addresses < 9:
        print(list(n), list(n.hosts()))
n = ipaddress.ip_network('192.0.2.0/24')
print(list(n.subnets(2)), n.supernet(), list(n.subnets(new_prefix=25)),
      [str(x) for x in n.address_exclude(ipaddress.ip_network(
          '192.0.2.64/26'))])
print(ipaddress.ip_address('192.0.2.5') in n, n.overlaps(
    ipaddress.ip_network('192.0.2.128/25')), n < ipaddress.ip_network(
        '192.0.3.0/24'), ipaddress.ip_network('192.0.2.0/25').subnet_of(n))
i = ipaddress.ip_interface('192.0.2.5/24')
print(i, repr(i), i.ip, i.network, i.netmask, i.with_prefixlen, i + 1)
print([str(x) for x in ipaddress.summarize_address_range(
    ipaddress.ip_address('192.0.2.0'), ipaddress.ip_address('192.0.2.130'))],
    list(ipaddress.collapse_addresses(
        [ipaddress.ip_network('192.0.2.0/25'),
         ipaddress.ip_network('192.0.2.128/25'),
         ipaddress.ip_network('192.0.4.0/24')])))
print(sorted(map(ipaddress.ip_address, ['10.0.0.2', '9.0.0.1', '10.0.0.1'])),
      ipaddress.ip_address('10.0.0.1') + 5, ipaddress.IPv4Address(1),
      ipaddress.IPv4Address(b'\x7f\0\0\1'))
for call in (lambda: ipaddress.ip_address('1.2.3'),
             lambda: ipaddress.ip_address('1.2.3.256'),
             lambda: ipaddress.IPv4Address('1.2.3.04'),
             lambda: ipaddress.IPv4Address('1.2.3.'),
             lambda: ipaddress.IPv6Address('1::2::3'),
             lambda: ipaddress.IPv6Address('1:2'),
             lambda: ipaddress.IPv6Address('12345::'),
             lambda: ipaddress.IPv4Address(-1),
             lambda: ipaddress.IPv4Address(2 ** 32),
             lambda: ipaddress.IPv4Address(b'12'),
             lambda: ipaddress.ip_network('192.0.2.1/24'),
             lambda: ipaddress.IPv4Network('1.2.3.0/33'),
             lambda: ipaddress.IPv4Network('1.2.3.0/255.0.255.0'),
             lambda: ipaddress.ip_address('1.2.3.4') < ipaddress.ip_address(
                 '::1'), lambda: n[300], lambda: n.supernet(30),
             lambda: ipaddress.ip_address('nonsense')):
    try:
        print(call())
    except (ValueError, TypeError, IndexError) as error:
        print(type(error).__name__, error)
