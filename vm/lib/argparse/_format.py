# SPDX-License-Identifier: MIT
# Usage lines and help texts.

import re

from argparse._action import (ONE_OR_MORE, OPTIONAL, PARSER, REMAINDER,
                              SUPPRESS, ZERO_OR_MORE, _public)


def _pieces(text):
    # Usage cut at its blanks, those in brackets apart.
    out, depth, piece = [], 0, ''
    for c in text:
        if c == ' ' and depth <= 0:
            if piece:
                out.append(piece)
            piece = ''
            continue
        depth += (c in '([') - (c in ')]')
        piece += c
    if piece:
        out.append(piece)
    return out


def _one_line(text):
    # Only ASCII's white space may be broken or joined.
    return re.sub(r'[ \t\n\r\f\v]+', ' ', text).strip()


class _Section:
    # A heading and what stands below it, as functions to be called later.

    def __init__(self, formatter, parent, heading=None):
        self.formatter = formatter
        self.parent = parent
        self.heading = heading
        self.items = []

    def format_help(self):
        formatter = self.formatter
        if self.parent is not None:
            formatter._indent()
        body = formatter._join_parts([func(*args)
                                      for func, args in self.items])
        if self.parent is not None:
            formatter._dedent()
        if not body:
            return ''
        head = ''
        if self.heading is not SUPPRESS and self.heading is not None:
            head = f'{" " * formatter._current_indent}{self.heading}:\n'
        return formatter._join_parts(['\n', head, body, '\n'])


@_public
class HelpFormatter:
    """Lays out help; subclasses change single steps."""

    _Section = _Section

    def __init__(self, prog, indent_increment=2, max_help_position=24,
                 width=None):
        if width is None:
            import shutil
            width = shutil.get_terminal_size().columns - 2
        self._prog = prog
        self._indent_increment = indent_increment
        self._max_help_position = min(
            max_help_position, max(width - 20, indent_increment * 2))
        self._width = width
        self._current_indent = 0
        self._level = 0
        self._action_max_length = 0
        self._root_section = _Section(self, None)
        self._current_section = self._root_section

    def _indent(self):
        self._current_indent += self._indent_increment
        self._level += 1

    def _dedent(self):
        self._current_indent -= self._indent_increment
        assert self._current_indent >= 0, 'Indent decreased below 0.'
        self._level -= 1

    def _add_item(self, func, args):
        self._current_section.items.append((func, args))

    # ---- what a parser calls ----

    def start_section(self, heading):
        self._indent()
        section = _Section(self, self._current_section, heading)
        self._add_item(section.format_help, [])
        self._current_section = section

    def end_section(self):
        self._current_section = self._current_section.parent
        self._dedent()

    def add_text(self, text):
        if text is not SUPPRESS and text is not None:
            self._add_item(self._format_text, [text])

    def add_usage(self, usage, actions, groups, prefix=None):
        if usage is not SUPPRESS:
            self._add_item(self._format_usage,
                           (usage, actions, groups, prefix))

    def add_argument(self, action):
        if action.help is SUPPRESS:
            return
        sizes = [len(self._format_action_invocation(action))
                 + self._current_indent]
        for inner in self._iter_indented_subactions(action):
            sizes.append(len(self._format_action_invocation(inner))
                         + self._current_indent)
        self._action_max_length = max(self._action_max_length, *sizes)
        self._add_item(self._format_action, [action])

    def add_arguments(self, actions):
        for action in actions:
            self.add_argument(action)

    def format_help(self):
        text = self._root_section.format_help()
        while '\n\n\n' in text:
            text = text.replace('\n\n\n', '\n\n')
        return text.strip('\n') + '\n' if text else text

    @staticmethod
    def _join_parts(parts):
        return ''.join([part for part in parts
                        if part and part is not SUPPRESS])

    # ---- usage ----

    def _format_usage(self, usage, actions, groups, prefix):
        if prefix is None:
            prefix = 'usage: '
        if usage is not None:
            usage = usage % dict(prog=self._prog)
        elif not actions:
            usage = '%(prog)s' % dict(prog=self._prog)
        else:
            usage = self._made_usage(actions, groups, prefix)
        return f'{prefix}{usage}\n\n'

    def _made_usage(self, actions, groups, prefix):
        prog = '%(prog)s' % dict(prog=self._prog)
        options = [a for a in actions if a.option_strings]
        places = [a for a in actions if not a.option_strings]
        usage = ' '.join(filter(None, [
            prog, self._format_actions_usage(options + places, groups)]))
        room = self._width - self._current_indent
        if len(prefix) + len(usage) <= room:
            return usage
        options = _pieces(self._format_actions_usage(options, groups))
        places = _pieces(self._format_actions_usage(places, groups))
        return '\n'.join(self._wrapped(prog, options, places, prefix, room))

    def _wrapped(self, prog, options, places, prefix, room):
        if len(prefix) + len(prog) > 0.75 * room:
            # A long program name stands alone.
            indent = ' ' * len(prefix)
            lines = self._lines(options + places, indent, len(indent), room)
            if len(lines) > 1:
                lines = (self._lines(options, indent, len(indent), room)
                         + self._lines(places, indent, len(indent), room))
            return [prog] + lines
        indent = ' ' * (len(prefix) + len(prog) + 1)
        first = options or places
        lines = self._lines([prog] + first, indent, len(prefix), room)
        lines[0] = lines[0][len(indent):]
        if options and places:
            lines += self._lines(places, indent, len(indent), room)
        return lines

    @staticmethod
    def _lines(parts, indent, used, room):
        lines, line = [], []
        used -= 1
        for part in parts:
            if used + 1 + len(part) > room and line:
                lines.append(indent + ' '.join(line))
                line = []
                used = len(indent) - 1
            line.append(part)
            used += len(part) + 1
        if line:
            lines.append(indent + ' '.join(line))
        return lines

    def _format_actions_usage(self, actions, groups):
        # Each action once; a group whose actions stand side by side as one.
        actions = list(actions)
        out = []
        place = 0
        while place < len(actions):
            for group in groups:
                size = len(group._group_actions)
                if (size and group._group_actions ==
                        actions[place:place + size]):
                    out.append(self._group_usage(group))
                    place += size
                    break
            else:
                action = actions[place]
                if action.help is not SUPPRESS:
                    out.append(self._action_usage(action, False))
                place += 1
        return ' '.join(filter(None, out))

    def _group_usage(self, group):
        shown = [self._action_usage(action, True)
                 for action in group._group_actions
                 if action.help is not SUPPRESS]
        text = ' | '.join(shown)
        if not shown:
            return ''
        if not group.required:
            return f'[{text}]'
        return f'({text})' if len(shown) > 1 else text

    def _action_usage(self, action, in_group):
        if not action.option_strings:
            default = self._get_default_metavar_for_positional(action)
            text = self._format_args(action, default)
            if in_group and text[:1] == '[' and text[-1:] == ']':
                text = text[1:-1]
            return text
        if action.nargs == 0:
            text = action.format_usage()
        else:
            default = self._get_default_metavar_for_optional(action)
            text = (f'{action.option_strings[0]} '
                    f'{self._format_args(action, default)}')
        return text if action.required or in_group else f'[{text}]'

    # ---- actions ----

    def _format_text(self, text):
        if '%(prog)' in text:
            text = text % dict(prog=self._prog)
        width = max(self._width - self._current_indent, 11)
        indent = ' ' * self._current_indent
        return self._fill_text(text, width, indent) + '\n\n'

    def _format_action(self, action):
        position = min(self._action_max_length + 2, self._max_help_position)
        width = max(self._width - position, 11)
        room = position - self._current_indent - 2
        indent = ' ' * self._current_indent
        header = self._format_action_invocation(action)
        first = position
        if not action.help:
            parts = [f'{indent}{header}\n']
        elif len(header) <= room:
            parts = [f'{indent}{header:<{room}}  ']
            first = 0
        else:
            parts = [f'{indent}{header}\n']
        if action.help and action.help.strip():
            lines = self._split_lines(self._expand_help(action), width)
            if lines:
                parts.append(f'{" " * first}{lines[0]}\n')
                parts += [f'{" " * position}{line}\n' for line in lines[1:]]
        elif not parts[-1].endswith('\n'):
            parts.append('\n')
        for inner in self._iter_indented_subactions(action):
            parts.append(self._format_action(inner))
        return self._join_parts(parts)

    def _format_action_invocation(self, action):
        if not action.option_strings:
            default = self._get_default_metavar_for_positional(action)
            return ' '.join(self._metavar_formatter(action, default)(1))
        if action.nargs == 0:
            return ', '.join(action.option_strings)
        default = self._get_default_metavar_for_optional(action)
        args = self._format_args(action, default)
        import sys
        if sys.version_info >= (3, 13):
            return f'{", ".join(action.option_strings)} {args}'
        return ', '.join([f'{option} {args}'
                          for option in action.option_strings])

    def _metavar_formatter(self, action, default_metavar):
        if action.metavar is not None:
            result = action.metavar
        elif action.choices is not None:
            result = '{%s}' % ','.join([str(c) for c in action.choices])
        else:
            result = default_metavar

        def format(size):
            return result if isinstance(result, tuple) else (result,) * size
        return format

    def _format_args(self, action, default_metavar):
        names = self._metavar_formatter(action, default_metavar)
        nargs = action.nargs
        if nargs is None:
            return '%s' % names(1)
        if nargs == OPTIONAL:
            return '[%s]' % names(1)
        if nargs == ZERO_OR_MORE:
            return self._any_number(names)
        if nargs == ONE_OR_MORE:
            return '%s [%s ...]' % names(2)
        if nargs == REMAINDER:
            return '...'
        if nargs == PARSER:
            return '%s ...' % names(1)
        if nargs == SUPPRESS:
            return ''
        try:
            return ' '.join(['%s'] * nargs) % names(nargs)
        except TypeError:
            if isinstance(nargs, int):
                raise
            raise ValueError('invalid nargs value') from None

    @staticmethod
    def _any_number(names):
        import sys
        if sys.version_info >= (3, 9) and len(names(1)) == 1:
            return '[%s ...]' % names(1)
        return '[%s [%s ...]]' % names(2)

    def _expand_help(self, action):
        known = dict(vars(action), prog=self._prog)
        for name, value in list(known.items()):
            if value is SUPPRESS:
                del known[name]
            elif hasattr(value, '__name__'):
                known[name] = value.__name__
        if known.get('choices') is not None:
            known['choices'] = ', '.join([str(c) for c in known['choices']])
        return self._get_help_string(action) % known

    def _iter_indented_subactions(self, action):
        if hasattr(action, '_get_subactions'):
            self._indent()
            yield from action._get_subactions()
            self._dedent()

    def _split_lines(self, text, width):
        import textwrap
        return textwrap.wrap(_one_line(text), width)

    def _fill_text(self, text, width, indent):
        import textwrap
        return textwrap.fill(_one_line(text), width, initial_indent=indent,
                             subsequent_indent=indent)

    def _get_help_string(self, action):
        return action.help

    def _get_default_metavar_for_optional(self, action):
        return action.dest.upper()

    def _get_default_metavar_for_positional(self, action):
        return action.dest


@_public
class RawDescriptionHelpFormatter(HelpFormatter):
    """Keeps the lines of descriptions."""

    def _fill_text(self, text, width, indent):
        return ''.join([indent + line for line in text.splitlines(True)])


@_public
class RawTextHelpFormatter(RawDescriptionHelpFormatter):
    """Keeps the lines of all help."""

    def _split_lines(self, text, width):
        return text.splitlines()


@_public
class ArgumentDefaultsHelpFormatter(HelpFormatter):
    """Adds the default to each help."""

    def _get_help_string(self, action):
        text = action.help
        if ('%(default)' not in text and action.default is not SUPPRESS
                and (action.option_strings
                     or action.nargs in (OPTIONAL, ZERO_OR_MORE))):
            text += ' (default: %(default)s)'
        return text


@_public
class MetavarTypeHelpFormatter(HelpFormatter):
    """Shows the type's name in a value's place."""

    def _get_default_metavar_for_optional(self, action):
        return action.type.__name__

    def _get_default_metavar_for_positional(self, action):
        return action.type.__name__
