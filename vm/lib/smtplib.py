# SPDX-License-Identifier: MIT
# Sending mail: the Simple Mail Transfer Protocol (RFC 5321), with its
# extensions and logins.

import base64
import copy
import email.generator
import email.message
import email.utils
import hmac
import io
import re
import socket
import sys

try:
    import ssl
except ImportError:
    ssl = None

__all__ = ['SMTPException', 'SMTPNotSupportedError',
           'SMTPServerDisconnected', 'SMTPResponseException',
           'SMTPSenderRefused', 'SMTPRecipientsRefused', 'SMTPDataError',
           'SMTPConnectError', 'SMTPHeloError', 'SMTPAuthenticationError',
           'quoteaddr', 'quotedata', 'SMTP']

SMTP_PORT, SMTP_SSL_PORT, LMTP_PORT = 25, 465, 2003
_DEFAULT_TIMEOUT = getattr(socket, '_GLOBAL_DEFAULT_TIMEOUT', None)
CRLF, bCRLF = '\r\n', b'\r\n'
_MAXLINE, _MAXCHALLENGE = 8192, 5
_OLDSTYLE_AUTH = re.compile('auth=(.*)', re.I)
_EXTENSION = re.compile(r'([A-Za-z0-9][A-Za-z0-9-]*)')
_DOT = re.compile(br'(?m)^\.')


class SMTPException(OSError):
    """What the exceptions of this module derive from."""


class SMTPNotSupportedError(SMTPException):
    """The server cannot do it."""


class SMTPServerDisconnected(SMTPException):
    """There is no connection, or no more."""


class SMTPResponseException(SMTPException):
    """The server's answer: .smtp_code, .smtp_error"""

    def __init__(self, *args):
        self.smtp_code, self.smtp_error = self.args = args


class SMTPSenderRefused(SMTPResponseException):
    """.sender may not send."""

    def __init__(self, code, msg, sender):
        super().__init__(code, msg)
        self.args += sender,
        self.sender = sender


class SMTPRecipientsRefused(SMTPException):
    """.recipients: {address: (code, text)} of all of them."""

    def __init__(self, refused):
        self.args, self.recipients = (refused,), refused


class SMTPDataError(SMTPResponseException):
    """The message was refused."""


class SMTPConnectError(SMTPResponseException):
    """The server did not want to talk."""


class SMTPHeloError(SMTPResponseException):
    """The server did not like our greeting."""


class SMTPAuthenticationError(SMTPResponseException):
    """The server did not accept name and password."""


# ---- Texts ----

def _addr_only(addrstring):
    """The address alone, or what was given if there is none in it."""
    found = email.utils.parseaddr(addrstring)
    return found[1] if any(found) else addrstring


def quoteaddr(addrstring):
    """An address in angle brackets."""
    address = _addr_only(addrstring)
    if address is addrstring and address.lstrip()[:1] == '<':
        return address
    return f'<{address}>'


def _fix_eols(data):
    return re.sub(r'\r?\n|\r', CRLF, data)


def _quote_periods(bindata):
    return _DOT.sub(b'..', bindata)


def quotedata(data):
    """Text with the dots at the start of lines doubled."""
    return re.sub(r'(?m)^\.', '..', _fix_eols(data))


def _wire_text(msg):
    """A message in bytes, its lines as the protocol wants them."""
    return _fix_eols(msg).encode('us-ascii') if isinstance(msg, str) else msg


def _in_base64(text):
    return base64.b64encode(text.encode('us-ascii')).decode('us-ascii')


def _with_options(argument, options):
    return ' '.join((argument, *options))


def _host_and_port(host, port):
    """host:port cut in two, unless the port is known or it is an IPv6."""
    if port or host.count(':') != 1:
        return host, port
    host, digits = host.split(':')
    try:
        return host, int(digits)
    except ValueError:
        raise OSError('nonnumeric port') from None


def _own_name():
    """What to greet with: a full name, or else an address."""
    name = socket.getfqdn()
    if '.' not in name:
        name = '[127.0.0.1]'
        try:
            name = f'[{socket.gethostbyname(socket.gethostname())}]'
        except socket.gaierror:
            pass
    return name


# ---- The conversation ----

class SMTP:
    """A conversation with a mail server."""

    default_port, ehlo_msg = SMTP_PORT, 'ehlo'
    debuglevel = 0
    sock = file = None

    def __init__(self, host='', port=0, local_hostname=None,
                 timeout=_DEFAULT_TIMEOUT, source_address=None):
        self._host, self.timeout = host, timeout
        self.command_encoding = 'ascii'
        self.source_address, self._answers = source_address, 0
        self._ungreeted()
        if host:
            self._expect(220, self.connect(host, port), SMTPConnectError)
        self.local_hostname = local_hostname
        if local_hostname is None:
            self.local_hostname = _own_name()

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        try:
            self._expect(221, self.docmd('QUIT'), SMTPResponseException)
        except SMTPServerDisconnected:
            pass
        finally:
            self.close()

    def _ungreeted(self):
        """As before a greeting: nothing is known of the server."""
        self.helo_resp = self.ehlo_resp = None
        self.esmtp_features, self.does_esmtp = {}, False

    def _expect(self, wanted, reply, error):
        if reply[0] != wanted:
            self.close()
            raise error(*reply)

    # ---- what is said of it ----

    def set_debuglevel(self, debuglevel):
        """1: what is said is shown on stderr; 2: with the time."""
        self.debuglevel = debuglevel

    def _print_debug(self, *args):
        print(*args, file=sys.stderr)

    def _note(self, *args):
        if self.debuglevel > 1:
            from datetime import datetime
            args = (datetime.now().time(), *args)
        if self.debuglevel > 0:
            self._print_debug(*args)

    # ---- the connection ----

    def connect(self, host='localhost', port=0, source_address=None):
        """Connect; the server's greeting (code, text)."""
        self.source_address = source_address or self.source_address
        host, port = _host_and_port(host, port)
        sock = self._get_socket(host, port or self.default_port,
                                self.timeout)
        return self._greeted_on(sock)

    def _get_socket(self, host, port, timeout):
        where = host, port
        self._note('connect: to', where, self.source_address)
        return socket.create_connection(where, timeout, self.source_address)

    def _greeted_on(self, sock):
        self.sock, self.file = sock, None
        reply = self.getreply()
        self._note('connect:', repr(reply[1]))
        return reply

    def close(self):
        """End the connection without a word."""
        open_ones = self.file, self.sock
        self.file = self.sock = None
        try:
            if open_ones[0]:
                open_ones[0].close()
        finally:
            if open_ones[1]:
                open_ones[1].close()

    def _lost(self, why):
        self.close()
        return SMTPServerDisconnected(why)

    def quit(self):
        """Say good-bye, and end it."""
        reply = self.docmd('quit')
        self._ungreeted()
        self.close()
        return reply

    # ---- lines ----

    def send(self, s):
        """Send bytes, or text as the commands are encoded."""
        self._note('send:', repr(s))
        if not self.sock:
            raise SMTPServerDisconnected('please run connect() first')
        data = s.encode(self.command_encoding) if isinstance(s, str) else s
        try:
            self.sock.sendall(data)
        except OSError:
            raise self._lost('Server not connected') from None

    def putcmd(self, cmd, args=''):
        line = _with_options(cmd, [args] if args else [])
        if not set(CRLF).isdisjoint(line):
            shown = line.replace('\n', '\\n').replace('\r', '\\r')
            raise ValueError('command and arguments contain prohibited '
                             f'newline characters: {shown}')
        self.send(line + CRLF)

    def _get_line(self):
        try:
            line = self.file.readline(_MAXLINE + 1)
        except OSError as error:
            raise self._lost('Connection unexpectedly closed: '
                             f'{error}') from None
        if not line:
            raise self._lost('Connection unexpectedly closed')
        self._note('reply:', repr(line))
        if len(line) > _MAXLINE:
            self.close()
            raise SMTPResponseException(500, 'Line too long.')
        return line

    def getreply(self):
        """(code, text) of the server's answer; its code -1: it is none."""
        if self.file is None:
            self.file = self.sock.makefile('rb')
        texts, mark = [], b'-'
        while mark == b'-':
            line = self._get_line()
            digits, mark = line[:3], line[3:4]
            texts.append(line[4:].strip(b' \t\r\n'))
            try:
                code = int(digits)
            except ValueError:
                code, mark = -1, None
        text = b'\n'.join(texts)
        self._note(f'reply: retcode ({code}); Msg: {text!a}')
        return code, text

    def docmd(self, cmd, args=''):
        """Send a command; the answer to it."""
        self.putcmd(cmd, args)
        return self.getreply()

    # ---- greetings ----

    def helo(self, name=''):
        reply = self.docmd('helo', name or self.local_hostname)
        self.helo_resp = reply[1]
        return reply

    def ehlo(self, name=''):
        """Greet, and learn what the server can do."""
        self.esmtp_features = {}
        code, text = reply = self.docmd(self.ehlo_msg,
                                        name or self.local_hostname)
        if code == -1 and not text:
            raise self._lost('Server not connected')
        self.ehlo_resp = text
        if code == 250:
            self.does_esmtp = True
            _, *lines = text.decode('latin-1').split('\n')
            for line in lines:
                self._learn(line)
        return reply

    def _learn(self, line):
        # AUTH may come more than once, and in an old form with a =.
        name, values = 'auth', _OLDSTYLE_AUTH.match(line)
        if not values:
            match = _EXTENSION.match(line)
            if not match:
                return
            name, values = match[1].lower(), [line[match.end(1):].strip()] * 2
        if name == 'auth':
            before = self.esmtp_features.get('auth', '')
            self.esmtp_features[name] = f'{before} {values[1]}'
        else:
            self.esmtp_features[name] = values[1]

    def ehlo_or_helo_if_needed(self):
        """Greet, unless it has been done."""
        if (self.ehlo_resp, self.helo_resp) != (None, None):
            return
        if self.ehlo()[0] // 100 != 2:
            reply = self.helo()
            if reply[0] // 100 != 2:
                raise SMTPHeloError(*reply)

    def has_extn(self, opt):
        return opt.lower() in self.esmtp_features

    def _need(self, extension, problem):
        if not self.has_extn(extension):
            raise SMTPNotSupportedError(problem)

    # ---- plain commands ----

    def noop(self):
        return self.docmd('noop')

    def help(self, args=''):
        _, text = self.docmd('help', args)
        return text

    def verify(self, address):
        return self.docmd('vrfy', _addr_only(address))

    vrfy = verify

    def expn(self, address):
        return self.docmd('expn', _addr_only(address))

    def rset(self):
        self.command_encoding = 'ascii'
        return self.docmd('rset')

    # ---- the steps of a message ----

    def mail(self, sender, options=()):
        options = options if self.does_esmtp else ()
        if 'smtputf8' in map(str.lower, options):
            self._need('smtputf8', 'SMTPUTF8 not supported by server')
            self.command_encoding = 'utf-8'
        return self.docmd('mail', _with_options(
            f'FROM:{quoteaddr(sender)}', options))

    def rcpt(self, recip, options=()):
        return self.docmd('rcpt', _with_options(
            f'TO:{quoteaddr(recip)}', options if self.does_esmtp else ()))

    def data(self, msg):
        """Send the message itself."""
        reply = self.docmd('data')
        self._note('data:', reply)
        if reply[0] != 354:
            raise SMTPDataError(*reply)
        text = _quote_periods(_wire_text(msg))
        end = b'' if text.endswith(bCRLF) else bCRLF
        self.send(b''.join((text, end, b'.', bCRLF)))
        reply = self.getreply()
        self._note('data:', reply)
        return reply

    def _abandon(self, code):
        """Drop the message; 421 means that the server goes away."""
        try:
            if code == 421:
                self.close()
            else:
                self.rset()
        except SMTPServerDisconnected:
            pass

    def sendmail(self, from_addr, to_addrs, msg, mail_options=(),
                 rcpt_options=()):
        """Send a message; {address: (code, text)} of those refused."""
        self.ehlo_or_helo_if_needed()
        msg = _wire_text(msg)
        options = []
        if self.has_extn('size') and self.does_esmtp:
            options = [f'size={len(msg)}']
        code, text = self.mail(from_addr, [*options, *mail_options])
        if code != 250:
            self._abandon(code)
            raise SMTPSenderRefused(code, text, from_addr)
        refused = self._name_recipients(
            [to_addrs] if isinstance(to_addrs, str) else to_addrs,
            rcpt_options)
        code, text = self.data(msg)
        if code != 250:
            self._abandon(code)
            raise SMTPDataError(code, text)
        return refused

    def _name_recipients(self, addresses, options):
        """Those refused; at least one is not."""
        refused, code = {}, None
        for address in addresses:
            code, text = self.rcpt(address, options)
            if code not in (250, 251):
                refused[address] = code, text
            if code == 421:
                break
        if code == 421 or len(refused) == len(addresses):
            self._abandon(code)
            raise SMTPRecipientsRefused(refused)
        return refused

    def send_message(self, msg, from_addr=None, to_addrs=None,
                     mail_options=(), rcpt_options=()):
        """Send a message object, to whom its fields say."""
        self.ehlo_or_helo_if_needed()
        if from_addr is None or to_addrs is None:
            sender, receivers = _envelope(msg)
            from_addr = sender if from_addr is None else from_addr
            to_addrs = receivers if to_addrs is None else to_addrs
        policy = msg.policy.clone(linesep=CRLF)
        if not all(map(str.isascii, (from_addr, *to_addrs))):
            self._need('smtputf8',
                       'One or more source or delivery addresses require '
                       'internationalized email support, but the server does '
                       'not advertise the required SMTPUTF8 capability')
            policy = policy.clone(utf8=True)
            mail_options = (*mail_options, 'SMTPUTF8', 'BODY=8BITMIME')
        shown = copy.copy(msg)
        for name in ('Bcc', 'Resent-Bcc'):
            del shown[name]
        out = io.BytesIO()
        email.generator.BytesGenerator(out, policy=policy).flatten(
            shown, linesep=CRLF)
        return self.sendmail(from_addr, to_addrs, out.getvalue(),
                             mail_options, rcpt_options)

    # ---- who we are ----

    def login(self, user, password, *, initial_response_ok=True):
        """Log in by the best mechanism that the server knows."""
        self.ehlo_or_helo_if_needed()
        self._need('auth', 'SMTP AUTH extension not supported by server.')
        offered = self.esmtp_features['auth'].split()
        self.user, self.password = user, password
        problem = SMTPException('No suitable authentication method found.')
        for mechanism, answer in (('CRAM-MD5', self.auth_cram_md5),
                                  ('PLAIN', self.auth_plain),
                                  ('LOGIN', self.auth_login)):
            if mechanism in offered:
                try:
                    return self.auth(mechanism, answer, initial_response_ok=
                                     initial_response_ok)
                except SMTPAuthenticationError as refusal:
                    problem = refusal
        raise problem

    def auth(self, mechanism, authobject, *, initial_response_ok=True):
        """Log in by a mechanism; authobject(challenge) gives the answers."""
        words, self._answers = [mechanism.upper()], 0
        if initial_response_ok:
            first = authobject()
            if first is not None:
                words.append(_in_base64(first))
                self._answers = 1
        reply = self.docmd('AUTH', ' '.join(words))
        while reply[0] == 334:
            if self._answers > _MAXCHALLENGE:
                raise SMTPException('Server AUTH mechanism infinite loop. '
                                    f'Last response: {reply!r}')
            self._answers += 1
            challenge = base64.decodebytes(reply[1])
            reply = self.docmd(_in_base64(authobject(challenge)))
        if reply[0] not in (235, 503):
            raise SMTPAuthenticationError(*reply)
        return reply

    def auth_cram_md5(self, challenge=None):
        if challenge is None:
            return None
        key = self.password.encode('us-ascii')
        return f"{self.user} {hmac.new(key, challenge, 'md5').hexdigest()}"

    def auth_plain(self, challenge=None):
        return '\0'.join(('', self.user, self.password))

    def auth_login(self, challenge=None):
        return self.password if challenge is not None and \
            self._answers > 1 else self.user

    def starttls(self, keyfile=None, certfile=None, context=None):
        self.ehlo_or_helo_if_needed()
        self._need('starttls', 'STARTTLS extension not supported by server.')
        if ssl is None:
            raise RuntimeError('No SSL support included in this Python')
        reply = self.docmd('STARTTLS')
        if reply[0] != 220:
            raise SMTPResponseException(*reply)
        if context is None:
            context = ssl._create_stdlib_context(certfile=certfile,
                                                 keyfile=keyfile)
        self.sock, self.file = context.wrap_socket(
            self.sock, server_hostname=self._host), None
        self._ungreeted()
        return reply


def _envelope(msg):
    """(from, [to]) as the fields of a message say."""
    blocks = len(msg.get_all('Resent-Date', ()))
    if blocks > 1:
        raise ValueError("message has more than one 'Resent-' header block")
    prefix = 'Resent-' * blocks
    sender = prefix + 'Sender'
    if sender not in msg:
        sender = prefix + 'From'
    receivers = filter(None, (msg[prefix + name]
                              for name in ('To', 'Bcc', 'Cc')))
    (_, sender), *_ = email.utils.getaddresses([msg[sender]])
    return sender, [address for _, address
                    in email.utils.getaddresses(list(receivers))]


class LMTP(SMTP):
    """The local kind: over a Unix socket, its greeting is LHLO."""

    ehlo_msg = 'lhlo'

    def __init__(self, host='', port=LMTP_PORT, local_hostname=None,
                 source_address=None):
        super().__init__(host, port, local_hostname, _DEFAULT_TIMEOUT,
                         source_address)

    def connect(self, host='localhost', port=0, source_address=None):
        if host[0] != '/':
            return super().connect(host, port, source_address)
        sock = socket.socket(socket.AF_UNIX)
        try:
            sock.connect(host)
        except OSError:
            sock.close()
            raise
        return self._greeted_on(sock)


if ssl is not None:
    class SMTP_SSL(SMTP):
        """The same inside TLS from the start."""

        default_port = SMTP_SSL_PORT

        def __init__(self, host='', port=0, local_hostname=None,
                     keyfile=None, certfile=None, timeout=None,
                     source_address=None, context=None):
            if context is None:
                context = ssl._create_stdlib_context(certfile=certfile,
                                                     keyfile=keyfile)
            self.context = context
            super().__init__(host, port, local_hostname, timeout,
                             source_address)

        def _get_socket(self, *where):
            inner = super()._get_socket(*where)
            return self.context.wrap_socket(inner, server_hostname=self._host)

    __all__.append('SMTP_SSL')
