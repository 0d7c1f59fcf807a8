# SPDX-License-Identifier: MIT
# What one argument is and does when it is met.

import sys

SUPPRESS = '==SUPPRESS=='
OPTIONAL = '?'
ZERO_OR_MORE = '*'
ONE_OR_MORE = '+'
PARSER = 'A...'
REMAINDER = '...'


def _public(cls):
    cls.__module__ = 'argparse'
    return cls


class _AttributeHolder:
    """Shows its attributes in its repr."""

    def _get_kwargs(self):
        known = vars(self)
        names = known if sys.version_info >= (3, 9) else sorted(known)
        return [(name, known[name]) for name in names]

    def _get_args(self):
        return []

    def __repr__(self):
        parts = [repr(arg) for arg in self._get_args()]
        strange = {}
        for name, value in self._get_kwargs():
            if name.isidentifier():
                parts.append(f'{name}={value!r}')
            else:
                strange[name] = value
        if strange:
            parts.append(f'**{strange!r}')
        return f"{type(self).__name__}({', '.join(parts)})"


@_public
class Namespace(_AttributeHolder):
    """The values that were read."""

    def __init__(self, **kwargs):
        vars(self).update(kwargs)

    def __eq__(self, other):
        return (vars(self) == vars(other) if isinstance(other, Namespace)
                else NotImplemented)

    __hash__ = None

    def __contains__(self, key):
        return key in self.__dict__


def _get_action_name(argument):
    # What messages call it.
    if argument is None:
        return None
    if argument.option_strings:
        return '/'.join(argument.option_strings)
    for name in (argument.metavar, argument.dest):
        if name not in (None, SUPPRESS):
            return '/'.join(name) if isinstance(name, tuple) else name
    if sys.version_info >= (3, 9) and argument.choices:
        return '{' + ','.join(argument.choices) + '}'
    return None


@_public
class ArgumentError(Exception):
    """Something is wrong with one argument."""

    def __init__(self, argument, message):
        self.message, self.argument_name = message, _get_action_name(argument)

    def __str__(self):
        where = self.argument_name
        return ('' if where is None else f'argument {where}: ') + str(
            self.message)


@_public
class ArgumentTypeError(Exception):
    """A type function's own complaint."""


@_public
class Action(_AttributeHolder):
    """One argument, by position or as an option."""

    def __init__(self, option_strings, dest, nargs=None, const=None,
                 default=None, type=None, choices=None, required=False,
                 help=None, metavar=None):
        self.option_strings, self.dest = option_strings, dest
        self.nargs, self.type, self.choices = nargs, type, choices
        self.const, self.default, self.required = const, default, required
        self.help, self.metavar = help, metavar

    def _get_kwargs(self):
        return [(name, getattr(self, name)) for name in (
            'option_strings', 'dest', 'nargs', 'const', 'default', 'type',
            'choices', 'help', 'metavar')]

    def format_usage(self):
        return self.option_strings[0]

    def __call__(self, parser, namespace, values, option_string=None):
        raise NotImplementedError('.__call__() not defined')


@_public
class BooleanOptionalAction(Action):
    """--name and --no-name."""

    def __init__(self, option_strings, dest, default=None, type=None,
                 choices=None, required=False, help=None, metavar=None):
        both = []
        for name in option_strings:
            both.append(name)
            if name[:2] == '--':
                both.append('--no-' + name[2:])
        said = sys.version_info >= (3, 13) or default in (None, SUPPRESS)
        if help is not None and not said:
            help = f'{help} (default: %(default)s)'
        super().__init__(both, dest, nargs=0, default=default, type=type,
                         choices=choices, required=required, help=help,
                         metavar=metavar)

    def __call__(self, parser, namespace, values, option_string=None):
        if option_string in self.option_strings:
            setattr(namespace, self.dest,
                    not option_string.startswith('--no-'))

    def format_usage(self):
        return ' | '.join(self.option_strings)


class _StoreAction(Action):
    _empty = ('nargs for store actions must be != 0; if you have nothing to '
              'store, actions such as store true or store const may be more '
              'appropriate')

    def __init__(self, option_strings, dest, nargs=None, const=None, **rest):
        if nargs == 0:
            raise ValueError(self._empty)
        if nargs != OPTIONAL and const is not None:
            raise ValueError('nargs must be %r to supply const' % OPTIONAL)
        super().__init__(option_strings, dest, nargs, const, **rest)

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, values)


class _StoreConstAction(Action):
    def __init__(self, option_strings, dest, const=None, default=None,
                 required=False, help=None, metavar=None):
        super().__init__(option_strings, dest, nargs=0, const=const,
                         default=default, required=required, help=help)

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, self.const)


class _StoreTrueAction(_StoreConstAction):
    def __init__(self, option_strings, dest, default=False, required=False,
                 help=None):
        super().__init__(option_strings, dest, True, default, required, help)


class _StoreFalseAction(_StoreConstAction):
    def __init__(self, option_strings, dest, default=True, required=False,
                 help=None):
        super().__init__(option_strings, dest, False, default, required, help)


def _longer(namespace, dest, more):
    # The list at `dest` with more behind it; the default stays as it is.
    have = getattr(namespace, dest, None)
    if have is None:
        have = []
    elif type(have) is list:
        have = have[:]
    else:
        import copy
        have = copy.copy(have)
    have.extend(more)
    setattr(namespace, dest, have)


class _AppendAction(_StoreAction):
    _empty = ('nargs for append actions must be != 0; if arg strings are not '
              'supplying the value to append, the append const action may be '
              'more appropriate')

    def __call__(self, parser, namespace, values, option_string=None):
        _longer(namespace, self.dest, [values])


class _ExtendAction(_AppendAction):
    def __call__(self, parser, namespace, values, option_string=None):
        _longer(namespace, self.dest, values)


class _AppendConstAction(_StoreConstAction):
    def __init__(self, option_strings, dest, const=None, default=None,
                 required=False, help=None, metavar=None):
        super().__init__(option_strings, dest, const, default, required, help)
        self.metavar = metavar

    def __call__(self, parser, namespace, values, option_string=None):
        _longer(namespace, self.dest, [self.const])


class _CountAction(Action):
    def __init__(self, option_strings, dest, default=None, required=False,
                 help=None):
        super().__init__(option_strings, dest, nargs=0, default=default,
                         required=required, help=help)

    def __call__(self, parser, namespace, values, option_string=None):
        before = getattr(namespace, self.dest, None) or 0
        setattr(namespace, self.dest, before + 1)


class _HelpAction(Action):
    def __init__(self, option_strings, dest=SUPPRESS, default=SUPPRESS,
                 help=None):
        super().__init__(option_strings, dest, nargs=0, default=default,
                         help=help)

    def __call__(self, parser, namespace, values, option_string=None):
        parser.print_help()
        parser.exit()


class _VersionAction(Action):
    def __init__(self, option_strings, version=None, dest=SUPPRESS,
                 default=SUPPRESS,
                 help="show program's version number and exit"):
        super().__init__(option_strings, dest, nargs=0, default=default,
                         help=help)
        self.version = version

    def __call__(self, parser, namespace, values, option_string=None):
        layout = parser._get_formatter()
        layout.add_text(parser.version if self.version is None
                        else self.version)
        parser._print_message(layout.format_help(), sys.stdout)
        parser.exit()


STANDARD_ACTIONS = {
    None: _StoreAction,
    'store': _StoreAction,
    'store_const': _StoreConstAction,
    'store_true': _StoreTrueAction,
    'store_false': _StoreFalseAction,
    'append': _AppendAction,
    'append_const': _AppendConstAction,
    'count': _CountAction,
    'help': _HelpAction,
    'version': _VersionAction,
    'extend': _ExtendAction,
}


@_public
class FileType:
    """A type= that opens the file; '-' is a standard stream."""

    def __init__(self, mode='r', bufsize=-1, encoding=None, errors=None):
        self._mode = mode
        self._bufsize = bufsize
        self._encoding = encoding
        self._errors = errors

    def __call__(self, string):
        if string == '-':
            if 'r' in self._mode:
                return sys.stdin
            if 'w' in self._mode:
                return sys.stdout
            raise ValueError(f'argument "-" with mode {self._mode!r}')
        try:
            return open(string, self._mode, self._bufsize, self._encoding,
                        self._errors)
        except OSError as error:
            raise ArgumentTypeError(
                f"can't open '{string}': {error}") from None

    def __repr__(self):
        given = [repr(arg) for arg in (self._mode, self._bufsize)
                 if arg != -1]
        given += [f'{name}={value!r}' for name, value in (
            ('encoding', self._encoding), ('errors', self._errors))
            if value is not None]
        return f"{type(self).__name__}({', '.join(given)})"
