# SPDX-License-Identifier: MIT
# Reading a command line.
#
# Each string is an option ('O'), an argument ('A') or the '--' between them
# ('-'); how many each action takes is a match of its pattern in that text.

import os
import re
import sys

from argparse._action import (
    ONE_OR_MORE, OPTIONAL, PARSER, REMAINDER, SUPPRESS, ZERO_OR_MORE, Action,
    ArgumentError, ArgumentTypeError, Namespace, _AttributeHolder,
    _get_action_name, _public)
from argparse._container import _ActionsContainer
from argparse._format import HelpFormatter

_UNRECOGNIZED = '_unrecognized_args'
_TAKES = {None: 'A', OPTIONAL: 'A?', ZERO_OR_MORE: 'A*', ONE_OR_MORE: 'A+',
          SUPPRESS: ''}
_WANTED = {None: 'expected one argument',
           OPTIONAL: 'expected at most one argument',
           ONE_OR_MORE: 'expected at least one argument'}


def _take_pattern(action):
    # What the action takes, as a pattern with one group.
    nargs = action.nargs
    if nargs == REMAINDER:
        return '([-AO]*)'
    if nargs == PARSER:
        return '(A[-AO]*)' if action.option_strings else '(-*A[-AO]*)'
    text = _TAKES[nargs] if nargs in _TAKES else 'A' * nargs
    if action.option_strings:
        return f'({text})'
    # A positional may have '--' before, between and behind its arguments.
    return {'A?': '(-*A?-*)', 'A*': '(-*[A-]*)', 'A+': '(-*A[A-]*)'}.get(
        text, '(-*' + '-*'.join(text) + '-*)')


class _SubParsersAction(Action):
    """The first argument names the parser for the rest."""

    class _ChoicesPseudoAction(Action):
        def __init__(self, name, aliases, help):
            metavar = name
            if aliases:
                metavar += f" ({', '.join(aliases)})"
            super().__init__([], name, help=help, metavar=metavar)

    def __init__(self, option_strings, prog, parser_class, dest=SUPPRESS,
                 required=False, help=None, metavar=None):
        self._prog_prefix, self._parser_class = prog, parser_class
        self._name_parser_map, self._choices_actions = {}, []
        super().__init__(option_strings, dest, nargs=PARSER,
                         choices=self._name_parser_map, required=required,
                         help=help, metavar=metavar)

    def add_parser(self, name, **kwargs):
        names = (name, *kwargs.pop('aliases', ()))
        if sys.version_info >= (3, 11):
            for each in names:
                if each in self._name_parser_map:
                    word = 'subparser' if each == name else 'subparser alias'
                    raise ArgumentError(self, f'conflicting {word}: {each}')
        if 'help' in kwargs:
            self._choices_actions.append(self._ChoicesPseudoAction(
                name, names[1:], kwargs.pop('help')))
        prog = kwargs.pop('prog', None)
        inner = self._parser_class(
            prog=f'{self._prog_prefix} {name}' if prog is None else prog,
            **kwargs)
        self._name_parser_map.update(dict.fromkeys(names, inner))
        return inner

    def _get_subactions(self):
        return self._choices_actions

    def __call__(self, parser, namespace, values, option_string=None):
        name, *rest = values
        chosen = self._name_parser_map.get(name)
        if self.dest is not SUPPRESS:
            setattr(namespace, self.dest, name)
        if chosen is None:
            known = ', '.join(self._name_parser_map)
            raise ArgumentError(self, f'unknown parser {name!r} '
                                      f'(choices: {known})')
        # A namespace of its own: its defaults must win over the outer ones.
        inner, rest = chosen.parse_known_args(rest, None)
        for dest, found in vars(inner).items():
            setattr(namespace, dest, found)
        if rest:
            vars(namespace).setdefault(_UNRECOGNIZED, [])
            getattr(namespace, _UNRECOGNIZED).extend(rest)


class _Reading:
    # One command line being read.

    def __init__(self, parser, strings, namespace):
        self.parser, self.namespace = parser, namespace
        self.strings, self.extras = strings, []
        self.seen = set()
        self.given = set()    # seen with a value that is not the default
        self.positionals = parser._get_positional_actions()
        self.options = {}     # place -> (action, option, explicit value)
        self.pattern = self._classified()

    def _rivals(self, action):
        # Those that may not be given beside it.
        for group in self.parser._mutually_exclusive_groups:
            if action in group._group_actions:
                for other in group._group_actions:
                    if other is not action:
                        yield other

    def _classified(self):
        out = ''
        for place, string in enumerate(self.strings):
            if string == '--':
                return out + '-' + 'A' * (len(self.strings) - place - 1)
            found = self.parser._parse_optional(string)
            out += 'A' if found is None else 'O'
            if found is not None:
                self.options[place] = found
        return out

    def take(self, action, strings, option=None):
        self.seen.add(action)
        values = self.parser._get_values(action, strings)
        if values is not action.default:
            self.given.add(action)
            for other in self._rivals(action):
                if other in self.given:
                    raise ArgumentError(action, 'not allowed with argument '
                                        + _get_action_name(other))
        if values is not SUPPRESS:
            action(self.parser, self.namespace, values, option)

    def option(self, place):
        # Read the option at `place`; the place behind it and its values.
        action, option, explicit = self.options[place]
        match = self.parser._match_argument
        todo = []
        if action is None:
            self.extras.append(self.strings[place])
            return place + 1
        while explicit is not None:
            count = match(action, 'A')
            if count == 1:
                todo.append((action, [explicit], option))
                place += 1
                break
            if (count or option[1:2] in self.parser.prefix_chars
                    or explicit == ''):
                raise ArgumentError(action, 'ignored explicit argument '
                                    f'{explicit!r}')
            # -xyz: x takes nothing, so y is an option too.
            todo.append((action, [], option))
            option = option[0] + explicit[0]
            if option not in self.parser._option_string_actions:
                raise ArgumentError(action, 'ignored explicit argument '
                                    f'{explicit!r}')
            action = self.parser._option_string_actions[option]
            explicit = explicit[1:] or None
        else:
            start = place + 1
            place = start + match(action, self.pattern[start:])
            todo.append((action, self.strings[start:place], option))
        for step in todo:
            self.take(*step)
        return place

    def places(self, start):
        # As many positionals as the arguments from here on allow.
        counts = self.parser._match_arguments_partial(
            self.positionals, self.pattern[start:])
        for action, count in zip(self.positionals, counts):
            self.take(action, self.strings[start:start + count])
            start += count
        self.positionals = self.positionals[len(counts):]
        return start

    def run(self):
        start = 0
        last = max(self.options, default=-1)
        while start <= last:
            following = min(i for i in self.options if i >= start)
            if start != following:
                after = self.places(start)
                if after > start:
                    start = after
                    continue
            if start not in self.options:
                self.extras.extend(self.strings[start:following])
                start = following
            start = self.option(start)
        self.extras.extend(self.strings[self.places(start):])
        self._check_required()

    def _check_required(self):
        parser, namespace = self.parser, self.namespace
        missing = []
        for action in parser._actions:
            if action in self.seen:
                continue
            if action.required:
                missing.append(_get_action_name(action))
            elif isinstance(action.default, str):
                dest, text = action.dest, action.default
                if getattr(namespace, dest, None) is text:
                    setattr(namespace, dest, parser._get_value(action, text))
        if missing:
            if any(name is None for name in missing):
                raise TypeError('sequence item 0: expected str instance, '
                                'NoneType found')
            parser.error('the following arguments are required: '
                         + ', '.join(missing))
        for group in parser._mutually_exclusive_groups:
            if group.required and not self.given.intersection(
                    group._group_actions):
                names = ' '.join([_get_action_name(one)
                                  for one in group._group_actions
                                  if one.help is not SUPPRESS])
                parser.error(f'one of the arguments {names} is required')


@_public
class ArgumentParser(_AttributeHolder, _ActionsContainer):
    """Reads command lines into namespaces."""

    def __init__(self, prog=None, usage=None, description=None, epilog=None,
                 parents=[], formatter_class=HelpFormatter,
                 prefix_chars='-', fromfile_prefix_chars=None,
                 argument_default=None, conflict_handler='error',
                 add_help=True, allow_abbrev=True, exit_on_error=True):
        super().__init__(description, prefix_chars, argument_default,
                         conflict_handler)
        self.prog = os.path.basename(sys.argv[0]) if prog is None else prog
        self.usage, self.epilog = usage, epilog
        self.formatter_class, self.add_help = formatter_class, add_help
        self.fromfile_prefix_chars, self.allow_abbrev = (
            fromfile_prefix_chars, allow_abbrev)
        self.exit_on_error = exit_on_error
        self._positionals = self.add_argument_group('positional arguments')
        self._optionals = self.add_argument_group(
            'options' if sys.version_info >= (3, 10)
            else 'optional arguments')
        self._subparsers = None

        def identity(string):
            return string
        for registry, key, value in (('type', None, identity),
                                     ('action', 'parsers', _SubParsersAction)):
            self.register(registry, key, value)
        if add_help:
            dash = '-' if '-' in prefix_chars else prefix_chars[0]
            self.add_argument(f'{dash}h', f'{dash}{dash}help',
                              help='show this help message and exit',
                              action='help', default=SUPPRESS)
        for other in parents:
            self._add_container_actions(other)
            self._defaults.update(other._defaults)

    def _get_kwargs(self):
        return [(name, getattr(self, name)) for name in (
            'prog', 'usage', 'description', 'formatter_class',
            'conflict_handler', 'add_help')]

    # ---- adding ----

    def add_subparsers(self, **kwargs):
        if self._subparsers:
            if sys.version_info >= (3, 12):
                raise ArgumentError(None, 'cannot have multiple subparser '
                                          'arguments')
            self.error('cannot have multiple subparser arguments')
        self._subparsers = self._positionals
        if not kwargs.keys().isdisjoint(('title', 'description')):
            self._subparsers = self.add_argument_group(
                kwargs.pop('title', 'subcommands'),
                kwargs.pop('description', None))
        prog = kwargs.pop('prog', None)
        if prog is None:
            prog = self._usage_of(self._get_positional_actions(), '').strip()
        made = self._pop_action_class(kwargs, 'parsers')(
            option_strings=[], prog=prog,
            **{'parser_class': type(self), **kwargs})
        self._subparsers._add_action(made)
        return made

    def _add_action(self, action):
        group = self._optionals if action.option_strings else self._positionals
        group._add_action(action)
        return action

    def _get_optional_actions(self):
        return [action for action in self._actions if action.option_strings]

    def _get_positional_actions(self):
        return [one for one in self._actions if not one.option_strings]

    # ---- reading ----

    def parse_args(self, args=None, namespace=None):
        """The values as a Namespace; what nobody takes is an error."""
        values, extras = self.parse_known_args(args, namespace)
        if extras:
            self.error(f"unrecognized arguments: {' '.join(extras)}")
        return values

    def parse_known_args(self, args=None, namespace=None):
        """(the values, what nobody takes)"""
        args = list(sys.argv[1:] if args is None else args)
        if namespace is None:
            namespace = Namespace()
        defaults = [(action.dest, action.default) for action in self._actions
                    if SUPPRESS is not action.dest]
        for dest, value in defaults + list(self._defaults.items()):
            if value is not SUPPRESS and not hasattr(namespace, dest):
                setattr(namespace, dest, value)
        try:
            namespace, extras = self._parse_known_args(args, namespace)
        except ArgumentError as error:
            if not self.exit_on_error:
                raise
            self.error(str(error))
        if hasattr(namespace, _UNRECOGNIZED):
            extras.extend(getattr(namespace, _UNRECOGNIZED))
            delattr(namespace, _UNRECOGNIZED)
        return namespace, extras

    def _parse_known_args(self, arg_strings, namespace):
        if self.fromfile_prefix_chars:
            arg_strings = self._read_args_from_files(arg_strings)
        reading = _Reading(self, arg_strings, namespace)
        reading.run()
        return namespace, reading.extras

    def _read_args_from_files(self, arg_strings):
        out = []
        for string in arg_strings:
            if not string or string[0] not in self.fromfile_prefix_chars:
                out.append(string)
                continue
            try:
                with open(string[1:]) as file:
                    lines = file.read().splitlines()
            except OSError as error:
                self.error(str(error))
            inner = []
            for line in lines:
                inner.extend(self.convert_arg_line_to_args(line))
            out.extend(self._read_args_from_files(inner))
        return out

    def convert_arg_line_to_args(self, arg_line):
        return [arg_line]

    def _match_argument(self, action, arg_strings_pattern):
        match = re.match(_take_pattern(action), arg_strings_pattern)
        if match is not None:
            return len(match.group(1))
        message = _WANTED.get(action.nargs)
        if message is None:
            plural = '' if action.nargs == 1 else 's'
            message = f'expected {action.nargs} argument{plural}'
        raise ArgumentError(action, message)

    def _match_arguments_partial(self, actions, arg_strings_pattern):
        patterns = [_take_pattern(action) for action in actions]
        for size in range(len(actions), 0, -1):
            match = re.match(''.join(patterns[:size]), arg_strings_pattern)
            if match is not None:
                return [len(text) for text in match.groups()]
        return []

    def _parse_optional(self, arg_string):
        # (action, option, explicit value), or None for an argument.
        known = self._option_string_actions
        if not arg_string or arg_string[0] not in self.prefix_chars:
            return None
        if arg_string in known:
            return known[arg_string], arg_string, None
        if len(arg_string) == 1:
            return None
        if '=' in arg_string:
            option, explicit = arg_string.split('=', 1)
            if option in known:
                return known[option], option, explicit
        found = self._get_option_tuples(arg_string)
        if len(found) > 1:
            options = ', '.join([option for _, option, _ in found])
            self.error(f'ambiguous option: {arg_string} could match '
                       f'{options}')
        if found:
            return found[0]
        if (self._negative_number_matcher.match(arg_string)
                and not self._has_negative_number_optionals):
            return None
        if ' ' in arg_string:
            return None
        return None, arg_string, None

    def _get_option_tuples(self, option_string):
        # The options this may be short for.
        chars = self.prefix_chars
        known = self._option_string_actions
        if option_string[1] in chars:
            if not self.allow_abbrev:
                return []
            prefix, equals, explicit = option_string.partition('=')
            return [(action, option, explicit if equals else None)
                    for option, action in known.items()
                    if option.startswith(prefix)]
        short, rest = option_string[:2], option_string[2:]
        found = []
        for option, action in known.items():
            if option == short:
                found.append((action, option, rest))
            elif self.allow_abbrev or sys.version_info < (3, 12):
                if option.startswith(option_string):
                    found.append((action, option, None))
        return found

    # ---- values ----

    def _get_values(self, action, arg_strings):
        nargs = action.nargs
        if nargs not in (PARSER, REMAINDER) and '--' in arg_strings:
            arg_strings = list(arg_strings)
            arg_strings.remove('--')
        if not arg_strings and nargs == OPTIONAL:
            value = action.const if action.option_strings else action.default
            return (self._checked(action, [self._get_value(action, value)])[0]
                    if isinstance(value, str) else value)
        if (not arg_strings and nargs == ZERO_OR_MORE
                and not action.option_strings):
            if action.default is not None:
                return self._checked(action, [action.default])[0]
            if sys.version_info < (3, 9):
                self._check_value(action, arg_strings)
            return arg_strings
        if nargs == SUPPRESS:
            return SUPPRESS
        values = [self._get_value(action, string) for string in arg_strings]
        self._checked(action, {REMAINDER: [], PARSER: values[:1]}.get(nargs,
                                                                     values))
        return values[0] if nargs in (None, OPTIONAL) else values

    def _checked(self, action, values):
        for each in values:
            self._check_value(action, each)
        return values

    def _get_value(self, action, arg_string):
        convert = self._registry_get('type', action.type, action.type)
        if not callable(convert):
            raise ArgumentError(action, '%r is not callable' % (convert,))
        try:
            return convert(arg_string)
        except ArgumentTypeError as error:
            message = str(error)
        except (ValueError, TypeError):
            kind = action.type
            message = (f"invalid {getattr(kind, '__name__', repr(kind))} "
                       f'value: {arg_string!r}')
        raise ArgumentError(action, message)

    def _check_value(self, action, value):
        choices = action.choices
        if not (choices is None or value in choices):
            show = str if sys.version_info >= (3, 12, 8) else repr
            known = ', '.join(map(show, choices))
            raise ArgumentError(action, f'invalid choice: {value!r} (choose '
                                        f'from {known})')

    # ---- options and arguments mixed ----

    def parse_intermixed_args(self, args=None, namespace=None):
        values, extras = self.parse_known_intermixed_args(args, namespace)
        if extras:
            self.error(f"unrecognized arguments: {' '.join(extras)}")
        return values

    def parse_known_intermixed_args(self, args=None, namespace=None):
        """Options first, wherever they stand; then the positionals."""
        places = self._get_positional_actions()
        bad = [action for action in places
               if action.nargs in (PARSER, REMAINDER)]
        if bad:
            raise TypeError('parse_intermixed_args: positional arg with '
                            f'nargs={bad[0].nargs}')
        if any(action in places for group in self._mutually_exclusive_groups
               for action in group._group_actions):
            raise TypeError('parse_intermixed_args: positional in '
                            'mutuallyExclusiveGroup')
        usage = self.usage
        saved = [(action, action.nargs, action.default) for action in places]
        required = [(thing, thing.required) for thing in
                    self._get_optional_actions()
                    + self._mutually_exclusive_groups]
        try:
            if usage is None:
                self.usage = self.format_usage()[len('usage: '):]
            for action in places:
                action.nargs = action.default = SUPPRESS
            namespace, rest = self.parse_known_args(args, namespace)
            for action, nargs, default in saved:
                if getattr(namespace, action.dest, None) == []:
                    delattr(namespace, action.dest)
                action.nargs, action.default = nargs, default
            for thing, _ in required:
                thing.required = False
            return self.parse_known_args(rest, namespace)
        finally:
            for action, nargs, default in saved:
                action.nargs, action.default = nargs, default
            for thing, value in required:
                thing.required = value
            self.usage = usage

    # ---- help and ends ----

    def _get_formatter(self):
        return self.formatter_class(prog=self.prog)

    def _usage_of(self, actions, *prefix):
        layout = self._get_formatter()
        layout.add_usage(self.usage, actions, self._mutually_exclusive_groups,
                         *prefix)
        return layout.format_help()

    def format_usage(self):
        return self._usage_of(self._actions)

    def format_help(self):
        layout = self._get_formatter()
        layout.add_usage(self.usage, self._actions,
                         self._mutually_exclusive_groups)
        layout.add_text(self.description)
        for part in self._action_groups:
            layout.start_section(part.title)
            layout.add_text(part.description)
            layout.add_arguments(part._group_actions)
            layout.end_section()
        layout.add_text(self.epilog)
        return layout.format_help()

    def print_usage(self, file=None):
        self._print_message(self.format_usage(), file or sys.stdout)

    def print_help(self, file=None):
        self._print_message(self.format_help(), file or sys.stdout)

    def _print_message(self, message, file=None):
        if message:
            (file or sys.stderr).write(message)

    def exit(self, status=0, message=None):
        if message:
            self._print_message(message, sys.stderr)
        sys.exit(status)

    def error(self, message):
        """Says how it is used and what is wrong, and ends the program."""
        self.print_usage(sys.stderr)
        self.exit(2, f'{self.prog}: error: {message}\n')
