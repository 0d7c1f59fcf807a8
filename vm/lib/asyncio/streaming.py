# SPDX-License-Identifier: MIT
# Connections and servers of a loop, from names to transports.

import collections
import socket

from . import exceptions, tasks
from .log import logger
from .servers import Server


_PROTOCOLS = {socket.SOCK_STREAM: socket.IPPROTO_TCP,
              socket.SOCK_DGRAM: socket.IPPROTO_UDP}


def _port_number(port):
    return 0 if port in (None, '', b'') else int(port)


def _is_address(family, host):
    try:
        socket.inet_pton(family, host)
    except OSError:
        return False
    return True


def _ipaddr_info(host, port, family, type, proto, flowinfo=0, scopeid=0):
    """What getaddrinfo would say, when `host` is an address already."""
    if host is None or type not in _PROTOCOLS \
            or proto not in (0, *_PROTOCOLS.values()):
        return None
    host = host if isinstance(host, str) else host.decode('ascii')
    try:
        port = _port_number(port)
    except (ValueError, TypeError):
        return None
    for each in (family,) if family else (socket.AF_INET, socket.AF_INET6):
        if '%' not in host and _is_address(each, host):
            rest = () if each == socket.AF_INET else (flowinfo, scopeid)
            return each, type, _PROTOCOLS[type], '', (host, port, *rest)
    return None


def _interleaved(infos, first=1):
    """Alternating between families, `first` of the first one in front."""
    by_family = collections.OrderedDict()
    for info in infos:
        by_family.setdefault(info[0], []).append(info)
    queues = list(by_family.values())
    ordered = queues[0][:first - 1] if first > 1 else []
    del queues[0][:len(ordered)]
    while any(queues):
        for queue in queues:
            if queue:
                ordered.append(queue.pop(0))
    return ordered


def _refuse_ssl(ssl):
    if ssl:
        raise NotImplementedError('asyncio: TLS is not built')


def _check_without_ssl(**given):
    for name, value in given.items():
        if value is not None:
            raise ValueError(f'{name} is only meaningful with ssl')


def _need_kind(sock, kind, shown):
    if sock.type != kind:
        raise ValueError(f'A {shown} Socket was expected, got {sock!r}')


def _is_named(host, port, sock, missing):
    """Is it host and port, not a socket, that a connection is asked of?"""
    if host is None and port is None:
        if sock is None:
            raise ValueError(missing)
        _need_kind(sock, socket.SOCK_STREAM, 'Stream')
        return False
    if sock is not None:
        raise ValueError('host/port and sock can not be specified at the same '
                         'time')
    return True


def _cannot_bind(address, error):
    return OSError(error.errno, 'error while attempting to bind on address '
                   f'{address!r}: {error.strerror.lower()}')


def _set_options(sock, *options):
    for wanted, level, option in options:
        if wanted:
            sock.setsockopt(level, option, 1)


def _check_number(name, kind, value, least):
    problem = f'{name} must be a {kind} integer (got {value!r})'
    if not isinstance(value, int):
        raise TypeError(problem)
    if value < least:
        raise ValueError(problem)


def _check_sendfile(file, offset, count):
    if 'b' not in getattr(file, 'mode', 'binary'):
        raise ValueError('file should be opened in binary mode')
    if count is not None:
        _check_number('count', 'positive', count, 1)
    _check_number('offset', 'non-negative', offset, 0)


def _refuse_modifiers(given):
    shown = ', '.join(f'{name}={value}' for name, value in given.items()
                      if value)
    if shown:
        raise ValueError('socket modifier keyword arguments can not be used '
                         f'when sock is specified. ({shown})')


class ConnectionMaker:
    """The part of a loop that makes connections."""

    async def _ensure_resolved(self, address, *, family=0,
                               type=socket.SOCK_STREAM, proto=0, flags=0,
                               loop):
        host, port = address[:2]
        known = _ipaddr_info(host, port, family, type, proto, *address[2:])
        if known is not None:
            return [known]
        return await loop.getaddrinfo(host, port, family=family, type=type,
                                      proto=proto, flags=flags)

    async def _resolve(self, address, family, proto, flags):
        infos = await self._ensure_resolved(
            address, family=family, type=socket.SOCK_STREAM, proto=proto,
            flags=flags, loop=self)
        if not infos:
            raise OSError('getaddrinfo() returned empty list')
        return infos

    async def _connect_sock(self, failures, info, local_infos=None):
        """A socket connected to one address; what goes wrong is noted."""
        family, type, proto, _, address = info
        failures.append([])
        try:
            sock = socket.socket(family=family, type=type, proto=proto)
            try:
                sock.setblocking(False)
                if local_infos is not None:
                    self._bind_to_one(sock, local_infos, failures[-1])
                await self.sock_connect(sock, address)
            except BaseException:
                sock.close()
                raise
        except OSError as error:
            failures[-1].append(error)
            raise
        return sock

    def _bind_to_one(self, sock, local_infos, failures):
        for *_, local in local_infos:
            try:
                return sock.bind(local)
            except OSError as error:
                failures.append(_cannot_bind(local, error))
        raise failures.pop()

    async def create_connection(
            self, protocol_factory, host=None, port=None, *, ssl=None,
            family=0, proto=0, flags=0, sock=None, local_addr=None,
            server_hostname=None, ssl_handshake_timeout=None,
            ssl_shutdown_timeout=None, happy_eyeballs_delay=None,
            interleave=None, all_errors=False):
        """Connect to host and port: (transport, protocol)."""
        if not ssl:
            _check_without_ssl(server_hostname=server_hostname,
                               ssl_handshake_timeout=ssl_handshake_timeout)
        _refuse_ssl(ssl)
        if _is_named(host, port, sock, 'host and port was not specified and '
                     'no sock specified'):
            sock = await self._connect_somewhere(
                (host, port), family, proto, flags, local_addr, interleave,
                all_errors)
        return await self._create_connection_transport(
            sock, protocol_factory, ssl, server_hostname)

    async def _connect_somewhere(self, address, family, proto, flags,
                                 local_addr, interleave, all_errors):
        infos = await self._resolve(address, family, proto, flags)
        local_infos = None if local_addr is None else \
            await self._resolve(local_addr, family, proto, flags)
        if interleave:
            infos = _interleaved(infos, interleave)
        failures = []
        for info in infos:
            try:
                return await self._connect_sock(failures, info, local_infos)
            except OSError:
                continue
        failures = [error for each in failures for error in each]
        try:
            if len(failures) == 1 or \
                    len({str(error) for error in failures}) == 1:
                raise failures[0]
            raise OSError('Multiple exceptions: '
                          f"{', '.join(str(error) for error in failures)}")
        finally:
            failures = None

    async def _attached(self, make, made_of, protocol_factory, *args):
        """(transport, protocol) once the protocol knows its transport."""
        protocol = protocol_factory()
        waiter = self.create_future()
        transport = make(made_of, protocol, *args, waiter)
        try:
            await waiter
        except BaseException:
            transport.close()
            raise
        return transport, protocol

    async def _create_connection_transport(
            self, sock, protocol_factory, ssl, server_hostname,
            server_side=False, ssl_handshake_timeout=None):
        sock.setblocking(False)
        made = await self._attached(self._make_socket_transport, sock,
                                    protocol_factory)
        if self._debug:
            peer = made[0].get_extra_info('peername') or ('', '')
            logger.debug('%r connected to %s:%r: %r', sock, *peer[:2], made)
        return made

    async def connect_accepted_socket(
            self, protocol_factory, sock, *, ssl=None,
            ssl_handshake_timeout=None, ssl_shutdown_timeout=None):
        """A transport for a connection that was accepted elsewhere."""
        _need_kind(sock, socket.SOCK_STREAM, 'Stream')
        if not ssl:
            _check_without_ssl(ssl_handshake_timeout=ssl_handshake_timeout)
        _refuse_ssl(ssl)
        return await self._create_connection_transport(
            sock, protocol_factory, ssl, '', server_side=True)

    # -- servers

    async def create_server(
            self, protocol_factory, host=None, port=None, *,
            family=socket.AF_UNSPEC, flags=socket.AI_PASSIVE, sock=None,
            backlog=100, ssl=None, reuse_address=None, reuse_port=None,
            keep_alive=None, ssl_handshake_timeout=None,
            ssl_shutdown_timeout=None, start_serving=True):
        """Listen: a Server."""
        if isinstance(ssl, bool):
            raise TypeError('ssl argument must be an SSLContext or None')
        if ssl is None:
            _check_without_ssl(ssl_handshake_timeout=ssl_handshake_timeout)
        _refuse_ssl(ssl)
        sockets = [sock]
        if _is_named(host, port, sock,
                     'Neither host/port nor sock were specified'):
            sockets = await self._bind_all(host, port, family, flags,
                                           reuse_address, reuse_port)
        for sock in sockets:
            sock.setblocking(False)
        server = Server(self, sockets, protocol_factory, ssl, backlog,
                        ssl_handshake_timeout)
        if start_serving:
            server._start_serving()
            await tasks.sleep(0)
        if self._debug:
            logger.info('%r is serving', server)
        return server

    async def _bind_all(self, host, port, family, flags, reuse_address,
                        reuse_port):
        if reuse_address is None:
            reuse_address = True
        hosts = [None] if host == '' else \
            [host] if isinstance(host, str) or host is None else host
        found = await tasks.gather(*[
            self._ensure_resolved((each, port), family=family,
                                  type=socket.SOCK_STREAM, flags=flags,
                                  loop=self) for each in hosts])
        sockets = []
        try:
            for info in dict.fromkeys(info for infos in found
                                      for info in infos):
                self._bind_one(sockets, info, reuse_address, reuse_port)
        except BaseException:
            for sock in sockets:
                sock.close()
            raise
        return sockets

    def _bind_one(self, sockets, info, reuse_address, reuse_port):
        family, type, proto, _, address = info
        try:
            sock = socket.socket(family, type, proto)
        except OSError:
            return      # a family that there is no support for
        sockets.append(sock)
        _set_options(
            sock, (reuse_address, socket.SOL_SOCKET, socket.SO_REUSEADDR),
            (reuse_port, socket.SOL_SOCKET, socket.SO_REUSEPORT),
            (family == socket.AF_INET6, socket.IPPROTO_IPV6,
             socket.IPV6_V6ONLY))
        try:
            sock.bind(address)
        except OSError as error:
            raise _cannot_bind(address, error) from None

    # -- datagrams

    async def create_datagram_endpoint(
            self, protocol_factory, local_addr=None, remote_addr=None, *,
            family=0, proto=0, flags=0, reuse_address=None, reuse_port=None,
            allow_broadcast=None, sock=None):
        """A socket for datagrams: (transport, protocol)."""
        remote = None
        if sock is not None:
            _need_kind(sock, socket.SOCK_DGRAM, 'UDP')
            _refuse_modifiers(dict(
                local_addr=local_addr, remote_addr=remote_addr, family=family,
                proto=proto, flags=flags, reuse_address=reuse_address,
                reuse_port=reuse_port, allow_broadcast=allow_broadcast))
            sock.setblocking(False)
        elif reuse_address:
            raise ValueError('Passing `reuse_address=True` is no longer '
                             'supported, as the usage of SO_REUSEPORT in UDP '
                             'poses a significant security concern.')
        elif not (family or local_addr or remote_addr):
            raise ValueError('unexpected address family')
        else:
            sock, remote = await self._datagram_socket(
                local_addr, remote_addr, family, proto, flags, reuse_port,
                allow_broadcast)
        return await self._attached(self._make_datagram_transport, sock,
                                    protocol_factory, remote)

    async def _datagram_pairs(self, local_addr, remote_addr, family, proto,
                              flags):
        """(family, proto), (local, remote) to be tried."""
        if not local_addr and not remote_addr:
            return [((family, proto), (None, None))]
        if hasattr(socket, 'AF_UNIX') and family == socket.AF_UNIX:
            for address in (local_addr, remote_addr):
                if address is not None and not isinstance(address, str):
                    raise TypeError('string is expected')
            return [((family, proto), (local_addr, remote_addr))]
        found = {}
        for place, address in enumerate((local_addr, remote_addr)):
            if address is None:
                continue
            if not (isinstance(address, tuple) and len(address) == 2):
                raise TypeError('2-tuple is expected')
            for each in await self._ensure_resolved(
                    address, family=family, type=socket.SOCK_DGRAM,
                    proto=proto, flags=flags, loop=self):
                found.setdefault((each[0], each[2]),
                                 [None, None])[place] = each[4]
        pairs = [(key, tuple(pair)) for key, pair in found.items()
                 if not (local_addr and pair[0] is None or
                         remote_addr and pair[1] is None)]
        if not pairs:
            raise ValueError('can not get address information')
        return pairs

    async def _datagram_socket(self, local_addr, remote_addr, family, proto,
                               flags, reuse_port, allow_broadcast):
        failures = []
        pairs = await self._datagram_pairs(local_addr, remote_addr, family,
                                           proto, flags)
        for (family, proto), (local, remote) in pairs:
            try:
                sock = socket.socket(family=family, type=socket.SOCK_DGRAM,
                                     proto=proto)
                try:
                    _set_options(
                        sock,
                        (reuse_port, socket.SOL_SOCKET, socket.SO_REUSEPORT),
                        (allow_broadcast, socket.SOL_SOCKET,
                         socket.SO_BROADCAST))
                    sock.setblocking(False)
                    if local_addr:
                        sock.bind(local)
                    if remote_addr and not allow_broadcast:
                        await self.sock_connect(sock, remote)
                except BaseException:
                    sock.close()
                    raise
                return sock, remote
            except OSError as error:
                failures.append(error)
        raise failures[0]

    # -- files

    async def sendfile(self, transport, file, offset=0, count=None, *,
                       fallback=True):
        """A binary file through a transport; bytes sent."""
        if transport.is_closing():
            raise RuntimeError('Transport is closing')
        _check_sendfile(file, offset, count)
        if not fallback:
            raise exceptions.SendfileNotAvailableError(
                f'sendfile syscall is not available for transport '
                f'{transport!r} and file {file!r} combination')
        if hasattr(file, 'seek'):
            file.seek(offset)
        total = 0
        while count is None or total < count:
            size = 16384 if count is None else min(16384, count - total)
            data = file.read(size)
            if not data:
                break
            transport.write(data)
            total += len(data)
            await tasks.sleep(0)
        return total

    async def start_tls(self, *args, **kwargs):
        _refuse_ssl(True)

    async def connect_read_pipe(self, protocol_factory, pipe):
        """(transport, protocol) for the reading end of a pipe."""
        return await self._attached(self._make_read_pipe_transport, pipe,
                                    protocol_factory)

    async def connect_write_pipe(self, protocol_factory, pipe):
        """... the writing end."""
        return await self._attached(self._make_write_pipe_transport, pipe,
                                    protocol_factory)
