# One thread serves many clients: select, poll and selectors.
import os
import select
import selectors
import socket
import threading


def client(address, number, results):
    with socket.create_connection(address) as sock:
        total = 0
        for i in range(number):
            sock.sendall(b'%d\n' % i)
            total += int(sock.recv(100))
        results[number] = total


def serve(server, clients):
    ended = 0
    with selectors.DefaultSelector() as selector:
        selector.register(server, selectors.EVENT_READ)
        while ended < clients:
            for key, events in selector.select():
                if key.fileobj is server:
                    connection, _ = server.accept()
                    connection.setblocking(False)
                    selector.register(connection, selectors.EVENT_READ, [0])
                    continue
                data = key.fileobj.recv(100)
                if not data:
                    selector.unregister(key.fileobj)
                    key.fileobj.close()
                    ended += 1
                    continue
                key.data[0] += 1
                key.fileobj.sendall(b'%d' % (int(data) * 2))


with socket.create_server(('localhost', 0)) as server:
    results = {}
    threads = [threading.Thread(target=client,
                                args=(server.getsockname(), n, results))
               for n in (1, 4, 9)]
    for thread in threads:
        thread.start()
    serve(server, 3)
    for thread in threads:
        thread.join()
    print(sorted(results.items()))
    print(select.select([server], [], [], 0))

reader, writer = os.pipe()
print(select.select([reader], [writer], [], 0) == ([], [writer], []))
timer = threading.Timer(0.05, os.write, (writer, b'late'))
timer.start()
print(select.select([reader], [], [], 5) == ([reader], [], []))
print(os.read(reader, 10))
poller = select.poll()
poller.register(reader, select.POLLIN)
print(poller.poll(10))
os.close(writer)
print([event for _, event in poller.poll(10)] == [select.POLLHUP])
os.close(reader)

left, right = socket.socketpair()
with selectors.SelectSelector() as selector:
    selector.register(left, selectors.EVENT_READ | selectors.EVENT_WRITE, 'l')
    for key, events in selector.select(1):
        print(key.data, events)
    right.send(b'x')
    for key, events in selector.select(1):
        print(key.data, events)
    selector.modify(left, selectors.EVENT_READ, 'm')
    left.recv(1)
    print(selector.select(0.01), len(selector.get_map()))
    try:
        selector.register(left, selectors.EVENT_READ)
    except KeyError as error:
        print('KeyError', 'already registered' in str(error))
    try:
        selector.unregister(right)
    except KeyError as error:
        print('KeyError', 'not registered' in str(error))
left.close()
right.close()
for wrong in (([-1], [], []), ([left], [], []), (['x'], [], [])):
    try:
        select.select(*wrong)
    except (TypeError, ValueError, OSError) as error:
        print(type(error).__name__, error)
