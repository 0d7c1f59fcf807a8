# SPDX-License-Identifier: MIT
# What futures and tasks have in common: states and their repr.

import reprlib

from . import format_helpers

_PENDING = 'PENDING'
_CANCELLED = 'CANCELLED'
_FINISHED = 'FINISHED'


def isfuture(obj):
    """Is it a Future, or something that behaves as one?"""
    return hasattr(obj.__class__, '_asyncio_future_blocking') \
        and obj._asyncio_future_blocking is not None


def _format_callbacks(callbacks):
    def shown(number):
        return format_helpers._format_callback_source(callbacks[number][0], ())

    count = len(callbacks)
    if not count:
        return 'cb=[]'
    if count == 1:
        return f'cb=[{shown(0)}]'
    if count == 2:
        return f'cb=[{shown(0)}, {shown(1)}]'
    return f'cb=[{shown(0)}, <{count - 2} more>, {shown(-1)}]'


_shown_now = set()


def _future_repr_info(future):
    info = [future._state.lower()]
    if future._state == _FINISHED:
        if future._exception is not None:
            info.append(f'exception={future._exception!r}')
        elif id(future) in _shown_now:
            info.append('result=...')
        else:
            _shown_now.add(id(future))
            try:
                info.append(f'result={reprlib.repr(future._result)}')
            finally:
                _shown_now.discard(id(future))
    if future._callbacks:
        info.append(_format_callbacks(future._callbacks))
    if future._source_traceback:
        place = future._source_traceback[-1]
        info.append(f'created at {place.filename}:{place.lineno}')
    return info
