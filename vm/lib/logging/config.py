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


def _resolve(name):
    """The object of a dotted name, importing what it needs."""
    parts = name.split('.')
    used = parts.pop(0)
    found = __import__(used)
    for part in parts:
        used += '.' + part
        try:
            found = getattr(found, part)
        except AttributeError:
            __import__(used)
            found = getattr(found, part)
    return found


def _clear_existing_handlers():
    logging._handlers.clear()
    logging.shutdown(logging._handlerList[:])
    del logging._handlerList[:]


def _children_off(existing, kept, children, disable):
    """What happens to loggers that a new configuration does not name."""
    root = logging.root
    for name in existing:
        logger = root.manager.loggerDict[name]
        if name in children:
            if not isinstance(logger, logging.PlaceHolder):
                logger.setLevel(logging.NOTSET)
                logger.handlers = []
                logger.propagate = True
        else:
            logger.disabled = disable


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
    import configparser
    if isinstance(fname, configparser.RawConfigParser):
        parser = fname
    else:
        parser = configparser.ConfigParser(defaults)
        if hasattr(fname, 'readline'):
            parser.read_file(fname)
        else:
            parser.read(fname)
    formatters = _file_formatters(parser)
    logging._acquireLock()
    try:
        _clear_existing_handlers()
        handlers = _file_handlers(parser, formatters)
        _file_loggers(parser, handlers, disable_existing_loggers)
    finally:
        logging._releaseLock()


def _names(text):
    return [part.strip() for part in text.split(',')] if text else []


def _file_formatters(parser):
    made = {}
    for name in _names(parser['formatters']['keys']):
        section = parser[f'formatter_{name}']
        kind = logging.Formatter
        if section.get('class'):
            kind = _resolve(section.get('class'))
        made[name] = kind(parser.get(section.name, 'format', raw=True,
                                     fallback=None),
                          parser.get(section.name, 'datefmt', raw=True,
                                     fallback=None),
                          parser.get(section.name, 'style', raw=True,
                                     fallback='%'))
    return made


def _value(text, space):
    return eval(text, space)


def _file_handlers(parser, formatters):
    made = {}
    targets = []
    for name in _names(parser['handlers']['keys']):
        section = parser[f'handler_{name}']
        kind = section['class']
        try:
            kind = _value(kind, vars(logging))
        except (AttributeError, NameError):
            kind = _resolve(kind)
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
        made = self.configurator.convert(value)
        if value is not made:
            if replace:
                self[key] = made
            if type(made) in (ConvertingDict, ConvertingList,
                              ConvertingTuple):
                made.parent = self
                made.key = key
        return made

    def convert(self, value):
        made = self.configurator.convert(value)
        if value is not made and type(made) in (
                ConvertingDict, ConvertingList, ConvertingTuple):
            made.parent = self
        return made


class ConvertingDict(dict, ConvertingMixin):
    def __getitem__(self, key):
        return self.convert_with_key(key, dict.__getitem__(self, key))

    def get(self, key, default=None):
        return self.convert_with_key(key, dict.get(self, key, default))

    def pop(self, key, default=None):
        value = dict.pop(self, key, default)
        return self.convert_with_key(key, value, replace=False)


class ConvertingList(list, ConvertingMixin):
    def __getitem__(self, key):
        return self.convert_with_key(key, list.__getitem__(self, key))

    def pop(self, idx=-1):
        return self.convert(list.pop(self, idx))


class ConvertingTuple(tuple, ConvertingMixin):
    def __getitem__(self, key):
        return self.convert_with_key(key, tuple.__getitem__(self, key),
                                     replace=False)


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
        parts = s.split('.')
        used = parts.pop(0)
        try:
            found = self.importer(used)
            for part in parts:
                used += '.' + part
                try:
                    found = getattr(found, part)
                except AttributeError:
                    self.importer(used)
                    found = getattr(found, part)
            return found
        except ImportError as error:
            raise ValueError(f'Cannot resolve {s!r}: {error}') from error

    def ext_convert(self, value):
        return self.resolve(value)

    def cfg_convert(self, value):
        """cfg://handlers.email[0]: another place of the configuration."""
        match = self.WORD_PATTERN.match(value)
        if match is None:
            raise ValueError(f'Unable to convert {value!r}')
        rest = value[match.end():]
        found = self.config[match.group(1)]
        while rest:
            match = self.DOT_PATTERN.match(rest)
            if match:
                found = found[match.group(1)]
            else:
                match = self.INDEX_PATTERN.match(rest)
                if match is None:
                    raise ValueError(f'Unable to convert {value!r} at '
                                     f'{rest!r}')
                key = match.group(1)
                if self.DIGIT_PATTERN.match(key):
                    try:
                        found = found[int(key)]
                    except TypeError:
                        found = found[key]
                else:
                    found = found[key]
            rest = rest[match.end():]
        return found

    def convert(self, value):
        made = value
        if isinstance(value, (ConvertingDict, ConvertingList,
                              ConvertingTuple)):
            pass
        elif isinstance(value, dict):
            made = ConvertingDict(value)
            made.configurator = self
        elif isinstance(value, list):
            made = ConvertingList(value)
            made.configurator = self
        elif isinstance(value, tuple) and not hasattr(value, '_fields'):
            made = ConvertingTuple(value)
            made.configurator = self
        elif isinstance(value, str):
            match = self.CONVERT_PATTERN.match(value)
            if match:
                converter = self.value_converters.get(match.group('prefix'))
                if converter:
                    made = getattr(self, converter)(match.group('suffix'))
        return made

    def configure_custom(self, config):
        """Whatever the factory under '()' makes."""
        factory = config.pop('()')
        if not callable(factory):
            factory = self.resolve(factory)
        extra = config.pop('.', None)
        keywords = {key: config[key] for key in config
                    if valid_ident(key)}
        made = factory(**keywords)
        for name, value in (extra or {}).items():
            setattr(made, name, value)
        return made

    def as_tuple(self, value):
        return tuple(value) if isinstance(value, list) else value


class DictConfigurator(BaseConfigurator):
    def configure(self):
        config = self.config
        if 'version' not in config:
            raise ValueError("dictionary doesn't specify a version")
        if config['version'] != 1:
            raise ValueError(f"Unsupported version: {config['version']}")
        logging._acquireLock()
        try:
            if config.pop('incremental', False):
                self._change(config)
            else:
                self._set_up(config)
        finally:
            logging._releaseLock()

    def _change(self, config):
        for name, part in config.get('handlers', {}).items():
            if name not in logging._handlers:
                raise ValueError(f'No handler found with name {name!r}')
            try:
                level = part.get('level')
                if level:
                    logging._handlers[name].setLevel(
                        logging._checkLevel(level))
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
        waiting = []
        for name in sorted(handlers):
            try:
                handler = self.configure_handler(handlers[name])
                handler.name = name
                handlers[name] = handler
            except Exception as error:
                # It may want another one that is not made yet.
                if 'target not configured yet' in str(error.__cause__):
                    waiting.append(name)
                else:
                    raise ValueError('Unable to configure handler '
                                     f'{name!r}') from error
        for name in waiting:
            handler = self._part('handler', name, self.configure_handler,
                                 handlers[name])
            handler.name = name
            handlers[name] = handler

    def configure_formatter(self, config):
        if '()' in config:
            factory = config['()']
            try:
                return self.configure_custom(config)
            except TypeError as error:
                if "'format'" not in str(error):
                    raise
                config['fmt'] = config.pop('format')
                config['()'] = factory
                return self.configure_custom(config)
        kind = config.get('class', None)
        kind = _resolve(kind) if kind else logging.Formatter
        args = (config.get('format', None), config.get('datefmt', None),
                config.get('style', '%'))
        if 'validate' in config:
            return kind(*args, config['validate'])
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
        formatter = config.pop('formatter', None)
        if formatter:
            try:
                formatter = self.config['formatters'][formatter]
            except Exception as error:
                raise ValueError('Unable to set formatter '
                                 f'{formatter!r}') from error
        level = config.pop('level', None)
        filters = config.pop('filters', None)
        factory = self._handler_factory(config, whole)
        extra = config.pop('.', None)
        keywords = {key: config[key] for key in config
                    if valid_ident(key)}
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
            handler.setLevel(logging._checkLevel(level))
        if filters:
            self.add_filters(handler, filters)
        for name, value in (extra or {}).items():
            setattr(handler, name, value)
        return handler

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
        elif issubclass(kind, logging.handlers.SMTPHandler) and \
                'mailhost' in config:
            config['mailhost'] = self.as_tuple(config['mailhost'])
        elif issubclass(kind, logging.handlers.SysLogHandler) and \
                'address' in config:
            config['address'] = self.as_tuple(config['address'])
        return kind

    def common_logger_config(self, logger, config, incremental=False):
        level = config.get('level', None)
        if level is not None:
            logger.setLevel(logging._checkLevel(level))
        if incremental:
            return
        for handler in logger.handlers[:]:
            logger.removeHandler(handler)
        handlers = config.get('handlers', None)
        if handlers:
            self.add_handlers(logger, handlers)
        filters = config.get('filters', None)
        if filters:
            self.add_filters(logger, filters)

    def configure_logger(self, name, config, incremental=False):
        logger = logging.getLogger(name)
        self.common_logger_config(logger, config, incremental)
        logger.disabled = False
        propagate = config.get('propagate', None)
        if propagate is not None:
            logger.propagate = propagate

    def configure_root(self, config, incremental=False):
        self.common_logger_config(logging.getLogger(), config, incremental)


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
            if self.server.verify is not None:
                text = self.server.verify(text)
            if text is not None:
                text = text.decode('utf-8')
                try:
                    dictConfig(json.loads(text))
                except ValueError:
                    fileConfig(io.StringIO(text))
            self.server.ready.set()

    class Receiver(ThreadingTCPServer):
        allow_reuse_address = True

        def __init__(self):
            ThreadingTCPServer.__init__(self, ('localhost', port), Handler)
            self.verify = verify
            self.ready = threading.Event()

    class Server(threading.Thread):
        def __init__(self):
            super().__init__()
            self.port = port
            self.ready = threading.Event()

        def run(self):
            global _listener
            server = Receiver()
            self.port = server.server_address[1]
            self.ready.set()
            _listener = server
            server.serve_forever(0.5)
            server.server_close()

    return Server()


def stopListening():
    global _listener
    if _listener is not None:
        _listener.shutdown()
        _listener = None
