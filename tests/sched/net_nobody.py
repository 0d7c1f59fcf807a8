# A name that no thread of the program serves: refused, and said why, once.
#
# args:
# expect: <urlopen error [Errno 111] Connection refused>
# expect: <urlopen error [Errno 111] Connection refused>
# expect: [Errno 111] Connection refused
# expect: ConnectionError
# expect-err: gilscope: no thread of this program listens on example.com:80, and no packet leaves the process
import socket
import urllib.error
import urllib.request

import requests

for _ in range(2):
    try:
        urllib.request.urlopen('http://example.com/')
    except urllib.error.URLError as error:
        print(error)
try:
    socket.create_connection(('127.0.0.1', 80))
except OSError as error:
    print(error)
try:
    requests.get('http://example.com/page')
except requests.exceptions.RequestException as error:
    print(type(error).__name__)
