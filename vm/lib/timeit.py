# SPDX-License-Identifier: MIT
"""How long small pieces of code take.

    python -m timeit [-n N] [-r N] [-u UNIT] [-s S] [-p] [-v] [-h] [STATEMENT]

    -n, --number N   run the statement N times a round (else: for 0.2 s)
    -r, --repeat N   rounds, 5 unless told
    -s, --setup S    a line that is run once before each round
    -u, --unit UNIT  nsec, usec, msec or sec
    -p, --process    the time of the process, not of the clock
    -v, --verbose    raw times as well
    -h, --help       this text
"""

import gc
import itertools
import time

__all__ = ['Timer', 'timeit', 'repeat', 'default_timer']

default_timer = time.perf_counter
default_number = 1000000
default_repeat = 5

_FRAME = '''
def inner(_it, _timer{parameters}):
    {setup}
    _t0 = _timer()
    for _i in _it:
        {statement}
    _t1 = _timer()
    return _t1 - _t0
'''


def reindent(src, indent):
    """The text with every line but the first moved in."""
    return src.replace('\n', '\n' + ' ' * indent)


class Timer:
    def __init__(self, stmt='pass', setup='pass', timer=default_timer,
                 globals=None):
        self.timer = timer
        space = {'gc': gc, 'itertools': itertools} if globals is None \
            else dict(globals)
        parameters = ''
        checked = ''
        if isinstance(setup, str):
            compile(setup, '<timeit-src>', 'exec')
            checked = setup + '\n'
        elif callable(setup):
            space['_setup'], setup = setup, '_setup()'
            parameters += ', _setup=_setup'
        else:
            raise ValueError('setup is neither a string nor callable')
        if isinstance(stmt, str):
            compile(checked + stmt, '<timeit-src>', 'exec')
        elif callable(stmt):
            space['_stmt'], stmt = stmt, '_stmt()'
            parameters += ', _stmt=_stmt'
        else:
            raise ValueError('stmt is neither a string nor callable')
        self.src = _FRAME.format(parameters=parameters,
                                 setup=reindent(setup, 4),
                                 statement=reindent(stmt, 8))
        exec(compile(self.src, '<timeit-src>', 'exec'), space)
        self.inner = space['inner']

    def print_exc(self, file=None):
        import linecache
        import traceback
        linecache.cache['<timeit-src>'] = (
            len(self.src), None, self.src.split('\n'), '<timeit-src>')
        traceback.print_exc(file=file)

    def timeit(self, number=default_number):
        return self.inner(itertools.repeat(None, number), self.timer)

    def repeat(self, repeat=default_repeat, number=default_number):
        return [self.timeit(number) for _ in range(repeat)]

    def autorange(self, callback=None):
        # The first of 1, 2, 5, 10, 20, 50 ... that takes 0.2 seconds.
        scale = 1
        while True:
            for digit in 1, 2, 5:
                number = scale * digit
                taken = self.timeit(number)
                if callback:
                    callback(number, taken)
                if taken >= 0.2:
                    return number, taken
            scale *= 10


def timeit(stmt='pass', setup='pass', timer=default_timer,
           number=default_number, globals=None):
    return Timer(stmt, setup, timer, globals).timeit(number)


def repeat(stmt='pass', setup='pass', timer=default_timer,
           repeat=default_repeat, number=default_number, globals=None):
    return Timer(stmt, setup, timer, globals).repeat(repeat, number)


_UNITS = {'nsec': 1e-9, 'usec': 1e-6, 'msec': 1e-3, 'sec': 1.0}


def _shown(seconds, unit, precision):
    if unit is None:
        unit = next((name for name in ('sec', 'msec', 'usec', 'nsec')
                     if seconds >= _UNITS[name]), 'nsec')
    return f'{seconds / _UNITS[unit]:.{precision}g} {unit}'


def main(args=None, *, _wrap_timer=None):
    import getopt
    import os
    import sys
    if args is None:
        args = sys.argv[1:]
    try:
        options, args = getopt.getopt(
            args, 'n:u:s:r:tcpvh',
            ['number=', 'setup=', 'repeat=', 'process', 'verbose', 'unit=',
             'help'])
    except getopt.error as error:
        print(error)
        print('use -h/--help for command line help')
        return 2
    timer, number, rounds, unit, verbose = default_timer, 0, 5, None, 0
    setup = []
    for name, value in options:
        if name in ('-n', '--number'):
            number = int(value)
        elif name in ('-s', '--setup'):
            setup.append(value)
        elif name in ('-r', '--repeat'):
            rounds = max(int(value), 1)
        elif name in ('-u', '--unit'):
            if value not in _UNITS:
                print('Unrecognized unit. Please select nsec, usec, msec, or '
                      'sec.', file=sys.stderr)
                return 2
            unit = value
        elif name in ('-p', '--process'):
            timer = time.process_time
        elif name in ('-v', '--verbose'):
            verbose += 1
        elif name in ('-h', '--help'):
            print(__doc__, end=' ')
            return 0
    sys.path.insert(0, os.curdir)
    if _wrap_timer is not None:
        timer = _wrap_timer(timer)
    made = Timer('\n'.join(args) or 'pass', '\n'.join(setup) or 'pass', timer)
    precision = 3 + max(verbose - 1, 0)
    try:
        if number == 0:
            report = None
            if verbose:
                def report(count, taken):
                    plural = 's' if count != 1 else ''
                    print(f'{count} loop{plural} -> '
                          f'{taken:.{precision}g} secs')
            number, _ = made.autorange(report)
            if verbose:
                print()
        times = made.repeat(rounds, number)
    except Exception:
        made.print_exc()
        return 1
    if verbose:
        raw = ', '.join(_shown(taken, unit, precision) for taken in times)
        print(f'raw times: {raw}\n')
    best = _shown(min(times) / number, unit, precision)
    print(f"{number} loop{'s' if number != 1 else ''}, best of {rounds}: "
          f'{best} per loop')
    return None


if __name__ == '__main__':
    import sys
    sys.exit(main())
