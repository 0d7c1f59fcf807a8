# SPDX-License-Identifier: MIT
# How optparse lays its help out: names of options on the left, what they do in
# a column on the right.

import itertools
import os
import textwrap
from gettext import gettext as _

NO_DEFAULT = ('NO', 'DEFAULT')


def _columns():
    given = os.environ.get('COLUMNS', '')
    try:
        return int(given)
    except ValueError:
        return 80


class HelpFormatter:
    """Subclasses say how a heading and the usage look."""

    NO_DEFAULT_VALUE, default_tag = 'none', '%default'
    level, parser, help_width = 0, None, None
    _short_form, _long_form = '{} {}', '{}={}'

    def __init__(self, indent_increment, max_help_position, width,
                 short_first):
        self.width = width = _columns() - 2 if width is None else width
        furthest = max(2 * indent_increment, width - 20)
        self.max_help_position = min(furthest, max_help_position)
        self.help_position = self.max_help_position
        self.indent_increment = indent_increment
        self.short_first, self.option_strings = short_first, {}

    def set_parser(self, parser):
        self.parser = parser

    # ---- between an option and its value ----

    def set_short_opt_delimiter(self, delim):
        self._short_form = self._form('short', delim, ' ', '')

    def set_long_opt_delimiter(self, delim):
        self._long_form = self._form('long', delim, ' ', '=')

    @staticmethod
    def _form(which, delim, *possible):
        if delim not in possible:
            raise ValueError(f'invalid metavar delimiter for {which} options: '
                             f'{delim!r}')
        return '{}' + delim + '{}'

    # ---- levels ----

    @property
    def current_indent(self):
        return self.level * self.indent_increment

    def indent(self):
        self.level += 1

    def dedent(self):
        assert self.level > 0, 'Indent decreased below 0.'
        self.level -= 1

    # ---- texts ----

    def format_heading(self, heading):
        raise NotImplementedError('subclasses must implement')

    def format_usage(self, usage):
        raise NotImplementedError('subclasses must implement')

    def format_description(self, description):
        return f'{self._format_text(description)}\n' if description else ''

    def format_epilog(self, epilog):
        return '\n' + self.format_description(epilog) if epilog else ''

    def _format_text(self, text):
        margin = self.current_indent * ' '
        room = max(11, self.width - len(margin))
        return textwrap.fill(text, room, initial_indent=margin,
                             subsequent_indent=margin)

    # ---- options ----

    def store_option_strings(self, parser):
        """See how long they are, to know where the right column begins."""
        furthest, groups = 0, [group.option_list
                               for group in parser.option_groups]
        for option_lists in ([parser.option_list], groups):
            self.indent()
            for option in itertools.chain.from_iterable(option_lists):
                text = self.format_option_strings(option)
                self.option_strings[option] = text
                furthest = max(furthest, self.current_indent + len(text))
        for _level in range(2):
            self.dedent()
        self.help_position = min(self.max_help_position, furthest + 2)
        self.help_width = max(11, self.width - self.help_position)

    def format_option_strings(self, option):
        forms = [(option._long_opts, self._long_form),
                 (option._short_opts, self._short_form)]
        if self.short_first:
            forms.reverse()
        name = (option.metavar or option.dest.upper()) \
            if option.takes_value() else None
        return ', '.join([text if name is None else form.format(text, name)
                          for texts, form in forms for text in texts])

    def format_option(self, option):
        names, column = self.option_strings[option], self.help_position
        line, lines = self.current_indent * ' ' + names, []
        if option.help:
            lines = textwrap.wrap(self.expand_default(option),
                                  self.help_width)
        if len(line) + 2 <= column:
            line = line.ljust(column) + ''.join(lines[:1])
            del lines[:1]
        return ''.join([f'{line}\n', *(f'{column * " "}{more}\n'
                                       for more in lines)])

    def expand_default(self, option):
        """The help of an option, in which %default stands for its default."""
        if not self.default_tag or self.parser is None:
            return option.help
        value = self.parser.defaults.get(option.dest)
        if value is None or value is NO_DEFAULT:
            value = self.NO_DEFAULT_VALUE
        return option.help.replace(self.default_tag, f'{value}')


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
