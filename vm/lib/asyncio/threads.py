# SPDX-License-Identifier: MIT
# to_thread: a blocking function without blocking the loop (3.9).

import contextvars
import functools

from . import events

__all__ = ['to_thread']


async def to_thread(func, /, *args, **kwargs):
    """func(*args, **kwargs) in another thread, in a copy of this context."""
    context = contextvars.copy_context()
    call = functools.partial(context.run, func, *args, **kwargs)
    return await events.get_running_loop().run_in_executor(None, call)
