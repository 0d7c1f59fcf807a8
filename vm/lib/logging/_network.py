# SPDX-License-Identifier: MIT
# Handlers that send records to another process: pickled over a socket, as
# lines to a system log, as a web request, as mail.

import logging
import pickle
import socket
import struct
import time

DEFAULT_TCP_LOGGING_PORT = 9020
DEFAULT_UDP_LOGGING_PORT = 9021
DEFAULT_HTTP_LOGGING_PORT = 9022
DEFAULT_SOAP_LOGGING_PORT = 9023
SYSLOG_UDP_PORT = SYSLOG_TCP_PORT = 514


class SocketHandler(logging.Handler):
    """Pickled records, each behind its length, over TCP (or a Unix path)."""

    retryStart = 1.0
    retryMax = 30.0
    retryFactor = 2.0

    def __init__(self, host, port):
        super().__init__()
        self.host, self.port = host, port
        self.address = host if port is None else (host, port)
        self.closeOnError = False
        self.sock = self.retryTime = None

    def makeSocket(self, timeout=1):
        if self.port is not None:
            return socket.create_connection(self.address, timeout=timeout)
        made = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        made.settimeout(timeout)
        try:
            made.connect(self.address)
        except OSError:
            made.close()
            raise
        return made

    def createSocket(self):
        """Connect; after a failure not again before some time has passed."""
        now, again = time.time(), self.retryTime
        if again is not None and now < again:
            return
        try:
            self.sock = self.makeSocket()
        except OSError:
            self.retryPeriod = self.retryStart if again is None else min(
                self.retryPeriod * self.retryFactor, self.retryMax)
            self.retryTime = now + self.retryPeriod
        else:
            self.retryTime = None

    def send(self, s):
        if self.sock is None:
            self.createSocket()
        if self.sock:
            try:
                self.sock.sendall(s)
            except OSError:
                self._hang_up()

    def makePickle(self, record):
        if record.exc_info:
            self.format(record)     # keeps the traceback as text
        fields = dict(record.__dict__)
        fields['msg'] = record.getMessage()
        fields['args'] = None
        fields['exc_info'] = None
        fields.pop('message', None)
        data = pickle.dumps(fields, 1)
        return struct.pack('>L', len(data)) + data

    def _hang_up(self):
        open_one, self.sock = self.sock, None
        if open_one:
            open_one.close()
        return open_one

    def handleError(self, record):
        if not (self.closeOnError and self._hang_up()):
            super().handleError(record)

    def emit(self, record):
        try:
            self.send(self.makePickle(record))
        except Exception:
            self.handleError(record)

    def close(self):
        with self.lock:
            self._hang_up()
            super().close()


class DatagramHandler(SocketHandler):
    def makeSocket(self):
        family = socket.AF_UNIX if self.port is None else socket.AF_INET
        return socket.socket(family, socket.SOCK_DGRAM)

    def send(self, s):
        if self.sock is None:
            self.createSocket()
        self.sock.sendto(s, self.address)


_PRIORITIES = 'emerg alert crit err warning notice info debug'.split()
_FACILITIES = ('kern user mail daemon auth syslog lpr news uucp cron authpriv '
               'ftp ntp security console solcron local0 local1 local2 local3 '
               'local4 local5 local6 local7').split()


class SysLogHandler(logging.Handler):
    """Lines to a system log, over UDP, TCP or a Unix socket."""

    priority_names = {name: number for number, name
                      in enumerate(_PRIORITIES)}
    priority_names.update(critical=2, error=3, panic=0, warn=4)
    facility_names = {name: number for number, name
                      in enumerate(_FACILITIES)}
    priority_map = {'DEBUG': 'debug', 'INFO': 'info', 'WARNING': 'warning',
                    'ERROR': 'error', 'CRITICAL': 'critical'}
    ident = ''
    append_nul = True

    def __init__(self, address=('localhost', SYSLOG_UDP_PORT), facility=1,
                 socktype=None):
        logging.Handler.__init__(self)
        self.address = address
        self.facility = facility
        self.socktype = socktype
        self.unixsocket = isinstance(address, str)
        if self.unixsocket:
            try:
                self._connect_unixsocket(address)
            except OSError:
                pass
            return
        self.socktype = socket.SOCK_DGRAM if socktype is None else socktype
        self._connect(*address)

    def _connect(self, host, port):
        # The first of the host's addresses that there is a socket for.
        found = socket.getaddrinfo(host, port, 0, self.socktype)
        if not found:
            raise OSError('getaddrinfo returns an empty list')
        failure = None
        for family, kind, protocol, _, address in found:
            line = None
            try:
                line = socket.socket(family, kind, protocol)
                if kind == socket.SOCK_STREAM:
                    line.connect(address)
            except OSError as error:
                failure = error
                if line is not None:
                    line.close()
            else:
                self.socket = line
                return
        raise failure

    def _connect_unixsocket(self, address):
        kind = socket.SOCK_DGRAM if self.socktype is None else self.socktype
        self.socket = socket.socket(socket.AF_UNIX, kind)
        try:
            self.socket.connect(address)
            self.socktype = kind
        except OSError:
            self.socket.close()
            raise

    def encodePriority(self, facility, priority):
        if isinstance(facility, str):
            facility = self.facility_names[facility]
        if isinstance(priority, str):
            priority = self.priority_names[priority]
        return facility << 3 | priority

    def mapPriority(self, levelName):
        return self.priority_map.get(levelName, 'warning')

    def emit(self, record):
        try:
            text = self.format(record)
            if self.ident:
                text = self.ident + text
            if self.append_nul:
                text += '\0'
            priority = self.encodePriority(
                self.facility, self.mapPriority(record.levelname))
            data = f'<{priority}>'.encode() + text.encode()
            if self.unixsocket:
                try:
                    self.socket.send(data)
                except OSError:
                    self.socket.close()
                    self._connect_unixsocket(self.address)
                    self.socket.send(data)
            elif self.socktype == socket.SOCK_DGRAM:
                self.socket.sendto(data, self.address)
            else:
                self.socket.sendall(data)
        except Exception:
            self.handleError(record)

    def close(self):
        self.acquire()
        try:
            self.socket.close()
            logging.Handler.close(self)
        finally:
            self.release()


for _number, _name in enumerate(_PRIORITIES):
    setattr(SysLogHandler, 'LOG_' + _name.upper(), _number)
for _number, _name in enumerate(_FACILITIES):
    if _number < 12 or _number >= 16:
        setattr(SysLogHandler, 'LOG_' + _name.upper(), _number)


class HTTPHandler(logging.Handler):
    """Each record as the fields of a form."""

    def __init__(self, host, url, method='GET', secure=False,
                 credentials=None, context=None):
        super().__init__()
        self.method = method.upper()
        if self.method not in ('GET', 'POST'):
            raise ValueError('method must be GET or POST')
        if context is not None and not secure:
            raise ValueError('context parameter only makes sense with '
                             'secure=True')
        self.host, self.url = host, url
        self.secure, self.context = secure, context
        self.credentials = credentials

    def mapLogRecord(self, record):
        return record.__dict__

    def getConnection(self, host, secure):
        import http.client
        if secure:
            return http.client.HTTPSConnection(host, context=self.context)
        return http.client.HTTPConnection(host)

    def emit(self, record):
        try:
            from urllib.parse import urlencode
            connection = self.getConnection(self.host, self.secure)
            form = urlencode(self.mapLogRecord(record))
            body, headers, url = None, {}, self.url
            if self.method == 'GET':
                url += ('&' if '?' in url else '?') + form
            else:
                body = form.encode('utf-8')
                headers = {'Content-type': 'application/x-www-form-urlencoded',
                           'Content-length': str(len(body))}
            if self.credentials:
                import base64
                pair = ':'.join(self.credentials).encode('utf-8')
                headers['Authorization'] = (
                    'Basic ' + base64.b64encode(pair).decode('ascii'))
            connection.putrequest(self.method, url)
            for name, value in headers.items():
                connection.putheader(name, value)
            connection.endheaders(body)
            connection.getresponse()
        except Exception:
            self.handleError(record)


def _pair(value):
    return value if isinstance(value, (list, tuple)) else (value, None)


class SMTPHandler(logging.Handler):
    """Each record as a mail; sending needs the module smtplib."""

    def __init__(self, mailhost, fromaddr, toaddrs, subject,
                 credentials=None, secure=None, timeout=5.0):
        super().__init__()
        self.mailhost, self.mailport = _pair(mailhost)
        self.username, self.password = _pair(credentials)
        self.toaddrs = [toaddrs] if isinstance(toaddrs, str) else toaddrs
        self.fromaddr, self.subject = fromaddr, subject
        self.secure, self.timeout = secure, timeout

    def getSubject(self, record):
        return self.subject

    def emit(self, record):
        try:
            import smtplib
            from email.message import EmailMessage
            message = EmailMessage()
            message['From'] = self.fromaddr
            message['To'] = ','.join(self.toaddrs)
            message['Subject'] = self.getSubject(record)
            message.set_content(self.format(record))
            with smtplib.SMTP(self.mailhost,
                              self.mailport or smtplib.SMTP_PORT,
                              timeout=self.timeout) as smtp:
                user = self.username
                if user and self.secure is not None:
                    smtp.starttls(*self.secure)
                if user:
                    smtp.login(user, self.password)
                smtp.send_message(message)
        except Exception:
            self.handleError(record)
