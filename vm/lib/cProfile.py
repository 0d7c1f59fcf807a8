# SPDX-License-Identifier: MIT
# As profile, with the names and the table that CPython's faster one has:
# built-in functions are {built-in method ...}, callers have times.

import marshal
import sys
import time

import profile as _profile

__all__ = ['run', 'runctx', 'Profile']


def run(statement, filename=None, sort=-1):
    """Profile a statement in __main__; print the numbers, or keep them."""
    return _profile._Utils(Profile).run(statement, filename, sort)


def runctx(statement, globals, locals, filename=None, sort=-1):
    """The same with namespaces of your own."""
    return _profile._Utils(Profile).runctx(statement, globals, locals,
                                           filename, sort)


def label(code):
    """(file, line, function) of a code object or of a text."""
    if isinstance(code, str):
        return '~', 0, code
    return code.co_filename, code.co_firstlineno, code.co_name


def _native(thing):
    """How a built-in is shown."""
    if thing is sys.setprofile:
        return "<method 'disable' of '_lsprof.Profiler' objects>"
    owner = getattr(thing, '__self__', None)
    name = getattr(thing, '__name__', repr(thing))
    if owner is None or isinstance(owner, type(sys)):
        module = getattr(owner, '__name__', None) or \
            getattr(thing, '__module__', None) or 'builtins'
        public = sys.modules.get(module[1:])
        if module[0] == '_' and getattr(public, name, None) is thing:
            module = module[1:]     # time.sleep, not _time.sleep
        return f'<built-in method {module}.{name}>'
    kind = owner if isinstance(owner, type) else type(owner)
    return (f'<built-in method {name}>' if isinstance(owner, type)
            else f'<method {name!r} of {kind.__qualname__!r} objects>')


class Profile:
    """A profiler: enable(), disable(), or with it; then the numbers."""

    def __init__(self, timer=None, timeunit=0.0, subcalls=True,
                 builtins=True):
        self._timer = timer or time.perf_counter
        self._unit = timeunit or 1.0
        self._builtins, self._subcalls = builtins, subcalls
        self.clear()

    def clear(self):
        self._stack = []        # [function, start, time of what it called]
        self._active = {}
        self._numbers = {}      # function: [calls, again, time, inside]
        self._pairs = {}        # (caller, function): the same

    # ---- events ----

    def enable(self, subcalls=True, builtins=True):
        self._builtins = builtins
        sys.setprofile(self._event)

    def disable(self):
        sys.setprofile(None)
        now = self._timer()
        while self._stack:
            self._leave(now)

    def __enter__(self):
        self.enable()
        return self

    def __exit__(self, *exc_info):
        self.disable()

    def _event(self, frame, event, arg):
        now = self._timer()
        if event == 'call':
            self._enter(frame.f_code, now)
        elif event == 'c_call':
            if self._builtins:
                self._enter(_native(arg), now)
        elif event == 'return' or self._builtins:
            if self._stack:
                self._leave(now)

    def _enter(self, function, now):
        self._active[function] = self._active.get(function, 0) + 1
        self._stack.append([function, now, 0])

    def _leave(self, now):
        function, start, inner = self._stack.pop()
        whole = now - start
        self._active[function] -= 1
        again = self._active[function] > 0
        self._count(self._numbers, function, whole, inner, again)
        if self._stack:
            above = self._stack[-1]
            above[2] += whole
            self._count(self._pairs, (above[0], function), whole, inner,
                        again)

    @staticmethod
    def _count(table, key, whole, inner, again):
        row = table.setdefault(key, [0, 0, 0, 0])
        row[0] += 1
        row[1] += again
        row[2] += 0 if again else whole
        row[3] += whole - inner

    # ---- running ----

    def run(self, cmd):
        import __main__
        space = __main__.__dict__
        return self.runctx(cmd, space, space)

    def runctx(self, cmd, globals, locals):
        self.enable()
        try:
            exec(cmd, globals, locals)
        finally:
            self.disable()
        return self

    def runcall(self, func, /, *args, **kw):
        self.enable()
        try:
            return func(*args, **kw)
        finally:
            self.disable()

    # ---- numbers ----

    def create_stats(self):
        self.disable()
        self.snapshot_stats()

    def snapshot_stats(self):
        self.stats = stats = {}
        ours = {Profile.disable.__code__}
        for function, row in self._numbers.items():
            if function not in ours:
                stats[label(function)] = self._stat(row) + ({},)
        for (caller, function), row in self._pairs.items():
            if label(function) in stats and caller not in ours:
                calls, again, whole, inside = row
                stats[label(function)][4][label(caller)] = (
                    calls, calls - again, inside * self._unit,
                    whole * self._unit)

    def _stat(self, row):
        calls, again, whole, inside = row
        return calls - again, calls, inside * self._unit, whole * self._unit

    def print_stats(self, sort=-1):
        import pstats
        pstats.Stats(self).strip_dirs().sort_stats(sort).print_stats()

    def dump_stats(self, file):
        with open(file, 'wb') as out:
            self.create_stats()
            marshal.dump(self.stats, out)


def main():
    """python -m cProfile"""
    return _profile.main(runctx, 'cProfile.py [-o output_file_path] '
                         '[-s sort] [-m module | scriptfile] [arg] ...')


if __name__ == '__main__':
    main()
