# SPDX-License-Identifier: MIT
# asyncio's exceptions.

import sys

__all__ = ['BrokenBarrierError', 'CancelledError', 'InvalidStateError',
           'TimeoutError', 'IncompleteReadError', 'LimitOverrunError',
           'SendfileNotAvailableError']


class CancelledError(BaseException):
    """The Future or Task was cancelled."""


if sys.version_info >= (3, 11):
    TimeoutError = TimeoutError
else:
    class TimeoutError(Exception):
        """The operation exceeded the given deadline."""


class InvalidStateError(Exception):
    """The operation is not allowed in this state."""


class SendfileNotAvailableError(RuntimeError):
    """Sendfile syscall is not available."""


class BrokenBarrierError(RuntimeError):
    """The barrier was broken while tasks waited at it."""


class IncompleteReadError(EOFError):
    """The stream ended early: `partial` is what came, `expected` how many
    bytes were wanted, or None."""

    def __init__(self, partial, expected):
        wanted = 'undefined' if expected is None else repr(expected)
        super().__init__(f'{len(partial)} bytes read on a total of {wanted} '
                         'expected bytes')
        self.partial = partial
        self.expected = expected

    def __reduce__(self):
        return type(self), (self.partial, self.expected)


class LimitOverrunError(Exception):
    """The separator was not found within the limit; `consumed` bytes may be
    taken out."""

    def __init__(self, message, consumed):
        super().__init__(message)
        self.consumed = consumed

    def __reduce__(self):
        return type(self), (self.args[0], self.consumed)
