# SPDX-License-Identifier: MIT
# Limits and sizes that several files of asyncio share.

import enum

# A transport whose peer is gone warns once it was written to so often.
LOG_THRESHOLD_FOR_CONNLOST_WRITES = 5
# Seconds until a server that cannot accept tries again.
ACCEPT_RETRY_DELAY = 1
# Frames that a traceback of debug mode keeps.
DEBUG_STACK_DEPTH = 10
SSL_HANDSHAKE_TIMEOUT = 60.0
SSL_SHUTDOWN_TIMEOUT = 30.0
SENDFILE_FALLBACK_READBUFFER_SIZE = 1024 * 256
FLOW_CONTROL_HIGH_WATER_SSL_READ = 256
FLOW_CONTROL_HIGH_WATER_SSL_WRITE = 512
THREAD_JOIN_TIMEOUT = 300


class _SendfileMode(enum.Enum):
    UNSUPPORTED = enum.auto()
    TRY_NATIVE = enum.auto()
    FALLBACK = enum.auto()
