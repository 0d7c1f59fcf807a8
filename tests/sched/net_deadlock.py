# Nobody will ever connect: a deadlock, told in the program's own names.
#
# args:
# expect-exit: 1
# expect-err: ...
# expect-err:   MainThread  waits for  a connection to server  net_deadlock.py:12  server.acc
# expect-err:
# expect-err: ...
import socket

server = socket.create_server(('127.0.0.1', 0))
server.accept()
