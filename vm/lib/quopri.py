# SPDX-License-Identifier: MIT
"""Quoted-printable: bytes as text of mail.

    python -m quopri [-t | -d] [FILE ...]

    -t  quote tabs and spaces inside lines too      -d  decode
"""

import re

try:
    from binascii import a2b_qp, b2a_qp
except ImportError:
    a2b_qp = b2a_qp = None

__all__ = ['encode', 'decode', 'encodestring', 'decodestring']

MAXLINESIZE = 76
_DIGITS = b'0123456789ABCDEF'


def quote(c):
    """'=3D' for b'='."""
    return bytes((61, _DIGITS[c[0] >> 4], _DIGITS[c[0] & 15]))


def unquote(s):
    return bytes([int(s[1:3], 16)])


def needsquoting(c, quotetabs, header):
    """Whether a byte cannot stand for itself."""
    if c in b' \t':
        return quotetabs
    return header if c == b'_' else c == b'=' or not 32 < c[0] < 127


def _encoded_line(line, quotetabs, header):
    # One line, as lines none of which is too long.
    parts = []
    for number in line:
        c = bytes((number,))
        if needsquoting(c, quotetabs, header):
            c = quote(c)
        parts.append(b'_' if header and c == b' ' else c)
    if parts and parts[-1] in (b' ', b'\t'):
        parts[-1] = quote(parts[-1])
    text = b''.join(parts)
    while len(text) > MAXLINESIZE:
        yield text[:MAXLINESIZE - 1] + b'='
        text = text[MAXLINESIZE - 1:]
    yield text


def _encoded(data, quotetabs, header):
    lines = data.split(b'\n')
    return b'\n'.join([part for line in lines for part in
                       _encoded_line(line, quotetabs, header)])


def _decoded(data, header):
    out = []
    for line in data.splitlines(keepends=True):
        bare = line.rstrip(b' \t\r\n')
        end = b'\n' if line.endswith(b'\n') else b''
        if not end:
            bare = line
        if header:
            bare = bare.replace(b'_', b' ')
        if bare.endswith(b'=') and not bare.endswith(b'=='):
            bare, end = bare[:-1], b''
        out.append(re.sub(
            b'==|=[0-9a-fA-F]{2}', lambda found: b'=' if found[0] == b'=='
            else unquote(found[0]), bare) + end)
    return b''.join(out)


def encode(input, output, quotetabs, header=False):
    output.write(encodestring(input.read(), quotetabs, header))


def decode(input, output, header=False):
    output.write(decodestring(input.read(), header))


def encodestring(s, quotetabs=False, header=False):
    if b2a_qp is None:
        return _encoded(s, quotetabs, header)
    return b2a_qp(s, quotetabs=quotetabs, header=header)


def decodestring(s, header=False):
    if a2b_qp is None:
        return _decoded(s, header)
    return a2b_qp(s, header=header)


def main():
    import getopt
    import sys
    try:
        options, names = getopt.getopt(sys.argv[1:], 'td')
        given = {option for option, _ in options}
        if len(given) > 1:
            raise getopt.error('-t and -d are mutually exclusive')
    except getopt.error as problem:
        print(problem, __doc__, sep='\n', end='', file=sys.stderr)
        sys.exit(2)
    failed = False
    for name in names or ['-']:
        try:
            file = sys.stdin.buffer if name == '-' else open(name, 'rb')
        except OSError as problem:
            print(f"{name}: can't open ({problem})", file=sys.stderr)
            failed = True
            continue
        with file:
            if '-d' in given:
                decode(file, sys.stdout.buffer)
            else:
                encode(file, sys.stdout.buffer, '-t' in given)
    if failed:
        sys.exit(1)


if __name__ == '__main__':
    main()
