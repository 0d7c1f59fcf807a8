# SPDX-License-Identifier: MIT
# asyncio: servers and clients, protocols, datagrams, pipes, UNIX sockets.

import asyncio
import os
import socket


async def echo():
    async def serve(reader, writer):
        peer = writer.get_extra_info('peername')
        print('client from', peer[0])
        async for line in reader:
            writer.write(b'> ' + line)
            await writer.drain()
        writer.close()

    server = await asyncio.start_server(serve, '127.0.0.1', 0)
    port = server.sockets[0].getsockname()[1]
    async with server:
        reader, writer = await asyncio.open_connection('127.0.0.1', port)
        writer.write(b'one\ntwo\n')
        writer.writelines([b'thr', b'ee\n'])
        print(await reader.readline(), await reader.readuntil(b'two\n'))
        print(await reader.readexactly(4), await reader.read(100))
        writer.write_eof()
        print(await reader.read(), reader.at_eof())
        writer.close()
        await writer.wait_closed()
        print(writer.is_closing())
    print(server.is_serving(), server.sockets)


async def errors():
    try:
        await asyncio.open_connection('127.0.0.1', 9)
    except ConnectionRefusedError as error:
        print(error)
    reader = asyncio.StreamReader(limit=8)
    reader.feed_data(b'abc')
    reader.feed_eof()
    try:
        await reader.readexactly(5)
    except asyncio.IncompleteReadError as error:
        print(error, error.partial, error.expected)
    reader = asyncio.StreamReader(limit=8)
    reader.feed_data(b'0123456789abcdef')
    try:
        await reader.readuntil(b'\n')
    except asyncio.LimitOverrunError as error:
        print(error, error.consumed)
    reader.feed_data(b'\n')
    try:
        await reader.readline()
    except ValueError as error:
        print(error)
    reader = asyncio.StreamReader()
    reader.set_exception(OSError('lost'))
    try:
        await reader.read()
    except OSError as error:
        print(error)


class Upper(asyncio.Protocol):
    def connection_made(self, transport):
        self.transport = transport

    def data_received(self, data):
        self.transport.write(data.upper())

    def eof_received(self):
        print('eof')

    def connection_lost(self, error):
        print('lost', error)


class Client(asyncio.Protocol):
    def __init__(self, done):
        self.done = done

    def connection_made(self, transport):
        transport.write(b'hello')
        self.transport = transport

    def data_received(self, data):
        print('received', data)
        self.transport.close()

    def connection_lost(self, error):
        self.done.set_result(error)


async def protocols():
    loop = asyncio.get_running_loop()
    server = await loop.create_server(Upper, '127.0.0.1', 0)
    port = server.sockets[0].getsockname()[1]
    done = loop.create_future()
    transport, protocol = await loop.create_connection(
        lambda: Client(done), '127.0.0.1', port)
    print(type(protocol).__name__, await done)
    await asyncio.sleep(0.01)
    server.close()
    await server.wait_closed()


class Datagrams(asyncio.DatagramProtocol):
    def connection_made(self, transport):
        self.transport = transport

    def datagram_received(self, data, address):
        print('datagram', data)
        if data == b'ping':
            self.transport.sendto(b'pong', address)
        else:
            self.transport.close()


async def datagrams():
    loop = asyncio.get_running_loop()
    server, _ = await loop.create_datagram_endpoint(
        Datagrams, local_addr=('127.0.0.1', 0))
    client, _ = await loop.create_datagram_endpoint(
        Datagrams, remote_addr=server.get_extra_info('sockname'))
    client.sendto(b'ping')
    await asyncio.sleep(0.05)
    print(client.is_closing())
    server.close()


async def sockets():
    loop = asyncio.get_running_loop()
    left, right = socket.socketpair()
    for each in left, right:
        each.setblocking(False)
    loop.call_later(0.05, right.send, b'later')
    print(await loop.sock_recv(left, 10))
    await loop.sock_sendall(left, b'x' * 100000)
    size = 0
    while size < 100000:
        size += len(await loop.sock_recv(right, 65536))
    print(size)
    came = asyncio.Event()
    loop.add_reader(left, came.set)
    right.send(b'!')
    await came.wait()
    print(loop.remove_reader(left), loop.remove_reader(left))
    left.close()
    right.close()


async def pipes():
    loop = asyncio.get_running_loop()
    r, w = os.pipe()
    reader = asyncio.StreamReader()
    await loop.connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(reader), os.fdopen(r, 'rb'))
    os.write(w, b'through a pipe\n')
    print(await reader.readline())
    os.close(w)
    print(await reader.read())


async def many():
    async def serve(reader, writer):
        number = int(await reader.readline())
        await asyncio.sleep(number / 100)
        writer.write(b'%d' % (number * number))
        writer.close()

    server = await asyncio.start_server(serve, '127.0.0.1', 0)
    address = server.sockets[0].getsockname()

    async def ask(number):
        reader, writer = await asyncio.open_connection(*address)
        writer.write(b'%d\n' % number)
        answer = await reader.read()
        writer.close()
        return int(answer)

    print(await asyncio.gather(*(ask(n) for n in range(10))))
    server.close()


for part in (echo, errors, protocols, datagrams, sockets, pipes, many):
    print('--', part.__name__)
    asyncio.run(part())
