# SPDX-License-Identifier: MIT
# How a task shows itself and its stack.

import traceback

from . import base_futures, coroutines


def _task_repr_info(task):
    state, *rest = base_futures._future_repr_info(task)
    if task.cancelling() and not task.done():
        state = 'cancelling'
    info = [state, f'name={task.get_name()!r}']
    if task._coro:
        info.append(f'coro=<{coroutines._format_coroutine(task._coro)}>')
    if task._fut_waiter is not None:
        info.append(f'wait_for={task._fut_waiter!r}')
    return info + rest


def _suspended_frame(task):
    """Of its coroutine or generator; None: it is over."""
    return getattr(task._coro, 'cr_frame', None) or \
        getattr(task._coro, 'gi_frame', None)


def _stack_of(frame):
    found = []
    while frame is not None:
        found.insert(0, frame)
        frame = frame.f_back
    return found


def _trace_of(error):
    found = []
    tb = error and error.__traceback__
    while tb is not None:
        found.append(tb.tb_frame)
        tb = tb.tb_next
    return found


def _task_get_stack(task, limit):
    """Outermost first: of a stack the newest `limit` frames, of a traceback
    the oldest."""
    frame = _suspended_frame(task)
    if frame is None:
        return _trace_of(task._exception)[:limit]
    frames = _stack_of(frame)
    return frames if limit is None else frames[max(len(frames) - limit, 0):]


def _task_print_stack(task, limit, file):
    frames = task.get_stack(limit=limit)
    error = task._exception
    if frames:
        title = 'Stack' if error is None else 'Traceback'
        print(f'{title} for {task!r} (most recent call last):', file=file)
    else:
        print('No stack for', repr(task), file=file)
    traceback.print_list(traceback.StackSummary.extract(
        (frame, frame.f_lineno) for frame in frames), file=file)
    if error is not None:
        print(*traceback.format_exception_only(type(error), error), sep='',
              end='', file=file)
