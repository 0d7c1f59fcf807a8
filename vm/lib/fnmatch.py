# SPDX-License-Identifier: MIT
# Shell patterns: * ? [seq] [!seq].

import functools
import os
import posixpath
import re

__all__ = ['filter', 'fnmatch', 'fnmatchcase', 'translate']


def fnmatch(name, pat):
    return fnmatchcase(os.path.normcase(name), os.path.normcase(pat))


@functools.lru_cache(maxsize=256, typed=True)
def _compiled(pat):
    if isinstance(pat, bytes):
        text = translate(pat.decode('latin-1')).encode('latin-1')
    else:
        text = translate(pat)
    return re.compile(text).match


def filter(names, pat):
    match = _compiled(os.path.normcase(pat))
    if os.path is posixpath:
        return [name for name in names if match(name)]
    return [name for name in names if match(os.path.normcase(name))]


def fnmatchcase(name, pat):
    return _compiled(pat)(name) is not None


def _set(pat, place):
    # The regular expression of the set that opens just before `place`, and
    # the place behind it; None when it never closes.
    end = place
    if pat[end:end + 1] == '!':
        end += 1
    if pat[end:end + 1] == ']':
        end += 1
    end = pat.find(']', end)
    if end < 0:
        return None, place
    inside = pat[place:end].replace('\\', r'\\')
    for c in '[&~|':
        inside = inside.replace(c, '\\' + c)
    if inside[0] == '!':
        inside = '^' + inside[1:]
    elif inside[0] == '^':
        inside = '\\' + inside
    return f'[{inside}]', end + 1


def translate(pat):
    out = []
    place = 0
    while place < len(pat):
        c = pat[place]
        place += 1
        if c == '*':
            if not out or out[-1] != '.*':
                out.append('.*')
        elif c == '?':
            out.append('.')
        elif c == '[':
            found, place = _set(pat, place)
            out.append(r'\[' if found is None else found)
        else:
            out.append(re.escape(c))
    return rf"(?s:{''.join(out)})\Z"
