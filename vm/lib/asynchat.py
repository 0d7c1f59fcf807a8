# SPDX-License-Identifier: MIT
# Conversations over asyncore: what comes in is cut at terminators, what goes
# out is a queue of producers.
#
# A terminator is bytes to cut at, a number of bytes to come, or nothing: all
# that comes is data.  Only .ac_in_buffer holds what has not been told yet.

from asyncore import dispatcher
from collections import deque


class async_chat(dispatcher):
    """Subclasses say what to do with data and at a terminator."""

    ac_in_buffer_size = ac_out_buffer_size = 65536
    use_encoding, encoding = 0, 'latin-1'

    def __init__(self, sock=None, map=None):
        self.producer_fifo = deque()
        self.incoming, self.ac_in_buffer = [], b''
        super().__init__(sock, map)

    def discard_buffers(self):
        self.ac_in_buffer = b''
        for buffer in (self.incoming, self.producer_fifo):
            buffer.clear()

    def _encoded(self, data):
        if self.use_encoding and isinstance(data, str):
            return data.encode(self.encoding)
        return data

    # ---- what subclasses say ----

    def collect_incoming_data(self, data):
        raise NotImplementedError('must be implemented in subclass')

    def found_terminator(self):
        raise NotImplementedError('must be implemented in subclass')

    # A subclass may collect by these two.

    def _collect_incoming_data(self, data):
        self.incoming += [data]

    def _get_data(self):
        pieces, self.incoming = self.incoming, []
        return b''.join(pieces)

    # ---- coming in ----

    def get_terminator(self):
        return self.terminator

    def set_terminator(self, term):
        if isinstance(term, int) and term < 0:
            raise ValueError('the number of received bytes must be positive')
        self.terminator = self._encoded(term)

    def handle_read(self):
        try:
            came = self.recv(self.ac_in_buffer_size)
        except BlockingIOError:
            return
        except OSError:
            self.handle_error()
            return
        self.ac_in_buffer += self._encoded(came)
        while self.ac_in_buffer and self._tell():
            pass

    def _tell(self):
        """Tell one piece of data, one terminator; False: it may be one."""
        wanted, here = self.get_terminator(), len(self.ac_in_buffer)
        if not wanted:
            self._pass_on(here)
        elif isinstance(wanted, int):
            self.terminator = max(0, wanted - here)
            self._pass_on(min(here, wanted))
            if here >= wanted:
                self.found_terminator()
        else:
            place = self.ac_in_buffer.find(wanted)
            if place < 0:
                begun = find_prefix_at_end(self.ac_in_buffer, wanted)
                self._pass_on(here - begun)
                return not begun
            self._pass_on(place, len(wanted))
            self.found_terminator()
        return True

    def _pass_on(self, size, skipped=0):
        data = self.ac_in_buffer[:size]
        self.ac_in_buffer = self.ac_in_buffer[size + skipped:]
        if data:
            self.collect_incoming_data(data)

    # ---- going out ----

    def readable(self):
        return 1

    def writable(self):
        return not self.connected or self.producer_fifo

    def handle_write(self):
        self.initiate_send()

    def handle_close(self):
        self.close()

    def close_when_done(self):
        """Close behind what is queued."""
        self._queue(None)

    def push(self, data):
        """Send these bytes when it is their turn."""
        if not isinstance(data, (bytes, memoryview, bytearray)):
            kind = type(data)
            raise TypeError(f'data argument must be byte-ish ({kind!r})')
        step = self.ac_out_buffer_size
        self._queue(*(data[start:start + step]
                      for start in range(0, len(data), step)))
        self.initiate_send()

    def push_with_producer(self, producer):
        """Send what its more() gives, until that is nothing."""
        self._queue(producer)
        self.initiate_send()

    def _queue(self, *producers):
        self.producer_fifo.extend(producers)

    def initiate_send(self):
        """Send something of what is first in the queue."""
        data = self._next() if self.connected else None
        if data is None:
            return
        try:
            sent = self.send(self._encoded(data[:self.ac_out_buffer_size]))
        except OSError:
            self.handle_error()
        else:
            if sent < len(data):
                self.producer_fifo.appendleft(data[sent:])

    def _next(self):
        """Take the first data of the queue; None: there are none."""
        queue = self.producer_fifo
        while queue:
            first = queue.popleft()
            if first is None:
                self.handle_close()
                break
            if hasattr(first, 'more'):
                data = first.more()
                if data:
                    queue.extendleft((first, data))
            elif first:
                return first
        return None


class simple_producer:
    """A text given out in pieces."""

    def __init__(self, data, buffer_size=512):
        self.data, self.buffer_size = data, buffer_size

    def more(self):
        cut = self.buffer_size
        piece, self.data = self.data[:cut], self.data[cut:]
        return piece


def find_prefix_at_end(haystack, needle):
    """How much of a terminator's start the text ends with."""
    return max([size for size in range(len(needle))
                if haystack.endswith(needle[:size])], default=0)
