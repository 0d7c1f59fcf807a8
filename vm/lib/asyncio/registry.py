# SPDX-License-Identifier: MIT
# Which tasks there are, and which of them runs in each loop.
#
# Unfinished tasks are held here: none is lost because nobody else refers to
# it. The report of a deadlock reads `_all` (as asyncio.tasks._all).

import atexit
from itertools import count

from . import events, futures

_all = {}               # id(task): task, the unfinished ones, oldest first
_current_tasks = {}     # loop: the task it runs
_numbers = count(1)


def _register_task(task):
    _all[id(task)] = task


def _unregister_task(task):
    _all.pop(id(task), None)


def _enter_task(loop, task):
    running = _current_tasks.get(loop)
    if running is not None:
        raise RuntimeError(f'Cannot enter into task {task!r} while another '
                           f'task {running!r} is being executed.')
    _current_tasks[loop] = task


def _leave_task(loop, task):
    running = _current_tasks.get(loop)
    if running is not task:
        raise RuntimeError(f'Leaving task {task!r} does not match the '
                           f'current task {running!r}.')
    del _current_tasks[loop]


def current_task(loop=None):
    """The task that runs now, or None."""
    return _current_tasks.get(loop or events.get_running_loop())


def _unfinished(loop):
    """all_tasks() in the order they were made."""
    return [task for task in list(_all.values())
            if futures._get_loop(task) is loop and not task.done()]


def all_tasks(loop=None):
    """The tasks of a loop that are not done."""
    return set(_unfinished(loop or events.get_running_loop()))


@atexit.register
def _tell_of_pending():
    for task in list(_all.values()):
        destroyed = getattr(task, '_destroyed', None)
        if destroyed is not None and not task.done():
            destroyed()
