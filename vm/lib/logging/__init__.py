# SPDX-License-Identifier: MIT
# Log records, and the loggers, handlers and formatters they pass.
#
# Invariant: loggers form a tree by their dotted names; where a parent was
# never asked for, a PlaceHolder stands for it.  _lock guards the tree and the
# list of handlers; each handler's own RLock guards what it writes to, so that
# records of several threads never mix within one line.

import io
import os
import sys
import threading
import time
from _weakref import ReferenceType
from logging._format import (BASIC_FORMAT, BufferingFormatter, Formatter,
                             PercentStyle, StrFormatStyle,
                             StringTemplateStyle, _STYLES, _style_named)

__all__ = ['BASIC_FORMAT', 'BufferingFormatter', 'CRITICAL', 'DEBUG',
           'ERROR', 'FATAL', 'FileHandler', 'Filter', 'Formatter', 'Handler',
           'INFO', 'LogRecord', 'Logger', 'LoggerAdapter', 'NOTSET',
           'NullHandler', 'StreamHandler', 'WARN', 'WARNING',
           'addLevelName', 'basicConfig', 'captureWarnings', 'critical',
           'debug', 'disable', 'error', 'exception', 'fatal', 'getLevelName',
           'getLogger', 'getLoggerClass', 'info', 'log', 'makeLogRecord',
           'setLoggerClass', 'shutdown', 'warn', 'warning',
           'getLogRecordFactory', 'setLogRecordFactory', 'lastResort',
           'raiseExceptions', 'getLevelNamesMapping', 'getHandlerByName',
           'getHandlerNames']

_startTime = time.time()
raiseExceptions = True
logThreads = logMultiprocessing = logProcesses = True
if sys.version_info >= (3, 12):
    logAsyncioTasks = True

CRITICAL = FATAL = 50
ERROR = 40
WARNING = WARN = 30
INFO = 20
DEBUG = 10
NOTSET = 0

_levelToName = {CRITICAL: 'CRITICAL', ERROR: 'ERROR', WARNING: 'WARNING',
                INFO: 'INFO', DEBUG: 'DEBUG', NOTSET: 'NOTSET'}
_nameToLevel = {name: level for level, name in _levelToName.items()}
_nameToLevel.update(FATAL=FATAL, WARN=WARN)
_lock = threading.RLock()


def _acquireLock():
    _lock.acquire()


def _releaseLock():
    _lock.release()


# ---- Levels ----

def getLevelName(level):
    found = _levelToName.get(level)
    if found is None:
        found = _nameToLevel.get(level)
    return f'Level {level}' if found is None else found


def getLevelNamesMapping():
    return _nameToLevel.copy()


def addLevelName(level, levelName):
    with _lock:
        _nameToLevel[levelName], _levelToName[level] = level, levelName


# Frames of this file are not the caller's.
_srcfile = os.path.normcase(getLevelName.__code__.co_filename)


def _checkLevel(level):
    # The number of a level, given as such or by its name.
    number = level
    if not isinstance(level, int):
        if str(level) != level:
            raise TypeError('Level not an integer or a valid string: '
                            f'{level!r}')
        number = _nameToLevel.get(level)
        if number is None:
            raise ValueError(f'Unknown level: {level!r}')
    return number


# ---- Records ----

def _file_and_module(path):
    try:
        file = os.path.basename(path)
        return file, os.path.splitext(file)[0]
    except (AttributeError, TypeError, ValueError):
        return path, 'Unknown module'


class LogRecord:
    def __init__(self, name, level, pathname, lineno, msg, args, exc_info,
                 func=None, sinfo=None, **kwargs):
        now = time.time()
        # A single dictionary serves "%(key)s" in the message.
        if args and len(args) == 1 and isinstance(args[0], dict) and args[0]:
            args = args[0]
        # what
        self.name, self.msg, self.args = name, msg, args
        self.levelno, self.levelname = level, getLevelName(level)
        self.exc_info, self.exc_text = exc_info, None
        # where
        self.pathname, self.lineno, self.funcName = pathname, lineno, func
        self.filename, self.module = _file_and_module(pathname)
        self.stack_info = sinfo
        # when
        self.created = now
        self.msecs = (now - int(now)) * 1000
        self.relativeCreated = (now - _startTime) * 1000
        # who
        self.thread, self.threadName = (
            (threading.get_ident(), threading.current_thread().name)
            if logThreads else (None, None))
        self.processName = 'MainProcess' if logMultiprocessing else None
        self.process = os.getpid() if logProcesses and hasattr(
            os, 'getpid') else None
        if sys.version_info >= (3, 12):
            self.taskName = None

    def __repr__(self):
        return (f'<LogRecord: {self.name}, {self.levelno}, {self.pathname}, '
                f'{self.lineno}, "{self.msg}">')

    def getMessage(self):
        text = str(self.msg)
        return text % self.args if self.args else text


_logRecordFactory = LogRecord


def setLogRecordFactory(factory):
    global _logRecordFactory
    _logRecordFactory = factory


def getLogRecordFactory():
    return _logRecordFactory


def makeLogRecord(dict):
    record = _logRecordFactory(None, None, '', 0, '', (), None, None)
    record.__dict__.update(dict)
    return record


# ---- Filters ----

class Filter:
    def __init__(self, name=''):
        self.name = name
        self.nlen = len(name)

    def filter(self, record):
        return (not self.name or record.name == self.name
                or record.name.startswith(self.name + '.'))


def _add(items, item):
    if item not in items:
        items.append(item)


def _discard(items, item):
    if item in items:
        items.remove(item)


class Filterer:
    def __init__(self):
        self.filters = []

    def addFilter(self, filter):
        _add(self.filters, filter)

    def removeFilter(self, filter):
        _discard(self.filters, filter)

    def filter(self, record):
        # False, or true: since 3.12 the record, which a filter may replace.
        replacing = sys.version_info >= (3, 12)
        for each in self.filters:
            verdict = each.filter(record) if hasattr(each, 'filter') \
                else each(record)
            if not verdict:
                return False
            if replacing and isinstance(verdict, LogRecord):
                record = verdict
        return record if replacing else True


# ---- Handlers ----

_handlers = {}
_handlerList = []


def getHandlerByName(name):
    return _handlers.get(name)


def getHandlerNames():
    return frozenset(_handlers)


class Handler(Filterer):
    def __init__(self, level=NOTSET):
        super().__init__()
        self.level, self._name = _checkLevel(level), None
        self.formatter = None
        self._closed = False
        with _lock:
            _handlerList.append(self)
        self.createLock()

    def __repr__(self):
        return f'<{type(self).__name__} ({getLevelName(self.level)})>'

    def set_name(self, name):
        with _lock:
            _handlers.pop(self._name, None)
            self._name = name
            if name:
                _handlers[name] = self

    def get_name(self):
        return self._name

    name = property(fget=get_name, fset=set_name)

    def createLock(self):
        self.lock = threading.RLock()

    def acquire(self):
        if self.lock:
            self.lock.acquire()

    def release(self):
        if self.lock:
            self.lock.release()

    def setLevel(self, level):
        self.level = _checkLevel(level)

    def setFormatter(self, fmt):
        self.formatter = fmt

    def format(self, record):
        return (self.formatter or _plain).format(record)

    def emit(self, record):
        raise NotImplementedError('emit must be implemented by Handler '
                                  'subclasses')

    def handle(self, record):
        verdict = self.filter(record)
        if isinstance(verdict, LogRecord):
            record = verdict
        if verdict:
            self.acquire()
            try:
                self.emit(record)
            finally:
                self.release()
        return verdict

    def flush(self):
        pass

    def close(self):
        with _lock:
            self._closed = True
            _handlers.pop(self._name, None)
            _discard(_handlerList, self)

    def handleError(self, record):
        # A log call must not break the program: say what went wrong, go on.
        if not raiseExceptions or not sys.stderr:
            return
        import traceback
        kind, value, trace = sys.exc_info()
        stderr = sys.stderr
        try:
            stderr.write('--- Logging error ---\n')
            traceback.print_exception(kind, value, trace, None, stderr)
            stderr.write('Call stack:\n')
            frame = trace.tb_frame
            while frame and os.path.dirname(
                    frame.f_code.co_filename) == __path__[0]:
                frame = frame.f_back
            if frame:
                traceback.print_stack(frame, file=stderr)
            else:
                stderr.write(f'Logged from file {record.filename}, line '
                             f'{record.lineno}\n')
            stderr.write(f'Message: {record.msg!r}\n'
                         f'Arguments: {record.args}\n')
        except OSError:
            pass
        finally:
            del kind, value, trace


class StreamHandler(Handler):
    terminator = '\n'

    def __init__(self, stream=None):
        super().__init__()
        self.stream = sys.stderr if stream is None else stream

    def __repr__(self):
        name = str(getattr(self.stream, 'name', '') or '')
        if name:
            name += ' '
        return f'<{type(self).__name__} {name}({getLevelName(self.level)})>'

    def flush(self):
        self.acquire()
        try:
            if self.stream and hasattr(self.stream, 'flush'):
                self.stream.flush()
        finally:
            self.release()

    def emit(self, record):
        try:
            self.stream.write(self.format(record) + self.terminator)
            self.flush()
        except RecursionError:
            raise
        except Exception:
            self.handleError(record)

    def setStream(self, stream):
        if stream is self.stream:
            return None
        self.acquire()
        try:
            self.flush()
            old, self.stream = self.stream, stream
        finally:
            self.release()
        return old


class FileHandler(StreamHandler):
    def __init__(self, filename, mode='a', encoding=None, delay=False,
                 errors=None):
        self.baseFilename = os.path.abspath(os.fspath(filename))
        self.mode = mode
        self.encoding = encoding
        self.errors = errors
        self.delay = delay
        if delay:
            Handler.__init__(self)
            self.stream = None
        else:
            super().__init__(self._open())

    def __repr__(self):
        return (f'<{type(self).__name__} {self.baseFilename} '
                f'({getLevelName(self.level)})>')

    def _open(self):
        return open(self.baseFilename, self.mode, encoding=self.encoding,
                    errors=self.errors)

    def close(self):
        self.acquire()
        try:
            stream = self.stream
            if stream:
                self.flush()
                self.stream = None
                stream.close()
            super().close()
        finally:
            self.release()

    def emit(self, record):
        if self.stream is None:
            if self._closed and self.mode == 'w':
                return      # it would empty the file
            self.setStream(self._open())
        super().emit(record)


class NullHandler(Handler):
    def handle(self, record):
        pass

    def emit(self, record):
        pass

    def createLock(self):
        self.lock = None


class _StderrHandler(StreamHandler):
    # Always today's sys.stderr.

    def __init__(self, level=NOTSET):
        # StreamHandler's own would set the stream.
        super(StreamHandler, self).__init__(level)

    @property
    def stream(self):
        return sys.stderr


_plain = Formatter()
_defaultLastResort = lastResort = _StderrHandler(WARNING)


# ---- Loggers ----

def _caller(stacklevel):
    # The frame of whoever logs: the nearest outside this package.
    frame = sys._getframe(1)
    while frame is not None and os.path.normcase(
            frame.f_code.co_filename) == _srcfile:
        frame = frame.f_back
    while frame is not None and stacklevel > 1 and frame.f_back is not None:
        frame = frame.f_back
        stacklevel -= 1
    return frame


def _method_of(level):
    # The method that logs at this level.
    def method(self, msg, *args, **kwargs):
        if self.isEnabledFor(level):
            self._log(level, msg, args, **kwargs)

    method.__name__ = getLevelName(level).lower()
    method.__qualname__ = 'Logger.' + method.__name__
    return method


class Logger(Filterer):
    manager = None

    def __init__(self, name, level=NOTSET):
        super().__init__()
        self.name, self.level = name, _checkLevel(level)
        self.parent = None
        self.propagate = True
        self.handlers = []
        self.disabled = False
        self._cache = {}    # level: whether it is enabled

    def __repr__(self):
        return (f'<{type(self).__name__} {self.name} '
                f'({getLevelName(self.getEffectiveLevel())})>')

    def __reduce__(self):
        if self is getLogger(self.name):
            return getLogger, (self.name,)
        from pickle import PicklingError
        raise PicklingError('logger cannot be pickled')

    def setLevel(self, level):
        self.level = _checkLevel(level)
        self.manager._clear_cache()

    def getEffectiveLevel(self):
        logger = self
        while logger:
            if logger.level:
                return logger.level
            logger = logger.parent
        return NOTSET

    def isEnabledFor(self, level):
        if self.disabled:
            return False
        if level not in self._cache:
            self._cache[level] = (self.manager.disable < level
                                  and level >= self.getEffectiveLevel())
        return self._cache[level]

    debug = _method_of(DEBUG)
    info = _method_of(INFO)
    warning = _method_of(WARNING)
    error = _method_of(ERROR)
    critical = fatal = _method_of(CRITICAL)

    def log(self, level, msg, *args, **kwargs):
        if isinstance(level, int):
            if self.isEnabledFor(level):
                self._log(level, msg, args, **kwargs)
        elif raiseExceptions:
            raise TypeError('level must be an integer')

    def exception(self, msg, *args, exc_info=True, **kwargs):
        kwargs['exc_info'] = exc_info
        self.error(msg, *args, **kwargs)

    def warn(self, *args, **kwargs):
        from warnings import warn
        warn("The 'warn' method is deprecated, use 'warning' instead",
             DeprecationWarning, 2)
        self.warning(*args, **kwargs)

    def findCaller(self, stack_info=False, stacklevel=1):
        frame = _caller(stacklevel)
        if frame is None:
            return '(unknown file)', 0, '(unknown function)', None
        stack = None
        if stack_info:
            import traceback
            text = io.StringIO()
            text.write('Stack (most recent call last):\n')
            traceback.print_stack(frame, file=text)
            stack = text.getvalue().rstrip('\n')
        code = frame.f_code
        return code.co_filename, frame.f_lineno, code.co_name, stack

    def makeRecord(self, name, level, fn, lno, msg, args, exc_info, func=None,
                   extra=None, sinfo=None):
        record = _logRecordFactory(name, level, fn, lno, msg, args, exc_info, func,
                             sinfo)
        for key, value in (extra or {}).items():
            if key in ('message', 'asctime') or key in record.__dict__:
                raise KeyError(f'Attempt to overwrite {key!r} in LogRecord')
            record.__dict__[key] = value
        return record

    def _log(self, level, msg, args, exc_info=None, extra=None,
             stack_info=False, stacklevel=1):
        file, line, function, stack = self.findCaller(stack_info, stacklevel)
        if exc_info and not isinstance(exc_info, tuple):
            exc_info = sys.exc_info() if not isinstance(
                exc_info, BaseException) else (
                type(exc_info), exc_info, exc_info.__traceback__)
        self.handle(self.makeRecord(self.name, level, file, line, msg, args,
                                    exc_info, function, extra, stack))

    def handle(self, record):
        if self.disabled:
            return
        verdict = self.filter(record)
        if not verdict:
            return
        self.callHandlers(verdict if isinstance(verdict, LogRecord)
                          else record)

    def addHandler(self, hdlr):
        with _lock:
            _add(self.handlers, hdlr)

    def removeHandler(self, hdlr):
        with _lock:
            _discard(self.handlers, hdlr)

    def _chain(self):
        logger = self
        while logger:
            yield logger
            logger = logger.parent if logger.propagate else None

    def hasHandlers(self):
        return any(logger.handlers for logger in self._chain())

    def callHandlers(self, record):
        found = False
        for logger in self._chain():
            for handler in logger.handlers:
                found = True
                if record.levelno >= handler.level:
                    handler.handle(record)
        if not found:
            self._without_handler(record)

    def _without_handler(self, record):
        last, manager = lastResort, self.manager
        if last:
            if last.level <= record.levelno:
                last.handle(record)
        elif raiseExceptions and not manager.emittedNoHandlerWarning:
            sys.stderr.write('No handlers could be found for logger '
                             f'"{self.name}"\n')
            manager.emittedNoHandlerWarning = True      # once is enough

    def getChild(self, suffix):
        if self.root is not self:
            suffix = f'{self.name}.{suffix}'
        return self.manager.getLogger(suffix)

    def getChildren(self):
        with _lock:
            return {logger for logger in self.manager.loggerDict.values()
                    if isinstance(logger, Logger) and logger.parent is self}


class RootLogger(Logger):
    def __init__(self, level):
        super().__init__('root', level)

    def __reduce__(self):
        return getLogger, ()


_loggerClass = Logger


def setLoggerClass(klass):
    global _loggerClass
    _check_logger_class(klass)
    _loggerClass = klass


def _check_logger_class(klass):
    if klass is not Logger and not issubclass(klass, Logger):
        raise TypeError('logger not derived from logging.Logger: '
                        + klass.__name__)


def getLoggerClass():
    return _loggerClass


class PlaceHolder:
    # A name nobody asked for, but whose children exist.

    def __init__(self, alogger):
        self.loggerMap = {alogger: None}

    def append(self, alogger):
        self.loggerMap[alogger] = None


class Manager:
    def __init__(self, rootnode):
        self.root, self._disable = rootnode, 0
        self.loggerDict, self.emittedNoHandlerWarning = {}, False
        self.loggerClass = self.logRecordFactory = None

    def _set_disable(self, level):
        self._disable = _checkLevel(level)
        self._clear_cache()

    disable = property(lambda self: self._disable, _set_disable)

    def getLogger(self, name):
        if not isinstance(name, str):
            raise TypeError('A logger name must be a string')
        with _lock:
            found = self.loggerDict.get(name)
            if isinstance(found, Logger):
                return found
            made = (self.loggerClass or _loggerClass)(name)
            made.manager = self
            self.loggerDict[name] = made
            self._find_parent(made)
            if found is not None:
                self._adopt_children(found, made)
            return made

    def setLoggerClass(self, klass):
        _check_logger_class(klass)
        self.loggerClass = klass

    def setLogRecordFactory(self, factory):
        self.logRecordFactory = factory

    def _find_parent(self, logger):
        name = logger.name
        while '.' in name:
            name = name.rpartition('.')[0]
            above = self.loggerDict.get(name)
            if isinstance(above, Logger):
                logger.parent = above
                return
            if above is None:
                self.loggerDict[name] = PlaceHolder(logger)
            else:
                above.append(logger)
        logger.parent = self.root

    def _adopt_children(self, gap, logger):
        inside = logger.name + '.'
        for child in gap.loggerMap:
            # A child may already have a parent nearer than this one.
            if not child.parent.name.startswith(inside):
                child.parent = logger

    def _clear_cache(self):
        # After a change of levels.
        with _lock:
            for logger in (self.root, *self.loggerDict.values()):
                if isinstance(logger, Logger):
                    logger._cache.clear()


Logger.root = root = RootLogger(WARNING)
Logger.manager = Manager(root)

from logging._adapter import LoggerAdapter


# ---- The module as the root logger ----

def getLogger(name=None):
    named = name and not (isinstance(name, str) and name == root.name)
    return Logger.manager.getLogger(name) if named else root


def basicConfig(**kwargs):
    take = kwargs.pop
    with _lock:
        if take('force', False):
            for handler in root.handlers[:]:
                root.removeHandler(handler)
                handler.close()
        coding = {'encoding': take('encoding', None),
                  'errors': take('errors', 'backslashreplace')}
        if root.handlers:
            return
        handlers = _basic_handlers(take, kwargs, coding)
        datefmt, style = take('datefmt', None), take('style', '%')
        template = _style_named(style)[1]
        formatter = Formatter(take('format', template), datefmt, style)
        for handler in handlers:
            if not handler.formatter:
                handler.formatter = formatter
            root.addHandler(handler)
        level = take('level', None)
        if level is not None:
            root.setLevel(level)
        if kwargs:
            raise ValueError('Unrecognised argument(s): ' + ', '.join(kwargs))


def _basic_handlers(take, kwargs, coding):
    given = take('handlers', None)
    places = [name for name in ('stream', 'filename') if name in kwargs]
    if given is not None:
        if places:
            raise ValueError("'stream' or 'filename' should not be specified "
                             "together with 'handlers'")
        return given
    if len(places) > 1:
        raise ValueError("'stream' and 'filename' should not be specified "
                         'together')
    stream = take('stream', None)
    filename, mode = take('filename', None), take('filemode', 'a')
    if 'b' in mode:
        coding['errors'] = None
    return [FileHandler(filename, mode, **coding) if filename
            else StreamHandler(stream)]


def _ready():
    if not root.handlers:
        basicConfig()
    return root


def debug(msg, *args, **kwargs):
    _ready().debug(msg, *args, **kwargs)


def info(msg, *args, **kwargs):
    _ready().info(msg, *args, **kwargs)


def warning(msg, *args, **kwargs):
    _ready().warning(msg, *args, **kwargs)


def error(msg, *args, **kwargs):
    _ready().error(msg, *args, **kwargs)


def critical(msg, *args, **kwargs):
    _ready().critical(msg, *args, **kwargs)


fatal = critical


def log(level, msg, *args, **kwargs):
    _ready().log(level, msg, *args, **kwargs)


def exception(msg, *args, exc_info=True, **kwargs):
    kwargs['exc_info'] = exc_info
    error(msg, *args, **kwargs)


def warn(*args, **kwargs):
    from warnings import warn
    warn("The 'warn' function is deprecated, use 'warning' instead",
         DeprecationWarning, 2)
    warning(*args, **kwargs)


def disable(level=CRITICAL):
    root.manager.disable = level


_show_unlogged = None       # what warnings are shown by when not logged


def _log_warning(message, category, filename, lineno, file=None, line=None):
    if file is not None:
        return _show_unlogged(message, category, filename, lineno, file=file,
                              line=line)
    from warnings import formatwarning
    text = formatwarning(message, category, filename, lineno, line)
    target = getLogger('py.warnings')
    if not target.handlers:
        target.addHandler(NullHandler())
    target.warning('%s', text)


def captureWarnings(capture):
    global _show_unlogged
    import warnings
    if bool(capture) == (_show_unlogged is not None):
        return
    if capture:
        _show_unlogged, warnings.showwarning = (warnings.showwarning,
                                                _log_warning)
    else:
        warnings.showwarning, _show_unlogged = _show_unlogged, None


def shutdown(handlerList=_handlerList):
    for handler in reversed(handlerList[:]):
        if isinstance(handler, ReferenceType):
            handler = handler()
        if handler is None:
            continue
        try:
            try:
                handler.acquire()
                for step in (handler.flush, handler.close):
                    step()
            except (OSError, ValueError):
                pass        # its stream is already closed
            finally:
                handler.release()
        except Exception:
            if raiseExceptions:
                raise


def _at_exit():
    import atexit
    atexit.register(shutdown)


_at_exit()


def __getattr__(name):
    # Modules that CPython's logging has as attributes; loaded when wanted.
    if name in ('traceback', 'weakref', 'warnings', 'collections'):
        return __import__(name)
    raise AttributeError(f'module {__name__!r} has no attribute {name!r}')
