# SPDX-License-Identifier: MIT
# Options of a command line, as it was done before argparse.
#
# An Option says what its strings do, an OptionContainer holds options (the
# parser itself, or a group within its help), an OptionParser reads arguments,
# and a HelpFormatter (_help) lays the help out.

import os
import sys
from gettext import gettext as _, ngettext

from optparse._help import (NO_DEFAULT, HelpFormatter, IndentedHelpFormatter,
                            TitledHelpFormatter)

__all__ = ['Option', 'make_option', 'SUPPRESS_HELP', 'SUPPRESS_USAGE',
           'Values', 'OptionContainer', 'OptionGroup', 'OptionParser',
           'HelpFormatter', 'IndentedHelpFormatter', 'TitledHelpFormatter',
           'OptParseError', 'OptionError', 'OptionConflictError',
           'OptionValueError', 'BadOptionError', 'check_choice']

SUPPRESS_HELP = 'SUPPRESS' + 'HELP'
SUPPRESS_USAGE = 'SUPPRESS' + 'USAGE'


class OptParseError(Exception):
    def __init__(self, msg):
        self.msg = msg

    def __str__(self):
        return self.msg


class OptionError(OptParseError):
    """An Option was made with arguments that do not fit."""

    def __init__(self, msg, option):
        super().__init__(msg)
        self.option_id = f'{option}'

    def __str__(self):
        where = f'option {self.option_id}: ' if self.option_id else ''
        return where + self.msg


class OptionConflictError(OptionError):
    """Two options want the same string."""


class OptionValueError(OptParseError):
    """An option was given what it cannot take."""


class BadOptionError(OptParseError):
    """There is no such option."""

    def __init__(self, opt_str):
        self.opt_str = opt_str

    def __str__(self):
        return _('no such option: %s') % self.opt_str


class AmbiguousOptionError(BadOptionError):
    """There are several that begin so."""

    def __init__(self, opt_str, possibilities):
        self.opt_str, self.possibilities = opt_str, possibilities

    def __str__(self):
        return _('ambiguous option: %s (%s?)') % (
            self.opt_str, ', '.join(self.possibilities))


# ---- Values of options ----

def _parse_num(val, type):
    """An int in the base its prefix names."""
    base, digits = 10, val
    if val[:2].lower() == '0x':
        base = 16
    elif val[:2].lower() == '0b':
        base, digits = 2, val[2:] or '0'
    elif val[:1] == '0':
        base = 8
    return type(digits, base)


def _parse_int(val):
    return _parse_num(val, int)


_builtin_cvt = {'int': (_parse_int, _('integer')),
                'long': (_parse_int, _('integer')),
                'float': (float, _('floating-point')),
                'complex': (complex, _('complex'))}


def check_builtin(option, opt, value):
    convert, what = _builtin_cvt[option.type]
    try:
        return convert(value)
    except ValueError:
        raise OptionValueError(_('option %s: invalid %s value: %r')
                               % (opt, what, value)) from None


def check_choice(option, opt, value):
    known = option.choices
    if value not in known:
        raise OptionValueError(
            _('option %s: invalid choice: %r (choose from %s)')
            % (opt, value, ', '.join(map(repr, known))))
    return value


class Option:
    ATTRS = ['action', 'type', 'dest', 'default', 'nargs', 'const', 'choices',
             'callback', 'callback_args', 'callback_kwargs', 'help',
             'metavar']
    ACTIONS = ('store', 'store_const', 'store_true', 'store_false', 'append',
               'append_const', 'count', 'callback', 'help', 'version')
    STORE_ACTIONS = ('store', 'store_const', 'store_true', 'store_false',
                     'append', 'append_const', 'count')
    TYPED_ACTIONS = ('store', 'append', 'callback')
    ALWAYS_TYPED_ACTIONS = ('store', 'append')
    CONST_ACTIONS = ('store_const', 'append_const')
    TYPES = ('string', 'int', 'long', 'float', 'complex', 'choice')
    TYPE_CHECKER = {'int': check_builtin, 'long': check_builtin,
                    'float': check_builtin, 'complex': check_builtin,
                    'choice': check_choice}
    CHECK_METHODS = None

    def __init__(self, *opts, **attrs):
        self._short_opts, self._long_opts = [], []
        given = list(filter(None, opts))
        if not given:
            raise TypeError('at least one option string must be supplied')
        for string in given:
            self._opts_like(string).append(string)
        self._set_attrs(attrs)
        for check in self.CHECK_METHODS:
            check(self)

    def _opts_like(self, string):
        # The list it belongs in, if it has the form of one of them.
        dashes = len(string[:3]) - len(string[:3].lstrip('-'))
        if len(string) < 2:
            kind, form = '', 'at least two characters long'
        elif len(string) == 2:
            if dashes == 1:
                return self._short_opts
            kind, form = 'short ', 'of the form -x, (x any non-dash char)'
        elif dashes == 2:
            return self._long_opts
        else:
            kind, form = 'long ', ''
        form = (f'must be {form}' if form
                else 'must start with --, followed by non-dash')
        raise OptionError(f'invalid {kind}option string {string!r}: {form}',
                          self)

    def _set_attrs(self, attrs):
        for name in self.ATTRS:
            missing = NO_DEFAULT if name == 'default' else None
            setattr(self, name, attrs.pop(name, missing))
        if attrs:
            raise OptionError('invalid keyword arguments: '
                              + ', '.join(sorted(attrs)), self)

    # -- Is it made sensibly? --

    def _check_action(self):
        self.action = self.action or 'store'
        if self.action not in self.ACTIONS:
            raise OptionError(f'invalid action: {self.action!r}', self)

    def _acts(self, table):
        return self.action in getattr(self, table)

    def _refuse(self, what):
        raise OptionError(f'{what} {self.action!r}', self)

    def _check_type(self):
        kind = self.type
        if kind is None:
            if self._acts('ALWAYS_TYPED_ACTIONS'):
                self.type = 'string' if self.choices is None else 'choice'
            return
        kind = kind.__name__ if isinstance(kind, type) else kind
        self.type = kind = 'string' if kind == 'str' else kind
        if kind not in self.TYPES:
            raise OptionError(f'invalid option type: {kind!r}', self)
        if not self._acts('TYPED_ACTIONS'):
            self._refuse('must not supply a type for action')

    def _check_choice(self):
        choices = self.choices
        if self.type != 'choice':
            if choices is not None:
                raise OptionError('must not supply choices for type '
                                  f'{self.type!r}', self)
        elif choices is None:
            raise OptionError("must supply a list of choices for type "
                              "'choice'", self)
        elif not isinstance(choices, (list, tuple)):
            kind = str(type(choices)).split("'")[1]
            raise OptionError('choices must be a list of strings '
                              f'({kind!r} supplied)', self)

    def _check_dest(self):
        # Named after the first long option, or the first short one.
        takes = self._acts('STORE_ACTIONS') or self.type is not None
        if takes and self.dest is None:
            first = (self._long_opts + self._short_opts)[0]
            self.dest = first.lstrip('-').replace('-', '_')

    def _check_const(self):
        if self.const is not None and not self._acts('CONST_ACTIONS'):
            self._refuse("'const' must not be supplied for action")

    def _check_nargs(self):
        if not self._acts('TYPED_ACTIONS'):
            if self.nargs is not None:
                self._refuse("'nargs' must not be supplied for action")
        elif self.nargs is None:
            self.nargs = 1

    def _check_callback(self):
        function = self.callback
        if self.action == 'callback':
            if not callable(function):
                raise OptionError(f'callback not callable: {function!r}', self)
            for name, kind in (('callback_args', tuple),
                               ('callback_kwargs', dict)):
                value = getattr(self, name)
                if not isinstance(value, (kind, type(None))):
                    raise OptionError(f'{name}, if supplied, must be a '
                                      f'{kind.__name__}: not {value!r}', self)
            return
        for name, shown in (('callback', f'({function!r}) '),
                            ('callback_args', ''), ('callback_kwargs', '')):
            if getattr(self, name) is not None:
                raise OptionError(f'{name} supplied {shown}for non-callback '
                                  'option', self)

    CHECK_METHODS = [_check_action, _check_type, _check_choice, _check_dest,
                     _check_const, _check_nargs, _check_callback]

    # -- Doing what it says --

    def __str__(self):
        return '/'.join(self._short_opts + self._long_opts)

    def __repr__(self):
        return f'<{type(self).__name__} at {id(self):#x}: {self}>'

    def takes_value(self):
        return self.type is not None

    def get_opt_string(self):
        return (self._long_opts or self._short_opts)[0]

    def check_value(self, opt, value):
        check = self.TYPE_CHECKER.get(self.type)
        return check(self, opt, value) if check else value

    def convert_value(self, opt, value):
        if value is None:
            return None
        if self.nargs == 1:
            return self.check_value(opt, value)
        return tuple([self.check_value(opt, item) for item in value])

    def process(self, opt, value, values, parser):
        return self.take_action(self.action, self.dest, opt,
                                self.convert_value(opt, value), values, parser)

    def take_action(self, action, dest, opt, value, values, parser):
        if action in _STORED:
            setattr(values, dest, _STORED[action](self, value))
        elif action in _APPENDED:
            item = _APPENDED[action](self, value)
            values.ensure_value(dest, []).append(item)
        elif action == 'count':
            setattr(values, dest, 1 + values.ensure_value(dest, 0))
        elif action == 'callback':
            self.callback(self, opt, value, parser, *self.callback_args or (),
                          **self.callback_kwargs or {})
        elif action in ('help', 'version'):
            getattr(parser, 'print_' + action)()
            parser.exit()
        else:
            raise ValueError(f'unknown action {self.action!r}')
        return 1


# What an action stores, or adds to a list.
_STORED = {'store': lambda option, value: value,
           'store_const': lambda option, value: option.const,
           'store_true': lambda option, value: True,
           'store_false': lambda option, value: False}
_APPENDED = {'append': _STORED['store'],
             'append_const': _STORED['store_const']}


class Values:
    def __init__(self, defaults=None):
        for name, value in (defaults or {}).items():
            setattr(self, name, value)

    def __str__(self):
        return str(self.__dict__)

    def __repr__(self):
        return f'<{type(self).__name__} at {id(self):#x}: {self}>'

    def __eq__(self, other):
        if not isinstance(other, (dict, Values)):
            return NotImplemented
        return vars(self) == (other if isinstance(other, dict)
                              else vars(other))

    def _update_careful(self, dict):
        for name in dir(self):
            if dict.get(name) is not None:
                setattr(self, name, dict[name])

    def _update_loose(self, dict):
        vars(self).update(dict)

    def _update(self, dict, mode):
        if mode not in ('careful', 'loose'):
            raise ValueError(f'invalid update mode: {mode!r}')
        getattr(self, '_update_' + mode)(dict)

    def read_module(self, modname, mode='careful'):
        __import__(modname)
        self._update(vars(sys.modules[modname]), mode)

    def read_file(self, filename, mode='careful'):
        space = {}
        with open(filename) as file:
            exec(file.read(), space)
        self._update(space, mode)

    def ensure_value(self, attr, value):
        known = getattr(self, attr, None)
        if known is None:
            setattr(self, attr, value)
            known = value
        return known


# ---- Options together ----

def _given_or_made(make, kind, called, args, kwargs):
    # What add_option() and add_option_group() are about.
    if isinstance(args[0], str):
        return make(*args, **kwargs)
    if kwargs or len(args) > 1:
        raise TypeError('invalid arguments')
    if not isinstance(args[0], kind):
        raise TypeError(f'not {called} instance: {args[0]!r}')
    return args[0]


class OptionContainer:
    def __init__(self, option_class, conflict_handler, description):
        self._create_option_list()
        self.option_class, self.description = option_class, description
        self.set_conflict_handler(conflict_handler)

    def _use_tables(self, short, long, defaults):
        # By option string, and by destination; a group has its parser's.
        self._short_opt, self._long_opt = short, long
        self.defaults = defaults

    def set_conflict_handler(self, handler):
        if handler not in ('error', 'resolve'):
            raise ValueError('invalid conflict_resolution value '
                             f'{handler!r}')
        self.conflict_handler = handler

    def set_description(self, description):
        self.description = description

    def get_description(self):
        return self.description

    def destroy(self):
        del self._short_opt
        del self._long_opt
        del self.defaults

    def _check_conflict(self, option):
        taken = [(opt, table[opt])
                 for opts, table in ((option._short_opts, self._short_opt),
                                     (option._long_opts, self._long_opt))
                 for opt in opts if opt in table]
        if not taken:
            return
        if self.conflict_handler == 'error':
            names = ', '.join(opt for opt, _ in taken)
            raise OptionConflictError('conflicting option string(s): '
                                      + names, option)
        for opt, other in taken:
            if opt.startswith('--'):
                other._long_opts.remove(opt)
                del self._long_opt[opt]
            else:
                other._short_opts.remove(opt)
                del self._short_opt[opt]
            if not other._short_opts and not other._long_opts:
                other.container.option_list.remove(other)

    def add_option(self, *args, **kwargs):
        added = _given_or_made(self.option_class, Option, 'an Option', args,
                               kwargs)
        self._check_conflict(added)
        added.container = self
        self.option_list.append(added)
        self._short_opt.update(dict.fromkeys(added._short_opts, added))
        self._long_opt.update(dict.fromkeys(added._long_opts, added))
        dest, default = added.dest, added.default
        if dest is not None and default is NO_DEFAULT:
            self.defaults.setdefault(dest)
        elif dest is not None:
            self.defaults[dest] = default
        return added

    def add_options(self, option_list):
        for each in option_list:
            self.add_option(each)

    def get_option(self, opt_str):
        return self._short_opt.get(opt_str) or self._long_opt.get(opt_str)

    def has_option(self, opt_str):
        return opt_str in self._short_opt or opt_str in self._long_opt

    def remove_option(self, opt_str):
        option = self.get_option(opt_str)
        if option is None:
            raise ValueError(f'no such option {opt_str!r}')
        option.container.option_list.remove(option)
        for table, strings in ((self._short_opt, option._short_opts),
                               (self._long_opt, option._long_opts)):
            for string in strings:
                del table[string]

    def format_option_help(self, formatter):
        return ''.join(formatter.format_option(option)
                       for option in self.option_list
                       if option.help is not SUPPRESS_HELP)

    def format_description(self, formatter):
        return formatter.format_description(self.get_description())

    def format_help(self, formatter):
        parts = []
        if self.description:
            parts.append(self.format_description(formatter))
        if self.option_list:
            parts.append(self.format_option_help(formatter))
        return '\n'.join(parts)


class OptionGroup(OptionContainer):
    def __init__(self, parser, title, description=None):
        self.title, self.parser = title, parser
        super().__init__(parser.option_class, parser.conflict_handler,
                         description)

    def _create_option_list(self):
        whole = self.parser
        self._use_tables(whole._short_opt, whole._long_opt, whole.defaults)
        self.option_list = []

    def set_title(self, title):
        self.title = title

    def destroy(self):
        super().destroy()
        del self.option_list

    def format_help(self, formatter):
        head = formatter.format_heading(self.title)
        formatter.indent()
        text = super().format_help(formatter)
        formatter.dedent()
        return head + text


# ---- The parser ----

class OptionParser(OptionContainer):
    standard_option_list = []

    def __init__(self, usage=None, option_list=None, option_class=Option,
                 version=None, conflict_handler='error', description=None,
                 formatter=None, add_help_option=True, prog=None,
                 epilog=None):
        super().__init__(option_class, conflict_handler, description)
        self.set_usage(usage)
        self.prog, self.version, self.epilog = prog, version, epilog
        self.process_default_values = self.allow_interspersed_args = True
        self.formatter = formatter or IndentedHelpFormatter()
        self.formatter.set_parser(self)
        self._populate_option_list(option_list, add_help_option)
        self.rargs = self.largs = self.values = None

    def destroy(self):
        super().destroy()
        for inner in self.option_groups:
            inner.destroy()
        del self.option_list, self.option_groups, self.formatter

    def _create_option_list(self):
        self._use_tables({}, {}, {})
        self.option_list, self.option_groups = [], []

    def _populate_option_list(self, option_list, add_help=True):
        self.add_options(self.standard_option_list)
        self.add_options(option_list or [])
        if self.version:
            self._add_version_option()
        if add_help:
            self._add_help_option()

    def _add_version_option(self):
        text = _("show program's version number and exit")
        self.add_option('--version', action='version', help=text)

    def _add_help_option(self):
        text = _('show this help message and exit')
        self.add_option('-h', '--help', action='help', help=text)

    def set_usage(self, usage):
        if usage is None:
            usage = _('%prog [options]')
        elif usage is SUPPRESS_USAGE:
            usage = None
        elif usage[:7].lower() == 'usage: ':
            usage = usage[7:]
        self.usage = usage

    def disable_interspersed_args(self):
        self.allow_interspersed_args = False

    def enable_interspersed_args(self):
        self.allow_interspersed_args = True

    def set_process_default_values(self, process):
        self.process_default_values = process

    def set_default(self, dest, value):
        self.set_defaults(**{dest: value})

    def set_defaults(self, **kwargs):
        for dest in kwargs:
            self.defaults[dest] = kwargs[dest]

    def _get_all_options(self):
        return sum([group.option_list for group in self.option_groups],
                   self.option_list[:])

    def get_default_values(self):
        values = dict(self.defaults)
        if self.process_default_values:
            for each in self._get_all_options():
                text = values.get(each.dest)
                if isinstance(text, str):
                    values[each.dest] = each.check_value(each.get_opt_string(),
                                                         text)
        return Values(values)

    # -- Groups --

    def add_option_group(self, *args, **kwargs):
        def make(*args, **kwargs):
            return OptionGroup(self, *args, **kwargs)

        added = _given_or_made(make, OptionGroup, 'an OptionGroup', args,
                               kwargs)
        if added.parser is not self:
            raise ValueError('invalid OptionGroup (wrong parser)')
        self.option_groups.append(added)
        return added

    def get_option_group(self, opt_str):
        home = getattr(self.get_option(opt_str), 'container', self)
        return None if home is self else home

    # -- Reading --

    def _get_args(self, args):
        return sys.argv[1:] if args is None else args[:]

    def parse_args(self, args=None, values=None):
        """(values of the options, the arguments left)."""
        self.largs, self.rargs = [], self._get_args(args)
        self.values = (self.get_default_values() if values is None
                       else values)
        try:
            self._process_args(self.largs, self.rargs, self.values)
        except (OptionValueError, BadOptionError) as error:
            self.error(str(error))
        return self.check_values(self.values, self.largs + self.rargs)

    def check_values(self, values, args):
        return values, args

    def _process_args(self, largs, rargs, values):
        while rargs:
            first = rargs[0]
            if first == '--':
                del rargs[0]
                return
            if first.startswith('--'):
                self._process_long_opt(rargs, values)
            elif len(first) > 1 and first[0] == '-':
                self._process_short_opts(rargs, values)
            elif not self.allow_interspersed_args:
                return
            else:
                largs.append(rargs.pop(0))

    def _match_long_opt(self, opt):
        return _match_abbrev(opt, self._long_opt)

    def _take_values(self, option, opt, rargs):
        count = option.nargs
        if len(rargs) < count:
            self.error(ngettext('%(option)s option requires %(number)d '
                                'argument',
                                '%(option)s option requires %(number)d '
                                'arguments', count)
                       % {'option': opt, 'number': count})
        if count == 1:
            return rargs.pop(0)
        value = tuple(rargs[:count])
        del rargs[:count]
        return value

    def _process_long_opt(self, rargs, values):
        written, equals, value = rargs.pop(0).partition('=')
        if equals:
            rargs.insert(0, value)
        name = self._match_long_opt(written)
        option, value = self._long_opt[name], None
        if option.takes_value():
            value = self._take_values(option, name, rargs)
        elif equals:
            self.error(_('%s option does not take a value') % name)
        option.process(name, value, values, self)

    def _process_short_opts(self, rargs, values):
        # -xyz: y is an option where x takes nothing, else x's value.
        letters = rargs.pop(0)[1:]
        while letters:
            name, letters = '-' + letters[0], letters[1:]
            if name not in self._short_opt:
                raise BadOptionError(name)
            option, value = self._short_opt[name], None
            if option.takes_value():
                if letters:
                    rargs.insert(0, letters)
                value, letters = self._take_values(option, name, rargs), ''
            option.process(name, value, values, self)

    # -- Saying --

    def get_prog_name(self):
        return os.path.basename(sys.argv[0]) if self.prog is None \
            else self.prog

    def expand_prog_name(self, s):
        return s.replace('%prog', self.get_prog_name())

    def get_description(self):
        return self.expand_prog_name(self.description)

    def exit(self, status=0, msg=None):
        if msg:
            sys.stderr.write(msg)
        sys.exit(status)

    def error(self, msg):
        self.print_usage(sys.stderr)
        self.exit(2, f'{self.get_prog_name()}: error: {msg}\n')

    def get_usage(self):
        if not self.usage:
            return ''
        return self.formatter.format_usage(self.expand_prog_name(self.usage))

    def print_usage(self, file=None):
        if self.usage:
            print(self.get_usage(), file=file)

    def get_version(self):
        return self.expand_prog_name(self.version) if self.version else ''

    def print_version(self, file=None):
        text = self.get_version()
        if text:
            print(text, file=file)

    def format_option_help(self, formatter=None):
        layout = formatter or self.formatter
        layout.store_option_strings(self)
        head = layout.format_heading(_('Options'))
        layout.indent()
        parts = [inner.format_help(layout) for inner in self.option_groups]
        if self.option_list:
            parts.insert(0, super().format_option_help(layout))
        layout.dedent()
        return head + '\n'.join(parts) if parts else ''

    def format_epilog(self, formatter):
        return formatter.format_epilog(self.epilog)

    def format_help(self, formatter=None):
        formatter = formatter or self.formatter
        parts = []
        if self.usage:
            parts.append(self.get_usage() + '\n')
        if self.description:
            parts.append(self.format_description(formatter) + '\n')
        parts.append(self.format_option_help(formatter))
        parts.append(self.format_epilog(formatter))
        return ''.join(parts)

    def print_help(self, file=None):
        (sys.stdout if file is None else file).write(self.format_help())


def _match_abbrev(s, wordmap):
    """The one word of which `s` is the beginning."""
    if s in wordmap:
        return s
    found = [word for word in wordmap if word.startswith(s)]
    if len(found) == 1:
        return found[0]
    if not found:
        raise BadOptionError(s)
    raise AmbiguousOptionError(s, sorted(found))


make_option = Option
