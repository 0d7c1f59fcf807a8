# SPDX-License-Identifier: MIT
# Pipes and connections between threads of one program, made of two queues.
#
# The address of a listener is itself a queue, in which arrive pairs of them.

from queue import Queue

__all__ = ['Client', 'Listener', 'Pipe']

families = [None]


class _Closable:
    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.close()

    def close(self):
        """There is nothing to give back."""


class Connection(_Closable):
    """One end: what is sent here is received at the other."""

    def __init__(self, _in, _out):
        self._in, self._out = _in, _out
        self.recv = self.recv_bytes = _in.get
        self.send = self.send_bytes = _out.put

    def poll(self, timeout=0.0):
        """Is there something to receive, or will there be in time?"""
        come = self._in.not_empty
        with come:
            return come.wait_for(self._in._qsize, max(timeout, 0)) > 0


class Listener(_Closable):
    def __init__(self, address=None, family=None, backlog=1):
        self.address = Queue(backlog)

    def accept(self):
        return Connection(*self.address.get())

    def close(self):
        self.address = None


def Pipe(duplex=True):
    """Two ends."""
    queues = Queue(), Queue()
    return Connection(*queues), Connection(*reversed(queues))


def Client(address):
    mine, theirs = Pipe()
    address.put((theirs._in, theirs._out))
    return mine
