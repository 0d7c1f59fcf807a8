# SPDX-License-Identifier: MIT
# Call a function now, ask for its result later.
#
# _base has futures and what waits for them, thread has the pool of threads.

from concurrent.futures._base import (
    ALL_COMPLETED, FIRST_COMPLETED, FIRST_EXCEPTION, BrokenExecutor,
    CancelledError, Executor, Future, InvalidStateError, TimeoutError,
    as_completed, wait)
from concurrent.futures.thread import ThreadPoolExecutor

__author__ = 'gilscope contributors'
__all__ = (
    'FIRST_COMPLETED', 'FIRST_EXCEPTION', 'ALL_COMPLETED', 'CancelledError',
    'TimeoutError', 'InvalidStateError', 'BrokenExecutor', 'Future',
    'Executor', 'wait', 'as_completed', 'ThreadPoolExecutor',
)
