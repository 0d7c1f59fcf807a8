# SPDX-License-Identifier: MIT
# Tracebacks as text, and as data.
#
# Invariant: everything printed comes from a TracebackException, which holds
# text only: neither frames nor values stay alive through it.

import itertools
import linecache
import sys

__all__ = ['extract_stack', 'extract_tb', 'format_exception',
           'format_exception_only', 'format_list', 'format_stack',
           'format_tb', 'print_exc', 'format_exc', 'print_exception',
           'print_last', 'print_stack', 'print_tb', 'clear_frames',
           'FrameSummary', 'StackSummary', 'TracebackException',
           'walk_stack', 'walk_tb', 'print_list']

_CAUSE = ('\nThe above exception was the direct cause of the following '
          'exception:\n\n')
_CONTEXT = ('\nDuring handling of the above exception, another exception '
            'occurred:\n\n')
_HEADER = 'Traceback (most recent call last):\n'
_REPEATS = 3            # equal frames shown before they are counted
_absent = object()


# ---- Frames ----

class FrameSummary:
    __slots__ = ('filename', 'lineno', 'name', '_line', 'locals')

    def __init__(self, filename, lineno, name, *, lookup_line=True,
                 locals=None, line=None, **positions):
        self.filename, self.lineno, self.name = filename, lineno, name
        self.locals = None if locals is None else {
            key: repr(value) for key, value in locals.items()}
        self._line = line
        if lookup_line:
            self.line

    @property
    def line(self):
        # The source's text, read when it is first asked for.
        if self._line is None and self.lineno is not None:
            text = linecache.getline(self.filename, self.lineno)
            self._line = text.strip()
        return self._line

    def _fields(self):
        return self.filename, self.lineno, self.name, self.line

    def __eq__(self, other):
        mine = self._fields()
        if isinstance(other, tuple):
            return mine == other
        if not isinstance(other, FrameSummary):
            return NotImplemented
        return (*mine, self.locals) == (*other._fields(), other.locals)

    def __getitem__(self, place):
        return self._fields()[place]

    def __iter__(self):
        return iter(self._fields())

    def __len__(self):
        return 4

    def __repr__(self):
        return (f'<FrameSummary file {self.filename}, line {self.lineno} in '
                f'{self.name}>')

    def _format(self):
        text = (f'  File "{self.filename}", line {self.lineno}, in '
                f'{self.name}\n')
        if self.line:
            text += f'    {self.line.strip()}\n'
        for name, value in sorted((self.locals or {}).items()):
            text += f'    {name} = {value}\n'
        return text


def walk_stack(f):
    frame = sys._getframe(1).f_back if f is None else f
    while frame is not None:
        yield frame, frame.f_lineno
        frame = frame.f_back


def walk_tb(tb):
    step = tb
    while step is not None:
        yield step.tb_frame, step.tb_lineno
        step = step.tb_next


class StackSummary(list):
    @classmethod
    def extract(cls, frame_gen, *, limit=None, lookup_lines=True,
                capture_locals=False):
        if limit is None:
            limit = getattr(sys, 'tracebacklimit', None)
            limit = limit and max(limit, 0)
        if limit is not None and limit < 0:
            from _collections import deque
            frame_gen = deque(frame_gen, maxlen=-limit)
        elif limit is not None:
            frame_gen = itertools.islice(frame_gen, limit)
        made, files = cls(), set()
        for frame, lineno in frame_gen:
            code = frame.f_code
            files.add(code.co_filename)
            linecache.lazycache(code.co_filename, frame.f_globals)
            made.append(FrameSummary(
                code.co_filename, lineno, code.co_name, lookup_line=False,
                locals=frame.f_locals if capture_locals else None))
        for file in files:
            linecache.checkcache(file)
        for summary in made if lookup_lines else ():
            summary.line
        return made

    @classmethod
    def from_list(cls, a_list):
        made = cls()
        for item in a_list:
            if isinstance(item, FrameSummary):
                made.append(item)
            else:
                filename, lineno, name, line = item
                made.append(FrameSummary(filename, lineno, name, line=line))
        return made

    def format(self):
        lines = []
        last, count = None, 0
        for frame in self:
            place = frame.filename, frame.lineno, frame.name
            if place != last:
                lines += _repeated(count)
                last, count = place, 0
            count += 1
            if count <= _REPEATS:
                lines.append(frame._format())
        return lines + _repeated(count)


def _repeated(count):
    more = count - _REPEATS
    if more <= 0:
        return []
    return [f'  [Previous line repeated {more} more '
            f'time{"s" if more > 1 else ""}]\n']


# ---- Exceptions ----

def _name_of(kind):
    name = kind.__qualname__
    if kind.__module__ not in ('__main__', 'builtins'):
        name = f'{kind.__module__}.{name}'
    return name


def _text_of(value):
    try:
        return str(value)
    except Exception:
        return f'<unprintable {type(value).__name__} object>'


def _last_line(kind, value):
    name = kind if isinstance(kind, str) else _name_of(kind)
    text = None if value is None else _text_of(value)
    return f'{name}: {text}\n' if text else f'{name}\n'


class TracebackException:
    # A whole chain of causes, told apart by `seen`: an exception that is its
    # own cause is shown once.

    def __init__(self, exc_type, exc_value, exc_traceback, *, limit=None,
                 lookup_lines=True, capture_locals=False, compact=False,
                 _seen=None):
        seen = set() if _seen is None else _seen
        seen.add(id(exc_value))
        options = dict(limit=limit, lookup_lines=lookup_lines,
                       capture_locals=capture_locals)
        self.__cause__ = self.__context__ = None
        self.exceptions = None
        self.__suppress_context__ = False
        self.stack = StackSummary.extract(walk_tb(exc_traceback), **options)
        self.exc_type = exc_type
        self._was_raised = exc_traceback is not None
        self._str = _text_of(exc_value)
        self._empty = exc_value is None
        self.__notes__ = getattr(exc_value, '__notes__', None)
        if exc_type and isinstance(exc_type, type) and issubclass(
                exc_type, SyntaxError):
            for name in ('filename', 'lineno', 'text', 'offset', 'msg'):
                setattr(self, name, getattr(exc_value, name))
            if self.lineno is not None:
                self.lineno = str(self.lineno)
        if exc_value is not None:
            self.__suppress_context__ = exc_value.__suppress_context__
            for name in ('__cause__', '__context__'):
                other = getattr(exc_value, name)
                if other is not None and id(other) not in seen:
                    setattr(self, name, TracebackException(
                        type(other), other, other.__traceback__, _seen=seen,
                        **options))

    @classmethod
    def from_exception(cls, exc, *args, **kwargs):
        return cls(type(exc), exc, exc.__traceback__, *args, **kwargs)

    def __eq__(self, other):
        if not isinstance(other, TracebackException):
            return NotImplemented
        return self.__dict__ == other.__dict__

    def __hash__(self):
        return id(self)

    def __str__(self):
        return self._str

    @property
    def exc_type_str(self):
        return None if self.exc_type is None else _name_of(self.exc_type)

    def format_exception_only(self):
        kind = self.exc_type
        if kind is None or isinstance(kind, str):
            yield _last_line(str(kind), None if self._empty else self._str)
        elif not issubclass(kind, SyntaxError):
            yield _last_line(kind, None if self._empty else self._str)
        else:
            yield from self._format_syntax_error()
        for note in self.__notes__ or ():
            yield from (line + '\n' for line in _text_of(note).split('\n'))

    def _format_syntax_error(self):
        name = _name_of(self.exc_type)
        if self.lineno is None:
            place = f' ({self.filename})' if self.filename else ''
            yield f'{name}: {self.msg or "<no detail available>"}{place}\n'
            return
        yield f'  File "{self.filename or "<string>"}", line {self.lineno}\n'
        if self.text is not None:
            yield f'    {self.text.strip()}\n'
            if self.offset is not None:
                bare = self.text.rstrip('\n')
                before = bare[:min(len(bare), self.offset) - 1].lstrip()
                blank = ''.join(c if c.isspace() else ' ' for c in before)
                yield f'    {blank}^\n'
        yield f'{name}: {self.msg or "<no detail available>"}\n'

    def _before(self):
        # The exception that is shown above this one, and why.
        if self.__cause__ is not None:
            return self.__cause__, _CAUSE
        return (None if self.__suppress_context__ else self.__context__,
                _CONTEXT)

    def format(self, *, chain=True):
        other, why = self._before() if chain else (None, '')
        if other is not None:
            yield from other.format()
            yield why
        if self._was_raised:
            yield _HEADER
        for lines in (self.stack.format(), self.format_exception_only()):
            yield from lines

    def print(self, *, file=None, chain=True):
        _print(self.format(chain=chain), file)


def _print(lines, file):
    out = sys.stderr if file is None else file
    for line in lines:
        print(line, end='', file=out)


# ---- Functions ----

def _details(exc, value, tb):
    # Since 3.10 the exception alone is enough.
    if (value is _absent) != (tb is _absent):
        raise ValueError('Both or neither of value and tb must be given')
    if value is _absent:
        value, tb = None, None
        if isinstance(exc, BaseException):
            value, tb = exc, exc.__traceback__
    return exc if value is None else type(value), value, tb


def format_exception(exc, /, value=_absent, tb=_absent, limit=None,
                     chain=True):
    kind, value, tb = _details(exc, value, tb)
    return list(TracebackException(kind, value, tb, limit=limit).format(
        chain=chain))


def print_exception(exc, /, value=_absent, tb=_absent, limit=None, file=None,
                    chain=True):
    _print(format_exception(exc, value, tb, limit, chain), file)


def format_exception_only(exc, /, value=_absent):
    if value is _absent:
        kind, value = (type(exc), exc) if isinstance(
            exc, BaseException) else (exc, None)
    else:
        kind = exc
    return list(TracebackException(kind, value, None)
                .format_exception_only())


def format_exc(limit=None, chain=True):
    return ''.join(format_exception(*sys.exc_info(), limit=limit,
                                    chain=chain))


def print_exc(limit=None, file=None, chain=True):
    current = sys.exc_info()
    print_exception(*current, limit, file, chain)


def print_last(limit=None, file=None, chain=True):
    if not hasattr(sys, 'last_type'):
        raise ValueError('no last exception')
    print_exception(sys.last_type, sys.last_value, sys.last_traceback, limit,
                    file, chain)


def extract_tb(tb, limit=None):
    return StackSummary.extract(walk_tb(tb), limit=limit)


def _frame_of_caller(f):
    # Who called the function that asks.
    return sys._getframe(1).f_back if f is None else f


def extract_stack(f=None, limit=None):
    found = StackSummary.extract(walk_stack(_frame_of_caller(f)), limit=limit)
    found.reverse()
    return found


def format_list(extracted_list):
    return StackSummary.from_list(extracted_list).format()


def print_list(extracted_list, file=None):
    _print(format_list(extracted_list), file)


def format_tb(tb, limit=None):
    return extract_tb(tb, limit).format()


def print_tb(tb, limit=None, file=None):
    print_list(extract_tb(tb, limit), file)


def format_stack(f=None, limit=None):
    return format_list(extract_stack(_frame_of_caller(f), limit))


def print_stack(f=None, limit=None, file=None):
    print_list(extract_stack(_frame_of_caller(f), limit), file)


def clear_frames(tb):
    for frame, _ in walk_tb(tb):
        try:
            frame.clear()
        except RuntimeError:
            pass
