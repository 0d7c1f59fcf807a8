# Twenty downloads from a slow server: one after the other, then all at once.
import json
import threading
import time
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

CODES = 'CN IN US ID BR PK NG BD RU JP MX PH VN ET EG DE IR TR CD FR'.split()


class SlowFlags(BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path == '/moved':
            self.send_response(302)
            self.send_header('Location', '/flags/fr')
            self.end_headers()
            return
        if not self.path.startswith('/flags/'):
            self.send_error(404)
            return
        time.sleep(0.2)
        self.answer(b'*' * (100 + sum(self.path.encode())))

    def do_POST(self):
        body = self.rfile.read(int(self.headers['Content-Length']))
        self.answer(json.dumps({'size': len(body)}).encode())

    def answer(self, body):
        self.send_response(200)
        self.send_header('Content-Type', 'image/gif')
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format, *args):
        pass


def fetch(code):
    with urllib.request.urlopen(f'{base}/flags/{code.lower()}') as response:
        assert response.status == 200
        return code, len(response.read())


class Server(ThreadingHTTPServer):
    request_queue_size = 50


with Server(('127.0.0.1', 0), SlowFlags) as server:
    base = f'http://127.0.0.1:{server.server_port}'
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    start = time.perf_counter()
    one = [fetch(code) for code in CODES[:5]]
    serial = time.perf_counter() - start
    start = time.perf_counter()
    with ThreadPoolExecutor(max_workers=20) as pool:
        every = list(pool.map(fetch, CODES))
    parallel = time.perf_counter() - start
    print(every[:5] == one, len(every), every[-1])
    print('serial at least a second:', serial >= 1)
    print('parallel below a second:', parallel < 1)
    print(urllib.request.urlopen(base + '/moved').geturl() == base
          + '/flags/fr')
    answer = urllib.request.urlopen(base + '/count', data=b'x' * 1000)
    print(json.load(answer), answer.headers.get_content_type())
    try:
        urllib.request.urlopen(base + '/nowhere')
    except urllib.error.HTTPError as error:
        print(error, error.code, error.reason)
    server.shutdown()
    thread.join()
try:
    urllib.request.urlopen(base)
except urllib.error.URLError as error:
    print(error)
