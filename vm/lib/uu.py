# SPDX-License-Identifier: MIT
# Files as text in the manner of uuencode.

import binascii
import os
import sys

__all__ = ['Error', 'encode', 'decode']


class Error(Exception):
    pass


def _opened(file, mode, standard):
    """(file, must it be closed?) for a name, '-' or a file."""
    if file == '-':
        return standard.buffer, False
    if isinstance(file, str):
        return open(file, mode), True
    return file, False


def encode(in_file, out_file, name=None, mode=None, *, backtick=False):
    if isinstance(in_file, str) and in_file != '-':
        name = name or os.path.basename(in_file)
        if mode is None:
            mode = os.stat(in_file).st_mode
    source, close_source = _opened(in_file, 'rb', sys.stdin)
    target, close_target = _opened(out_file, 'wb', sys.stdout)
    try:
        name = (name or '-').replace('\n', '\\n').replace('\r', '\\r')
        mode = 0o666 if mode is None else mode
        target.write(f'begin {mode & 0o777:o} {name}\n'.encode('ascii'))
        data = source.read(45)
        while data:
            target.write(binascii.b2a_uu(data, backtick=backtick))
            data = source.read(45)
        target.write(b'`\nend\n' if backtick else b' \nend\n')
    finally:
        if close_source:
            source.close()
        if close_target:
            target.close()


def _header(source):
    """(mode, name) of the line that begins the data."""
    while True:
        line = source.readline()
        if not line:
            raise Error('No valid begin line found in input file')
        if not line.startswith(b'begin'):
            continue
        words = line.split(b' ', 2)
        if len(words) == 3 and words[0] == b'begin':
            try:
                return int(words[1], 8), words[2].rstrip(b' \t\r\n\f')
            except ValueError:
                continue


def decode(in_file, out_file=None, mode=None, quiet=False):
    source, close_source = _opened(in_file, 'rb', sys.stdin)
    close_target = False
    try:
        given, name = _header(source)
        if out_file is None:
            out_file = name.decode('ascii')
            if os.path.exists(out_file):
                raise Error(f'Cannot overwrite existing file: {out_file}')
            if out_file.startswith(os.sep) or \
                    f'..{os.sep}' in out_file:
                raise Error('Refusing to write to ' + out_file
                            + ' due to directory traversal')
        target, close_target = _opened(out_file, 'wb', sys.stdout)
        line = source.readline()
        while line and line.strip(b' \t\r\n\f') != b'end':
            try:
                data = binascii.a2b_uu(line)
            except binascii.Error as error:
                # Some programs pad the last line too far.
                size = ((line[0] - 32 & 63) * 4 + 5) // 3
                data = binascii.a2b_uu(line[:size])
                if not quiet:
                    sys.stderr.write(f'Warning: {error}\n')
            target.write(data)
            line = source.readline()
        if not line:
            raise Error('Truncated input file')
    finally:
        if close_source:
            source.close()
        if close_target:
            target.close()
