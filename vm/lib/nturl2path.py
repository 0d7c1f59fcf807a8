# SPDX-License-Identifier: MIT
# Windows paths to file URLs and back.

import string
import urllib.parse


def url2pathname(url):
    """The path of a URL without its scheme."""
    url = url.replace(':', '|')
    if '|' not in url:
        if url[:4] == '////':
            url = url[2:]       # a host's name is two slashes, not four
        parts = url.split('/')
        return urllib.parse.unquote('\\'.join(parts))
    drive, bar, rest = url.partition('|')
    if '|' in rest or not drive or drive[-1] not in string.ascii_letters:
        raise OSError('Bad URL: ' + url)
    path = drive[-1].upper() + ':'
    for part in rest.split('/'):
        if part:
            path += '\\' + urllib.parse.unquote(part)
    if path.endswith(':') and url.endswith('/'):
        path += '\\'
    return path


def pathname2url(p):
    """The URL of a path, without a scheme."""
    if p[:4] == '\\\\?\\':
        p = p[4:]
        if p[:4].upper() == 'UNC\\':
            p = '\\' + p[4:]
        elif p[1:2] != ':':
            raise OSError('Bad path: ' + p)
    if ':' not in p:
        if p[:2] == '\\\\':
            p = '\\\\' + p
        return urllib.parse.quote('/'.join(p.split('\\')))
    drive, colon, rest = p.partition(':')
    if ':' in rest or len(drive) > 1:
        raise OSError('Bad path: ' + p)
    path = f'///{urllib.parse.quote(drive.upper())}:'
    for part in rest.split('\\'):
        if part:
            path += '/' + urllib.parse.quote(part)
    return path
