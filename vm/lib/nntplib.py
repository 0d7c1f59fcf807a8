# SPDX-License-Identifier: MIT
# A client of the Network News Transfer Protocol (RFC 977, 2980 and 3977).
#
# A command is one line; its answer is one line that begins with three digits,
# and for some a text that ends with a line of one dot. Answers are str (UTF-8,
# odd bytes escaped), articles are bytes.

import collections
import datetime
import re
import socket

try:
    import ssl
except ImportError:
    ssl = None

__all__ = ['NNTP', 'NNTPError', 'NNTPReplyError', 'NNTPTemporaryError',
           'NNTPPermanentError', 'NNTPProtocolError', 'NNTPDataError',
           'decode_header']

_MAXLINE = 2048
NNTP_PORT = 119
NNTP_SSL_PORT = 563
builtin_list = list     # NNTP.list hides it
_CRLF = b'\r\n'


class NNTPError(Exception):
    """What all errors of this module derive from; `response` is the line."""

    def __init__(self, *args):
        super().__init__(*args)
        self.response = args[0] if args else 'No response given'


class NNTPReplyError(NNTPError):
    """An answer that does not fit the question."""


class NNTPTemporaryError(NNTPError):
    """4xx"""


class NNTPPermanentError(NNTPError):
    """5xx"""


class NNTPProtocolError(NNTPError):
    """No answer at all in the sense of the protocol."""


class NNTPDataError(NNTPError):
    """The text of an answer cannot be used."""

# First lines behind which a text follows.
_LONGRESP = set('100 101 211 215 220 221 222 224 225 230 231 282'.split())

_DEFAULT_OVERVIEW_FMT = ['subject', 'from', 'date', 'message-id',
                         'references', ':bytes', ':lines']
_OVERVIEW_FMT_ALTERNATIVES = {'bytes': ':bytes', 'lines': ':lines'}

GroupInfo = collections.namedtuple('GroupInfo', 'group last first flag')
ArticleInfo = collections.namedtuple('ArticleInfo',
                                     'number message_id lines')


# ---- Text to values ----

def decode_header(header_str):
    """The text of a header field with its =?...?= words put in plain."""
    from email.header import decode_header as words
    return ''.join(part if isinstance(part, str)
                   else part.decode(charset or 'ascii')
                   for part, charset in words(header_str))


def _parse_overview_fmt(lines):
    """The names of the columns that OVER gives."""
    names = []
    for line in lines:
        name = line[1:].partition(':')[0] if line[:1] == ':' \
            else line.partition(':')[0]
        name = (':' if line[:1] == ':' else '') + name.lower()
        names.append(_OVERVIEW_FMT_ALTERNATIVES.get(name, name))
    expected = _DEFAULT_OVERVIEW_FMT
    if len(names) < len(expected):
        raise NNTPDataError('LIST OVERVIEW.FMT response too short')
    if names[:len(expected)] != expected:
        raise NNTPDataError('LIST OVERVIEW.FMT redefines default fields')
    return names


def _overview_field(name, text, extra):
    """A column's value; those beyond the first seven repeat their name."""
    if not extra or name[:1] == ':':
        return text
    head = name + ': '
    if text and text[:len(head)].lower() != head:
        raise NNTPDataError("OVER/XOVER response doesn't include names of "
                            'additional headers')
    return text[len(head):] if text else None


def _parse_overview(lines, fmt, data_process_func=None):
    """[(number, {name: text})] from the lines that OVER gives."""
    articles = []
    usual = len(_DEFAULT_OVERVIEW_FMT)
    for line in lines:
        number, *columns = line.split('\t')
        fields = {}
        for place, text in enumerate(columns[:len(fmt)]):
            fields[fmt[place]] = _overview_field(fmt[place], text,
                                                 place >= usual)
        articles.append((int(number), fields))
    return articles


def _parse_datetime(date_str, time_str=None):
    """Of yyyymmddhhmmss, or of [yy]yymmdd and hhmmss."""
    if time_str is None:
        date_str, time_str = date_str[:-6], date_str[-6:]
    year = int(date_str[:-4])
    if year < 100:      # RFC 3977, 7.3.2
        year += 1900 if year >= 70 else 2000
    numbers = [date_str[-4:-2], date_str[-2:], time_str[:2], time_str[2:4],
               time_str[4:]]
    return datetime.datetime(year, *map(int, numbers))


def _unparse_datetime(dt, legacy=False):
    """('yyyymmdd', 'hhmmss'); two digits of the year are legacy."""
    has_time = isinstance(dt, datetime.datetime)
    time = f'{dt.hour:02}{dt.minute:02}{dt.second:02}' if has_time \
        else '000000'
    year = f'{dt.year % 100:02}' if legacy else f'{dt.year:04}'
    return f'{year}{dt.month:02}{dt.day:02}', time


def _group_lines(lines):
    return [GroupInfo(*line.split()) for line in lines]


# ---- The conversation ----

class _NNTPBase:
    """A conversation over an open binary file that reads and writes."""

    encoding = 'utf-8'
    errors = 'surrogateescape'

    def __init__(self, file, host, readermode=None, timeout=None):
        self.host = host
        self.file = file
        self.timeout = timeout
        self.debugging = 0
        self.welcome = self._getresp()
        self._caps = None
        self.getcapabilities()
        self.readermode_afterauth = False
        if readermode and 'READER' not in self._caps:
            self._setreadermode()
            if not self.readermode_afterauth:
                self._forget_capabilities()
        self.tls_on = False
        self.authenticated = False

    def __enter__(self):
        return self

    def __exit__(self, *args):
        if not hasattr(self, 'file'):
            return
        try:
            self.quit()
        except (OSError, EOFError):
            pass
        finally:
            if hasattr(self, 'file'):
                self._close()

    def getwelcome(self):
        """The first line of the server."""
        if self.debugging:
            print('*welcome*', repr(self.welcome))
        return self.welcome

    def set_debuglevel(self, level):
        """0 silent, 1 commands and answers, 2 every line."""
        self.debugging = level

    debug = set_debuglevel

    def _forget_capabilities(self):
        self._caps = None
        self.getcapabilities()

    def getcapabilities(self):
        """A dict of what the server says it can do: {name: [words]}."""
        if self._caps is None:
            self.nntp_version = 1
            self.nntp_implementation = None
            try:
                self._caps = self.capabilities()[1]
            except (NNTPPermanentError, NNTPTemporaryError):
                self._caps = {}     # an old server, or one that wants a login
            else:
                if 'VERSION' in self._caps:
                    versions = map(int, self._caps['VERSION'])
                    self.nntp_version = max(versions)
                if 'IMPLEMENTATION' in self._caps:
                    words = self._caps['IMPLEMENTATION']
                    self.nntp_implementation = ' '.join(words)
        return self._caps

    # ---- lines ----

    def _putline(self, line):
        line += _CRLF
        if self.debugging > 1:
            print('*put*', repr(line))
        self.file.write(line)
        self.file.flush()

    def _putcmd(self, line):
        if self.debugging:
            print('*cmd*', repr(line))
        self._putline(line.encode(self.encoding, self.errors))

    def _getline(self, strip_crlf=True):
        line = self.file.readline(_MAXLINE + 1)
        if len(line) > _MAXLINE:
            raise NNTPDataError('line too long')
        if self.debugging > 1:
            print('*get*', repr(line))
        if not line:
            raise EOFError
        if strip_crlf:
            if line[-2:] == _CRLF:
                return line[:-2]
            if line[-1:] in _CRLF:
                return line[:-1]
        return line

    def _getresp(self):
        """The next answer; one that tells of an error is raised."""
        answer = self._getline().decode(self.encoding, self.errors)
        if self.debugging:
            print('*resp*', repr(answer))
        kind = answer[:1]
        if kind == '4':
            raise NNTPTemporaryError(answer)
        if kind == '5':
            raise NNTPPermanentError(answer)
        if kind not in ('1', '2', '3'):
            raise NNTPProtocolError(answer)
        return answer

    def _read_text(self, keep):
        """Yields the lines up to the dot, with the doubled dots undone."""
        ends = (b'.' + _CRLF, b'.\n') if keep else (b'.',)
        while True:
            line = self._getline(strip_crlf=not keep)
            if line in ends:
                return
            yield line[1:] if line[:2] == b'..' else line

    def _getlongresp(self, file=None):
        """(answer, lines); into a file when one is given."""
        opened = None
        if isinstance(file, (str, bytes)):
            opened = file = open(file, 'wb')
        try:
            answer = self._getresp()
            if answer[:3] not in _LONGRESP:
                raise NNTPReplyError(answer)
            lines = []
            for line in self._read_text(keep=file is not None):
                if file is None:
                    lines.append(line)
                else:
                    file.write(line)
        finally:
            if opened is not None:
                opened.close()
        return answer, lines

    def _shortcmd(self, line):
        self._putcmd(line)
        return self._getresp()

    def _longcmd(self, line, file=None):
        self._putcmd(line)
        return self._getlongresp(file)

    def _longcmdstring(self, line, file=None):
        answer, lines = self._longcmd(line, file)
        return answer, [text.decode(self.encoding, self.errors)
                        for text in lines]

    # ---- commands ----

    def capabilities(self):
        answer, lines = self._longcmdstring('CAPABILITIES')
        found = {}
        for line in lines:
            name, *words = line.split()
            found[name] = words
        return answer, found

    def _since(self, command, date, file):
        if not isinstance(date, (datetime.date, datetime.datetime)):
            raise TypeError('the date parameter must be a date or datetime '
                            f"object, not '{date.__class__:40}'")
        day, time = _unparse_datetime(date, self.nntp_version < 2)
        return self._longcmdstring(f'{command} {day} {time}', file)

    def newgroups(self, date, *, file=None):
        answer, lines = self._since('NEWGROUPS', date, file)
        return answer, _group_lines(lines)

    def newnews(self, group, date, *, file=None):
        return self._since(f'NEWNEWS {group}', date, file)

    def list(self, group_pattern=None, *, file=None):
        command = 'LIST' if group_pattern is None \
            else f'LIST ACTIVE {group_pattern}'
        answer, lines = self._longcmdstring(command, file)
        return answer, _group_lines(lines)

    def _getdescriptions(self, group_pattern, return_all):
        answer, lines = self._longcmdstring(
            f'LIST NEWSGROUPS {group_pattern}')
        if not answer.startswith('215'):    # an older way to ask
            answer, lines = self._longcmdstring(f'XGTITLE {group_pattern}')
        groups = {}
        for line in lines:
            match = re.match(r'(\S+)\s+(.*)$', line.strip())
            if match:
                if not return_all:
                    return match[2]
                groups[match[1]] = match[2]
        return (answer, groups) if return_all else ''

    def description(self, group):
        return self._getdescriptions(group, False)

    def descriptions(self, group_pattern):
        return self._getdescriptions(group_pattern, True)

    def group(self, name):
        """(answer, count, first, last, name) of the group made current."""
        answer = self._shortcmd('GROUP ' + name)
        if answer[:3] != '211':
            raise NNTPReplyError(answer)
        words = answer.split()[1:]
        numbers = [int(word) for word in words[:3]]
        numbers += [0] * (3 - len(numbers))
        if len(words) > 3:
            name = words[3].lower()
        return (answer, *numbers, name)

    def help(self, *, file=None):
        return self._longcmdstring('HELP', file)

    def _article(self, command, spec, file=None):
        if spec is not None:
            command = f'{command} {spec}'
        if command.startswith('STAT'):
            answer, lines = self._shortcmd(command), None
        else:
            answer, lines = self._longcmd(command, file)
        return answer, lines

    @staticmethod
    def _numbered(answer):
        if answer[:2] != '22':
            raise NNTPReplyError(answer)
        words = answer.split()
        return answer, int(words[1]), words[2]

    def stat(self, message_spec=None):
        return self._numbered(self._article('STAT', message_spec)[0])

    def next(self):
        return self._numbered(self._shortcmd('NEXT'))

    def last(self):
        return self._numbered(self._shortcmd('LAST'))

    def _artcmd(self, command, spec, file):
        answer, lines = self._article(command, spec, file)
        answer, number, name = self._numbered(answer)
        return answer, ArticleInfo(number, name, lines)

    def head(self, message_spec=None, *, file=None):
        return self._artcmd('HEAD', message_spec, file)

    def body(self, message_spec=None, *, file=None):
        return self._artcmd('BODY', message_spec, file)

    def article(self, message_spec=None, *, file=None):
        return self._artcmd('ARTICLE', message_spec, file)

    def slave(self):
        return self._shortcmd('SLAVE')

    def xhdr(self, hdr, str, *, file=None):
        answer, lines = self._longcmdstring(f'XHDR {hdr} {str}', file)
        pairs = []
        for line in lines:
            match = re.match(r'(\S+) ?(.*)\n?$', line)
            pairs.append(match.groups() if match else line)
        return answer, pairs

    def xover(self, start, end, *, file=None):
        answer, lines = self._longcmdstring(f'XOVER {start}-{end}', file)
        return answer, _parse_overview(lines, self._getoverviewfmt())

    def over(self, message_spec, *, file=None):
        """[(number, {field: text})] of a range, a message id or neither."""
        command = 'OVER' if 'OVER' in self._caps else 'XOVER'
        if isinstance(message_spec, (tuple, builtin_list)):
            first, last = message_spec
            command += f' {first}-{last or ""}'
        elif message_spec is not None:
            command += f' {message_spec}'
        answer, lines = self._longcmdstring(command, file)
        return answer, _parse_overview(lines, self._getoverviewfmt())

    def _getoverviewfmt(self):
        try:
            return self._cachedoverviewfmt
        except AttributeError:
            pass
        try:
            lines = self._longcmdstring('LIST OVERVIEW.FMT')[1]
        except NNTPPermanentError:
            names = _DEFAULT_OVERVIEW_FMT[:]
        else:
            names = _parse_overview_fmt(lines)
        self._cachedoverviewfmt = names
        return names

    def date(self):
        answer = self._shortcmd('DATE')
        if answer[:3] != '111':
            raise NNTPReplyError(answer)
        words = answer.split()
        if len(words) != 2 or len(words[1]) != 14:
            raise NNTPDataError(answer)
        return answer, _parse_datetime(words[1])

    def _post(self, command, f):
        answer = self._shortcmd(command)
        if answer[0] != '3':
            raise NNTPReplyError(answer)
        if isinstance(f, (bytes, bytearray)):
            f = f.splitlines()
        for line in f:
            if not line.endswith(_CRLF):
                line = line.rstrip(b'\r\n') + _CRLF
            self.file.write(b'.' + line if line[:1] == b'.' else line)
        self.file.write(b'.' + _CRLF)
        self.file.flush()
        return self._getresp()

    def post(self, data):
        return self._post('POST', data)

    def ihave(self, message_id, data):
        return self._post(f'IHAVE {message_id}', data)

    def quit(self):
        try:
            return self._shortcmd('QUIT')
        finally:
            self._close()

    def _close(self):
        self.file.close()
        del self.file

    # ---- who we are ----

    def login(self, user=None, password=None, usenetrc=True):
        if self.authenticated:
            raise ValueError('Already logged in.')
        if not user and not usenetrc:
            raise ValueError('At least one of `user` and `usenetrc` must be '
                             'specified')
        if usenetrc and not user:
            user, password = self._from_netrc(password)
        if not user:
            return
        answer = self._shortcmd('authinfo user ' + user)
        if answer.startswith('381'):
            if not password:
                raise NNTPReplyError(answer)
            answer = self._shortcmd('authinfo pass ' + password)
            if not answer.startswith('281'):
                raise NNTPPermanentError(answer)
        self._forget_capabilities()
        if self.readermode_afterauth and 'READER' not in self._caps:
            self._setreadermode()
            self._forget_capabilities()

    def _from_netrc(self, password):
        import netrc
        try:
            known = netrc.netrc().authenticators(self.host)
        except OSError:
            known = None
        return (known[0], known[2]) if known else (None, password)

    def _setreadermode(self):
        try:
            self.welcome = self._shortcmd('mode reader')
        except NNTPPermanentError:
            pass                # not known to the server: it need not be
        except NNTPTemporaryError as error:
            if not error.response.startswith('480'):
                raise
            self.readermode_afterauth = True    # after the login, then

    def starttls(self, context=None):
        if ssl is None:
            raise NotImplementedError('there is no ssl module')
        if self.tls_on:
            raise ValueError('TLS is already enabled.')
        if self.authenticated:
            raise ValueError('TLS cannot be started after authentication.')
        answer = self._shortcmd('STARTTLS')
        if not answer.startswith('382'):
            raise NNTPError('TLS failed to start.')
        self.file.close()
        self.sock = context.wrap_socket(self.sock, server_hostname=self.host)
        self.file = self.sock.makefile('rwb')
        self.tls_on = True
        self._forget_capabilities()


class NNTP(_NNTPBase):
    """A conversation with the server at a host and port."""

    def __init__(self, host, port=NNTP_PORT, user=None, password=None,
                 readermode=None, usenetrc=False, timeout=60):
        self.host = host
        self.port = port
        self.sock = self._create_socket(timeout)
        file = None
        try:
            file = self.sock.makefile('rwb')
            super().__init__(file, host, readermode, timeout)
            if user or usenetrc:
                self.login(user, password, usenetrc)
        except BaseException:
            if file is not None:
                file.close()
            self.sock.close()
            raise

    def _create_socket(self, timeout):
        return socket.create_connection((self.host, self.port), timeout)

    def _close(self):
        try:
            super()._close()
        finally:
            self.sock.close()

if ssl is not None:
    class NNTP_SSL(NNTP):
        """The same inside TLS from the start."""

        def __init__(self, host, port=NNTP_SSL_PORT, user=None,
                     password=None, ssl_context=None, readermode=None,
                     usenetrc=False, timeout=60):
            self.ssl_context = ssl_context
            super().__init__(host, port, user, password, readermode,
                             usenetrc, timeout)

        def _create_socket(self, timeout):
            plain = super()._create_socket(timeout)
            context = self.ssl_context or ssl.create_default_context()
            return context.wrap_socket(plain, server_hostname=self.host)

    __all__.append('NNTP_SSL')
