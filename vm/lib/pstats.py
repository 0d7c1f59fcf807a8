# SPDX-License-Identifier: MIT
# What a profiler has counted: sorted, stripped, printed.
#
# stats: {(file, line, function): (calls not by itself, calls, time inside,
# time with what it called, {caller: the same four})}

import marshal
import os
import re
import sys
import time
from enum import Enum
from functools import cmp_to_key

__all__ = ['Stats', 'SortKey']


class SortKey(str, Enum):
    """What to sort by; each has several names."""

    CALLS = 'calls', 'ncalls'
    CUMULATIVE = 'cumulative', 'cumtime'
    FILENAME = 'filename', 'module'
    LINE = 'line'
    NAME = 'name'
    NFL = 'nfl'
    PCALLS = 'pcalls'
    STDNAME = 'stdname'
    TIME = 'time', 'tottime'

    def __new__(cls, *values):
        self = str.__new__(cls, values[0])
        self._value_ = values[0]
        for other in values[1:]:
            cls._value2member_map_[other] = self
        self._all_values = values
        return self


_BY_LINE = (('name', 1), ('file', 1), ('line', 1))
_KEYS = {
    'calls': ((('calls', -1),), 'call count'),
    'cumulative': ((('cumulative', -1),), 'cumulative time'),
    'filename': ((('file', 1),), 'file name'),
    'line': ((('line', 1),), 'line number'),
    'name': ((('name', 1),), 'function name'),
    'nfl': (_BY_LINE, 'name/file/line'),
    'pcalls': ((('primitive', -1),), 'primitive call count'),
    'stdname': ((('std', 1),), 'standard name'),
    'time': ((('time', -1),), 'internal time')}
_ALIASES = {'ncalls': 'calls', 'cumtime': 'cumulative', 'module': 'filename',
            'tottime': 'time'}


class Stats:
    """The numbers of a profiler, of files, or of several of them."""

    sort_arg_dict_default = {
        name: _KEYS[_ALIASES.get(name, name)]
        for name in [*_KEYS, *_ALIASES]}

    def __init__(self, *args, stream=None):
        self.stream = stream or sys.stdout
        first = args[0] if args else None
        self.init(first)
        self.add(*args[1:])

    def init(self, arg):
        self.all_callees = None
        self.files = []
        self.fcn_list = None
        self.total_tt = self.total_calls = self.prim_calls = 0
        self.max_name_len = 0
        self.top_level = set()
        self.stats = {}
        self.sort_arg_dict = {}
        self.load_stats(arg)
        self.get_top_level_stats()

    def load_stats(self, arg):
        if arg is None:
            self.stats = {}
            return
        if isinstance(arg, str):
            with open(arg, 'rb') as file:
                self.stats = marshal.load(file)
            try:
                when = time.ctime(os.stat(arg).st_mtime) + '    '
            except OSError:
                when = ''
            self.files = [when + arg]
        elif hasattr(arg, 'create_stats'):
            arg.create_stats()
            self.stats, arg.stats = arg.stats, {}
        if not self.stats:
            raise TypeError('Cannot create or construct a '
                            f'{self.__class__!r} object from {arg!r}')

    def get_top_level_stats(self):
        for func, (pc, calls, tt, ct, callers) in self.stats.items():
            self.total_calls += calls
            self.prim_calls += pc
            self.total_tt += tt
            if ('jprofile', 0, 'profiler') in callers:
                self.top_level.add(func)
            self.max_name_len = max(self.max_name_len,
                                    len(func_std_string(func)))

    def add(self, *arg_list):
        """The numbers of others too."""
        for item in reversed(arg_list):
            if type(self) is not type(item):
                item = Stats(item)
            self.files += item.files
            self.total_calls += item.total_calls
            self.prim_calls += item.prim_calls
            self.total_tt += item.total_tt
            self.top_level |= item.top_level
            self.max_name_len = max(self.max_name_len, item.max_name_len)
            self.fcn_list = None
            for func, stat in item.stats.items():
                before = self.stats.get(func, (0, 0, 0, 0, {}))
                self.stats[func] = add_func_stats(before, stat)
        return self

    def dump_stats(self, filename):
        with open(filename, 'wb') as file:
            marshal.dump(self.stats, file)

    # ---- order ----

    def get_sort_arg_defs(self):
        """The words that sort_stats() knows, and their starts."""
        if not self.sort_arg_dict:
            doubtful = set()
            for word, what in self.sort_arg_dict_default.items():
                for size in range(1, len(word) + 1):
                    start = word[:size]
                    if start in self.sort_arg_dict and size < len(word) \
                            and self.sort_arg_dict[start] is not what:
                        doubtful.add(start)
                    elif start not in self.sort_arg_dict or \
                            size == len(word):
                        self.sort_arg_dict[start] = what
            for start in doubtful:
                if start not in self.sort_arg_dict_default:
                    del self.sort_arg_dict[start]
        return self.sort_arg_dict

    def sort_stats(self, *field):
        if not field:
            self.fcn_list = 0
            return self
        if len(field) == 1 and isinstance(field[0], int):
            field = {-1: 'stdname', 0: 'calls', 1: 'time',
                     2: 'cumulative'}[field[0]],
        elif len(field) >= 2:
            for other in field[1:]:
                if type(other) is not type(field[0]):
                    raise TypeError('Can\'t have mixed argument type')
        known = self.get_sort_arg_defs()
        order, self.sort_type, joint = [], '', ''
        for word in field:
            if isinstance(word, SortKey):
                word = word.value
            keys, title = known[word]
            order += keys
            self.sort_type += joint + title
            joint = ', '

        def compare(one, other):
            for key, sign in order:
                a, b = one[key], other[key]
                if a != b:
                    return sign if a > b else -sign
            return 0
        rows = [_row(func, stat) for func, stat in self.stats.items()]
        rows.sort(key=cmp_to_key(compare))
        self.fcn_list = [row['func'] for row in rows]
        return self

    def reverse_order(self):
        if self.fcn_list:
            self.fcn_list.reverse()
        return self

    def strip_dirs(self):
        """File names without their folders."""
        old, self.stats = self.stats, {}
        self.max_name_len = 0
        for func, (pc, calls, tt, ct, callers) in old.items():
            name = func_strip_path(func)
            self.max_name_len = max(self.max_name_len,
                                    len(func_std_string(name)))
            stripped = {func_strip_path(caller): stat
                        for caller, stat in callers.items()}
            stat = pc, calls, tt, ct, stripped
            if name in self.stats:
                stat = add_func_stats(self.stats[name], stat)
            self.stats[name] = stat
        self.top_level = {func_strip_path(func) for func in self.top_level}
        self.fcn_list = None
        self.all_callees = None
        return self

    def calc_callees(self):
        if self.all_callees:
            return
        self.all_callees = callees = {}
        for func, stat in self.stats.items():
            callees.setdefault(func, {})
            for caller, numbers in stat[4].items():
                callees.setdefault(caller, {})[func] = numbers

    # ---- printing ----

    def eval_print_amount(self, sel, list, msg):
        """What a number, a share or an expression leaves of a list."""
        if isinstance(sel, str):
            try:
                pattern = re.compile(sel)
            except re.error:
                return list, msg + '   <Invalid regular expression ' \
                    f'{sel!r}>\n'
            kept = [func for func in list
                    if pattern.search(func_std_string(func))]
        else:
            count = len(list)
            if isinstance(sel, float) and 0.0 <= sel < 1.0:
                count = int(count * sel + 0.5)
            elif isinstance(sel, int) and 0 <= sel < count:
                count = sel
            kept = list[:count]
        if len(list) != len(kept):
            msg += (f'   List reduced from {len(list)!r} to {len(kept)!r} '
                    f'due to restriction <{sel!r}>\n')
        return kept, msg

    def get_print_list(self, sel_list):
        if self.fcn_list:
            chosen = self.fcn_list[:]
            msg = f'   Ordered by: {self.sort_type}\n'
        else:
            chosen = list(self.stats)
            msg = '   Random listing order was used\n'
        for sel in sel_list:
            chosen, msg = self.eval_print_amount(sel, chosen, msg)
        if not chosen:
            return 0, chosen
        print(msg, file=self.stream)
        width = self.max_name_len
        if len(chosen) < len(self.stats):
            width = max(len(func_std_string(func)) for func in chosen)
        return width + 2, chosen

    def print_stats(self, *amount):
        put = self.stream.write
        for name in self.files:
            put(name + '\n')
        if self.files:
            put('\n')
        for func in self.top_level:
            put('         ' + func_get_function_name(func) + '\n')
        put(f'         {self.total_calls} function calls')
        if self.total_calls != self.prim_calls:
            put(f' ({self.prim_calls} primitive calls)')
        put(f' in {self.total_tt:.3f} seconds\n\n')
        width, chosen = self.get_print_list(amount)
        if chosen:
            self.print_title()
            for func in chosen:
                self.print_line(func)
            put('\n\n')
        return self

    def print_title(self):
        print('   ncalls  tottime  percall  cumtime  percall', end=' ',
              file=self.stream)
        print('filename:lineno(function)', file=self.stream)

    def print_line(self, func):
        pc, calls, tt, ct, callers = self.stats[func]
        count = str(calls) if pc == calls else f'{calls}/{pc}'
        words = [count.rjust(9), f8(tt), f8(tt / calls) if calls else ' ' * 8,
                 f8(ct), f8(ct / pc) if pc else ' ' * 8,
                 func_std_string(func)]
        print(*words, file=self.stream)

    def print_callees(self, *amount):
        width, chosen = self.get_print_list(amount)
        if chosen:
            self.calc_callees()
            self.print_call_heading(width, 'called...')
            for func in chosen:
                self.print_call_line(width, func,
                                     self.all_callees.get(func, {}))
            print(file=self.stream)
            print(file=self.stream)
        return self

    def print_callers(self, *amount):
        width, chosen = self.get_print_list(amount)
        if chosen:
            self.print_call_heading(width, 'was called by...')
            for func in chosen:
                self.print_call_line(width, func, self.stats[func][4], '<-')
            print(file=self.stream)
            print(file=self.stream)
        return self

    def print_call_heading(self, name_size, column_title):
        print('Function '.ljust(name_size) + column_title, file=self.stream)
        for stat in self.stats.values():
            if stat[4]:
                if isinstance(next(iter(stat[4].values())), tuple):
                    print(' ' * name_size + '    ncalls  tottime  cumtime',
                          file=self.stream)
                break

    def print_call_line(self, name_size, source, call_dict, arrow='->'):
        head = func_std_string(source).ljust(name_size) + arrow
        if not call_dict:
            print(head, file=self.stream)
            return
        for func in sorted(call_dict):
            value, name = call_dict[func], func_std_string(func)
            if isinstance(value, tuple):
                calls, pc, tt, ct = value
                count = f'{calls}/{pc}' if calls != pc else f'{calls}'
                text = f'{count:>7} {f8(tt)} {f8(ct)}  {name}'
            else:
                text = f'{name}({value!r}) {f8(self.stats[func][3])}'
            print(head + ' ' + text, file=self.stream)
            head = ' ' * (name_size + 2)


def _row(func, stat):
    pc, calls, tt, ct, callers = stat
    return {'primitive': pc, 'calls': calls, 'time': tt, 'cumulative': ct,
            'file': func[0], 'line': func[1], 'name': func[2],
            'std': func_std_string(func), 'func': func}


class TupleComp:
    """Compares by several items: (place, 1 or -1)."""

    def __init__(self, comp_select_list):
        self.comp_select_list = comp_select_list

    def compare(self, left, right):
        for place, sign in self.comp_select_list:
            if left[place] != right[place]:
                return -sign if left[place] < right[place] else sign
        return 0


def func_strip_path(func_name):
    file, line, name = func_name
    return os.path.basename(file), line, name


def func_get_function_name(func):
    return func[2]


def func_std_string(func_name):
    """file:line(function)"""
    file, line, name = func_name
    if (file, line) == ('~', 0):
        if name.startswith('<') and name.endswith('>'):
            return '{%s}' % name[1:-1]
        return name
    return f'{file}:{line}({name})'


def add_func_stats(target, source):
    pc, calls, tt, ct, callers = source
    return (target[0] + pc, target[1] + calls, target[2] + tt,
            target[3] + ct, add_callers(target[4], callers))


def add_callers(target, source):
    total = dict(target)
    for func, value in source.items():
        if func not in total:
            total[func] = value
        elif isinstance(value, tuple):
            total[func] = tuple(a + b for a, b in zip(value, total[func]))
        else:
            total[func] += value
    return total


def count_calls(callers):
    return sum(callers.values())


def f8(x):
    return '%8.3f' % x
