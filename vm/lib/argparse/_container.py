# SPDX-License-Identifier: MIT
# What arguments can be added to: a parser, and its groups.

import re

from argparse._action import (OPTIONAL, PARSER, REMAINDER, STANDARD_ACTIONS,
                              SUPPRESS, ZERO_OR_MORE, ArgumentError)

_NEGATIVE = r'^-\d+$|^-\d*\.\d+$'


class _ActionsContainer:
    """Holds actions, their options, defaults and groups."""

    def __init__(self, description, prefix_chars, argument_default,
                 conflict_handler):
        self.description, self.prefix_chars = description, prefix_chars
        self.argument_default, self.conflict_handler = (argument_default,
                                                        conflict_handler)
        self._get_handler()
        self._registries = {'action': dict(STANDARD_ACTIONS)}
        for name in ('_defaults', '_option_string_actions'):
            setattr(self, name, {})
        # The last is not empty when an option looks like a negative number.
        for name in ('_actions', '_action_groups',
                     '_mutually_exclusive_groups',
                     '_has_negative_number_optionals'):
            setattr(self, name, [])
        self._negative_number_matcher = re.compile(_NEGATIVE)

    def register(self, registry_name, value, object):
        self._registries.setdefault(registry_name, {})[value] = object

    def _registry_get(self, registry_name, value, default=None):
        return self._registries.get(registry_name, {}).get(value, default)

    def set_defaults(self, **kwargs):
        for dest, value in kwargs.items():
            self._defaults[dest] = value
            for known in self._filling(dest):
                known.default = value

    def get_default(self, dest):
        for known in self._filling(dest):
            if known.default is not None:
                return known.default
        return self._defaults.get(dest)

    def _filling(self, dest):
        return [known for known in self._actions if known.dest == dest]

    # ---- adding ----

    def add_argument(self, *args, **kwargs):
        """add_argument(name or options..., name=value, ...)"""
        if len(args) > 1 or args and args[0][0] in self.prefix_chars:
            read = self._get_optional_kwargs
        else:
            read = self._get_positional_kwargs
            if args and 'dest' in kwargs:
                raise ValueError('dest supplied twice for positional argument')
        given = read(*args, **kwargs)
        default = self._defaults.get(given['dest'], self.argument_default)
        if default is not None or given['dest'] in self._defaults:
            given.setdefault('default', default)
        cls = self._pop_action_class(given)
        if not callable(cls):
            raise ValueError('unknown action "%s"' % (cls,))
        made = cls(**given)
        self._check_type(made)
        self._check_metavar(made)
        return self._add_action(made)

    def _check_metavar(self, action):
        if not hasattr(self, '_get_formatter'):
            return
        try:
            self._get_formatter()._format_args(action, None)
        except TypeError:
            raise ValueError('length of metavar tuple does not match '
                             'nargs') from None

    def _check_type(self, action):
        kind = self._registry_get('type', action.type, action.type)
        if not callable(kind):
            raise ValueError('%r is not callable' % (kind,))
        from argparse._action import FileType
        if kind is FileType:
            raise ValueError('%r is a FileType class object, instance of it '
                             'must be passed' % (kind,))

    def add_argument_group(self, *args, **kwargs):
        made = _ArgumentGroup(self, *args, **kwargs)
        self._action_groups.append(made)
        return made

    def add_mutually_exclusive_group(self, **kwargs):
        made = _MutuallyExclusiveGroup(self, **kwargs)
        self._mutually_exclusive_groups.append(made)
        return made

    def _add_action(self, action):
        self._check_conflict(action)
        action.container = self
        self._actions.append(action)
        names, negative = action.option_strings, self._negative_number_matcher
        self._option_string_actions.update(dict.fromkeys(names, action))
        self._has_negative_number_optionals += [
            True for name in names if negative.match(name)]
        return action

    def _remove_action(self, action):
        self._actions.remove(action)

    def _add_container_actions(self, container):
        # Takes over a parent parser's arguments, group by group.
        titles = {}
        for ours in self._action_groups:
            if ours.title in titles:
                raise ValueError('cannot merge actions - two groups are named '
                                 '%r' % ours.title)
            titles[ours.title] = ours
        homes = {}
        for theirs in container._action_groups:
            title = theirs.title
            if title not in titles:
                titles[title] = self.add_argument_group(
                    title, theirs.description,
                    conflict_handler=theirs.conflict_handler)
            homes.update(dict.fromkeys(theirs._group_actions, titles[title]))
        for theirs in container._mutually_exclusive_groups:
            ours = self.add_mutually_exclusive_group(required=theirs.required)
            homes.update(dict.fromkeys(theirs._group_actions, ours))
        for moved in container._actions:
            homes.get(moved, self)._add_action(moved)

    # ---- what add_argument was given ----

    def _get_positional_kwargs(self, dest, **kwargs):
        if 'required' in kwargs:
            raise TypeError("'required' is an invalid argument for "
                            'positionals')
        nargs = kwargs.get('nargs')
        if nargs not in (OPTIONAL, ZERO_OR_MORE, REMAINDER, SUPPRESS):
            kwargs['required'] = True
        if nargs == ZERO_OR_MORE and 'default' not in kwargs:
            kwargs['required'] = True
        return dict(kwargs, dest=dest, option_strings=[])

    def _get_optional_kwargs(self, *args, **kwargs):
        long = []
        for option in args:
            if not option[0] in self.prefix_chars:
                raise ValueError(
                    f'invalid option string {option!r}: must start with a '
                    f'character {self.prefix_chars!r}')
            if len(option) > 1 and option[1] in self.prefix_chars:
                long.append(option)
        if kwargs.get('dest') is None:
            best = (long or args)[0]
            bare = best.lstrip(self.prefix_chars)
            if not bare:
                raise ValueError(f'dest= is required for options like '
                                 f'{best!r}')
            kwargs['dest'] = bare.replace('-', '_')
        return dict(kwargs, option_strings=list(args))

    def _pop_action_class(self, kwargs, default=None):
        named = kwargs.pop('action', default)
        return self._registry_get('action', named, named)

    # ---- options that are there already ----

    def _get_handler(self):
        try:
            return getattr(self, '_handle_conflict_' + self.conflict_handler)
        except AttributeError:
            raise ValueError('invalid conflict_resolution value: %r' % (
                self.conflict_handler,)) from None

    def _check_conflict(self, action):
        found = [(option, self._option_string_actions[option])
                 for option in action.option_strings
                 if option in self._option_string_actions]
        if found:
            self._get_handler()(action, found)

    def _handle_conflict_error(self, action, conflicting):
        names = ', '.join([option for option, _ in conflicting])
        word = 'string' if len(conflicting) == 1 else 'strings'
        raise ArgumentError(action, f'conflicting option {word}: {names}')

    def _handle_conflict_resolve(self, action, conflicting):
        for option, other in conflicting:
            other.option_strings.remove(option)
            self._option_string_actions.pop(option, None)
            if not other.option_strings:
                other.container._remove_action(other)


class _ArgumentGroup(_ActionsContainer):
    """Arguments under one heading; the parser's tables are shared."""

    def __init__(self, container, title=None, description=None, **kwargs):
        kwargs.setdefault('conflict_handler', container.conflict_handler)
        kwargs.setdefault('prefix_chars', container.prefix_chars)
        kwargs.setdefault('argument_default', container.argument_default)
        super().__init__(description, **kwargs)
        self.title = title
        self._group_actions = []
        for name in ('_registries', '_actions', '_option_string_actions',
                     '_defaults', '_has_negative_number_optionals',
                     '_mutually_exclusive_groups'):
            setattr(self, name, getattr(container, name))

    _home = property(lambda self: super())     # who else keeps its actions

    def _add_action(self, action):
        self._group_actions.append(self._home._add_action(action))
        return action

    def _remove_action(self, action):
        self._home._remove_action(action)
        self._group_actions.remove(action)


class _MutuallyExclusiveGroup(_ArgumentGroup):
    """At most one of its arguments, or exactly one."""

    _home = property(lambda self: self._container)

    def __init__(self, container, required=False):
        super().__init__(container)
        self._container, self.required = container, required

    def _add_action(self, action):
        if action.required:
            raise ValueError('mutually exclusive arguments must be optional')
        return super()._add_action(action)
