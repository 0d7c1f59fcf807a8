# SPDX-License-Identifier: MIT
# library: asyncore asynchat
# A server and a client of lines in one thread, and what goes wrong there.
import warnings
warnings.simplefilter('ignore')
import asynchat, asyncore, contextlib, io, os, socket

served = {}


class Session(asynchat.async_chat):
    """LINE echoes a line; COUNT takes five bytes; BYE ends it."""

    def __init__(self, sock):
        super().__init__(sock, served)
        self.set_terminator(b'\r\n')

    def collect_incoming_data(self, data):
        self._collect_incoming_data(data)

    def found_terminator(self):
        data = self._get_data()
        print('server:', data, self.get_terminator())
        if data == b'COUNT':
            self.set_terminator(5)
            return
        self.set_terminator(b'\r\n')
        self.push(b'<' + data + b'>\r\n')
        if data == b'MORE':
            self.push_with_producer(asynchat.simple_producer(b'x' * 1000))
        if data == b'BYE':
            self.close_when_done()


class Server(asyncore.dispatcher):
    def __init__(self):
        super().__init__(map=served)
        self.create_socket()
        self.set_reuse_addr()
        self.bind(('127.0.0.1', 0))
        self.listen(1)

    def handle_accepted(self, sock, addr):
        Session(sock)
        self.close()


class Client(asyncore.dispatcher_with_send):
    def __init__(self, address):
        super().__init__(map=served)
        self.got = b''
        self.create_socket()
        self.connect(address)

    def handle_connect(self):
        print('client: connected')
        self.send(b'LINE\r\nCOUNT\r\nabcdeMO')
        self.send(b'RE\r\nBYE\r\n')

    def handle_read(self):
        self.got += self.recv(100)

    def handle_close(self):
        print('client: closed', len(self.got), self.got[:20], self.got[-9:])
        self.close()


for use_poll in (False, True):
    server = Server()
    client = Client(server.socket.getsockname())
    asyncore.loop(timeout=0.1, map=served, use_poll=use_poll)
    print(served)


class Broken(asyncore.dispatcher):
    def handle_read(self):
        raise ValueError('no')

    def __repr__(self):
        return '<broken>'


one, two = socket.socketpair()
two.send(b'x')
bad = Broken(one, served)
out = io.StringIO()
with contextlib.redirect_stdout(out):
    asyncore.poll(0, served)
shown = out.getvalue()
print(shown[:shown.index('[')], 'handle_read|' in shown, shown.count('warning'))
print(served, [asynchat.find_prefix_at_end(text, '\r\n')
               for text in ('abc', 'abc\r', 'abc\r\n')])
for act in (asyncore.ExitNow, OSError(9, 'bad'), KeyError('k')):
    class Raiser(asyncore.dispatcher):
        def close(self):
            raise act
    try:
        asyncore.close_all({1: Raiser()})
    except BaseException as error:
        print(repr(error))
try:
    Session(socket.socketpair()[0]).set_terminator(-1)
except ValueError as error:
    print(error)
r, w = os.pipe()
wrapped = asyncore.file_wrapper(r)
os.write(w, b'data')
print(wrapped.recv(10), wrapped.getsockopt(socket.SOL_SOCKET,
                                           socket.SO_ERROR))
wrapped.close()
wrapped.close()
