# SPDX-License-Identifier: MIT
# What futures and tasks have in common: states and their repr.

import reprlib

from . import format_helpers

_PENDING, _CANCELLED, _FINISHED = 'PENDING', 'CANCELLED', 'FINISHED'
_shown_now = set()      # ids: a future may be its own result, somewhere inside


def isfuture(obj):
    """Is it a Future, or something that behaves as one?"""
    return hasattr(obj.__class__, '_asyncio_future_blocking') \
        and obj._asyncio_future_blocking is not None


def _format_callbacks(callbacks):
    """The first and the last of them."""
    ends = callbacks if len(callbacks) < 3 else (callbacks[0], callbacks[-1])
    shown = [format_helpers._format_callback_source(end[0], ())
             for end in ends]
    if len(callbacks) > 2:
        shown.insert(1, f'<{len(callbacks) - 2} more>')
    return f"cb=[{', '.join(shown)}]"


def _format_outcome(future):
    error = future._exception
    if error is not None:
        return f'exception={error!r}'
    if id(future) in _shown_now:
        return 'result=...'
    _shown_now.add(id(future))
    try:
        return f'result={reprlib.repr(future._result)}'
    finally:
        _shown_now.discard(id(future))


def _created_at(stack):
    """Debug mode knows where a future or handle was made."""
    return [f'created at {stack[-1].filename}:{stack[-1].lineno}'] \
        if stack else []


def _future_repr_info(future):
    state = future._state
    info = [state.lower()]
    info += [_format_outcome(future)] if state == _FINISHED else []
    info += [_format_callbacks(future._callbacks)] if future._callbacks else []
    return info + _created_at(future._source_traceback)
