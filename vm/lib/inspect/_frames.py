# SPDX-License-Identifier: MIT
# Frames, tracebacks, and what generators are doing.

import linecache
import sys
from collections import namedtuple

from inspect._kinds import (CO_VARARGS, CO_VARKEYWORDS, iscode, isframe,
                            isgenerator, istraceback)
from inspect._source import getfile, getsourcefile

Arguments = namedtuple('Arguments', 'args varargs varkw')
ArgInfo = namedtuple('ArgInfo', 'args varargs keywords locals')
Traceback = namedtuple('Traceback',
                       'filename lineno function code_context index')
FrameInfo = namedtuple('FrameInfo', ('frame',) + Traceback._fields)


def getargs(co):
    """The parameters of a code object."""
    if not iscode(co):
        raise TypeError(f'{co!r} is not a code object')
    # The plain ones first, then *args and **kwargs where it has them.
    names, count = co.co_varnames, co.co_argcount + co.co_kwonlyargcount
    more = iter(names[count:])
    starred = [next(more) if co.co_flags & flag else None
               for flag in (CO_VARARGS, CO_VARKEYWORDS)]
    return Arguments(list(names[:count]), *starred)


def getargvalues(frame):
    """What a frame was called with."""
    return ArgInfo(*getargs(frame.f_code), frame.f_locals)


def formatargvalues(args, varargs, varkw, locals, formatarg=str,
                    formatvarargs='*{}'.format, formatvarkw='**{}'.format,
                    formatvalue='={!r}'.format):
    """The same as text: (a=1, *b=())."""
    parts = [formatarg(name) + formatvalue(locals[name]) for name in args]
    if varargs:
        parts.append(formatvarargs(varargs) + formatvalue(locals[varargs]))
    if varkw:
        parts.append(formatvarkw(varkw) + formatvalue(locals[varkw]))
    return '(' + ', '.join(parts) + ')'


def getframeinfo(frame, context=1):
    """Where a frame or traceback stands, and the lines around it."""
    lineno = frame.f_lineno if isframe(frame) else None
    if istraceback(frame):
        lineno = frame.tb_lineno
        frame = frame.tb_frame
    if not isframe(frame):
        raise TypeError(f'{frame!r} is not a frame or traceback object')
    filename = getsourcefile(frame) or getfile(frame)
    lines = index = None
    if context > 0:
        every = linecache.getlines(filename, frame.f_globals)
        if every:
            start = max(0, min(lineno - 1 - context // 2,
                               len(every) - context))
            lines = every[start:start + context]
            index = lineno - 1 - start
    return Traceback(filename, lineno, frame.f_code.co_name, lines, index)


def getlineno(frame):
    return frame.f_lineno


def getouterframes(frame, context=1):
    """The frame and those that called it."""
    out = []
    while frame:
        out.append(FrameInfo(frame, *getframeinfo(frame, context)))
        frame = frame.f_back
    return out


def getinnerframes(tb, context=1):
    """The frames of a traceback, outermost first."""
    out = []
    while tb:
        out.append(FrameInfo(tb.tb_frame, *getframeinfo(tb, context)))
        tb = tb.tb_next
    return out


def currentframe():
    """The caller's frame."""
    return sys._getframe(1)


def stack(context=1):
    """The caller's frame and those around it."""
    return getouterframes(sys._getframe(1), context)


def trace(context=1):
    """The frames of the exception being handled."""
    return getinnerframes(sys.exc_info()[2], context)


# ---- Generators and coroutines ----

GEN_CREATED, GEN_RUNNING = 'GEN_CREATED', 'GEN_RUNNING'
GEN_SUSPENDED, GEN_CLOSED = 'GEN_SUSPENDED', 'GEN_CLOSED'
CORO_CREATED, CORO_RUNNING = 'CORO_CREATED', 'CORO_RUNNING'
CORO_SUSPENDED, CORO_CLOSED = 'CORO_SUSPENDED', 'CORO_CLOSED'


def _state(thing, short, word):
    if getattr(thing, short + '_running'):
        return word + '_RUNNING'
    frame = getattr(thing, short + '_frame')
    if frame is None:
        return word + '_CLOSED'
    return word + ('_CREATED' if frame.f_lasti == -1 else '_SUSPENDED')


def getgeneratorstate(generator):
    return _state(generator, 'gi', 'GEN')


def getcoroutinestate(coroutine):
    return _state(coroutine, 'cr', 'CORO')


def getasyncgenstate(agen):
    return _state(agen, 'ag', 'AGEN')


def getgeneratorlocals(generator):
    """The variables of a generator that is not done."""
    if not isgenerator(generator):
        raise TypeError(f'{generator!r} is not a Python generator')
    frame = generator.gi_frame
    return {} if frame is None else frame.f_locals


def getcoroutinelocals(coroutine):
    frame = coroutine.cr_frame
    return {} if frame is None else frame.f_locals
