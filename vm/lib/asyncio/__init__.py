# SPDX-License-Identifier: MIT
# asyncio: tasks of one thread that take turns where they await.
#
# Reading order: futures.py, tasks.py (with registry.py), base_events.py (one
# turn of the loop), selector_events.py, runners.py. Tasks wait for each
# other in waiting.py and gathering.py, in line.py for what locks.py and
# queues.py have; streams.py stands on socket_transports.py.

from .base_events import *
from .coroutines import *
from .events import *
from .exceptions import *
from .futures import *
from .locks import *
from .protocols import *
from .queues import *
from .runners import *
from .streams import *
from .subprocess import *
from .taskgroups import *
from .tasks import *
from .threads import *
from .timeouts import *
from .transports import *
from .unix_events import *
from .unix_events import EventLoop

from . import (base_events, coroutines, events, exceptions, futures, locks,
               protocols, queues, runners, streams, subprocess, taskgroups,
               tasks, threads, timeouts, transports, unix_events)

__all__ = ['EventLoop']
for _module in (base_events, coroutines, events, exceptions, futures, locks,
                protocols, queues, runners, streams, subprocess, taskgroups,
                tasks, threads, timeouts, transports, unix_events):
    __all__ += _module.__all__
