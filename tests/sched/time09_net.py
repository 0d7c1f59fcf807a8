# RULES, Time 9: what is sent arrives latency + bytes * per_byte later; who
# sends does not wait, who receives does. connect() takes one latency.
#
# args: --jitter 0 --io net=50ms FILE
# expect: connected 50 ms
# expect: sent 50 ms
# expect: answered 150 ms
# expect: 10000 bytes back 250 ms
# expect: refused 300 ms
# expect: timed out 310 ms
# args: --jitter 0 --io net=50ms/1us FILE
# expect: connected 50 ms
# expect: sent 50 ms
# expect: answered 150 ms
# expect: 10000 bytes back 270 ms
# expect: refused 320 ms
# expect: timed out 330 ms
# args: --jitter 0 FILE
# expect: connected 0 ms
# expect: sent 0 ms
# expect: answered 0 ms
# expect: 10000 bytes back 0 ms
# expect: refused 0 ms
# expect: timed out 10 ms
# args: --io net=50ms,disk=nonsense FILE
# expect-err: gilscope: --io: 'disk=nonsense' is no duration: write 5ms, 50us, 500ns, 1op or seconds
# expect-exit: 2
import socket
import threading
import time

server = socket.create_server(('127.0.0.1', 0))


def serve():
    connection, _ = server.accept()
    with connection:
        while True:
            data = connection.recv(65536)
            if not data:
                break
            connection.sendall(data)


def show(what):
    print(what, int((time.monotonic() - start) * 1000), 'ms')


threading.Thread(target=serve).start()
start = time.monotonic()
client = socket.create_connection(server.getsockname())
show('connected')
client.sendall(b'ping')
show('sent')
client.recv(10)
show('answered')
client.sendall(b'x' * 10000)
left = 10000
while left:
    left -= len(client.recv(left))
show('10000 bytes back')
try:
    socket.create_connection(('127.0.0.1', 9))
except ConnectionRefusedError:
    show('refused')
client.settimeout(0.01)
try:
    client.recv(1)
except socket.timeout:
    show('timed out')
client.close()
