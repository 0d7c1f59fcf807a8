# SPDX-License-Identifier: MIT
# Names and passwords for hosts, from the file ~/.netrc.

import itertools
import os
import shlex
import stat
import string

__all__ = ['netrc', 'NetrcParseError']


class NetrcParseError(Exception):
    def __init__(self, msg, filename=None, lineno=None):
        super().__init__(msg)
        self.msg, self.filename, self.lineno = msg, filename, lineno

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
        # Words end at blanks alone; comments are told apart below.
        lexer = shlex.shlex(source)
        lexer.wordchars += string.punctuation
        lexer.commenters = ''
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
        # Its lines, up to an empty one.
        usual, lexer.whitespace = lexer.whitespace, ' \t'
        self.macros[name] = list(itertools.takewhile(
            lambda line: line != '\n', iter(lexer.instream.readline, '')))
        lexer.whitespace = usual

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
            if word not in ('login', 'user', 'account', 'password'):
                raise NetrcParseError(f'bad follower token {word!r}', file,
                                      lexer.lineno)
            if usual and word == 'password':
                self._check_owner(file, lexer, login)
            value = lexer.get_token()
            if word == 'password':
                password = value
            elif word == 'account':
                account = value
            else:
                login = value

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
