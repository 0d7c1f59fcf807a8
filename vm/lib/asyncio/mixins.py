# SPDX-License-Identifier: MIT
# Which loop a lock, event or queue belongs to: up to 3.9 the one of the thread
# that makes it, since 3.10 the one that first has to wait for it.

import sys
import threading

from . import events, tasks

_lock = threading.Lock()


class _LoopBoundMixin:
    _loop = None

    @classmethod
    def _of(cls, loop):
        """One inside another object, whose loop it has."""
        made = cls.__new__(cls)
        made._loop = loop
        made._set_up()
        return made

    def _bind(self, loop):
        if loop is not None:
            if sys.version_info >= (3, 10):
                raise TypeError(
                    f'As of 3.10, the *loop* parameter was removed from '
                    f'{type(self).__name__}() since it is no longer '
                    'necessary')
            tasks._warn_of_loop(type(self).__name__, 4)
            self._loop = loop
        elif sys.version_info < (3, 10):
            self._loop = events.get_event_loop()

    def _get_loop(self):
        loop = events._get_running_loop()
        if sys.version_info < (3, 10):
            return self._loop
        if self._loop is None:
            with _lock:
                if self._loop is None:
                    self._loop = loop
        if loop is not self._loop:
            raise RuntimeError(f'{self!r} is bound to a different event loop')
        return loop
