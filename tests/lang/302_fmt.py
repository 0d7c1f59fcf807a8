# SPDX-License-Identifier: MIT


# cpython: 3.8
# Every format specification on every kind of value.
vals = [0, 1, -1, 42, 1234567, -98765, 10 ** 20, 0.0, 1.5, -2.75, 3.14159265,
    10000000000.0, 1e-05, 123456789.123, float('inf'), float('nan'), True]
specs = ['', 'd', '5d', '05d', '+d', ' d', 'x', '#x', 'X', 'o', '#o', 'b',
    '#b', 'c', 'n', ',', '_', ',d', '_x', 'e', '.2e', 'E', 'f', '.2f',
    '10.3f', '<10.2f', '>10.2f', '^10.2f', '*^12', '+.1f', 'g', '.3g', 'G',
    '%', '.1%', '08.2f', '=+10d', '0=10', 's', '10s', '.2s', 'é>8', '-10',
    'z', '10.2d', ',.2f', '_.3f', '#.0f', '#g', '.0f', '.0e', '1000', '<',
    '^', '#']
for v in vals:
    for s in specs:
        try:
            r = format(v, s)
        except Exception as e:
            r = type(e).__name__ + ': ' + str(e)
        print(repr(v), repr(s), repr(r)) if s != '1000' else print(len(r))
for v in ['', 'abc', 'héllo', 'x' * 5]:
    for s in ['', 's', '10', '<10', '>10', '^10', '*^10', '.2', '10.2', '=10',
        '+s', '010', ',', 'd', '5.1s', '^9.3']:
        try:
            r = format(v, s)
        except Exception as e:
            r = type(e).__name__ + ': ' + str(e)
        print(repr(v), repr(s), repr(r))
pct = ['%d', '%5d', '%-5d|', '%05d', '%+d', '% d', '%x', '%#x', '%X', '%o',
    '%#o', '%e', '%.2e', '%f', '%.1f', '%8.3f', '%-8.3f|', '%g', '%.3g', '%s',
    '%10s', '%-10s|', '%.3s', '%r', '%a', '%c', '%%', '%i', '%u', '%08.2f',
    '%+.1f', '%#.0f', '%5', '%z', '%*d', '%(a)s', '%.f', '%+5d', '%-+5d|',
    '%ld']
for v in [0, 42, -7, 3.7, -2.5, 'text', 'hé', 10 ** 25, None, True, [1]]:
    for s in pct:
        try:
            r = s % v
        except Exception as e:
            r = type(e).__name__ + ': ' + str(e)
        print(repr(v), s, repr(r))
print('%s %s' % (1, 2), '%(a)s-%(b)05d' % {'a': 1, 'b': 2}, '%s' % (1,))
print('%*d|%-*d|' % (5, 1, 5, 2), '%.*f' % (2, 3.14159))
for bad in ['%s %s', '%s', '%d %d %d']:
    for a in [(1,), (1, 2), 1, (), {'a': 1}]:
        try:
            print(repr(bad % a))
        except Exception as e:
            print(type(e).__name__, e)
print('{} {}'.format(1, 2), '{1} {0}'.format(1, 2), '{a} {b}'.format(a=1, b=2))
print('{0[1]} {0[0]}'.format([1, 2]), '{0.real}'.format(5))
print('{0[key]}'.format({'key': 'v'}), '{:>{w}}'.format('x', w=5))
print('{!r} {!s} {!a}'.format('é', 'é', 'é'), '{{}}'.format())
print('{:{}.{}f}'.format(3.14159, 10, 2))
for bad in ['{', '}', '{0', '{0}{}', '{}{0}', '{a}', '{5}', '{0.x}', '{0[x]}',
    '{!x}', '{:{:{}}}', '{0!}', '{:d}', '{0[}', '{!r', '{0!rx}', '{[}']:
    try:
        print(repr(bad.format('arg')))
    except Exception as e:
        print(bad, type(e).__name__, e)
name = 'World'
width = 10
n = 3.14159
d = {'k': 'v'}
l = [1, 2]
print(f'{name}', f'{name!r:>{width}}', f'{n:.2f}', f'{n:{width}.{2}f}')
print(f"{d['k']}", f'{l[0] + 1}', f'{{}}', f'{name.upper()}', f'n={n!r}')
print(f'n = {n:.2f}', f'name={name!s}', f'1+1={1 + 1!r}')
print(f'{(lambda x: x * 2)(3)}', f"{('a' if l else 'b')}", f'{l!r:^10}')
print(f'{None}', f'{True:d}', f'{name:*^{width}}')


class F:

    def __format__(self, s):
        return 'F(%s)' % s

    def __str__(self):
        return 'str'

    def __repr__(self):
        return 'repr'


print(f'{F()}', f'{F():abc}', f'{F()!r}', f'{F()!s:>5}', '{:x y}'.format(F()))
print(format(F()), format(F(), 'q'))


class G:
    pass


try:
    format(G(), 'x')
except TypeError as e:
    print(e)
print(str(1e+16), str(1000000000000000.0), repr(0.1 + 0.2), 1e+22, 1e+23)
print(1.2345678901234568e+17, 5e-324, 1.7976931348623157e+308, 2.5, round(2.5))
print(round(3.5), round(2.675, 2), round(-1.5), round(1234.5678, -2))
print(round(15, -1), round(25, -1))
from string import Template
print(Template('$a ${b} $$').substitute(a=1, b=2))
print(Template('$a $x').safe_substitute(a=1))
import datetime
print('{:%Y-%m-%d}'.format(datetime.date(2020, 1, 2)))
