# SPDX-License-Identifier: MIT
# Child processes: subprocess.Popen, with threads that read from its pipes.

import threading

from . import events, streams, tasks

__all__ = ['create_subprocess_exec', 'create_subprocess_shell']

PIPE, STDOUT, DEVNULL = -1, -2, -3     # as in the module subprocess


class _Stdin:
    """The writing end: a StreamWriter as far as children need one."""

    def __init__(self, pipe, loop):
        self._pipe = pipe
        self._loop = loop
        self._buffer = bytearray()
        self._closing = False

    def write(self, data):
        self._buffer += data

    def writelines(self, data):
        self.write(b''.join(data))

    async def drain(self):
        data, self._buffer = bytes(self._buffer), bytearray()
        await self._loop.run_in_executor(None, self._put, data)

    def _put(self, data):
        self._pipe.write(data)
        self._pipe.flush()

    def close(self):
        if not self._closing:
            self._closing = True
            try:
                self._put(bytes(self._buffer))
                self._pipe.close()
            except BrokenPipeError:
                pass        # the child does not want any more

    def is_closing(self):
        return self._closing

    async def wait_closed(self):
        await tasks.sleep(0)


def _feed(pipe, reader, loop):
    """In a thread of its own: what the child writes, to its reader."""
    while True:
        data = pipe.read1(65536)
        if loop.is_closed():
            return
        if not data:
            break
        loop.call_soon_threadsafe(reader.feed_data, data)
    pipe.close()
    loop.call_soon_threadsafe(reader.feed_eof)


class Process:
    """A child; its standard streams are None unless they are pipes."""

    def __init__(self, child, loop, limit):
        self._child = child
        self._loop = loop
        self.pid = child.pid
        self.stdin = child.stdin and _Stdin(child.stdin, loop)
        self.stdout = self._reader(child.stdout, limit)
        self.stderr = self._reader(child.stderr, limit)

    def __repr__(self):
        return f'<{type(self).__name__} {self.pid}>'

    def _reader(self, pipe, limit):
        if pipe is None:
            return None
        reader = streams.StreamReader(limit=limit, loop=self._loop)
        threading.Thread(target=_feed, args=(pipe, reader, self._loop),
                         daemon=True).start()
        return reader

    @property
    def returncode(self):
        return self._child.poll()

    async def wait(self):
        """Until it has ended; its return code."""
        return await self._loop.run_in_executor(None, self._child.wait)

    def send_signal(self, signal):
        self._child.send_signal(signal)

    def terminate(self):
        self._child.terminate()

    def kill(self):
        self._child.kill()

    async def _give(self, input):
        if input is not None:
            self.stdin.write(input)
            try:
                await self.stdin.drain()
            except (BrokenPipeError, ConnectionResetError):
                pass        # the child does not want any more
        self.stdin.close()

    async def communicate(self, input=None):
        """All of its output, (stdout, stderr), once it has ended."""
        async def nothing():
            return None

        _, stdout, stderr = await tasks.gather(
            self._give(input) if self.stdin is not None else nothing(),
            self.stdout.read() if self.stdout is not None else nothing(),
            self.stderr.read() if self.stderr is not None else nothing())
        await self.wait()
        return stdout, stderr


def _check(kwds):
    for name in ('universal_newlines', 'text', 'encoding', 'errors'):
        if kwds.get(name):
            if name in ('universal_newlines', 'text'):
                raise ValueError(f'{name} must be False')
            raise ValueError(f'{name} must be None')
    if kwds.get('bufsize', 0) != 0:
        raise ValueError('bufsize must be 0')
    kwds.pop('bufsize', None)


async def _create(command, limit, loop, kwds):
    loop = events.get_running_loop() if loop is None else loop
    _check(kwds)
    from subprocess import Popen    # few who import asyncio need it
    return Process(Popen(command, **kwds), loop, limit)


async def create_subprocess_shell(cmd, stdin=None, stdout=None, stderr=None,
                                  loop=None, limit=streams._DEFAULT_LIMIT,
                                  **kwds):
    """A command for the shell: a Process."""
    if not isinstance(cmd, (bytes, str)):
        raise ValueError('cmd must be a string')
    return await _create(cmd, limit, loop, dict(
        kwds, stdin=stdin, stdout=stdout, stderr=stderr, shell=True))


async def create_subprocess_exec(program, *args, stdin=None, stdout=None,
                                 stderr=None, loop=None,
                                 limit=streams._DEFAULT_LIMIT, **kwds):
    """A program and its arguments: a Process."""
    return await _create((program,) + args, limit, loop, dict(
        kwds, stdin=stdin, stdout=stdout, stderr=stderr))
