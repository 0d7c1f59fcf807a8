# SPDX-License-Identifier: MIT
# Connections and servers of a loop, from names to transports.

import collections
import os
import socket
import sys

from . import exceptions, tasks
from .log import logger
from .servers import Server


def _ipaddr_info(host, port, family, type, proto, flowinfo=0, scopeid=0):
    """What getaddrinfo would say, when `host` is an address already."""
    if type not in (socket.SOCK_STREAM, socket.SOCK_DGRAM) or host is None \
            or proto not in (0, socket.IPPROTO_TCP, socket.IPPROTO_UDP):
        return None
    proto = socket.IPPROTO_TCP if type == socket.SOCK_STREAM \
        else socket.IPPROTO_UDP
    if port in (None, '', b''):
        port = 0
    else:
        try:
            port = int(port)
        except (TypeError, ValueError):
            return None
    if isinstance(host, bytes):
        host = host.decode('ascii')
    if '%' in host:
        return None
    families = [socket.AF_INET, socket.AF_INET6] \
        if family == socket.AF_UNSPEC else [family]
    for each in families:
        try:
            socket.inet_pton(each, host)
        except OSError:
            continue
        address = (host, port) if each == socket.AF_INET \
            else (host, port, flowinfo, scopeid)
        return each, type, proto, '', address
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


def _check_sendfile(file, offset, count):
    if 'b' not in getattr(file, 'mode', 'b'):
        raise ValueError('file should be opened in binary mode')
    if count is not None:
        if not isinstance(count, int):
            raise TypeError('count must be a positive integer (got '
                            f'{count!r})')
        if count <= 0:
            raise ValueError('count must be a positive integer (got '
                             f'{count!r})')
    if not isinstance(offset, int):
        raise TypeError('offset must be a non-negative integer (got '
                        f'{offset!r})')
    if offset < 0:
        raise ValueError('offset must be a non-negative integer (got '
                         f'{offset!r})')


class ConnectionMaker:
    """The part of a loop that makes connections."""

    async def _ensure_resolved(self, address, *, family=0,
                               type=socket.SOCK_STREAM, proto=0, flags=0,
                               loop):
        host, port = address[:2]
        info = _ipaddr_info(host, port, family, type, proto, *address[2:])
        if info is not None:
            return [info]
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
        family, type, proto, _, address = info
        sock = None
        mine = []
        failures.append(mine)
        try:
            sock = socket.socket(family=family, type=type, proto=proto)
            sock.setblocking(False)
            if local_infos is not None:
                self._bind_to_one(sock, local_infos, mine)
            await self.sock_connect(sock, address)
            return sock
        except OSError as error:
            mine.append(error)
            if sock is not None:
                sock.close()
            raise
        except BaseException:
            if sock is not None:
                sock.close()
            raise

    def _bind_to_one(self, sock, local_infos, failures):
        for _, _, _, _, local in local_infos:
            try:
                sock.bind(local)
                return
            except OSError as error:
                failures.append(OSError(
                    error.errno, 'error while attempting to bind on address '
                    f'{local!r}: {error.strerror.lower()}'))
        raise failures.pop()

    async def create_connection(
            self, protocol_factory, host=None, port=None, *, ssl=None,
            family=0, proto=0, flags=0, sock=None, local_addr=None,
            server_hostname=None, ssl_handshake_timeout=None,
            ssl_shutdown_timeout=None, happy_eyeballs_delay=None,
            interleave=None, all_errors=False):
        """Connect to host and port: (transport, protocol)."""
        if server_hostname is not None and not ssl:
            raise ValueError('server_hostname is only meaningful with ssl')
        if ssl_handshake_timeout is not None and not ssl:
            raise ValueError('ssl_handshake_timeout is only meaningful with '
                             'ssl')
        _refuse_ssl(ssl)
        if host is not None or port is not None:
            if sock is not None:
                raise ValueError('host/port and sock can not be specified at '
                                 'the same time')
            sock = await self._connect_somewhere(
                (host, port), family, proto, flags, local_addr, interleave,
                all_errors)
        elif sock is None:
            raise ValueError('host and port was not specified and no sock '
                             'specified')
        elif sock.type != socket.SOCK_STREAM:
            raise ValueError(f'A Stream Socket was expected, got {sock!r}')
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

    async def _create_connection_transport(
            self, sock, protocol_factory, ssl, server_hostname,
            server_side=False, ssl_handshake_timeout=None):
        sock.setblocking(False)
        protocol = protocol_factory()
        waiter = self.create_future()
        transport = self._make_socket_transport(sock, protocol, waiter)
        try:
            await waiter
        except BaseException:
            transport.close()
            raise
        if self._debug:
            logger.debug('%r connected to %s:%r: (%r, %r)', sock,
                         *(transport.get_extra_info('peername')
                           or ('', ''))[:2], transport, protocol)
        return transport, protocol

    async def connect_accepted_socket(
            self, protocol_factory, sock, *, ssl=None,
            ssl_handshake_timeout=None, ssl_shutdown_timeout=None):
        """A transport for a connection that was accepted elsewhere."""
        if sock.type != socket.SOCK_STREAM:
            raise ValueError(f'A Stream Socket was expected, got {sock!r}')
        if ssl_handshake_timeout is not None and not ssl:
            raise ValueError('ssl_handshake_timeout is only meaningful with '
                             'ssl')
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
        if ssl_handshake_timeout is not None and ssl is None:
            raise ValueError('ssl_handshake_timeout is only meaningful with '
                             'ssl')
        _refuse_ssl(ssl)
        if host is not None or port is not None:
            if sock is not None:
                raise ValueError('host/port and sock can not be specified at '
                                 'the same time')
            sockets = await self._bind_all(host, port, family, flags,
                                           reuse_address, reuse_port)
        elif sock is None:
            raise ValueError('Neither host/port nor sock were specified')
        elif sock.type != socket.SOCK_STREAM:
            raise ValueError(f'A Stream Socket was expected, got {sock!r}')
        else:
            sockets = [sock]
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
            reuse_address = os.name == 'posix' and sys.platform != 'cygwin'
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
        if reuse_address:
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, True)
        if reuse_port:
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        if family == socket.AF_INET6:
            sock.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, True)
        try:
            sock.bind(address)
        except OSError as error:
            raise OSError(
                error.errno, 'error while attempting to bind on address '
                f'{address!r}: {error.strerror.lower()}') from None

    # -- datagrams

    async def create_datagram_endpoint(
            self, protocol_factory, local_addr=None, remote_addr=None, *,
            family=0, proto=0, flags=0, reuse_address=None, reuse_port=None,
            allow_broadcast=None, sock=None):
        """A socket for datagrams: (transport, protocol)."""
        if sock is not None:
            if sock.type != socket.SOCK_DGRAM:
                raise ValueError(f'A UDP Socket was expected, got {sock!r}')
            given = dict(local_addr=local_addr, remote_addr=remote_addr,
                         family=family, proto=proto, flags=flags,
                         reuse_address=reuse_address, reuse_port=reuse_port,
                         allow_broadcast=allow_broadcast)
            given = ', '.join(f'{name}={value}'
                              for name, value in given.items() if value)
            if given:
                raise ValueError('socket modifier keyword arguments can not '
                                 'be used when sock is specified. '
                                 f'({given})')
            sock.setblocking(False)
            remote = None
        else:
            if reuse_address:
                raise ValueError('Passing `reuse_address=True` is no longer '
                                 'supported, as the usage of SO_REUSEPORT in '
                                 'UDP poses a significant security concern.')
            if not (local_addr or remote_addr or family):
                raise ValueError('unexpected address family')
            sock, remote = await self._datagram_socket(
                local_addr, remote_addr, family, proto, flags, reuse_port,
                allow_broadcast)
        protocol = protocol_factory()
        waiter = self.create_future()
        transport = self._make_datagram_transport(sock, protocol, remote,
                                                  waiter)
        try:
            await waiter
        except BaseException:
            transport.close()
            raise
        return transport, protocol

    async def _datagram_pairs(self, local_addr, remote_addr, family, proto,
                              flags):
        """(family, proto), (local, remote) to be tried."""
        if not (local_addr or remote_addr):
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
        for (each, number), (local, remote) in await self._datagram_pairs(
                local_addr, remote_addr, family, proto, flags):
            sock = None
            try:
                sock = socket.socket(family=each, type=socket.SOCK_DGRAM,
                                     proto=number)
                if reuse_port:
                    sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
                if allow_broadcast:
                    sock.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1)
                sock.setblocking(False)
                if local_addr:
                    sock.bind(local)
                if remote_addr:
                    if not allow_broadcast:
                        await self.sock_connect(sock, remote)
                return sock, remote
            except OSError as error:
                if sock is not None:
                    sock.close()
                failures.append(error)
            except BaseException:
                if sock is not None:
                    sock.close()
                raise
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
        return await self._connect_pipe(self._make_read_pipe_transport,
                                        protocol_factory, pipe)

    async def connect_write_pipe(self, protocol_factory, pipe):
        """... the writing end."""
        return await self._connect_pipe(self._make_write_pipe_transport,
                                        protocol_factory, pipe)

    async def _connect_pipe(self, make, protocol_factory, pipe):
        protocol = protocol_factory()
        waiter = self.create_future()
        transport = make(pipe, protocol, waiter)
        try:
            await waiter
        except BaseException:
            transport.close()
            raise
        return transport, protocol
