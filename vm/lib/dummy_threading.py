# SPDX-License-Identifier: MIT
# threading over _dummy_thread: start() runs a thread to its end.

import sys

import _dummy_thread


def _load():
    """A second copy of threading that finds _dummy_thread as _thread."""
    kept = {name: sys.modules.get(name)
            for name in ('_thread', 'threading', '_threading_local')}
    sys.modules['_thread'] = _dummy_thread
    sys.modules.pop('threading', None)
    try:
        import threading
        return threading
    finally:
        for name, module in kept.items():
            if module is None:
                sys.modules.pop(name, None)
            else:
                sys.modules[name] = module


_threading = _load()
__all__ = _threading.__all__
globals().update({name: getattr(_threading, name) for name in __all__})
