# SPDX-License-Identifier: MIT
# Counts calls and time by function, with sys.setprofile().
#
# A frame on our stack: [function, its caller's entry, start, time of what it
# has called]. Time is the clock's, which is virtual in a simulation.

import io
import marshal
import sys
import time

__all__ = ['run', 'runctx', 'Profile']


class _Utils:
    """run() and runctx() for a profiler class."""

    def __init__(self, profiler):
        self.profiler = profiler

    def _watch(self, method, what, filename, sort):
        watcher = self.profiler()
        tell, how = (watcher.print_stats, sort) if filename is None \
            else (watcher.dump_stats, filename)
        try:
            getattr(watcher, method)(*what)
        except SystemExit:
            pass
        finally:
            tell(how)

    def run(self, statement, filename, sort):
        self._watch('run', [statement], filename, sort)

    def runctx(self, statement, globals, locals, filename, sort):
        self._watch('runctx', [statement, globals, locals], filename, sort)


def run(statement, filename=None, sort=-1):
    """Profile a statement in __main__; print the numbers, or keep them."""
    return _Utils(Profile).run(statement, filename, sort)


def runctx(statement, globals, locals, filename=None, sort=-1):
    """The same with namespaces of your own."""
    return _Utils(Profile).runctx(statement, globals, locals, filename, sort)


class Profile:
    """A profiler: run something, then ask for the numbers."""

    bias = 0

    def __init__(self, timer=None, bias=None):
        self.timer = timer or time.process_time
        self.get_time = self.timer
        if bias is not None:
            self.bias = bias
        self.timings = {}
        self.stats = {}
        self._stack = []
        self._active = {}       # function: how many of its frames are open
        self._enter(('profile', 0, 'profiler'), self._now())

    def _now(self):
        now = self.timer()
        return sum(now) if isinstance(now, tuple) else now

    # ---- events ----

    def _function(self, event, frame, arg):
        if event[:2] == 'c_':
            return '', 0, getattr(arg, '__name__', repr(arg))
        code = frame.f_code
        return code.co_filename, code.co_firstlineno, code.co_name

    def trace_dispatch(self, frame, event, arg):
        now = self._now()
        if event in ('call', 'c_call'):
            self._enter(self._function(event, frame, arg), now)
        elif event in ('return', 'c_return', 'c_exception'):
            if len(self._stack) > 1:
                self._leave(now)

    dispatcher = trace_dispatch

    def _enter(self, function, now):
        self.timings.setdefault(function, (0, 0, 0, 0, {}))
        self._active[function] = self._active.get(function, 0) + 1
        self._stack.append([function, now, 0])

    def _leave(self, now):
        function, start, inner = self._stack.pop()
        whole = now - start
        self._active[function] -= 1
        calls, primitive, tt, ct, callers = self.timings[function]
        if not self._active[function]:
            ct += whole
            primitive += 1
        self.timings[function] = (calls + 1, primitive,
                                  tt + whole - inner, ct, callers)
        if self._stack:
            above = self._stack[-1]
            above[2] += whole
            callers[above[0]] = callers.get(above[0], 0) + 1

    def set_cmd(self, cmd):
        if len(self._stack) < 2:
            self._enter(('profile', 0, cmd), self._now())

    def simulate_cmd_complete(self):
        now = self._now()
        while len(self._stack) > 1:
            self._leave(now)

    # ---- running ----

    def run(self, cmd):
        import __main__
        space = __main__.__dict__
        return self.runctx(cmd, space, space)

    def runctx(self, cmd, globals, locals):
        self.set_cmd(cmd)
        sys.setprofile(self.dispatcher)
        try:
            exec(cmd, globals, locals)
        finally:
            sys.setprofile(None)
        return self

    def runcall(self, func, /, *args, **kw):
        self.set_cmd(repr(func))
        sys.setprofile(self.dispatcher)
        try:
            return func(*args, **kw)
        finally:
            sys.setprofile(None)

    # ---- numbers ----

    def create_stats(self):
        self.simulate_cmd_complete()
        self.snapshot_stats()

    def snapshot_stats(self):
        self.stats = {
            function: (primitive, calls, tt, ct, callers.copy())
            for function, (calls, primitive, tt, ct, callers)
            in self.timings.items()}

    def print_stats(self, sort=-1):
        import pstats
        pstats.Stats(self).strip_dirs().sort_stats(sort).print_stats()

    def dump_stats(self, file):
        with io.open(file, 'wb') as out:
            self.create_stats()
            marshal.dump(self.stats, out)

    def calibrate(self, m, verbose=0):
        """Our own cost for an event; a virtual clock has none."""
        return 0.0


def main(run=runctx, usage='profile.py [-o output_file_path] [-s sort] '
         '[-m module | scriptfile] [arg] ...'):
    """python -m profile"""
    import os
    from optparse import OptionParser
    parser = OptionParser(usage=usage)
    parser.allow_interspersed_args = False
    parser.add_option('-o', '--outfile', dest='outfile', default=None,
                      help='Save stats to <outfile>')
    parser.add_option('-m', dest='module', action='store_true',
                      default=False, help='Profile a library module.')
    parser.add_option('-s', '--sort', dest='sort', default=-1,
                      help='Sort order when printing to stdout, based on '
                      'pstats.Stats class')
    if not sys.argv[1:]:
        parser.print_usage()
        sys.exit(2)
    options, args = parser.parse_args()
    sys.argv[:] = args
    if not args:
        parser.print_usage()
        return parser
    if options.module:
        import runpy
        code = "run_module(modname, run_name='__main__')"
        space = {'run_module': runpy.run_module, 'modname': args[0]}
    else:
        name = args[0]
        sys.path.insert(0, os.path.dirname(name))
        with io.open(name, 'rb') as file:
            code = compile(file.read(), name, 'exec')
        space = {'__spec__': None, '__file__': name, '__name__': '__main__',
                 '__package__': None, '__cached__': None}
    run(code, space, None, options.outfile, options.sort)
    return parser


if __name__ == '__main__':
    main()
