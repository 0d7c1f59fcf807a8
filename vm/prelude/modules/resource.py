# SPDX-License-Identifier: MIT
# resource: limits and use of resources. The limits are a program's own: they
# are kept and given back, and bind nothing. Time is virtual, as elsewhere.

import time as _time
from _prelude import prelude_value as _prelude_value

error = OSError
RLIM_INFINITY = -1
RUSAGE_SELF, RUSAGE_CHILDREN, RUSAGE_THREAD = 0, -1, 1
(RLIMIT_CPU, RLIMIT_FSIZE, RLIMIT_DATA, RLIMIT_STACK, RLIMIT_CORE, RLIMIT_RSS,
 RLIMIT_NPROC, RLIMIT_NOFILE, RLIMIT_MEMLOCK, RLIMIT_AS, _, RLIMIT_SIGPENDING,
 RLIMIT_MSGQUEUE, RLIMIT_NICE, RLIMIT_RTPRIO, RLIMIT_RTTIME) = range(16)
RLIMIT_OFILE = RLIMIT_NOFILE

_limits = {number: (-1, -1) for number in range(16)}
_limits[RLIMIT_STACK] = 8 << 20, -1
_limits[RLIMIT_NOFILE] = 1024, 1 << 20
_limits[RLIMIT_CORE] = 0, -1

struct_rusage = _prelude_value('struct_sequence')(
    'resource.struct_rusage',
    'ru_utime ru_stime ru_maxrss ru_ixrss ru_idrss ru_isrss ru_minflt '
    'ru_majflt ru_nswap ru_inblock ru_oublock ru_msgsnd ru_msgrcv '
    'ru_nsignals ru_nvcsw ru_nivcsw')


def _known(resource):
    if not isinstance(resource, int):
        raise TypeError('an integer is required (got type '
                        f'{type(resource).__name__})')
    if resource not in _limits:
        raise ValueError('invalid resource specified')
    return resource


def getrlimit(resource, /):
    """(soft, hard)"""
    return _limits[_known(resource)]


def _pair(limits):
    limits = tuple(limits)
    if len(limits) != 2:
        raise ValueError('expected a tuple of 2 integers')
    for limit in limits:
        if not hasattr(type(limit), '__index__'):
            raise TypeError('an integer is required')
        if not -1 << 63 <= limit < 1 << 64:
            raise OverflowError('Python int too large to convert to C long')
    return tuple(-1 if limit in (-1, (1 << 64) - 1) else int(limit)
                 for limit in limits)


def _more(one, other):
    return other != -1 and (one == -1 or one > other)


def setrlimit(resource, limits, /):
    """Set (soft, hard)."""
    soft, hard = _pair(limits)
    if _more(soft, hard):
        _known(resource)
        raise ValueError('current limit exceeds maximum limit')
    if _more(hard, _limits[_known(resource)][1]):
        raise ValueError('not allowed to raise maximum limit')
    _limits[resource] = soft, hard


def prlimit(pid, resource, limits=None, /):
    import os
    if pid not in (0, os.getpid()):
        raise ProcessLookupError(3, 'No such process')
    before = getrlimit(resource)
    if limits is not None:
        setrlimit(resource, limits)
    return before


def getrusage(who, /):
    """What was used so far, by us or by those we started."""
    if who not in (0, -1, 1):
        raise ValueError('invalid who parameter')
    used = _time.process_time() if who >= 0 else 0.0
    return struct_rusage((used, 0.0, 0 if who < 0 else 8192) + (0,) * 13)


def getpagesize():
    return 4096
