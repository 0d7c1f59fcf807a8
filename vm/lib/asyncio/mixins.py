# SPDX-License-Identifier: MIT
# Which loop a lock, event or queue belongs to: up to 3.9 the one of the thread
# that makes it, since 3.10 the one that first has to wait for it.

import sys
import threading
import warnings

from . import events

_FROM_THE_FIRST = sys.version_info < (3, 10)
_lock = threading.Lock()


def _warn_of_loop(what, stacklevel=3):
    """`what` was given the loop argument, which went away in 3.10."""
    warnings.warn('The loop argument is deprecated since Python 3.8, and '
                  'scheduled for removal in Python 3.10.',
                  DeprecationWarning, stacklevel)


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
        if loop is None:
            if _FROM_THE_FIRST:
                self._loop = events.get_event_loop()
            return
        kind = type(self).__name__
        if not _FROM_THE_FIRST:
            raise TypeError(f'As of 3.10, the *loop* parameter was removed '
                            f'from {kind}() since it is no longer necessary')
        _warn_of_loop(kind, 4)
        self._loop = loop

    def _get_loop(self):
        if _FROM_THE_FIRST:
            return self._loop
        here = events._get_running_loop()
        if self._loop is None:
            with _lock:
                self._loop = self._loop or here
        if self._loop is here:
            return here
        raise RuntimeError(f'{self!r} is bound to a different event loop')
