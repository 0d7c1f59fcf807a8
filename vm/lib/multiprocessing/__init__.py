# SPDX-License-Identifier: MIT
# Parallel work. Processes are not built here: what runs on threads is, that is
# multiprocessing.pool.ThreadPool and multiprocessing.dummy.

import os

__all__ = ['AuthenticationError', 'BufferTooShort', 'ProcessError',
           'TimeoutError', 'active_children', 'cpu_count', 'current_process',
           'freeze_support', 'get_all_start_methods', 'get_start_method',
           'parent_process']

# What there is none of, and the nearest thing that there is.
_NEAREST = {
    'Process': 'threading.Thread', 'Pool': 'multiprocessing.pool.ThreadPool',
    'Queue': 'queue.Queue', 'SimpleQueue': 'queue.SimpleQueue',
    'JoinableQueue': 'queue.Queue', 'Pipe': 'multiprocessing.dummy.Pipe',
    'Manager': 'multiprocessing.dummy.Manager',
    'Value': 'multiprocessing.dummy.Value', 'RawValue': 'a global variable',
    'Array': 'multiprocessing.dummy.Array', 'RawArray': 'array.array',
    'shared_memory': 'bytearray', 'get_context': 'multiprocessing.dummy',
    'set_start_method': 'multiprocessing.dummy',
    **{name: f'threading.{name}'
       for name in ('Lock', 'RLock', 'Semaphore', 'BoundedSemaphore',
                    'Condition', 'Event', 'Barrier')}}


class ProcessError(Exception):
    pass


class BufferTooShort(ProcessError):
    pass


class TimeoutError(ProcessError):
    pass


class AuthenticationError(ProcessError):
    pass


class _MainProcess:
    """The one process that there is."""

    name = 'MainProcess'
    daemon = False
    exitcode = None
    _identity = ()
    _config = {}
    _parent_pid = None

    @property
    def pid(self):
        return os.getpid()

    ident = pid

    def is_alive(self):
        return True

    def __repr__(self):
        return f'<_MainProcess name={self.name!r} parent=None started>'


_main = _MainProcess()


def cpu_count():
    """How many processors the machine has."""
    return os.cpu_count()


def current_process():
    return _main


def parent_process():
    return None


def active_children():
    return []


def freeze_support():
    pass


def get_all_start_methods():
    return ['fork', 'spawn', 'forkserver']


def get_start_method(allow_none=False):
    return 'fork'


def __getattr__(name):
    if name in _NEAREST:
        raise ModuleNotFoundError(
            f'multiprocessing.{name}: processes are not built here; the '
            f'nearest thing is {_NEAREST[name]}', name='multiprocessing')
    raise AttributeError(f'module {__name__!r} has no attribute {name!r}')
