# SPDX-License-Identifier: MIT
# How a task shows itself and its stack.

import linecache
import traceback

from . import base_futures, coroutines


def _task_repr_info(task):
    info = base_futures._future_repr_info(task)
    if task.cancelling() and not task.done():
        info[0] = 'cancelling'
    info.insert(1, f'name={task.get_name()!r}')
    if task._fut_waiter is not None:
        info.insert(2, f'wait_for={task._fut_waiter!r}')
    if task._coro:
        shown = coroutines._format_coroutine(task._coro)
        info.insert(2, f'coro=<{shown}>')
    return info


def _frames_of(task):
    """Innermost first while it is suspended; else where its exception came
    from, outermost first."""
    coro = task._coro
    frame = getattr(coro, 'cr_frame', None) or getattr(coro, 'gi_frame', None)
    if frame is not None:
        frames = []
        while frame is not None:
            frames.append(frame)
            frame = frame.f_back
        return [(each, each.f_lineno) for each in reversed(frames)]
    if task._exception is None:
        return []
    frames, tb = [], task._exception.__traceback__
    while tb is not None:
        frames.append((tb.tb_frame, tb.tb_lineno))
        tb = tb.tb_next
    return frames


def _task_get_stack(task, limit):
    frames = [frame for frame, line in _frames_of(task)]
    if limit is None:
        return frames
    failed = getattr(task._coro, 'cr_frame', None) is None \
        and getattr(task._coro, 'gi_frame', None) is None
    # The newest of a stack, the oldest of a traceback.
    return frames[:limit] if failed else frames[max(len(frames) - limit, 0):]


def _task_print_stack(task, limit, file):
    extracted = []
    for frame in task.get_stack(limit=limit):
        code = frame.f_code
        linecache.checkcache(code.co_filename)
        text = linecache.getline(code.co_filename, frame.f_lineno,
                                 frame.f_globals)
        extracted.append((code.co_filename, frame.f_lineno, code.co_name,
                          text))
    error = task._exception
    if not extracted:
        print(f'No stack for {task!r}', file=file)
    else:
        print('Traceback for' if error is not None else 'Stack for',
              f'{task!r} (most recent call last):', file=file)
    traceback.print_list(extracted, file=file)
    if error is not None:
        for line in traceback.format_exception_only(type(error), error):
            print(line, file=file, end='')
