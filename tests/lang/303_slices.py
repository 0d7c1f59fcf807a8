# SPDX-License-Identifier: MIT


# cpython: 3.8-3.10
# Slices of every sequence, and what replaces and deletes them.
seqs = [[0, 1, 2, 3, 4, 5, 6, 7], (0, 1, 2, 3, 4), 'abcdefgh', b'abcdef',
    range(10), bytearray(b'abcdef')]
idx = [None, 0, 1, -1, 3, -3, 100, -100]
for s in seqs:
    for a in idx:
        for b in idx:
            for c in (None, 1, 2, -1, -2, 3):
                r = s[a:b:c]
                print(list(r) if not isinstance(r, str) else r, end=' ')
    print()


def t(l, f):
    l = list(l)
    try:
        f(l)
    except Exception as e:
        return type(e).__name__ + ' ' + str(e)
    return l


def mk(a, b, c, v):

    def f(l):
        l[a:b:c] = v
    return f


def dl(a, b, c):

    def f(l):
        del l[a:b:c]
    return f


for a in idx:
    for b in idx:
        for c in (None, 1, 2, -1, -2):
            for v in ([], [9], [9, 8, 7], 'xy'):
                print(t(range(5), mk(a, b, c, v)), t(range(5), dl(a, b, c)))
try:
    [1][0:1:0]
except ValueError as e:
    print(e)
try:
    [1]['a':]
except TypeError as e:
    print(e)
try:
    'abc'[1.0]
except TypeError as e:
    print(e)
print(slice(1, 2), slice(None), slice(1, 10, 2).indices(5))
print(slice(None, None, -1).indices(4))


class S:

    def __getitem__(self, k):
        return k

    def __setitem__(self, k, v):
        print('set', k, v)

    def __delitem__(self, k):
        print('del', k)


s = S()
print(s[1], s[1:2], s[1:2:3], s[:], s[:], s[1, 2], s[1:2, 3], s[...], s[()])
print(s[-1:])
s[1:2] = 3
s[1, 2] = 4
del s[1:]
m = memoryview(b'abcdef')
print(bytes(m[1:4]), bytes(m[::2]), m[0], len(m[2:]), m[::-1].tolist())
ba = bytearray(b'hello')
ba[1:3] = b'EY'
del ba[0]
ba[::2] = b'123'[:2]
print(ba)
l = list(range(10))
l[2:5], l[0] = ([7], 9)
print(l)
l = [1, 2, 3]
l[len(l):] = [4]
l[:0] = [0]
print(l)
l[1:1] = l
print(l)

most = 2 ** 63 - 1
for step in (most, -most, -most - 1, 2 ** 70):
    for first in (None, 2, -9):
        items, octets = list(range(4)), bytearray(b"abcd")
        view = memoryview(octets)[first::step]
        print(items[first::step], octets[first::step], view[::2].tolist())
        view.release()
        del items[first::step], octets[first::step]
        print(items, octets)
