# SPDX-License-Identifier: MIT
# Signals.  _signal sends and catches; handlers run in the main thread, at its
# check points.  Here numbers get names.

import _signal
from _signal import *
from enum import IntEnum as _IntEnum


def _named(kind, wanted):
    members = {name: value for name, value in vars(_signal).items()
               if wanted(name)}
    return _IntEnum(kind, sorted(members.items(), key=lambda item: item[1]),
                    module=__name__)


Signals = _named('Signals', lambda name: (
    name.isupper() and name.startswith('SIG') and not name.startswith('SIG_')
    or name.startswith('CTRL_')))
Handlers = _named('Handlers', lambda name: name in ('SIG_DFL', 'SIG_IGN'))
globals().update(Signals.__members__)
globals().update(Handlers.__members__)
if hasattr(_signal, 'SIG_BLOCK'):
    Sigmasks = _named('Sigmasks', lambda name: name in (
        'SIG_BLOCK', 'SIG_UNBLOCK', 'SIG_SETMASK'))
    globals().update(Sigmasks.__members__)


def _enumerated(value, kind):
    try:
        return kind(value)
    except (ValueError, TypeError):
        return value


def _plain(value):
    return int(value) if isinstance(value, _IntEnum) else value


def signal(signalnum, handler):
    old = _signal.signal(_plain(signalnum), _plain(handler))
    return _enumerated(old, Handlers)


def getsignal(signalnum):
    return _enumerated(_signal.getsignal(_plain(signalnum)), Handlers)


def _set_of_signals(native):
    def function(*args):
        return {_enumerated(number, Signals)
                for number in native(*map(_plain, args))}

    function.__name__ = native.__name__
    return function


for _name in ('sigpending', 'sigwait', 'pthread_sigmask', 'valid_signals'):
    if hasattr(_signal, _name):
        globals()[_name] = _set_of_signals(getattr(_signal, _name))
if hasattr(_signal, 'sigwait'):
    def sigwait(sigset):
        return _enumerated(_signal.sigwait(sigset), Signals)
if not hasattr(_signal, 'valid_signals'):
    def valid_signals():
        return set(Signals)
