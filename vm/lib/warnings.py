# SPDX-License-Identifier: MIT
# Warnings: shown once for each place, raised, or dropped, as the filters say.
#
# Invariant: a filter is (action, message pattern or None, category, module
# pattern or None, line or 0); the first that fits decides.  _filters_changed()
# makes every module's memory of what it has shown stale.

import sys

__all__ = ['warn', 'warn_explicit', 'showwarning', 'formatwarning',
           'filterwarnings', 'simplefilter', 'resetwarnings',
           'catch_warnings', 'deprecated']

_ACTIONS = ('error', 'ignore', 'always', 'default', 'module', 'once')

defaultaction = _defaultaction = 'default'
onceregistry = _onceregistry = {}
_filters_version = 1
filters = [
    ('default', None, DeprecationWarning, '__main__', 0),
    ('ignore', None, DeprecationWarning, None, 0),
    ('ignore', None, PendingDeprecationWarning, None, 0),
    ('ignore', None, ImportWarning, None, 0),
    ('ignore', None, ResourceWarning, None, 0),
]


class WarningMessage:
    _WARNING_DETAILS = ('message', 'category', 'filename', 'lineno', 'file',
                        'line', 'source')

    def __init__(self, message, category, filename, lineno, file=None,
                 line=None, source=None):
        self.message = message
        self.category = category
        self.filename = filename
        self.lineno = lineno
        self.file = file
        self.line = line
        self.source = source
        self._category_name = category.__name__ if category else None

    def __str__(self):
        return (f'{{message : {self.message!r}, category : '
                f'{self._category_name!r}, filename : {self.filename!r}, '
                f'lineno : {self.lineno}, line : {self.line!r}}}')


# ---- Showing ----

def showwarning(message, category, filename, lineno, file=None, line=None):
    _show(WarningMessage(message, category, filename, lineno, file, line))


def formatwarning(message, category, filename, lineno, line=None):
    return _format(WarningMessage(message, category, filename, lineno, None,
                                  line))


_original_show, _original_format = showwarning, formatwarning


def _show(details):
    # A program may replace showwarning and formatwarning: then those count.
    file = sys.stderr if details.file is None else details.file
    if file is None:
        return
    if formatwarning is _original_format:
        text = _format(details)
    else:
        text = formatwarning(details.message, details.category,
                             details.filename, details.lineno, details.line)
    try:
        file.write(text)
    except OSError:
        pass


def _format(details):
    text = (f'{details.filename}:{details.lineno}: '
            f'{details.category.__name__}: {details.message}\n')
    line = details.line
    if line is None:
        try:
            import linecache
            line = linecache.getline(details.filename, details.lineno)
        except Exception:
            line = None
    if line and line.strip():
        text += f'  {line.strip()}\n'
    if details.source is not None:
        text += (f'{details.category.__name__}: Enable tracemalloc to get the '
                 'object allocation traceback\n')
    return text


def _showwarnmsg(details):
    if showwarning is _original_show:
        _show(details)
        return
    if not callable(showwarning):
        raise TypeError('warnings.showwarning() must be set to a function or '
                        'method')
    showwarning(details.message, details.category, details.filename,
                details.lineno, details.file, details.line)


# ---- Filters ----

def _filters_changed():
    global _filters_version
    _filters_version += 1


_filters_mutated = _filters_changed


def _add_filter(item, append):
    if append:
        if item not in filters:
            filters.append(item)
    else:
        if item in filters:
            filters.remove(item)
        filters.insert(0, item)
    _filters_changed()


def filterwarnings(action, message='', category=Warning, module='', lineno=0,
                   append=False):
    assert action in _ACTIONS, f'invalid action: {action!r}'
    assert isinstance(message, str), 'message must be a string'
    assert isinstance(category, type) and issubclass(category, Warning), \
        'category must be a Warning subclass'
    assert isinstance(module, str), 'module must be a string'
    assert isinstance(lineno, int) and lineno >= 0, \
        'lineno must be an int >= 0'
    if message or module:
        import re
        message = re.compile(message, re.I) if message else None
        module = re.compile(module) if module else None
    _add_filter((action, message or None, category, module or None, lineno),
                append)


def simplefilter(action, category=Warning, lineno=0, append=False):
    assert action in _ACTIONS, f'invalid action: {action!r}'
    assert isinstance(lineno, int) and lineno >= 0, \
        'lineno must be an int >= 0'
    _add_filter((action, None, category, None, lineno), append)


def resetwarnings():
    filters[:] = []
    _filters_changed()


def _fits(pattern, text):
    if pattern is None:
        return True
    if isinstance(pattern, str):
        return pattern == text
    return pattern.match(text) is not None


def _action_for(text, category, module, lineno):
    for action, message, kind, where, line in filters:
        if (issubclass(category, kind) and line in (0, lineno)
                and _fits(message, text) and _fits(where, module)):
            return action
    return defaultaction


# ---- Warning ----

def _category_of(message, category):
    if isinstance(message, Warning):
        return type(message)
    if category is None:
        return UserWarning
    if not (isinstance(category, type) and issubclass(category, Warning)):
        raise TypeError('category must be a Warning subclass, not '
                        f'{type(category).__name__!r}')
    return category


def warn(message, category=None, stacklevel=1, source=None):
    category = _category_of(message, category)
    try:
        frame = sys._getframe(max(stacklevel, 1))
    except ValueError:
        space, filename, lineno = vars(sys), 'sys', 1
        source = None       # at exit: nothing can be imported any more
    else:
        space = frame.f_globals
        filename, lineno = frame.f_code.co_filename, frame.f_lineno
    module = space.get('__name__', '<string>')
    registry = space.setdefault('__warningregistry__', {})
    warn_explicit(message, category, filename, lineno, module, registry,
                  space, source)


def warn_explicit(message, category, filename, lineno, module=None,
                  registry=None, module_globals=None, source=None):
    lineno = int(lineno)
    if module is None:
        module = filename or '<unknown>'
        if module[-3:].lower() == '.py':
            module = module[:-3]
    if registry is None:
        registry = {}
    if registry.get('version', 0) != _filters_version:
        registry.clear()
        registry['version'] = _filters_version
    if isinstance(message, Warning):
        text, category = str(message), type(message)
    else:
        text = message
        message = category(message)
    key = text, category, lineno
    if registry.get(key):
        return
    action = _action_for(text, category, module, lineno)
    if action == 'ignore':
        return
    if action == 'error':
        raise message
    if not _first_time(action, registry, key, text, category):
        return
    _showwarnmsg(WarningMessage(message, category, filename, lineno,
                                source=source))


def _first_time(action, registry, key, text, category):
    if action == 'default':
        registry[key] = 1
        return True
    if action == 'always':
        return True
    if action == 'module':
        known, short = registry, (text, category, 0)
    elif action == 'once':
        known, short = onceregistry, (text, category)
    else:
        raise RuntimeError(f'Unrecognized action ({action!r}) in '
                           f'warnings.filters:\n {key}')
    registry[key] = 1
    if known.get(short):
        return False
    known[short] = 1
    return True


def _warn_unawaited_coroutine(coro):
    # What the interpreter calls for a coroutine that nobody ran.
    text = [f"coroutine '{coro.__qualname__}' was never awaited"]
    if coro.cr_origin is not None:
        text.append('\nCoroutine created at (most recent call last)\n')
        for filename, lineno, name in reversed(coro.cr_origin):
            text.append(f'  File "{filename}", line {lineno}, in {name}\n')
            import linecache
            line = linecache.getline(filename, lineno)
            if line:
                text.append(f'    {line.strip()}\n')
    warn(''.join(text).rstrip('\n'), RuntimeWarning, 2, coro)


class catch_warnings:
    # Puts the filters and showwarning back at its end; with record=True its
    # result is a list that gets the warnings instead.

    def __init__(self, *, record=False, module=None, action=None,
                 category=Warning, lineno=0, append=False):
        self._record = record
        self._module = sys.modules[__name__] if module is None else module
        self._entered = False
        self._filter = None if action is None else (action, category, lineno,
                                                    append)

    def __repr__(self):
        args = ['record=True'] if self._record else []
        if self._module is not sys.modules[__name__]:
            args.append(f'module={self._module!r}')
        return f"{type(self).__name__}({', '.join(args)})"

    def __enter__(self):
        if self._entered:
            raise RuntimeError(f'Cannot enter {self!r} twice')
        self._entered = True
        module = self._module
        self._saved = module.filters, module.showwarning
        module.filters = module.filters[:]
        module._filters_changed()
        if self._filter is not None:
            simplefilter(*self._filter)
        if not self._record:
            return None
        log = []

        def keep(message, category, filename, lineno, file=None, line=None):
            log.append(WarningMessage(message, category, filename, lineno,
                                      file, line))

        module.showwarning = keep
        return log

    def __exit__(self, *exc_info):
        if not self._entered:
            raise RuntimeError(f'Cannot exit {self!r} without entering first')
        self._module.filters, self._module.showwarning = self._saved
        self._module._filters_changed()


class deprecated:
    # A decorator (3.13): calling the function, or making the class, warns.

    def __init__(self, message, /, *, category=DeprecationWarning,
                 stacklevel=1):
        if not isinstance(message, str):
            raise TypeError("Expected an object of type str for 'message', "
                            f'not {type(message).__name__!r}')
        self.message = message
        self.category = category
        self.stacklevel = stacklevel

    def __call__(self, arg, /):
        if self.category is None:
            arg.__deprecated__ = self.message
            return arg
        from functools import wraps
        inner = arg.__new__ if isinstance(arg, type) else arg

        @wraps(inner)
        def wrapper(*args, **kwargs):
            warn(self.message, self.category, self.stacklevel + 1)
            if inner is object.__new__:
                return inner(args[0])
            return inner(*args, **kwargs)

        if isinstance(arg, type):
            arg.__new__ = staticmethod(wrapper)
            arg.__deprecated__ = self.message
            return arg
        arg.__deprecated__ = wrapper.__deprecated__ = self.message
        return wrapper


def _set_options(options):
    # The -W options: action:message:category:module:line, each of them short.
    for option in options:
        try:
            _setoption(option)
        except _OptionError as problem:
            print('Invalid -W option ignored:', problem, file=sys.stderr)


class _OptionError(Exception):
    pass


def _setoption(arg):
    parts = [part.strip() for part in arg.split(':')]
    if len(parts) > 5:
        raise _OptionError(f'too many fields (max 5): {arg!r}')
    parts += [''] * (5 - len(parts))
    action, message, category, module, lineno = parts
    action, category = _getaction(action), _getcategory(category)
    if message or module:
        import re
        message = re.escape(message)
        module = re.escape(module) + r'\Z' if module else ''
    try:
        lineno = int(lineno or 0)
        if lineno < 0:
            raise ValueError
    except (ValueError, OverflowError):
        raise _OptionError(f'invalid lineno {lineno!r}') from None
    filterwarnings(action, message, category, module, lineno)


def _getaction(action):
    if action in ('', 'all'):
        return 'always' if action else 'default'
    for name in _ACTIONS:
        if name.startswith(action):
            return name
    raise _OptionError(f'invalid action: {action!r}')


def _getcategory(category):
    if not category:
        return Warning
    where, _, name = category.rpartition('.')
    try:
        module = __import__(where or 'builtins', None, None, [name])
    except (ImportError, ValueError):
        raise _OptionError(f'invalid module name: {where!r}') from None
    kind = getattr(module, name, None)
    if kind is None:
        raise _OptionError(f'unknown warning category: {category!r}')
    if not isinstance(kind, type) or not issubclass(kind, Warning):
        raise _OptionError(f'invalid warning category: {category!r}')
    return kind


_set_options(sys.warnoptions)
