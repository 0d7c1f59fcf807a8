# requests against a server in a thread of the program.
#
# args:
# expect: 200 OK application/json {'path': '/a?x=1&y=two'}
# expect: {'got': {'k': [1, 2]}, 'type': 'application/json'}
# expect: {'got': 'a=1', 'type': 'application/x-www-form-urlencoded'}
# expect: False 404 Client Error: Not Found for url
# expect: [302] /a
# expect: read timed out
# expect: MissingSchema
# expect: b'0123' 4 chunks
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import requests


class Handler(BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'

    def do_GET(self):
        if self.path.startswith('/a'):
            self.answer({'path': self.path})
        elif self.path == '/slow':
            time.sleep(2)
            self.answer({})
        elif self.path == '/to':
            self.send_response(302)
            self.send_header('Location', '/a')
            self.send_header('Content-Length', '0')
            self.end_headers()
        elif self.path == '/chunks':
            self.send_response(200)
            self.send_header('Transfer-Encoding', 'chunked')
            self.end_headers()
            for i in range(4):
                self.wfile.write(b'1\r\n%d\r\n' % i)
            self.wfile.write(b'0\r\n\r\n')
        else:
            self.send_error(404)

    def do_POST(self):
        kind = self.headers.get_content_type()
        body = self.rfile.read(int(self.headers['Content-Length'])).decode()
        self.answer({'got': json.loads(body) if 'json' in kind else body,
                     'type': kind})

    def answer(self, value):
        body = json.dumps(value).encode()
        self.send_response(200)
        self.send_header('Content-Type', 'application/json')
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


with ThreadingHTTPServer(('127.0.0.1', 0), Handler) as server:
    base = f'http://127.0.0.1:{server.server_port}'
    threading.Thread(target=server.serve_forever, daemon=True).start()
    got = requests.get(base + '/a', params={'x': 1, 'y': 'two'})
    print(got.status_code, got.reason, got.headers['content-type'],
          got.json())
    print(requests.post(base, json={'k': [1, 2]}).json())
    print(requests.post(base, data={'a': 1}).json())
    missing = requests.get(base + '/nowhere')
    try:
        missing.raise_for_status()
    except requests.HTTPError as error:
        print(missing.ok, str(error).rpartition(':')[0].rpartition(':')[0]
              .rpartition(':')[0])
    with requests.Session() as session:
        moved = session.get(base + '/to')
        print([each.status_code for each in moved.history],
              moved.json()['path'])
        try:
            session.get(base + '/slow', timeout=0.5)
        except requests.exceptions.Timeout:
            print('read timed out')
        try:
            session.get('localhost')
        except requests.exceptions.MissingSchema as error:
            print(type(error).__name__)
        chunks = list(session.get(base + '/chunks', stream=True)
                      .iter_content(1))
        print(b''.join(chunks), len(chunks), 'chunks')
    server.shutdown()
