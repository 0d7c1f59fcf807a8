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


def _shown(text):
    return text is not None and text is not SUPPRESS


class _Section:
    # A heading and what stands below it, as functions to be called later.

    def __init__(self, formatter, parent, heading=None):
        self.formatter, self.parent = formatter, parent
        self.heading, self.items = heading, []

    def format_help(self):
        layout, inner = self.formatter, self.parent is not None
        if inner:
            layout._indent()
        body = layout._join_parts([make(*args) for make, args in self.items])
        if inner:
            layout._dedent()
        if not body:
            return ''
        head = ''
        if _shown(self.heading):
            head = f'{" " * layout._current_indent}{self.heading}:\n'
        return layout._join_parts(['\n', head, body, '\n'])


@_public
class HelpFormatter:
    """Lays out help; subclasses change single steps."""

    _Section = _Section

    def __init__(self, prog, indent_increment=2, max_help_position=24,
                 width=None):
        if width is None:
            import shutil
            width = shutil.get_terminal_size().columns - 2
        self._prog, self._width = prog, width
        self._max_help_position = min(
            max_help_position, max(width - 20, indent_increment * 2))
        self._indent_increment, self._level = indent_increment, 0
        self._current_indent = self._action_max_length = 0
        self._current_section = self._root_section = _Section(self, None)

    def _indent(self, by=1):
        self._level += by
        self._current_indent += by * self._indent_increment
        assert self._level >= 0, 'Indent decreased below 0.'

    def _dedent(self):
        self._indent(-1)

    def _add_item(self, func, args):
        self._current_section.items.append((func, args))

    # ---- what a parser calls ----

    def start_section(self, heading):
        self._indent()
        inner = _Section(self, self._current_section, heading)
        self._add_item(inner.format_help, ())
        self._current_section = inner

    def end_section(self):
        self._dedent()
        self._current_section = self._current_section.parent

    def add_text(self, text):
        if _shown(text):
            self._add_item(self._format_text, (text,))

    def add_usage(self, usage, actions, groups, prefix=None):
        if usage is not SUPPRESS:
            self._add_item(self._format_usage,
                           (usage, actions, groups, prefix))

    def add_argument(self, action):
        if action.help is not SUPPRESS:
            self._make_room(action)
            for inner in self._iter_indented_subactions(action):
                self._make_room(inner)
            self._add_item(self._format_action, (action,))

    def _make_room(self, action):
        size = len(self._format_action_invocation(action))
        self._action_max_length = max(self._action_max_length,
                                      size + self._current_indent)

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
        return ''.join(filter(_shown, parts))

    # ---- usage ----

    def _format_usage(self, usage, actions, groups, prefix):
        if prefix is None:
            prefix = 'usage: '
        if usage is None and actions:
            usage = self._made_usage(actions, groups, prefix)
        else:
            usage = self._with_prog('%(prog)s' if usage is None else usage)
        return f'{prefix}{usage}\n\n'

    def _with_prog(self, text):
        return text % {'prog': self._prog}

    def _made_usage(self, actions, groups, prefix):
        prog = str(self._prog)
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
        start = len(prefix)
        if start + len(prog) > 0.75 * room:
            # A long program name stands alone.
            lines = self._lines(options + places, start, start, room)
            if len(lines) > 1:
                lines = (self._lines(options, start, start, room)
                         + self._lines(places, start, start, room))
            return [prog] + lines
        margin = start + len(prog) + 1
        lines = self._lines([prog] + (options or places), margin, start, room)
        lines[0] = lines[0][margin:]
        if options and places:
            lines += self._lines(places, margin, margin, room)
        return lines

    @staticmethod
    def _lines(parts, margin, used, room):
        # The parts in lines behind a margin; some of the first line is used.
        lines = []
        for part in parts:
            used += 1 + len(part)
            if not lines or used - 1 > room:
                if lines:
                    used = margin + 1 + len(part)
                lines.append(' ' * margin + part)
            else:
                lines[-1] += ' ' + part
        return lines

    def _format_actions_usage(self, actions, groups):
        return ' '.join(filter(None, self._grouped(list(actions), groups,
                                                   False)))

    def _grouped(self, actions, groups, in_group):
        # Each action once; a group whose actions stand side by side as one,
        # with the groups inside it.
        out = []
        place = 0
        while place < len(actions):
            for at, group in enumerate(groups):
                size = len(group._group_actions)
                if (size and group._group_actions ==
                        actions[place:place + size]):
                    out.append(self._group_usage(group, groups[at + 1:]))
                    place += size
                    break
            else:
                out += self._usages(actions[place:place + 1], in_group)
                place += 1
        return out

    def _usages(self, actions, in_group):
        return [self._action_usage(each, in_group) for each in actions
                if each.help is not SUPPRESS]

    def _group_usage(self, group, inner):
        parts = self._grouped(group._group_actions, inner, True)
        text = ' | '.join(parts)
        if parts and not group.required:
            text = f'[{text}]'
        return f'({text})' if group.required and len(parts) > 1 else text

    def _action_usage(self, action, in_group):
        options = action.option_strings
        if options and action.nargs == 0:
            text = action.format_usage()
        else:
            text = self._format_args(action, self._default_metavar(action))
            text = f'{options[0]} {text}' if options else text
        if options:
            return text if action.required or in_group else f'[{text}]'
        if in_group and text[:1] == '[' and text[-1:] == ']':
            text = text[1:-1]
        return text

    def _default_metavar(self, action):
        return (self._get_default_metavar_for_optional
                if action.option_strings
                else self._get_default_metavar_for_positional)(action)

    # ---- actions ----

    def _format_text(self, text):
        if '%(prog)' in text:
            text = self._with_prog(text)
        margin = self._current_indent
        return self._fill_text(text, max(self._width - margin, 11),
                               ' ' * margin) + '\n\n'

    def _format_action(self, action):
        margin = self._current_indent
        column = min(self._action_max_length + 2, self._max_help_position)
        head = ' ' * margin + self._format_action_invocation(action)
        below, beside = ' ' * column, len(head) <= column - 2 and action.help
        lines = []
        if action.help and action.help.strip():
            lines = self._split_lines(self._expand_help(action),
                                      max(self._width - column, 11))
        parts = [head.ljust(column - 2) + '  ' if beside else head + '\n']
        if lines:
            parts += [f'{below}{line}\n' for line in lines]
            if beside:
                parts[1] = parts[1][column:]
        elif beside and not action.help.strip():
            parts.append('\n')
        for inner in self._iter_indented_subactions(action):
            parts.append(self._format_action(inner))
        return self._join_parts(parts)

    def _format_action_invocation(self, action):
        options = action.option_strings
        if options and action.nargs == 0:
            return ', '.join(options)
        default = self._default_metavar(action)
        if not options:
            return ' '.join(self._metavar_formatter(action, default)(1))
        args = self._format_args(action, default)
        import sys
        if sys.version_info >= (3, 13):
            return f'{", ".join(options)} {args}'
        return ', '.join([f'{option} {args}' for option in options])

    def _metavar_formatter(self, action, default_metavar):
        name = action.metavar
        if name is None:
            name = default_metavar if action.choices is None else (
                '{' + ','.join(map(str, action.choices)) + '}')
        return lambda size: name if isinstance(name, tuple) else (name,) * size

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
