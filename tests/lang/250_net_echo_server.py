# An echo server: a thread for each client, several clients at once.
import socket
import threading


def serve_client(connection):
    with connection, connection.makefile('rwb') as stream:
        for line in stream:
            stream.write(line.upper())
            stream.flush()


def serve(server, clients):
    with server:
        for _ in range(clients):
            connection, address = server.accept()
            assert address[0] == '127.0.0.1'
            threading.Thread(target=serve_client, args=(connection,)).start()


def ask(address, name, answers):
    with socket.create_connection(address) as client:
        with client.makefile('rw', encoding='utf-8') as stream:
            got = []
            for word in ('one', 'two', 'three'):
                print(name, word, file=stream, flush=True)
                got.append(stream.readline().strip())
        answers[name] = got


server = socket.create_server(('127.0.0.1', 0))
address = server.getsockname()
answers = {}
threads = [threading.Thread(target=serve, args=(server, 5))]
threads += [threading.Thread(target=ask, args=(address, f'c{i}', answers))
            for i in range(5)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
for name in sorted(answers):
    print(name, answers[name])
print(server.fileno(), server._closed)
try:
    socket.create_connection(address)
except ConnectionRefusedError as error:
    print(error)
