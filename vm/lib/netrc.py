# SPDX-License-Identifier: MIT
# Names and passwords for hosts, from the file ~/.netrc.

import os
import shlex
import stat

__all__ = ['netrc', 'NetrcParseError']


class NetrcParseError(Exception):
    def __init__(self, msg, filename=None, lineno=None):
        self.filename = filename
        self.lineno = lineno
        self.msg = msg
        Exception.__init__(self, msg)

    def __str__(self):
        return f'{self.msg} ({self.filename}, line {self.lineno})'


class netrc:
    def __init__(self, file=None):
        usual = file is None
        if usual:
            file = os.path.join(os.path.expanduser('~'), '.netrc')
        self.hosts = {}
        self.macros = {}
        with open(file) as source:
            self._parse(file, source, usual)

    def _parse(self, file, source, usual):
        lexer = shlex.shlex(source)
        lexer.wordchars += r"""!"#$%&'()*+,-./:;<=>?@[\]^_`{|}~"""
        lexer.commenters = lexer.commenters.replace('#', '')
        while True:
            line = lexer.lineno
            word = lexer.get_token()
            if not word:
                return
            if word[0] == '#':
                if lexer.lineno == line and len(word) == 1:
                    lexer.instream.readline()
            elif word == 'machine':
                self._entry(lexer, file, usual, lexer.get_token())
            elif word == 'default':
                self._entry(lexer, file, usual, 'default')
            elif word == 'macdef':
                self._macro(lexer)
            else:
                raise NetrcParseError(f'bad toplevel token {word!r}', file,
                                      lexer.lineno)

    def _macro(self, lexer):
        name = lexer.get_token()
        lines = self.macros[name] = []
        lexer.whitespace = ' \t'
        while True:
            line = lexer.instream.readline()
            if not line or line == '\n':
                lexer.whitespace = ' \t\r\n'
                return
            lines.append(line)

    def _entry(self, lexer, file, usual, name):
        login, account, password = '', None, None
        self.hosts[name] = {}
        while True:
            before = lexer.lineno
            word = lexer.get_token()
            if word.startswith('#'):
                if lexer.lineno == before:
                    lexer.instream.readline()
                continue
            if word in ('', 'machine', 'default', 'macdef'):
                if password:
                    self.hosts[name] = login, account, password
                    lexer.push_token(word)
                    return
                what = "default" if name == "default" else "machine"
                raise NetrcParseError(f'malformed {what} '
                                      f'entry {name} terminated by '
                                      f'{word!r}', file, lexer.lineno)
            if word in ('login', 'user'):
                login = lexer.get_token()
            elif word == 'account':
                account = lexer.get_token()
            elif word == 'password':
                if usual:
                    self._check_owner(file, lexer, login)
                password = lexer.get_token()
            else:
                raise NetrcParseError(f'bad follower token {word!r}', file,
                                      lexer.lineno)

    def _check_owner(self, file, lexer, login):
        if login == 'anonymous':
            return
        if os.stat(file).st_mode & (stat.S_IRWXG | stat.S_IRWXO):
            raise NetrcParseError('~/.netrc access too permissive: access '
                                  'permissions must restrict access to only '
                                  'the owner', file, lexer.lineno)

    def authenticators(self, host):
        """(login, account, password) for a host, or None."""
        return self.hosts.get(host) or self.hosts.get('default')

    def __repr__(self):
        parts = []
        for host, (login, account, password) in self.hosts.items():
            parts.append(f'machine {host}\n\tlogin {login}\n')
            if account:
                parts.append(f'\taccount {account}\n')
            parts.append(f'\tpassword {password}\n')
        for name, lines in self.macros.items():
            parts.append(f'macdef {name}\n' + ''.join(lines) + '\n')
        return ''.join(parts)


if __name__ == '__main__':
    print(netrc())
