# SPDX-License-Identifier: MIT
# How a log record becomes text: three styles of templates, and the formatter
# around them.  Part of logging, which shows everything here as its own.

import io
import time

__name__ = 'logging'

BASIC_FORMAT = '%(levelname)s:%(name)s:%(message)s'


class PercentStyle:
    default_format = '%(message)s'
    asctime_format = '%(asctime)s'
    asctime_search = '%(asctime)'
    _pattern = r'%\(\w+\)[#0+ -]*(\*|\d+)?(\.(\*|\d+))?[diouxefgcrsa%]'

    def __init__(self, fmt, *, defaults=None):
        self._defaults = defaults
        self._fmt = fmt if fmt else self.default_format

    def usesTime(self):
        return self.asctime_search in self._fmt

    def validate(self):
        import re
        if not re.search(self._pattern, self._fmt, re.I):
            raise ValueError(f"Invalid format '{self._fmt}' for "
                             f"'{self.default_format[0]}' style")

    def _values(self, record):
        return {**(self._defaults or {}), **record.__dict__}

    def _format(self, values):
        return self._fmt % values

    def format(self, record):
        try:
            return self._format(self._values(record))
        except KeyError as error:
            raise ValueError(f'Formatting field not found in record: {error}')


class StrFormatStyle(PercentStyle):
    default_format = '{message}'
    asctime_format = '{asctime}'
    asctime_search = '{asctime'
    _spec = (r'^(.?[<=>^])?[+ -]?#?0?(\d+|{\w+})?[,_]?(\.(\d+|{\w+}))?'
             r'[bcdefgnosx%]?$')
    _field = r'^(\d+|\w+)(\.\w+|\[[^]]+\])*$'

    def _format(self, values):
        return self._fmt.format(**values)

    def validate(self):
        import re
        from string import Formatter as Fields
        found = False
        try:
            for _, name, spec, conversion in Fields().parse(self._fmt):
                if name:
                    if not re.match(self._field, name):
                        raise ValueError('invalid field name/expression: '
                                         f'{name!r}')
                    found = True
                if conversion not in (None, '', 'r', 's', 'a'):
                    raise ValueError(f'invalid conversion: {conversion!r}')
                if spec and not re.match(self._spec, spec, re.I):
                    raise ValueError(f'bad specifier: {spec!r}')
        except ValueError as error:
            raise ValueError(f'invalid format: {error}')
        if not found:
            raise ValueError('invalid format: no fields')


class StringTemplateStyle(PercentStyle):
    default_format = '${message}'
    asctime_format = '${asctime}'
    asctime_search = '${asctime}'

    def __init__(self, fmt, *, defaults=None):
        from string import Template
        super().__init__(fmt, defaults=defaults)
        self._template = Template(self._fmt)

    def usesTime(self):
        return '$asctime' in self._fmt or super().usesTime()

    def validate(self):
        found = False
        for match in self._template.pattern.finditer(self._fmt):
            if match.group('named') or match.group('braced'):
                found = True
            elif match.group(0) == '$':
                raise ValueError("invalid format: bare '$' not allowed")
        if not found:
            raise ValueError('invalid format: no fields')

    def _format(self, values):
        return self._template.substitute(**values)


# A style's class, and what basicConfig() writes in it.
_STYLES = {'%': (PercentStyle, BASIC_FORMAT)}
for _kind, _mark in ((StrFormatStyle, '{%s}'), (StringTemplateStyle, '${%s}')):
    _STYLES[_mark[0]] = _kind, ':'.join(
        [_mark % name for name in ('levelname', 'name', 'message')])
del _kind, _mark


def _style_named(style):
    if style in _STYLES:
        return _STYLES[style]
    raise ValueError('Style must be one of: ' + ','.join(_STYLES))


class Formatter:
    converter = time.localtime
    default_time_format = '%Y-%m-%d %H:%M:%S'
    default_msec_format = '%s,%03d'

    def __init__(self, fmt=None, datefmt=None, style='%', validate=True, *,
                 defaults=None):
        kind, _ = _style_named(style)
        self._style = style = kind(fmt, defaults=defaults)
        self._fmt, self.datefmt = style._fmt, datefmt
        if validate:
            style.validate()

    def formatTime(self, record, datefmt=None):
        moment = self.converter(record.created)
        text = time.strftime(datefmt or self.default_time_format, moment)
        finer = None if datefmt else self.default_msec_format
        return finer % (text, record.msecs) if finer else text

    def formatException(self, ei):
        import traceback
        text = io.StringIO()
        traceback.print_exception(ei[0], ei[1], ei[2], None, text)
        text = text.getvalue()
        return text[:-1] if text.endswith('\n') else text

    def usesTime(self):
        return self._style.usesTime()

    def formatMessage(self, record):
        return self._style.format(record)

    def formatStack(self, stack_info):
        return stack_info

    def format(self, record):
        # What is found out here stays with the record, as documented.
        record.message = record.getMessage()
        if self.usesTime():
            record.asctime = self.formatTime(record, self.datefmt)
        text = self.formatMessage(record)
        for part in self._appendices(record):
            text += part if text.endswith('\n') else '\n' + part
        return text

    def _appendices(self, record):
        error, stack = record.exc_info, record.stack_info
        if error and not record.exc_text:
            # Kept, so that a second handler need not make it again.
            record.exc_text = self.formatException(error)
        if record.exc_text:
            yield record.exc_text
        if stack:
            yield self.formatStack(stack)


class BufferingFormatter:
    def __init__(self, linefmt=None):
        self.linefmt = linefmt or Formatter()

    def formatHeader(self, records):
        return ''

    def formatFooter(self, records):
        return ''

    def format(self, records):
        if not records:
            return ''
        return (self.formatHeader(records)
                + ''.join(map(self.linefmt.format, records))
                + self.formatFooter(records))
