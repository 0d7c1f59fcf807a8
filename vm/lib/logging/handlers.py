# SPDX-License-Identifier: MIT
# Handlers that keep several files, buffer records, or pass them through a queue
# to another thread. Those that need a network are in _network, which is loaded
# when one of them is asked for.

import copy
import logging
import os
import queue
import re
import threading
import time

DEFAULT_TCP_LOGGING_PORT = 9020
DEFAULT_UDP_LOGGING_PORT = 9021
DEFAULT_HTTP_LOGGING_PORT = 9022
DEFAULT_SOAP_LOGGING_PORT = 9023
SYSLOG_UDP_PORT = 514
SYSLOG_TCP_PORT = 514

_MIDNIGHT = 24 * 60 * 60


def __getattr__(name):
    if name in ('SocketHandler', 'DatagramHandler', 'SysLogHandler',
                'HTTPHandler', 'SMTPHandler'):
        from logging import _network
        made = globals()[name] = getattr(_network, name)
        return made
    raise AttributeError(f'module {__name__!r} has no attribute {name!r}')


# ---- Files that make room for the next one ----

class BaseRotatingHandler(logging.FileHandler):
    """Subclasses say when and how the file is put aside."""

    namer = None
    rotator = None

    def __init__(self, filename, mode, encoding=None, delay=False,
                 errors=None):
        super().__init__(filename, mode, encoding, delay, errors)
        self.mode = mode

    def emit(self, record):
        try:
            if self.shouldRollover(record):
                self.doRollover()
            super().emit(record)
        except Exception:
            self.handleError(record)

    def rotation_filename(self, default_name):
        return self.namer(default_name) if callable(self.namer) \
            else default_name

    def rotate(self, source, dest):
        if callable(self.rotator):
            self.rotator(source, dest)
        elif os.path.exists(source):
            os.rename(source, dest)

    def _close_stream(self):
        if self.stream:
            self.stream.close()
            self.stream = None

    def _start_file(self):
        if not self.delay:
            self.stream = self._open()


class RotatingFileHandler(BaseRotatingHandler):
    """A new file when the old one is full; NAME.1 is the last one."""

    def __init__(self, filename, mode='a', maxBytes=0, backupCount=0,
                 encoding=None, delay=False, errors=None):
        if maxBytes > 0:
            mode = 'a'
        super().__init__(filename, mode, encoding, delay, errors)
        self.backupCount, self.maxBytes = backupCount, maxBytes

    def _backup(self, number):
        return self.rotation_filename(f'{self.baseFilename}.{number}')

    def doRollover(self):
        self._close_stream()
        if self.backupCount > 0:
            for number in range(self.backupCount - 1, 0, -1):
                old, new = self._backup(number), self._backup(number + 1)
                if os.path.exists(old):
                    if os.path.exists(new):
                        os.remove(new)
                    os.rename(old, new)
            first = self._backup(1)
            if os.path.exists(first):
                os.remove(first)
            self.rotate(self.baseFilename, first)
        self._start_file()

    def shouldRollover(self, record):
        if self.stream is None:
            self.stream = self._open()
        if self.maxBytes <= 0:
            return False
        text = f'{self.format(record)}\n'
        self.stream.seek(0, 2)
        return self.stream.tell() + len(text) >= self.maxBytes


class TimedRotatingFileHandler(BaseRotatingHandler):
    """A new file at fixed times; the old ones carry their date."""

    _UNITS = {'S': (1, '%Y-%m-%d_%H-%M-%S'), 'M': (60, '%Y-%m-%d_%H-%M'),
              'H': (3600, '%Y-%m-%d_%H'), 'D': (_MIDNIGHT, '%Y-%m-%d'),
              'MIDNIGHT': (_MIDNIGHT, '%Y-%m-%d')}

    def __init__(self, filename, when='h', interval=1, backupCount=0,
                 encoding=None, delay=False, utc=False, atTime=None,
                 errors=None):
        super().__init__(filename, 'a', encoding, delay, errors)
        self.when = when.upper()
        self.atTime, self.utc = atTime, utc
        self.backupCount, self.interval = backupCount, interval
        seconds, self.suffix = self._unit(self.when)
        self.interval *= seconds
        self.extMatch = re.compile(
            re.sub(r'%[A-Za-z]', lambda m: r'\d{4}' if m.group() == '%Y'
                   else r'\d{2}', self.suffix) + r'(\.\w+)?$', re.ASCII)
        start = int(time.time())
        if os.path.exists(self.baseFilename):
            start = int(os.stat(self.baseFilename).st_mtime)
        self.rolloverAt = self.computeRollover(start)

    def _unit(self, when):
        # How long a file serves, and what its name says of that time.
        if when[:1] != 'W':
            if when not in self._UNITS:
                raise ValueError('Invalid rollover interval specified: '
                                 f'{when}')
            return self._UNITS[when]
        day = when[1:]
        if len(day) != 1:
            raise ValueError('You must specify a day for weekly rollover '
                             f'from 0 to 6 (0 is Monday): {when}')
        if day not in '0123456':
            raise ValueError('Invalid day specified for weekly rollover: '
                             f'{when}')
        self.dayOfWeek = int(day)
        return 7 * _MIDNIGHT, '%Y-%m-%d'

    def _parts(self, seconds):
        return (time.gmtime if self.utc else time.localtime)(seconds)

    def computeRollover(self, currentTime):
        if self.when != 'MIDNIGHT' and not self.when.startswith('W'):
            return currentTime + self.interval
        now = self._parts(currentTime)
        at = self.atTime
        target = (_MIDNIGHT if at is None
                  else (at.hour * 60 + at.minute) * 60 + at.second)
        left = target - ((now.tm_hour * 60 + now.tm_min) * 60 + now.tm_sec)
        day = now.tm_wday
        if left < 0:
            left += _MIDNIGHT
            day = (day + 1) % 7
        if self.when[0] == 'W':
            left += (self.dayOfWeek - day) % 7 * _MIDNIGHT
        return currentTime + left

    def shouldRollover(self, record):
        return int(time.time()) >= self.rolloverAt

    def getFilesToDelete(self):
        folder, base = os.path.split(self.baseFilename)
        found = sorted([
            os.path.join(folder, name) for name in os.listdir(folder)
            if name.startswith(base + '.')
            and self.extMatch.match(name[len(base) + 1:])])
        return found[:max(0, len(found) - self.backupCount)]

    def doRollover(self):
        self._close_stream()
        now = int(time.time())
        begun = self._parts(self.rolloverAt - self.interval)
        target = self.rotation_filename(
            f'{self.baseFilename}.{time.strftime(self.suffix, begun)}')
        if os.path.exists(target):
            os.remove(target)
        self.rotate(self.baseFilename, target)
        if self.backupCount > 0:
            for name in self.getFilesToDelete():
                os.remove(name)
        self._start_file()
        following = self.computeRollover(now)
        while following <= now:
            following += self.interval
        self.rolloverAt = following


class WatchedFileHandler(logging.FileHandler):
    """Opens the file again when somebody has put it aside."""

    def __init__(self, filename, mode='a', encoding=None, delay=False,
                 errors=None):
        super().__init__(filename, mode, encoding, delay, errors)
        self.dev, self.ino = -1, -1
        self._identify()

    def _identify(self):
        if self.stream:
            found = os.fstat(self.stream.fileno())
            self.dev, self.ino = found.st_dev, found.st_ino

    def reopenIfNeeded(self):
        try:
            found = os.stat(self.baseFilename)
            there = found.st_dev, found.st_ino
        except FileNotFoundError:
            there = None
        if self.stream is not None and there != (self.dev, self.ino):
            self.stream.flush()
            self.stream.close()
            self.stream = self._open()
            self._identify()

    def emit(self, record):
        self.reopenIfNeeded()
        super().emit(record)


# ---- Buffers ----

class BufferingHandler(logging.Handler):
    """Keeps records until there are `capacity` of them."""

    def __init__(self, capacity):
        super().__init__()
        self.capacity = capacity
        self.buffer = []

    def shouldFlush(self, record):
        return len(self.buffer) >= self.capacity

    def emit(self, record):
        self.buffer.append(record)
        if self.shouldFlush(record):
            self.flush()

    def flush(self):
        with self.lock:
            self.buffer.clear()

    def close(self):
        try:
            self.flush()
        finally:
            super().close()


class MemoryHandler(BufferingHandler):
    """Hands them to another handler, at once when one is grave."""

    def __init__(self, capacity, flushLevel=logging.ERROR, target=None,
                 flushOnClose=True):
        super().__init__(capacity)
        self.target, self.flushOnClose = target, flushOnClose
        self.flushLevel = flushLevel

    def shouldFlush(self, record):
        return super().shouldFlush(record) or (
            record.levelno >= self.flushLevel)

    def setTarget(self, target):
        with self.lock:
            self.target = target

    def flush(self):
        with self.lock:
            target = self.target
            if target:
                for kept in self.buffer:
                    target.handle(kept)
                self.buffer.clear()

    def close(self):
        try:
            if self.flushOnClose:
                self.flush()
        finally:
            with self.lock:
                self.target = None
                super().close()


# ---- Queues ----

class QueueHandler(logging.Handler):
    """Puts records into a queue, for a QueueListener to take out."""

    listener = None

    def __init__(self, queue):
        super().__init__()
        self.queue = queue

    def enqueue(self, record):
        self.queue.put_nowait(record)

    def prepare(self, record):
        """The record without what only this thread may look at."""
        text = self.format(record)
        light = copy.copy(record)
        light.message = light.msg = text
        light.args = light.exc_info = light.exc_text = None
        light.stack_info = None
        return light

    def emit(self, record):
        try:
            light = self.prepare(record)
            self.enqueue(light)
        except Exception:
            self.handleError(record)


class QueueListener:
    """A thread that gives a queue's records to handlers."""

    _sentinel = None

    def __init__(self, queue, *handlers, respect_handler_level=False):
        self.queue, self.handlers = queue, handlers
        self.respect_handler_level = respect_handler_level
        self._thread = None

    def dequeue(self, block):
        return self.queue.get(block)

    def start(self):
        self._thread = thread = threading.Thread(target=self._monitor)
        thread.daemon = True
        thread.start()

    def prepare(self, record):
        return record

    def handle(self, record):
        record, choosy = self.prepare(record), self.respect_handler_level
        for each in self.handlers:
            if not choosy or record.levelno >= each.level:
                each.handle(record)

    def _monitor(self):
        done = getattr(self.queue, 'task_done', lambda: None)
        try:
            while True:
                taken = self.dequeue(True)
                last = taken is self._sentinel
                if not last:
                    self.handle(taken)
                done()
                if last:
                    return
        except queue.Empty:
            pass

    def enqueue_sentinel(self):
        self.queue.put_nowait(self._sentinel)

    def stop(self):
        if self._thread:
            self.enqueue_sentinel()
            self._thread.join()
            self._thread = None
