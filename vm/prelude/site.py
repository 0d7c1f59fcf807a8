# SPDX-License-Identifier: MIT
# The names that CPython's site module gives a session: exit, quit and the
# notices. They are there for every program, as under `python`.

import sys as _sys


class Quitter:
    """exit and quit: shown, they tell how to leave; called, they leave."""

    def __init__(self, name, eof):
        self.name = name
        self.eof = eof

    def __repr__(self):
        return f'Use {self.name}() or {self.eof} to exit'

    def __call__(self, code=None):
        try:
            _sys.stdin.close()
        except BaseException:
            pass
        raise SystemExit(code)


class _Printer:
    """A text that shows itself, called or not."""

    def __init__(self, name, text):
        self._name = name
        self._text = text

    def __repr__(self):
        return self._text

    def __call__(self):
        print(self._text)


class _Helper:
    """help: shown, it tells how to be called; called, it explains."""

    def __repr__(self):
        return ('Type help() for interactive help, or help(object) for help '
                'about object.')

    def __call__(self, *args, **kwds):
        return import_absolute('pydoc').help(*args, **kwds)


Quitter.__module__ = _Printer.__module__ = _Helper.__module__ = '_sitebuiltins'

_NOTICES = (
    ('copyright', 'Python is Copyright (c) 2001-2023 Python Software '
     'Foundation.\nAll Rights Reserved.\n\ngilscope is its own program, '
     'written from nothing, under the MIT licence.'),
    ('credits', 'Thanks to the authors of Python, its documentation and its '
     'tests.\nSee www.python.org for more information.'),
    ('license', 'gilscope is under the MIT licence; python.org/psf/license '
     'has that of CPython.'),
)


def site_install():
    names = _sys.modules['builtins'].__dict__
    for name in 'quit', 'exit':
        names[name] = Quitter(name, 'Ctrl-D (i.e. EOF)')
    names['help'] = _Helper()
    for name, text in _NOTICES:
        names[name] = _Printer(name, text)
