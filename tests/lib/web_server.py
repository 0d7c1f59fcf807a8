# SPDX-License-Identifier: MIT
# http.HTTPStatus, http.server asked by http.client and urllib.request.

import http
import http.client
import os
import tempfile
import threading
import urllib.error
import urllib.request
from http.server import (BaseHTTPRequestHandler, HTTPServer,
                         SimpleHTTPRequestHandler)


def statuses():
    for status in http.HTTPStatus:
        print(int(status), status.name, status.phrase, '/',
              status.description)
    print(repr(http.HTTPStatus(404)), http.HTTPStatus['OK'] == 200,
          http.HTTPStatus.__module__)


class Quiet(BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'

    def log_message(self, format, *args):
        print('log:', format % args)

    def version_string(self):
        return 'ours'

    def date_time_string(self, timestamp=None):
        return 'now'

    def do_GET(self):
        if self.path == '/none':
            self.send_error(404)
        elif self.path == '/teapot':
            self.send_error(499, 'Short <&> stout', 'a handle & a spout')
        else:
            body = self.path.encode()
            self.send_response(200)
            self.send_header('Content-Length', str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    def do_POST(self):
        body = self.rfile.read(int(self.headers['Content-Length']))
        print('body', body, self.headers['Content-Type'])
        self.send_response_only(204)
        self.end_headers()


class Served:
    def __init__(self, handler):
        self.server = HTTPServer(('127.0.0.1', 0), handler)
        self.thread = threading.Thread(target=self.server.serve_forever,
                                       args=(0.01,))

    def __enter__(self):
        self.thread.start()
        return self.server.server_address[:2]

    def __exit__(self, *error):
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()


def raw(address, *lines):
    import socket
    with socket.create_connection(address) as sock:
        sock.sendall('\r\n'.join(lines).encode() + b'\r\n\r\n')
        sock.shutdown(socket.SHUT_WR)
        data = b''
        while True:
            more = sock.recv(4096)
            if not more:
                break
            data += more
    print(data.decode())


def answers():
    with Served(Quiet) as address:
        link = http.client.HTTPConnection(*address)
        for path in ('/a', '//b', '/none', '/teapot'):
            link.request('GET', path)
            response = link.getresponse()
            print(response.status, response.reason, response.getheaders())
            print(response.read().decode())
        link.request('POST', '/', b'x=1', {'Content-Type': 'form'})
        response = link.getresponse()
        print(response.status, response.read())
        link.request('DELETE', '/')
        print(link.getresponse().read().decode())
        link.close()
        raw(address, 'GET')
        raw(address, 'GET /nine')
        raw(address, 'PUT /nine')
        raw(address, 'GET /x HTTP/1.x')
        raw(address, 'GET /x FTP/1.1')
        raw(address, 'GET /x HTTP/3.0')
        raw(address, 'GET /x y HTTP/1.0')
        raw(address, 'GET /x HTTP/1.1', 'Expect: 100-continue',
            'Connection: close')
        raw(address, 'GET /x HTTP/1.0', 'Long: ' + 'x' * 70000)


class Files(SimpleHTTPRequestHandler):
    def log_message(self, format, *args):
        """Nothing."""


def files():
    folder = tempfile.mkdtemp()
    os.chdir(folder)
    os.makedirs('sub/deep')
    with open('a b.txt', 'w') as file:
        file.write('hello')
    with open('sub/index.html', 'w') as file:
        file.write('<p>')
    with Served(Files) as (host, port):
        base = f'http://{host}:{port}'
        for path in ('/a%20b.txt', '/sub', '/sub/', '/sub/../a%20b.txt?x#y',
                     '/nothing', '/a%20b.txt/', '/?x=%BB', '/./sub/../'):
            try:
                with urllib.request.urlopen(base + path) as response:
                    print(path, response.status, response.headers.get(
                        'Content-type'), response.read(),
                        response.url[len(base):])
            except urllib.error.HTTPError as error:
                print(path, error.code, error.reason)
        asked = urllib.request.Request(base + '/a%20b.txt', method='HEAD')
        with urllib.request.urlopen(asked) as response:
            print(response.headers['Content-Length'], response.read())
            since = response.headers['Last-Modified']
        asked = urllib.request.Request(base + '/a%20b.txt', headers={
            'If-Modified-Since': since})
        try:
            urllib.request.urlopen(asked)
        except urllib.error.HTTPError as error:
            print(error.code)


statuses()
answers()
files()
