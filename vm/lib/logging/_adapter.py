# SPDX-License-Identifier: MIT
# A logger with something to add to each record.  Part of logging.

from logging import CRITICAL, DEBUG, ERROR, INFO, WARNING, getLevelName

__name__ = 'logging'


def _named(function, name):
    function.__name__ = name
    function.__qualname__ = 'LoggerAdapter.' + name
    return function


def _at(level):
    # A method that logs at this level.
    def method(self, msg, *args, **kwargs):
        self.log(level, msg, *args, **kwargs)
    return _named(method, getLevelName(level).lower())


def _passed_on(name):
    # A method that is the logger's own.
    def method(self, *args, **kwargs):
        return getattr(self.logger, name)(*args, **kwargs)
    return _named(method, name)


class LoggerAdapter:
    def __init__(self, logger, extra=None):
        self.logger, self.extra = logger, extra

    def process(self, msg, kwargs):
        kwargs['extra'] = self.extra
        return msg, kwargs

    def log(self, level, msg, *args, **kwargs):
        if self.isEnabledFor(level):
            text, options = self.process(msg, kwargs)
            self.logger.log(level, text, *args, **options)

    debug = _at(DEBUG)
    info = _at(INFO)
    warning = _at(WARNING)
    error = _at(ERROR)
    critical = _at(CRITICAL)

    def exception(self, msg, *args, exc_info=True, **kwargs):
        kwargs['exc_info'] = exc_info
        self.log(ERROR, msg, *args, **kwargs)

    _log = _passed_on('_log')
    isEnabledFor = _passed_on('isEnabledFor')
    setLevel = _passed_on('setLevel')
    getEffectiveLevel = _passed_on('getEffectiveLevel')
    hasHandlers = _passed_on('hasHandlers')

    def _set_manager(self, value):
        self.logger.manager = value

    name = property(lambda self: self.logger.name)
    manager = property(lambda self: self.logger.manager, _set_manager)

    def __repr__(self):
        return (f'<{type(self).__name__} {self.name} '
                f'({getLevelName(self.getEffectiveLevel())})>')
