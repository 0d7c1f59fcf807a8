# SPDX-License-Identifier: MIT
# Servers: a listening socket whose requests each go to a handler object. A
# request is a connected socket (streams) or data and its socket (datagrams).

import selectors
import socket
import sys
import threading
import time
import traceback
from io import BufferedIOBase, BytesIO

__all__ = ['BaseRequestHandler', 'BaseServer', 'DatagramRequestHandler',
           'StreamRequestHandler', 'TCPServer', 'ThreadingMixIn',
           'ThreadingTCPServer', 'ThreadingUDPServer',
           'ThreadingUnixDatagramServer', 'ThreadingUnixStreamServer',
           'UDPServer', 'UnixDatagramServer', 'UnixStreamServer']


def _watch(server):
    """A selector, to be closed, that reports when a request has come."""
    watch = selectors.PollSelector()
    try:
        watch.register(server, selectors.EVENT_READ)
    except BaseException:
        watch.close()
        raise
    return watch


def _comes_within(server, seconds):
    """Whether a request comes in that time; None waits for ever."""
    with _watch(server) as watch:
        if seconds is None:
            while not watch.select():
                pass
            return True
        end = time.monotonic() + seconds
        while not watch.select(seconds):
            seconds = end - time.monotonic()
            if seconds < 0:
                return False
        return True


class _Switch:
    """Lets a thread stop the loop of another and see that it has ended."""

    def __init__(self):
        self.off = False
        self._ended = threading.Event()

    def __enter__(self):
        self._ended.clear()
        return self

    def __exit__(self, *exc_info):
        self.off = False
        self._ended.set()

    def turn_off(self):
        self.off = True
        self._ended.wait()


class BaseServer:
    """What servers share: the loop, and the steps a request goes through."""

    timeout = None

    def __init__(self, server_address, RequestHandlerClass):
        self.server_address, self.RequestHandlerClass = (
            server_address, RequestHandlerClass)
        self.__switch = _Switch()

    # The loop.

    def serve_forever(self, poll_interval=0.5):
        with self.__switch as switch, _watch(self) as watch:
            while not switch.off:
                come = watch.select(poll_interval)
                if switch.off:
                    return
                if come:
                    self.__take_request()
                self.service_actions()

    def shutdown(self):
        self.__switch.turn_off()

    def handle_request(self):
        limits = {self.socket.gettimeout(), self.timeout} - {None}
        if _comes_within(self, min(limits, default=None)):
            return self.__take_request()
        return self.handle_timeout()

    def __take_request(self):
        try:
            taken = self.get_request()
        except OSError:
            return      # gone between its coming and now
        if self.verify_request(*taken):
            self.__process(*taken)
        else:
            self.shutdown_request(taken[0])

    def __process(self, request, address):
        # If all goes well process_request() shuts the request down, perhaps
        # later and in another thread.
        try:
            self.process_request(request, address)
        except BaseException as error:
            try:
                if not isinstance(error, Exception):
                    raise
                self.handle_error(request, address)
            finally:
                self.shutdown_request(request)

    # What a subclass may define.

    def server_activate(self):
        """Starts listening."""

    def server_close(self):
        """Gives up the socket."""

    def service_actions(self):
        """Runs once in each turn of the loop."""

    def handle_timeout(self):
        """Runs when handle_request() has waited in vain."""

    def close_request(self, request):
        """Gives up one request."""

    def shutdown_request(self, request):
        self.close_request(request)

    def verify_request(self, request, client_address):
        return True

    def process_request(self, request, client_address):
        self.finish_request(request, client_address)
        self.shutdown_request(request)

    def finish_request(self, request, client_address):
        self.RequestHandlerClass(request, client_address, self)

    def handle_error(self, request, client_address):
        rule = 40 * '-'
        print(rule, '\nException happened during processing of request from ',
              client_address, '\n', traceback.format_exc(), rule,
              sep='', file=sys.stderr)

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.server_close()


class TCPServer(BaseServer):
    """Each request is a connection."""

    address_family, socket_type = socket.AF_INET, socket.SOCK_STREAM
    request_queue_size = 5
    allow_reuse_address = allow_reuse_port = False

    def __init__(self, server_address, RequestHandlerClass,
                 bind_and_activate=True):
        super().__init__(server_address, RequestHandlerClass)
        self.socket = socket.socket(self.address_family, self.socket_type)
        if bind_and_activate:
            self.__open()

    def __open(self):
        try:
            self.server_bind()
            self.server_activate()
        except BaseException:
            self.server_close()
            raise

    def server_bind(self):
        sock = self.socket
        if self.allow_reuse_address:
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        sock.bind(self.server_address)
        # The port may have been left to the system.
        self.server_address = sock.getsockname()

    def server_activate(self):
        self.socket.listen(self.request_queue_size)

    def server_close(self):
        self.socket.close()

    def fileno(self):
        return self.socket.fileno()

    def get_request(self):
        return self.socket.accept()

    def shutdown_request(self, request):
        try:
            request.shutdown(socket.SHUT_WR)
        except OSError:
            pass        # the other side has gone already
        self.close_request(request)

    def close_request(self, request):
        request.close()


class UDPServer(TCPServer):
    """Each request is a packet, with the server's socket to answer by."""

    socket_type = socket.SOCK_DGRAM
    max_packet_size = 8192

    def server_activate(self):
        """Packets come without listening."""

    def get_request(self):
        sock = self.socket
        packet, sender = sock.recvfrom(self.max_packet_size)
        return (packet, sock), sender

    def shutdown_request(self, request):
        self.close_request(request)

    def close_request(self, request):
        """The socket is the server's, so it stays open."""


class UnixStreamServer(TCPServer):
    address_family = socket.AF_UNIX


class UnixDatagramServer(UDPServer):
    address_family = socket.AF_UNIX


class ThreadingMixIn:
    """A thread for each request."""

    daemon_threads = False
    block_on_close = True
    __awaited = ()      # the threads that closing waits for

    def process_request(self, request, client_address):
        thread = threading.Thread(target=self.process_request_thread,
                                  args=(request, client_address),
                                  daemon=bool(self.daemon_threads))
        if self.block_on_close and not thread.daemon:
            self.__awaited = [one for one in self.__awaited if one.is_alive()]
            self.__awaited.append(thread)
        thread.start()

    def process_request_thread(self, request, client_address):
        try:
            self.finish_request(request, client_address)
        except Exception:
            self.handle_error(request, client_address)
        finally:
            self.shutdown_request(request)

    def server_close(self):
        super().server_close()
        awaited, self.__awaited = self.__awaited, ()
        for thread in awaited:
            thread.join()


class ThreadingTCPServer(ThreadingMixIn, TCPServer):
    pass


class ThreadingUDPServer(ThreadingMixIn, UDPServer):
    pass


class ThreadingUnixStreamServer(ThreadingMixIn, UnixStreamServer):
    pass


class ThreadingUnixDatagramServer(ThreadingMixIn, UnixDatagramServer):
    pass


class BaseRequestHandler:
    """Handles one request, all of it while it is being made."""

    def __init__(self, request, client_address, server):
        self.request, self.client_address, self.server = (
            request, client_address, server)
        self.setup()
        try:
            self.handle()
        finally:
            self.finish()

    def setup(self):
        """Runs before handle()."""

    def handle(self):
        """Does what the request asks for."""

    def finish(self):
        """Runs after handle(), even if that failed."""


class _SendAll(BufferedIOBase):
    """A file that sends what is written at once and whole."""

    def __init__(self, connection):
        self.__connection = connection

    def writable(self):
        return True

    def fileno(self):
        return self.__connection.fileno()

    def write(self, data):
        self.__connection.sendall(data)
        return memoryview(data).nbytes


class StreamRequestHandler(BaseRequestHandler):
    """Reads the connection from self.rfile and answers by self.wfile."""

    rbufsize = -1
    wbufsize = 0
    timeout = None
    disable_nagle_algorithm = False

    def setup(self):
        self.connection = link = self.request
        if self.timeout is not None:
            link.settimeout(self.timeout)
        if self.disable_nagle_algorithm:
            link.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, True)
        self.rfile = link.makefile('rb', self.rbufsize)
        if self.wbufsize:
            self.wfile = link.makefile('wb', self.wbufsize)
        else:
            self.wfile = _SendAll(link)

    def finish(self):
        answer = self.wfile
        try:
            if not answer.closed:
                answer.flush()
        except OSError:
            pass        # the other side has gone already
        answer.close()
        self.rfile.close()


class DatagramRequestHandler(BaseRequestHandler):
    """Reads the packet from self.rfile; self.wfile becomes the answer."""

    def setup(self):
        self.packet, self.socket = self.request
        self.rfile, self.wfile = BytesIO(self.packet), BytesIO()

    def finish(self):
        answer = self.wfile.getvalue()
        self.socket.sendto(answer, self.client_address)
