# SPDX-License-Identifier: MIT
# Logging set up from a dictionary or from a file.
#
# A configuration names formatters, filters, handlers and loggers; handlers are
# made before the loggers that use them, and their own parts before them.

import io
import logging
import logging.handlers
import re
import threading

IDENTIFIER = re.compile('^[a-z_][a-z0-9_]*$', re.I)
DEFAULT_LOGGING_CONFIG_PORT = 9030


def valid_ident(s):
    if not IDENTIFIER.match(s):
        raise ValueError(f'Not a valid Python identifier: {s!r}')
    return True


def _resolve(name, load=__import__):
    """The object of a dotted name, loading the modules it needs."""
    found = None
    for end in [at for at, c in enumerate(name + '.') if c == '.']:
        path = name[:end]
        last = path.rpartition('.')[2]
        if found is None:
            found = load(path)
            continue
        if not hasattr(found, last):
            load(path)
        found = getattr(found, last)
    return found


def _clear_existing_handlers():
    made = logging._handlerList
    logging._handlers.clear()
    logging.shutdown(made[:])
    made.clear()


def _children_off(existing, kept, children, disable):
    """What happens to loggers that a new configuration does not name."""
    for name in existing:
        logger = logging.root.manager.loggerDict[name]
        if name not in children:
            logger.disabled = disable
        elif isinstance(logger, logging.Logger):
            logger.propagate, logger.handlers = True, []
            logger.setLevel(0)


def _existing_loggers():
    return sorted(logging.root.manager.loggerDict)


def _take_named(name, existing, children):
    """Take a logger off the list of those to be switched off."""
    if name in existing:
        prefix = name + '.'
        at = existing.index(name) + 1
        children += [other for other in existing[at:]
                     if other.startswith(prefix)]
        existing.remove(name)


# ---- Files ----

def fileConfig(fname, defaults=None, disable_existing_loggers=True):
    """Set logging up from a file of configparser's format."""
    from configparser import ConfigParser, RawConfigParser
    parser = fname
    if not isinstance(fname, RawConfigParser):
        parser = ConfigParser(defaults)
        read = (parser.read_file if hasattr(fname, 'readline')
                else parser.read)
        read(fname)
    formatters = _file_formatters(parser)
    with logging._lock:
        _clear_existing_handlers()
        handlers = _file_handlers(parser, formatters)
        _file_loggers(parser, handlers, disable_existing_loggers)


def _names(text):
    return [part.strip() for part in text.split(',')] if text else []


def _file_formatters(parser):
    made = {}
    for name in _names(parser['formatters']['keys']):
        section = parser[f'formatter_{name}']
        given = section.get('class')
        kind = _resolve(given) if given else logging.Formatter
        made[name] = kind(*[
            parser.get(section.name, option, raw=True, fallback=default)
            for option, default in (('format', None), ('datefmt', None),
                                    ('style', '%'))])
    return made


def _value(text, space):
    return eval(text, space)


def _file_handlers(parser, formatters):
    made = {}
    targets = []
    for name in _names(parser['handlers']['keys']):
        section = parser[f'handler_{name}']
        try:
            kind = _value(section['class'], vars(logging))
        except (NameError, AttributeError):
            kind = _resolve(section['class'])
        args = _value(section.get('args', '()'), vars(logging))
        keywords = _value(section.get('kwargs', '{}'), vars(logging))
        handler = kind(*args, **keywords)
        if 'level' in section:
            handler.setLevel(section['level'])
        if section.get('formatter', ''):
            handler.setFormatter(formatters[section['formatter']])
        if issubclass(kind, logging.handlers.MemoryHandler):
            target = section.get('target', '')
            if target:
                targets.append((handler, target))
        made[name] = handler
    for handler, target in targets:
        handler.setTarget(made[target])
    return made


def _fill_logger(logger, section, handlers):
    if 'level' in section:
        logger.setLevel(section['level'])
    for handler in logger.handlers[:]:
        logger.removeHandler(handler)
    for name in _names(section['handlers']):
        logger.addHandler(handlers[name])


def _file_loggers(parser, handlers, disable_existing):
    names = _names(parser['loggers']['keys'])
    names.remove('root')
    _fill_logger(logging.root, parser['logger_root'], handlers)
    existing, children = _existing_loggers(), []
    for name in names:
        section = parser[f'logger_{name}']
        qualified = section['qualname']
        logger = logging.getLogger(qualified)
        _take_named(qualified, existing, children)
        _fill_logger(logger, section, handlers)
        logger.propagate = section.getint('propagate', fallback=1)
        logger.disabled = 0
    _children_off(existing, names, children, disable_existing)


# ---- Dictionaries ----

class ConvertingMixin:
    """Values are converted when they are taken out."""

    def convert_with_key(self, key, value, replace=True):
        made = self.convert(value)
        if made is not value:
            if isinstance(made, ConvertingMixin):
                made.key = key
            if replace:
                self[key] = made
        return made

    def convert(self, value):
        made = self.configurator.convert(value)
        if made is not value and isinstance(made, ConvertingMixin):
            made.parent = self
        return made


class ConvertingDict(dict, ConvertingMixin):
    def __getitem__(self, key):
        return self.convert_with_key(key, dict.__getitem__(self, key))

    def get(self, key, default=None):
        return self.convert_with_key(key, dict.get(self, key, default))

    def pop(self, key, default=None):
        return self.convert_with_key(key, dict.pop(self, key, default),
                                     replace=False)


class ConvertingList(list, ConvertingMixin):
    def __getitem__(self, key):
        return self.convert_with_key(key, list.__getitem__(self, key))

    def pop(self, idx=-1):
        return self.convert(list.pop(self, idx))


class ConvertingTuple(tuple, ConvertingMixin):
    def __getitem__(self, key):
        return self.convert_with_key(key, tuple.__getitem__(self, key),
                                     replace=False)


def _arguments(config):
    # The attributes to be set afterwards, and a factory's keywords.
    extra = config.pop('.', None)
    return extra, {key: config[key] for key in config if valid_ident(key)}


def _with_attributes(made, extra):
    for name in extra or ():
        setattr(made, name, extra[name])
    return made


class BaseConfigurator:
    CONVERT_PATTERN = re.compile(r'^(?P<prefix>[a-z]+)://(?P<suffix>.*)$')
    WORD_PATTERN = re.compile(r'^\s*(\w+)\s*')
    DOT_PATTERN = re.compile(r'^\.\s*(\w+)\s*')
    INDEX_PATTERN = re.compile(r'^\[\s*(\w+)\s*\]\s*')
    DIGIT_PATTERN = re.compile(r'^\d+$')
    value_converters = {'ext': 'ext_convert', 'cfg': 'cfg_convert'}
    importer = staticmethod(__import__)

    def __init__(self, config):
        self.config = ConvertingDict(config)
        self.config.configurator = self

    def resolve(self, s):
        try:
            return _resolve(s, self.importer)
        except ImportError as error:
            raise ValueError(f'Cannot resolve {s!r}: {error}') from error

    def ext_convert(self, value):
        return self.resolve(value)

    def cfg_convert(self, value):
        """cfg://handlers.email[0]: another place of the configuration."""
        whole = value
        match = self.WORD_PATTERN.match(value)
        if match is None:
            raise ValueError(f'Unable to convert {value!r}')
        found = self.config[match.group(1)]
        while match.end() < len(value):
            at = match.end()
            # The patterns start with '^': they are for what is left.
            rest = value = value[at:]
            match = (self.DOT_PATTERN.match(rest)
                     or self.INDEX_PATTERN.match(rest))
            if match is None:
                raise ValueError(f'Unable to convert {whole!r} at {rest!r}')
            found = self._step(found, match.group(1), rest[0] == '[')
        return found

    def _step(self, found, key, indexed):
        if indexed and self.DIGIT_PATTERN.match(key):
            try:
                return found[int(key)]
            except TypeError:
                pass        # a dictionary whose keys are text
        return found[key]

    def convert(self, value):
        if isinstance(value, str):
            return self._convert_text(value)
        if isinstance(value, ConvertingMixin):
            return value
        for plain, kind in ((dict, ConvertingDict), (list, ConvertingList),
                            (tuple, ConvertingTuple)):
            # A named tuple's fields would be lost.
            if isinstance(value, plain) and not (
                    plain is tuple and hasattr(value, '_fields')):
                made = kind(value)
                made.configurator = self
                return made
        return value

    def _convert_text(self, text):
        match = self.CONVERT_PATTERN.match(text)
        name = match and self.value_converters.get(match.group('prefix'))
        return getattr(self, name)(match.group('suffix')) if name else text

    def configure_custom(self, config):
        """Whatever the factory under '()' makes."""
        factory = config.pop('()')
        if not callable(factory):
            factory = self.resolve(factory)
        extra, keywords = _arguments(config)
        return _with_attributes(factory(**keywords), extra)

    def as_tuple(self, value):
        return tuple(value) if isinstance(value, list) else value


# Which argument a handler's class wants as a tuple, which JSON cannot write.
_TUPLES = (('SMTPHandler', 'mailhost'), ('SysLogHandler', 'address'))


class DictConfigurator(BaseConfigurator):
    def configure(self):
        config = self.config
        try:
            version = config['version']
        except KeyError:
            raise ValueError("dictionary doesn't specify a version") from None
        if version != 1:
            raise ValueError(f'Unsupported version: {version}')
        with logging._lock:
            if config.pop('incremental', False):
                self._change(config)
            else:
                self._set_up(config)

    def _change(self, config):
        for name, part in config.get('handlers', {}).items():
            if not logging.getHandlerByName(name):
                raise ValueError(f'No handler found with name {name!r}')
            try:
                level = part.get('level')
                if level:
                    logging._handlers[name].setLevel(level)
            except Exception as error:
                raise ValueError('Unable to configure handler '
                                 f'{name!r}') from error
        for name, part in config.get('loggers', {}).items():
            self._part('logger', name, self.configure_logger, name, part,
                       True)
        root = config.get('root')
        if root:
            self._part('root logger', None, self.configure_root, root, True)

    def _part(self, what, name, function, *args):
        try:
            return function(*args)
        except Exception as error:
            shown = what if name is None else f'{what} {name!r}'
            raise ValueError(f'Unable to configure {shown}') from error

    def _set_up(self, config):
        disable = config.pop('disable_existing_loggers', True)
        _clear_existing_handlers()
        formatters = config.get('formatters', {})
        for name in formatters:
            formatters[name] = self._part('formatter', name,
                                          self.configure_formatter,
                                          formatters[name])
        filters = config.get('filters', {})
        for name in filters:
            filters[name] = self._part('filter', name, self.configure_filter,
                                       filters[name])
        self._set_up_handlers(config.get('handlers', {}))
        existing, children = _existing_loggers(), []
        loggers = config.get('loggers', {})
        for name in loggers:
            _take_named(name, existing, children)
            self._part('logger', name, self.configure_logger, name,
                       loggers[name])
        _children_off(existing, loggers, children, disable)
        root = config.get('root')
        if root:
            self._part('root logger', None, self.configure_root, root)

    def _set_up_handlers(self, handlers):
        def make(name):
            handlers[name] = made = self.configure_handler(handlers[name])
            made.name = name

        later = []
        for name in sorted(handlers):
            try:
                self._part('handler', name, make, name)
            except ValueError as error:
                # It may want another one that is not made yet.
                reason = error.__cause__ and error.__cause__.__cause__
                if 'target not configured yet' not in str(reason):
                    raise
                later.append(name)
        for name in later:
            self._part('handler', name, make, name)

    def configure_formatter(self, config):
        if '()' in config:
            factory = config['()']
            try:
                return self.configure_custom(config)
            except TypeError as error:
                if "'format'" not in str(error):
                    raise
                # A factory with Formatter's own name for it.
                config.update({'fmt': config.pop('format'), '()': factory})
                return self.configure_custom(config)
        named = config.get('class')
        kind = _resolve(named) if named else logging.Formatter
        args = [config.get('format'), config.get('datefmt'),
                config.get('style', '%')]
        if 'validate' in config:
            args.append(config['validate'])
        return kind(*args)

    def configure_filter(self, config):
        if '()' in config:
            return self.configure_custom(config)
        return logging.Filter(config.get('name', ''))

    def add_filters(self, filterer, filters):
        for name in filters:
            try:
                filterer.addFilter(self.config['filters'][name])
            except Exception as error:
                raise ValueError(f'Unable to add filter {name!r}') from error

    def add_handlers(self, logger, handlers):
        for name in handlers:
            try:
                logger.addHandler(self.config['handlers'][name])
            except Exception as error:
                raise ValueError(f'Unable to add handler {name!r}') from error

    def configure_handler(self, config):
        whole = dict(config)
        formatter, level, filters = [
            config.pop(option, None)
            for option in ('formatter', 'level', 'filters')]
        if formatter:
            try:
                formatter = self.config['formatters'][formatter]
            except Exception as error:
                raise ValueError('Unable to set formatter '
                                 f'{formatter!r}') from error
        factory = self._handler_factory(config, whole)
        extra, keywords = _arguments(config)
        try:
            handler = factory(**keywords)
        except TypeError as error:
            if "'stream'" not in str(error):
                raise
            keywords['strm'] = keywords.pop('stream')
            handler = factory(**keywords)
        if formatter:
            handler.setFormatter(formatter)
        if level is not None:
            handler.setLevel(level)
        if filters:
            self.add_filters(handler, filters)
        return _with_attributes(handler, extra)

    def _handler_factory(self, config, whole):
        if '()' in config:
            factory = config.pop('()')
            return factory if callable(factory) else self.resolve(factory)
        kind = self.resolve(config.pop('class'))
        if issubclass(kind, logging.handlers.MemoryHandler) and \
                'target' in config:
            try:
                target = self.config['handlers'][config['target']]
                if not isinstance(target, logging.Handler):
                    config.update(whole)
                    raise TypeError('target not configured yet')
                config['target'] = target
            except Exception as error:
                raise ValueError('Unable to set target handler '
                                 f"{config['target']!r}") from error
        for name, argument in _TUPLES:
            if argument in config and issubclass(
                    kind, getattr(logging.handlers, name)):
                config[argument] = self.as_tuple(config[argument])
        return kind

    def common_logger_config(self, logger, config, incremental=False):
        ask = config.get
        if ask('level') is not None:
            logger.setLevel(ask('level'))
        if incremental:
            return
        for handler in logger.handlers[:]:
            logger.removeHandler(handler)
        for add, names in ((self.add_handlers, ask('handlers')),
                           (self.add_filters, ask('filters'))):
            if names:
                add(logger, names)

    def configure_root(self, config, incremental=False):
        self.common_logger_config(logging.root, config, incremental)

    def configure_logger(self, name, config, incremental=False):
        named = logging.getLogger(name)
        self.common_logger_config(named, config, incremental)
        named.disabled = False
        if config.get('propagate') is not None:
            named.propagate = config['propagate']


dictConfigClass = DictConfigurator


def dictConfig(config):
    """Set logging up from a dictionary."""
    dictConfigClass(config).configure()


# ---- A server that takes configurations ----

_listener = None


def listen(port=DEFAULT_LOGGING_CONFIG_PORT, verify=None):
    """A thread that sets logging up anew from what it is sent."""
    import json
    import struct
    from socketserver import StreamRequestHandler, ThreadingTCPServer

    class Handler(StreamRequestHandler):
        def handle(self):
            head = self.rfile.read(4)
            if len(head) != 4:
                return
            text = self.rfile.read(struct.unpack('>L', head)[0])
            if verify:
                text = verify(text)
            if text is not None:
                text = text.decode('utf-8')
                try:
                    dictConfig(json.loads(text))
                except ValueError:
                    fileConfig(io.StringIO(text))

    class Server(threading.Thread):
        def __init__(self):
            super().__init__()
            self.port, self.ready = port, threading.Event()

        def run(self):
            global _listener
            with Receiver(('localhost', port), Handler) as receiver:
                _, self.port = receiver.server_address
                _listener = receiver
                self.ready.set()
                receiver.serve_forever(0.5)

    class Receiver(ThreadingTCPServer):
        allow_reuse_address = True

    return Server()


def stopListening():
    global _listener
    if _listener is not None:
        _listener.shutdown()
        _listener = None
