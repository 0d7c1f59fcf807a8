# Producer and consumer over a pair of sockets: messages with a length before
# them, a full buffer that makes the producer wait, and the end of the stream.
import socket
import threading


def send_message(sock, data):
    sock.sendall(len(data).to_bytes(4, 'big') + data)


def receive_exactly(sock, size):
    parts = []
    while size:
        part = sock.recv(size)
        if not part:
            raise EOFError
        parts.append(part)
        size -= len(part)
    return b''.join(parts)


def receive_messages(sock):
    while True:
        try:
            size = int.from_bytes(receive_exactly(sock, 4), 'big')
        except EOFError:
            return
        yield receive_exactly(sock, size)


left, right = socket.socketpair()
print(left.family == socket.AF_UNIX, left.type == socket.SOCK_STREAM)


def produce():
    for i in range(10):
        send_message(left, bytes([65 + i]) * (10 ** (i % 7)))
    left.shutdown(socket.SHUT_WR)


producer = threading.Thread(target=produce)
producer.start()
for message in receive_messages(right):
    print(len(message), message[:1])
producer.join()
right.sendall(b'thanks')
print(left.recv(100))
left.setblocking(False)
try:
    left.recv(1)
except BlockingIOError as error:
    print(error)
right.close()
print(left.recv(1))
try:
    left.send(b'x')
except BrokenPipeError as error:
    print(error)
left.close()
try:
    left.recv(1)
except OSError as error:
    print(error, left.fileno())
