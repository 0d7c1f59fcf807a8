# SPDX-License-Identifier: MIT
# Clocks and the calendar. The clock is the scheduler's virtual one, the zone
# is UTC; what computes is in the native module _time.

from _time import (sleep, time, time_ns, monotonic, monotonic_ns,
                   perf_counter, perf_counter_ns, process_time,
                   process_time_ns, thread_time, thread_time_ns)
import _time

timezone = altzone = daylight = 0
tzname = ('UTC', 'UTC')
_STRUCT_TM_ITEMS = 11
CLOCK_REALTIME, CLOCK_MONOTONIC = 0, 1
CLOCK_PROCESS_CPUTIME_ID, CLOCK_THREAD_CPUTIME_ID = 2, 3
CLOCK_MONOTONIC_RAW, CLOCK_BOOTTIME = 4, 7

_NAMES = ('tm_year', 'tm_mon', 'tm_mday', 'tm_hour', 'tm_min', 'tm_sec',
          'tm_wday', 'tm_yday', 'tm_isdst')


_mapping = dict


class struct_time(tuple):
    n_fields = 11
    n_sequence_fields = 9
    n_unnamed_fields = 0
    tm_zone = tm_gmtoff = None

    def __new__(cls, sequence, dict={}):
        if not isinstance(dict, _mapping):
            raise TypeError('time.struct_time() takes a dict as second arg, '
                            'if any')
        try:
            fields = tuple(sequence)
        except TypeError:
            raise TypeError('constructor requires a sequence') from None
        for limit, word in (len(fields) < 9, 'least 9'), (len(fields) > 11,
                                                          'most 11'):
            if limit:
                raise TypeError(f'time.struct_time() takes an at {word}'
                                f'-sequence ({len(fields)}-sequence given)')
        self = super().__new__(cls, fields[:9])
        for name, value in zip(('tm_zone', 'tm_gmtoff'), fields[9:]):
            self.__dict__[name] = value
        return self

    def __repr__(self):
        pairs = zip(_NAMES, self)
        return 'time.struct_time(%s)' % ', '.join(
            f'{name}={value!r}' for name, value in pairs)

    def __setattr__(self, name, value):
        raise AttributeError('readonly attribute')

    def __reduce__(self):
        return struct_time, (tuple(self),)


def _field(i):
    return property(lambda self: self[i])


for _i, _name in enumerate(_NAMES):
    setattr(struct_time, _name, _field(_i))
del _i, _name


def gmtime(seconds=None, /):
    return struct_time(_time.fields(seconds) + ('GMT', 0))


def localtime(seconds=None, /):
    return struct_time(_time.fields(seconds) + ('UTC', 0))


def _nine(fields, function):
    if not isinstance(fields, tuple):
        raise TypeError('Tuple or struct_time argument required')
    if len(fields) != 9:
        raise TypeError(f'{function}(): illegal time tuple argument')
    return tuple(fields)


def mktime(fields, /):
    return _time.seconds(_nine(fields, 'mktime'))


def strftime(format, fields=None, /):
    if not isinstance(format, str):
        kind = type(format).__name__
        raise TypeError(f'strftime() argument 1 must be str, not {kind}')
    if fields is None:
        fields = _time.fields()
    else:
        fields = _time.check(_nine(fields, 'strftime'))
    if '\0' in format:
        raise ValueError('embedded null character')
    return _time.format(format, fields)


def asctime(fields=None, /):
    if fields is None:
        fields = _time.fields()
    else:
        fields = _time.check(_nine(fields, 'asctime'))
    return _time.format('%a %b %e %H:%M:%S %Y', fields)


def ctime(seconds=None, /):
    return asctime(_time.fields(seconds) + ())


def strptime(data_string, format='%a %b %d %H:%M:%S %Y', /):
    from _strptime import _strptime_time
    return _strptime_time(data_string, format)


def tzset():
    pass


_clocks = {
    CLOCK_REALTIME: time_ns,
    CLOCK_MONOTONIC: monotonic_ns,
    CLOCK_MONOTONIC_RAW: monotonic_ns,
    CLOCK_BOOTTIME: monotonic_ns,
    CLOCK_PROCESS_CPUTIME_ID: process_time_ns,
    CLOCK_THREAD_CPUTIME_ID: thread_time_ns,
}


def clock_gettime_ns(clk_id, /):
    if clk_id not in _clocks:
        raise OSError(22, 'Invalid argument')
    return _clocks[clk_id]()


def clock_gettime(clk_id, /):
    return clock_gettime_ns(clk_id) / 1e9


def clock_getres(clk_id, /):
    clock_gettime_ns(clk_id)
    return 1e-09


def get_clock_info(name, /):
    clocks = {
        'time': 'CLOCK_REALTIME',
        'monotonic': 'CLOCK_MONOTONIC',
        'perf_counter': 'CLOCK_MONOTONIC',
        'process_time': 'CLOCK_PROCESS_CPUTIME_ID',
        'thread_time': 'CLOCK_THREAD_CPUTIME_ID',
    }
    if name not in clocks:
        raise ValueError('unknown clock')
    from types import SimpleNamespace
    return SimpleNamespace(implementation=f'clock_gettime({clocks[name]})',
                           monotonic=name != 'time',
                           adjustable=name == 'time', resolution=1e-09)


def _like_built_ins(names):
    # In CPython these are C functions: stored in a class (the converter of a
    # logging.Formatter) they do not become methods.
    from _prelude import builtin
    space = globals()
    for name in names.split():
        space[name] = builtin(space[name])


_like_built_ins('gmtime localtime mktime strftime asctime ctime '
                'strptime tzset '
                'clock_gettime clock_gettime_ns clock_getres get_clock_info')
