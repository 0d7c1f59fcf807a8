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
        self.filename = filename
        self.lineno = lineno
        self.name = name
        self._line = line
        if lookup_line:
            self.line
        self.locals = None if locals is None else {
            key: repr(value) for key, value in locals.items()}

    @property
    def line(self):
        if self._line is None:
            if self.lineno is None:
                return None
            self._line = linecache.getline(self.filename, self.lineno).strip()
        return self._line

    def _tuple(self):
        return self.filename, self.lineno, self.name, self.line

    def __eq__(self, other):
        if isinstance(other, FrameSummary):
            return self._tuple() == other._tuple() and (
                self.locals == other.locals)
        if isinstance(other, tuple):
            return self._tuple() == other
        return NotImplemented

    def __getitem__(self, place):
        return self._tuple()[place]

    def __iter__(self):
        return iter(self._tuple())

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
    if f is None:
        f = sys._getframe().f_back.f_back
    while f is not None:
        yield f, f.f_lineno
        f = f.f_back


def walk_tb(tb):
    while tb is not None:
        yield tb.tb_frame, tb.tb_lineno
        tb = tb.tb_next


class StackSummary(list):
    @classmethod
    def extract(cls, frame_gen, *, limit=None, lookup_lines=True,
                capture_locals=False):
        if limit is None:
            limit = getattr(sys, 'tracebacklimit', None)
            if limit is not None and limit < 0:
                limit = 0
        if limit is not None:
            if limit >= 0:
                frame_gen = itertools.islice(frame_gen, limit)
            else:
                from _collections import deque
                frame_gen = deque(frame_gen, maxlen=-limit)
        made = cls()
        names = set()
        for frame, lineno in frame_gen:
            code = frame.f_code
            names.add(code.co_filename)
            linecache.lazycache(code.co_filename, frame.f_globals)
            made.append(FrameSummary(
                code.co_filename, lineno, code.co_name, lookup_line=False,
                locals=frame.f_locals if capture_locals else None))
        for name in names:
            linecache.checkcache(name)
        if lookup_lines:
            for summary in made:
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
            self.filename = exc_value.filename
            self.lineno = None if exc_value.lineno is None else str(
                exc_value.lineno)
            self.text = exc_value.text
            self.offset = exc_value.offset
            self.msg = exc_value.msg
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

    def format(self, *, chain=True):
        if chain:
            if self.__cause__ is not None:
                yield from self.__cause__.format(chain=chain)
                yield _CAUSE
            elif (self.__context__ is not None
                    and not self.__suppress_context__):
                yield from self.__context__.format(chain=chain)
                yield _CONTEXT
        if self._was_raised:
            yield _HEADER
        yield from self.stack.format()
        yield from self.format_exception_only()

    def print(self, *, file=None, chain=True):
        for line in self.format(chain=chain):
            print(line, file=sys.stderr if file is None else file, end='')


# ---- Functions ----

def _details(exc, value, tb):
    # Since 3.10 the exception alone is enough.
    if value is _absent and tb is _absent:
        if isinstance(exc, BaseException):
            return type(exc), exc, exc.__traceback__
        return (None, None, None) if exc is None else (exc, None, None)
    if value is _absent or tb is _absent:
        raise ValueError('Both or neither of value and tb must be given')
    return type(value) if value is not None else exc, value, tb


def format_exception(exc, /, value=_absent, tb=_absent, limit=None,
                     chain=True):
    kind, value, tb = _details(exc, value, tb)
    return list(TracebackException(kind, value, tb, limit=limit).format(
        chain=chain))


def print_exception(exc, /, value=_absent, tb=_absent, limit=None, file=None,
                    chain=True):
    if file is None:
        file = sys.stderr
    for line in format_exception(exc, value, tb, limit, chain):
        print(line, file=file, end='')


def format_exception_only(exc, /, value=_absent):
    if value is _absent:
        kind, value = (type(exc), exc) if isinstance(
            exc, BaseException) else (exc, None)
    else:
        kind = exc
    return list(TracebackException(kind, value, None)
                .format_exception_only())


def print_exc(limit=None, file=None, chain=True):
    print_exception(*sys.exc_info(), limit=limit, file=file, chain=chain)


def format_exc(limit=None, chain=True):
    return ''.join(format_exception(*sys.exc_info(), limit=limit,
                                    chain=chain))


def print_last(limit=None, file=None, chain=True):
    if not hasattr(sys, 'last_type'):
        raise ValueError('no last exception')
    print_exception(sys.last_type, sys.last_value, sys.last_traceback, limit,
                    file, chain)


def extract_tb(tb, limit=None):
    return StackSummary.extract(walk_tb(tb), limit=limit)


def extract_stack(f=None, limit=None):
    if f is None:
        f = sys._getframe().f_back
    made = StackSummary.extract(walk_stack(f), limit=limit)
    made.reverse()
    return made


def format_list(extracted_list):
    return StackSummary.from_list(extracted_list).format()


def print_list(extracted_list, file=None):
    for line in format_list(extracted_list):
        print(line, file=sys.stderr if file is None else file, end='')


def format_tb(tb, limit=None):
    return extract_tb(tb, limit).format()


def print_tb(tb, limit=None, file=None):
    print_list(extract_tb(tb, limit), file)


def format_stack(f=None, limit=None):
    if f is None:
        f = sys._getframe().f_back
    return format_list(extract_stack(f, limit))


def print_stack(f=None, limit=None, file=None):
    if f is None:
        f = sys._getframe().f_back
    print_list(extract_stack(f, limit), file)


def clear_frames(tb):
    for frame, _ in walk_tb(tb):
        try:
            frame.clear()
        except RuntimeError:
            pass
