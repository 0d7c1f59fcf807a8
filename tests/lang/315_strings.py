# SPDX-License-Identifier: MIT


# cpython: 3.8
# Methods, literals, encodings, re, textwrap, numbers as text.
s = 'Hello, Wörld! 123'
for m in 'upper lower title swapcase capitalize casefold strip isalpha isdigit isalnum isspace istitle isupper islower isidentifier isnumeric isdecimal isprintable isascii split splitlines encode'.split():
    print(m, repr(getattr(s, m)()))
print(s.center(25, '*'), s.ljust(20) + '|', s.rjust(20) + '|', '42'.zfill(5))
print('-42'.zfill(6), 'a\tb'.expandtabs(4), s.find('o'), s.rfind('o'))
print(s.index('W'), s.count('l'), s.replace('l', 'L', 1), s.partition(', '))
print(s.rpartition('!'), 'a,b,,c'.split(','), ' a  b '.split())
print('a b c'.rsplit(' ', 1), 'a\nb\r\nc'.splitlines(True), '-'.join('abc'))
print(s.startswith(('He', 'x')), s.endswith('3'), 'xxabcxx'.strip('x'))
print('abc'.translate(str.maketrans('ab', 'xy', 'c')), s[::-1], s * 2)
print('a' in s, s > 'H', ord(s[8]), s.encode('utf-8'), 'ß'.upper())
print('İ'.lower().encode(), 'ﬁ'.title())
print(repr("a'b"), repr('a\'b"c'), repr('\x00\x1f\x7f\x80\xad\u200b😀\ud800'))
print(ascii('é😀'), 'α', '\\n', 'multi\nline', 'ab', b'\x00\xffabc')
print(bytes([65, 66]), bytes(3), bytearray(b'x') + b'y', b'abc'.hex())
print(bytes.fromhex('6162 63'), b'a,b'.split(b','), b'abc'[1], b'abc'[1:])
print(list(b'ab'), b'%d %s' % (5, b'x'), str(b'abc', 'ascii'), b'abc'.decode())
print(int.from_bytes(b'\x01\x00', 'big'), 258 .to_bytes(2, 'little'))
for e in ('utf-8', 'latin-1', 'ascii', 'utf-16', 'utf-32-be', 'cp1252',
    'nope'):
    for err in ('strict', 'ignore', 'replace', 'xmlcharrefreplace',
        'backslashreplace', 'nope'):
        try:
            print(e, err, 'é€😀'.encode(e, err))
        except Exception as x:
            print(e, err, type(x).__name__, x)
for e in ('utf-8', 'ascii', 'utf-16', 'latin-1'):
    for err in ('strict', 'ignore', 'replace', 'backslashreplace',
        'surrogateescape'):
        try:
            print(e, err, ascii(b'a\xff\xc3\xa9\xe2\x82'.decode(e, err)))
        except Exception as x:
            print(e, err, type(x).__name__, x)
import textwrap, string, re, difflib
print(textwrap.fill('The quick brown fox jumps over the lazy dog and more words here',
    20))
print(textwrap.dedent('\n    a\n      b\n    '))
print(textwrap.shorten('hello big wide world', 12))
print(textwrap.indent('a\nb', '> '), textwrap.wrap('aaa bbb ccc', 7))
print(string.ascii_letters, string.digits, string.punctuation)
print(string.capwords('hello world'), string.hexdigits)
print(repr(string.whitespace))
print(re.findall('(\\w+)@(\\w+)\\.com', 'joe@x.com, ann@y.com'))
print(re.sub('(\\d+)', lambda m: str(int(m[1]) * 2), 'a1b22'))
print(re.split('[,;]\\s*', 'a, b;c'))
print(re.match('(?P<y>\\d{4})-(?P<m>\\d\\d)', '2020-05').groupdict())
print(re.search('b+', 'abbbc').span(), re.compile('A', re.I).findall('aAa'))
print(re.fullmatch('\\d+', '12a'), re.escape('a.b*c'))
print([m.group() for m in re.finditer('\\b\\w', 'the big cat')])
print(re.sub('(?P<a>x)(y)', '\\2\\g<a>', 'xyxy'), re.match('a', 'b'))
try:
    re.compile('(')
except re.error as e:
    print(e)
print(list(difflib.unified_diff(['a', 'b'], ['a', 'c'], lineterm='')))
print(difflib.get_close_matches('appel', ['ape', 'apple', 'peach']))
print('%s' % 'x', '%5.1f|%-5d|%+d|%e' % (3.14159, 42, 7, 12345.678))
print('%(n)s' % {'n': 1}, '{:>8}|{:<8}|{:^8}'.format('a', 'b', 'c'))
print('{0}{1}{0}'.format('x', 'y'), '{:,}'.format(1234567), f'{3.14159:.3}')
print(f"{'x':-^9}", f'{1000000:_}', '{:08b}'.format(37), '{:x}'.format(255))
print('{!r}'.format('q'))
print(int('0x1f', 16), int('0b101', 0), int(' 42 '), int('-7'), int('1_000'))
print(float('1e3'), float(' -2.5 '), int(3.99), int(-3.99), float('inf'))
print(complex('1+2j'), bool('False'), bool(''), str(3.0), repr(1e+100))
print(str(True), int(True), 0.1 + 0.2, 1 / 3, 10 / 2, 7 // 2, -7 // 2, -7 % 3)
print(7 % -3, 2 ** 100, 2 ** (-1), 1e+308 * 10, round(2.675, 2), 1000, 255, 15)
print(3, 5 // 0.3, divmod(7.5, 2), (-8) ** (1 / 3))
import math
print(math.floor(-2.5), math.ceil(2.1), math.trunc(-2.9), math.sqrt(2))
print(math.factorial(20), math.gcd(48, 18), math.hypot(3, 4))
print(math.log(100, 10), math.log2(8), math.pi, math.isclose(0.1 + 0.2, 0.3))
print(math.comb(5, 2), math.perm(5, 2), math.prod([1, 2, 3]), math.isqrt(17))
print(math.copysign(1, -0.0), math.fsum([0.1] * 10), math.degrees(math.pi))
print(math.inf, math.nan, math.modf(3.7), math.frexp(8.0))
print(1 < 2 < 3, 1 < 3 > 2, not 0 or (1 and 2), [] or 'x', 0 and 1 / 0)
print(None is None, 5 if 0 else 6, (lambda x, y=2: x + y)(1))
print(1 if [] else 2 if () else 3, ~5, 5 & 3, 5 | 3, 5 ^ 3, 1 << 10, -16 >> 2)
print(3 + 4j, abs(3 + 4j), (1 + 2j) * (3 - 1j), (2 + 3j).conjugate(), 1j ** 2)
