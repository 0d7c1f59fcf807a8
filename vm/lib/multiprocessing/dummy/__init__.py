# SPDX-License-Identifier: MIT
# The names of multiprocessing over threads: a Process here is a thread.

import array
import threading
from queue import Queue
from threading import (Barrier, BoundedSemaphore, Condition, Event, Lock,
                       RLock, Semaphore)

from multiprocessing.dummy.connection import Pipe

__all__ = ['Process', 'current_process', 'active_children', 'freeze_support',
           'Lock', 'RLock', 'Semaphore', 'BoundedSemaphore', 'Condition',
           'Event', 'Barrier', 'Queue', 'Manager', 'Pipe', 'Pool',
           'JoinableQueue']

JoinableQueue = Queue
current_process = threading.current_thread
current_process()._children = {}
_dict, _list = dict, list


class DummyProcess(threading.Thread):
    """A thread with a process's exitcode; its maker knows it as a child."""

    def __init__(self, group=None, target=None, name=None, args=(),
                 kwargs={}):
        super().__init__(group, target, name, args, kwargs)
        self._pid, self._start_called = None, False
        self._parent, self._children = current_process(), {}

    def start(self):
        parent, now = self._parent, current_process()
        if now is not parent:
            raise RuntimeError(f'Parent is {parent!r} but current_process is '
                               f'{now!r}')
        self._start_called = True
        family = getattr(parent, '_children', None)
        if family is not None:
            family[self] = None
        super().start()

    @property
    def exitcode(self):
        ended = self._start_called and not self.is_alive()
        return 0 if ended else None


Process = DummyProcess


def active_children():
    """The living children of the current thread."""
    family = current_process()._children
    for ended in [child for child in family if not child.is_alive()]:
        family.pop(ended, None)
    return _list(family)


def freeze_support():
    pass


class Namespace:
    """An object to hang attributes on."""

    def __init__(self, /, **kwds):
        self.__dict__.update(kwds)

    def __repr__(self):
        shown = sorted(f'{name}={value!r}'
                       for name, value in self.__dict__.items()
                       if not name.startswith('_'))
        return f"{type(self).__name__}({', '.join(shown)})"


class Value:
    """A box with a value; the type code and the lock are not used."""

    def __init__(self, typecode, value, lock=True):
        self._typecode = typecode
        self._value = value

    @property
    def value(self):
        return self._value

    @value.setter
    def value(self, value):
        self._value = value

    def __repr__(self):
        return (f'<{type(self).__name__}({self._typecode!r}, '
                f'{self._value!r})>')


def Array(typecode, sequence, lock=True):
    return array.array(typecode, sequence)


def dict(*args, **kwargs):
    return _dict(*args, **kwargs)


def list(*args):
    return _list(*args)


def Manager():
    """This module: it has the names that a manager has."""
    import sys
    return sys.modules[__name__]


def shutdown():
    pass


def Pool(processes=None, initializer=None, initargs=()):
    from multiprocessing.pool import ThreadPool
    return ThreadPool(processes, initializer, initargs)
