# SPDX-License-Identifier: MIT
# How optparse lays its help out: names of options on the left, what they do in
# a column on the right.

import os
import textwrap
from gettext import gettext as _

NO_DEFAULT = ('NO', 'DEFAULT')


class HelpFormatter:
    NO_DEFAULT_VALUE = 'none'

    def __init__(self, indent_increment, max_help_position, width,
                 short_first):
        self.parser = None
        self.indent_increment = indent_increment
        if width is None:
            try:
                width = int(os.environ['COLUMNS'])
            except (KeyError, ValueError):
                width = 80
            width -= 2
        self.width = width
        self.help_position = self.max_help_position = min(
            max_help_position, max(width - 20, indent_increment * 2))
        self.current_indent = 0
        self.level = 0
        self.help_width = None
        self.short_first = short_first
        self.default_tag = '%default'
        self.option_strings = {}
        self._short_opt_fmt = '%s %s'
        self._long_opt_fmt = '%s=%s'

    def set_parser(self, parser):
        self.parser = parser

    def set_short_opt_delimiter(self, delim):
        if delim not in ('', ' '):
            raise ValueError('invalid metavar delimiter for short options: '
                             f'{delim!r}')
        self._short_opt_fmt = f'%s{delim}%s'

    def set_long_opt_delimiter(self, delim):
        if delim not in ('=', ' '):
            raise ValueError('invalid metavar delimiter for long options: '
                             f'{delim!r}')
        self._long_opt_fmt = f'%s{delim}%s'

    def indent(self):
        self.current_indent += self.indent_increment
        self.level += 1

    def dedent(self):
        self.current_indent -= self.indent_increment
        assert self.current_indent >= 0, 'Indent decreased below 0.'
        self.level -= 1

    def format_usage(self, usage):
        raise NotImplementedError('subclasses must implement')

    def format_heading(self, heading):
        raise NotImplementedError('subclasses must implement')

    def _format_text(self, text):
        gap = ' ' * self.current_indent
        return textwrap.fill(text, max(self.width - self.current_indent, 11),
                             initial_indent=gap, subsequent_indent=gap)

    def format_description(self, description):
        return self._format_text(description) + '\n' if description else ''

    def format_epilog(self, epilog):
        return f'\n{self._format_text(epilog)}\n' if epilog else ''

    def expand_default(self, option):
        if self.parser is None or not self.default_tag:
            return option.help
        value = self.parser.defaults.get(option.dest)
        if value is NO_DEFAULT or value is None:
            value = self.NO_DEFAULT_VALUE
        return option.help.replace(self.default_tag, str(value))

    def format_option(self, option):
        strings = self.option_strings[option]
        width = self.help_position - self.current_indent - 2
        margin = ' ' * self.current_indent
        if len(strings) > width:
            head, first = f'{margin}{strings}\n', self.help_position
        else:
            head, first = f'{margin}{strings:<{width}}  ', 0
        if not option.help:
            return head if head.endswith('\n') else head + '\n'
        lines = textwrap.wrap(self.expand_default(option), self.help_width)
        gap = ' ' * self.help_position
        made = head + ''.join(
            (' ' * first if at == 0 else gap) + line + '\n'
            for at, line in enumerate(lines))
        return made if made.endswith('\n') else made + '\n'

    def store_option_strings(self, parser):
        self.indent()
        longest = self._store(parser.option_list)
        self.indent()
        for group in parser.option_groups:
            longest = max(longest, self._store(group.option_list))
        self.dedent()
        self.dedent()
        self.help_position = min(longest + 2, self.max_help_position)
        self.help_width = max(self.width - self.help_position, 11)

    def _store(self, options):
        longest = 0
        for option in options:
            strings = self.option_strings[option] = \
                self.format_option_strings(option)
            longest = max(longest, len(strings) + self.current_indent)
        return longest

    def format_option_strings(self, option):
        short, long = list(option._short_opts), list(option._long_opts)
        if option.takes_value():
            name = option.metavar or option.dest.upper()
            short = [self._short_opt_fmt % (text, name) for text in short]
            long = [self._long_opt_fmt % (text, name) for text in long]
        return ', '.join(short + long if self.short_first else long + short)


class IndentedHelpFormatter(HelpFormatter):
    def __init__(self, indent_increment=2, max_help_position=24, width=None,
                 short_first=1):
        HelpFormatter.__init__(self, indent_increment, max_help_position,
                               width, short_first)

    def format_usage(self, usage):
        return _('Usage: %s\n') % usage

    def format_heading(self, heading):
        return ' ' * self.current_indent + f'{heading}:\n'


class TitledHelpFormatter(HelpFormatter):
    def __init__(self, indent_increment=0, max_help_position=24, width=None,
                 short_first=0):
        HelpFormatter.__init__(self, indent_increment, max_help_position,
                               width, short_first)

    def format_usage(self, usage):
        return f"{self.format_heading(_('Usage'))}  {usage}\n"

    def format_heading(self, heading):
        return f'{heading}\n{"=-"[self.level] * len(heading)}\n'


for _class in (HelpFormatter, IndentedHelpFormatter, TitledHelpFormatter):
    _class.__module__ = 'optparse'
