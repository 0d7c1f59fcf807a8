# SPDX-License-Identifier: MIT
# Pipes and connections between threads of one program, made of two queues.

from queue import Queue

__all__ = ['Client', 'Listener', 'Pipe']

families = [None]


class Connection:
    """One end: what is sent here is received at the other."""

    def __init__(self, _in, _out):
        self._in, self._out = _in, _out
        self.send = self.send_bytes = _out.put
        self.recv = self.recv_bytes = _in.get

    def poll(self, timeout=0.0):
        """Is there something to receive, or will there be in time?"""
        if self._in.qsize() > 0:
            return True
        if timeout <= 0.0:
            return False
        with self._in.not_empty:
            self._in.not_empty.wait(timeout)
        return self._in.qsize() > 0

    def close(self):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.close()


class Listener:
    """Its address is the queue in which connections arrive."""

    def __init__(self, address=None, family=None, backlog=1):
        self._arrivals = Queue(backlog)

    @property
    def address(self):
        return self._arrivals

    def accept(self):
        return Connection(*self._arrivals.get())

    def close(self):
        self._arrivals = None

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.close()


def Client(address):
    there, back = Queue(), Queue()
    address.put((there, back))
    return Connection(back, there)


def Pipe(duplex=True):
    one, other = Queue(), Queue()
    return Connection(one, other), Connection(other, one)
