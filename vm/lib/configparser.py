# SPDX-License-Identifier: MIT
# Configuration files: sections of options, with values from other options.

from collections import ChainMap
from _collections_abc import MutableMapping
import io
import os
import re
import sys

__all__ = ['NoSectionError', 'DuplicateOptionError', 'DuplicateSectionError',
           'NoOptionError', 'InterpolationError', 'InterpolationDepthError',
           'InterpolationMissingOptionError', 'InterpolationSyntaxError',
           'ParsingError', 'MissingSectionHeaderError', 'ConfigParser',
           'SafeConfigParser', 'RawConfigParser', 'Interpolation',
           'BasicInterpolation', 'ExtendedInterpolation', 'DEFAULTSECT',
           'MAX_INTERPOLATION_DEPTH', 'SectionProxy', 'ConverterMapping']

DEFAULTSECT = 'DEFAULT'
MAX_INTERPOLATION_DEPTH = 10
_UNSET = object()
_default_dict = dict


# ---- Errors ----

class Error(Exception):
    def __init__(self, msg=''):
        self.message = msg
        super().__init__(msg)

    def __repr__(self):
        return self.message

    __str__ = __repr__


class NoSectionError(Error):
    def __init__(self, section):
        super().__init__(f'No section: {section!r}')
        self.section = section
        self.args = (section,)


def _place(what, source, lineno):
    # 'While reading from ...' where the place is known.
    if source is None:
        return what[:1].upper() + what[1:]
    line = f' [line {lineno:2d}]' if lineno is not None else ''
    return f'While reading from {source!r}{line}: {what}'


class DuplicateSectionError(Error):
    def __init__(self, section, source=None, lineno=None):
        super().__init__(_place(f'section {section!r} already exists',
                                source, lineno)
                         if source is not None
                         else f'Section {section!r} already exists')
        self.section = section
        self.source = source
        self.lineno = lineno
        self.args = (section, source, lineno)


class DuplicateOptionError(Error):
    def __init__(self, section, option, source=None, lineno=None):
        text = f'option {option!r} in section {section!r} already exists'
        super().__init__(_place(text, source, lineno))
        self.section = section
        self.option = option
        self.source = source
        self.lineno = lineno
        self.args = (section, option, source, lineno)


class NoOptionError(Error):
    def __init__(self, option, section):
        super().__init__(f'No option {option!r} in section: {section!r}')
        self.option = option
        self.section = section
        self.args = (option, section)


class InterpolationError(Error):
    def __init__(self, option, section, msg):
        super().__init__(msg)
        self.option = option
        self.section = section
        self.args = (option, section, msg)


class InterpolationMissingOptionError(InterpolationError):
    def __init__(self, option, section, rawval, reference):
        super().__init__(option, section, (
            f'Bad value substitution: option {option!r} in section '
            f'{section!r} contains an interpolation key {reference!r} which '
            f'is not a valid option name. Raw value: {rawval!r}'))
        self.reference = reference
        self.args = (option, section, rawval, reference)


class InterpolationSyntaxError(InterpolationError):
    pass


class InterpolationDepthError(InterpolationError):
    def __init__(self, option, section, rawval):
        super().__init__(option, section, (
            f'Recursion limit exceeded in value substitution: option '
            f'{option!r} in section {section!r} contains an interpolation '
            f'key which cannot be substituted in '
            f'{MAX_INTERPOLATION_DEPTH} steps. Raw value: {rawval!r}'))
        self.args = (option, section, rawval)


class ParsingError(Error):
    def __init__(self, source=None, filename=None):
        source = filename if source is None else source
        if source is None:
            raise ValueError("Required argument `source' not given.")
        super().__init__(f'Source contains parsing errors: {source!r}')
        self.source = source
        self.errors = []
        self.args = (source,)

    def append(self, lineno, line):
        self.errors.append((lineno, line))
        self.message += f'\n\t[line {lineno:2d}]: {line}'


class MissingSectionHeaderError(ParsingError):
    def __init__(self, filename, lineno, line):
        Error.__init__(self, 'File contains no section headers.\nfile: '
                             f'{filename!r}, line: {lineno}\n{line!r}')
        self.source = filename
        self.lineno = lineno
        self.line = line
        self.args = (filename, lineno, line)


# ---- Values from other options ----

class Interpolation:
    """Values stay what they are."""

    def before_get(self, parser, section, option, value, defaults):
        return value

    def before_set(self, parser, section, option, value):
        return value

    def before_read(self, parser, section, option, value):
        return value

    def before_write(self, parser, section, option, value):
        return value


class BasicInterpolation(Interpolation):
    """%(name)s is another option of the section or the defaults."""

    _mark = '%'
    _key = re.compile(r'%\(([^)]+)\)s')
    _may_stand = re.compile(r'%%|%\([^)]+\)s')

    def before_get(self, parser, section, option, value, defaults):
        return self._filled(parser, option, value, section, defaults, 1)

    def before_set(self, parser, section, option, value):
        if self._mark in self._may_stand.sub('', value):
            place = value.find(self._mark)
            raise ValueError(f'invalid interpolation syntax in {value!r} at '
                             f'position {place}')
        return value

    def _filled(self, parser, option, rest, section, known, depth):
        mark = self._mark
        raw = parser.get(section, option, raw=True, fallback=rest)
        if depth > MAX_INTERPOLATION_DEPTH:
            raise InterpolationDepthError(option, section, raw)
        out = []
        while rest:
            before, found, rest = rest.partition(mark)
            out.append(before)
            if not found:
                break
            if rest[:1] == mark:
                out.append(mark)
                rest = rest[1:]
                continue
            match = self._key.match(mark + rest)
            if match is None:
                raise self._bad_syntax(option, section, mark + rest)
            rest = rest[match.end() - 1:]
            value, where, name = self._value(parser, option, section, known,
                                             match.group(1), raw)
            if mark in value:
                space = (known if where == section else
                         dict(parser.items(where, raw=True)))
                value = self._filled(parser, name, value, where, space,
                                     depth + 1)
            out.append(value)
        return ''.join(out)

    def _bad_syntax(self, option, section, rest):
        if rest[1:2] == '(':
            return InterpolationSyntaxError(
                option, section, f'bad interpolation variable reference '
                                 f'{rest!r}')
        return InterpolationSyntaxError(
            option, section, f"'%' must be followed by '%' or '(', found: "
                             f'{rest!r}')

    def _value(self, parser, option, section, known, key, raw):
        key = parser.optionxform(key)
        try:
            return known[key], section, option
        except KeyError:
            raise InterpolationMissingOptionError(
                option, section, raw, key) from None


class ExtendedInterpolation(BasicInterpolation):
    """${name} or ${section:name}."""

    _mark = '$'
    _key = re.compile(r'\$\{([^}]+)\}')
    _may_stand = re.compile(r'\$\$|\$\{[^}]+\}')

    def _bad_syntax(self, option, section, rest):
        if rest[1:2] == '{':
            return InterpolationSyntaxError(
                option, section, f'bad interpolation variable reference '
                                 f'{rest!r}')
        return InterpolationSyntaxError(
            option, section, f"'$' must be followed by '$' or '{{', found: "
                             f'{rest!r}')

    def _value(self, parser, option, section, known, key, raw):
        path = key.split(':')
        try:
            if len(path) == 1:
                name = parser.optionxform(path[0])
                return known[name], section, name
            if len(path) == 2:
                name = parser.optionxform(path[1])
                return (parser.get(path[0], name, raw=True), path[0], name)
        except (KeyError, NoSectionError, NoOptionError):
            raise InterpolationMissingOptionError(
                option, section, raw, ':'.join(path)) from None
        raise InterpolationSyntaxError(
            option, section, f"More than one ':' found: {key!r}")


# ---- Parsers ----

class RawConfigParser(MutableMapping):
    """Sections of options; no interpolation."""

    _DEFAULT_INTERPOLATION = Interpolation()
    SECTCRE = re.compile(r'\[(?P<header>.+)\]' if sys.version_info >= (3, 9)
                         else r'\[(?P<header>[^]]+)\]')
    NONSPACECRE = re.compile(r'\S')
    BOOLEAN_STATES = {'1': True, 'yes': True, 'true': True, 'on': True,
                      '0': False, 'no': False, 'false': False, 'off': False}

    def __init__(self, defaults=None, dict_type=dict, allow_no_value=False,
                 *, delimiters=('=', ':'), comment_prefixes=('#', ';'),
                 inline_comment_prefixes=None, strict=True,
                 empty_lines_in_values=True, default_section=DEFAULTSECT,
                 interpolation=_UNSET, converters=_UNSET):
        self._dict = dict_type
        self._sections = dict_type()
        self._defaults = dict_type()
        self._converters = ConverterMapping(self)
        self._proxies = dict_type()
        self._proxies[default_section] = SectionProxy(self, default_section)
        self._delimiters = tuple(delimiters)
        marks = '|'.join(map(re.escape, self._delimiters))
        optional = '?' if allow_no_value else ''
        self._optcre = re.compile(
            rf'(?P<option>.*?)\s*(?:(?P<vi>{marks})\s*(?P<value>.*)){optional}'
            r'$')
        self._comment_prefixes = tuple(comment_prefixes or ())
        self._inline_comment_prefixes = tuple(inline_comment_prefixes or ())
        self._strict = strict
        self._allow_no_value = allow_no_value
        self._empty_lines_in_values = empty_lines_in_values
        self.default_section = default_section
        if interpolation is _UNSET:
            interpolation = self._DEFAULT_INTERPOLATION
        self._interpolation = interpolation or Interpolation()
        if converters is not _UNSET:
            self._converters.update(converters)
        if defaults:
            self._read_defaults(defaults)

    def _read_defaults(self, defaults):
        self.read_dict({self.default_section: defaults})

    # ---- asking ----

    def defaults(self):
        return self._defaults

    def sections(self):
        return list(self._sections)

    def has_section(self, section):
        return section in self._sections

    def options(self, section):
        try:
            mine = self._sections[section]
        except KeyError:
            raise NoSectionError(section) from None
        return list({**mine, **self._defaults})

    def has_option(self, section, option):
        option = self.optionxform(option)
        if not section or section == self.default_section:
            return option in self._defaults
        return section in self._sections and (
            option in self._sections[section] or option in self._defaults)

    def optionxform(self, optionstr):
        return optionstr.lower()

    def _known(self, section, vars):
        own = {}
        try:
            own = self._sections[section]
        except KeyError:
            if section != self.default_section:
                raise NoSectionError(section) from None
        given = {self.optionxform(key): None if value is None else str(value)
                 for key, value in (vars or {}).items()}
        return ChainMap(given, own, self._defaults)

    def get(self, section, option, *, raw=False, vars=None, fallback=_UNSET):
        try:
            known = self._known(section, vars)
        except NoSectionError:
            if fallback is _UNSET:
                raise
            return fallback
        option = self.optionxform(option)
        try:
            value = known[option]
        except KeyError:
            if fallback is _UNSET:
                raise NoOptionError(option, section) from None
            return fallback
        if raw or value is None:
            return value
        return self._interpolation.before_get(self, section, option, value,
                                              known)

    def _get_conv(self, section, option, conv, *, raw=False, vars=None,
                  fallback=_UNSET, **kwargs):
        try:
            return conv(self.get(section, option, raw=raw, vars=vars,
                                 **kwargs))
        except (NoSectionError, NoOptionError):
            if fallback is _UNSET:
                raise
            return fallback

    def getint(self, section, option, **how):
        return self._get_conv(section, option, int, **how)

    def getfloat(self, section, option, **how):
        return self._get_conv(section, option, float, **how)

    def getboolean(self, section, option, **how):
        return self._get_conv(section, option, self._convert_to_boolean,
                              **how)

    def _convert_to_boolean(self, value):
        if value.lower() not in self.BOOLEAN_STATES:
            raise ValueError(f'Not a boolean: {value}')
        return self.BOOLEAN_STATES[value.lower()]

    def items(self, section=_UNSET, raw=False, vars=None):
        if section is _UNSET:
            return super().items()
        known = self._defaults.copy()
        try:
            known.update(self._sections[section])
        except KeyError:
            if section != self.default_section:
                raise NoSectionError(section) from None
        names = list(known)
        for key, value in (vars or {}).items():
            known[self.optionxform(key)] = value
        if raw:
            return [(name, known[name]) for name in names]
        return [(name, None if known[name] is None else
                 self._interpolation.before_get(self, section, name,
                                                known[name], known))
                for name in names]

    @property
    def converters(self):
        return self._converters

    # ---- changing ----

    def add_section(self, section):
        if section == self.default_section:
            raise ValueError(f'Invalid section name: {section!r}')
        if section in self._sections:
            raise DuplicateSectionError(section)
        self._new_section(section)

    def _new_section(self, section):
        self._sections[section] = self._dict()
        self._proxies[section] = SectionProxy(self, section)
        return self._sections[section]

    def set(self, section, option, value=None):
        if value:
            value = self._interpolation.before_set(self, section, option,
                                                   value)
        if not section or section == self.default_section:
            options = self._defaults
        else:
            try:
                options = self._sections[section]
            except KeyError:
                raise NoSectionError(section) from None
        options[self.optionxform(option)] = value

    def remove_option(self, section, option):
        if not section or section == self.default_section:
            options = self._defaults
        else:
            try:
                options = self._sections[section]
            except KeyError:
                raise NoSectionError(section) from None
        option = self.optionxform(option)
        there = option in options
        if there:
            del options[option]
        return there

    def remove_section(self, section):
        there = section in self._sections
        if there:
            del self._sections[section]
            del self._proxies[section]
        return there

    # ---- reading ----

    def read(self, filenames, encoding=None):
        """Read those of the files that are there; their names."""
        if isinstance(filenames, (str, bytes, os.PathLike)):
            filenames = [filenames]
        done = []
        for name in filenames:
            try:
                with open(name, encoding=encoding) as file:
                    self._read(file, name)
            except OSError:
                continue
            done.append(os.fspath(name))
        return done

    def read_file(self, f, source=None):
        if source is None:
            source = getattr(f, 'name', '<???>')
        self._read(f, source)

    def read_string(self, string, source='<string>'):
        self.read_file(io.StringIO(string), source)

    def read_dict(self, dictionary, source='<dict>'):
        seen = set()
        for section, options in dictionary.items():
            section = str(section)
            try:
                self.add_section(section)
            except (DuplicateSectionError, ValueError):
                if self._strict and section in seen:
                    raise
            seen.add(section)
            for key, value in options.items():
                key = self.optionxform(str(key))
                if value is not None:
                    value = str(value)
                if self._strict and (section, key) in seen:
                    raise DuplicateOptionError(section, key, source)
                seen.add((section, key))
                self.set(section, key, value)

    def _read(self, lines, name):
        _Reading(self, name).run(lines)

    def _join_values(self):
        for section, options in [(self.default_section, self._defaults),
                                 *self._sections.items()]:
            for option, value in options.items():
                if isinstance(value, list):
                    value = '\n'.join(value).rstrip()
                options[option] = self._interpolation.before_read(
                    self, section, option, value)

    # ---- writing ----

    def write(self, fp, space_around_delimiters=True):
        mark = self._delimiters[0]
        if space_around_delimiters:
            mark = f' {mark} '
        if self._defaults:
            self._write_section(fp, self.default_section,
                                self._defaults.items(), mark)
        for section in self._sections:
            self._write_section(fp, section, self._sections[section].items(),
                                mark)

    def _write_section(self, fp, section, items, mark):
        fp.write(f'[{section}]\n')
        for key, value in items:
            value = self._interpolation.before_write(self, section, key,
                                                     value)
            if value is None and self._allow_no_value:
                fp.write(f'{key}\n')
            else:
                text = str(value).replace('\n', '\n\t')
                fp.write(f'{key}{mark}{text}\n')
        fp.write('\n')

    # ---- as a mapping ----

    def __getitem__(self, key):
        if key != self.default_section and not self.has_section(key):
            raise KeyError(key)
        return self._proxies[key]

    def __setitem__(self, key, value):
        if key in self and self[key] is value:
            return
        if key == self.default_section:
            self._defaults.clear()
        elif key in self._sections:
            self._sections[key].clear()
        self.read_dict({key: value})

    def __delitem__(self, key):
        if key == self.default_section:
            raise ValueError('Cannot remove the default section.')
        if not self.has_section(key):
            raise KeyError(key)
        self.remove_section(key)

    def popitem(self):
        for key in self.sections():
            value = self[key]
            del self[key]
            return key, value
        raise KeyError

    def __contains__(self, key):
        return key == self.default_section or self.has_section(key)

    def __len__(self):
        return len(self._sections) + 1

    def __iter__(self):
        yield self.default_section
        yield from self._sections


class _Reading:
    # One file being read into a parser, line by line.

    def __init__(self, parser, name):
        self.parser = parser
        self.name = name
        self.seen = set()
        self.section = None    # its name
        self.options = None    # its dict
        self.option = None     # the one whose value may go on
        self.indent = 0
        self.error = None

    def run(self, lines):
        for number, line in enumerate(lines, 1):
            self._line(number, line)
        self.parser._join_values()
        if self.error:
            raise self.error

    def _value(self, line):
        # (the line without comments, was there one?)
        parser = self.parser
        cut = len(line)
        for prefix in parser._inline_comment_prefixes:
            place = line.find(prefix)
            while place >= 0:
                if place == 0 or line[place - 1].isspace():
                    cut = min(cut, place)
                    break
                place = line.find(prefix, place + 1)
        if line.strip().startswith(parser._comment_prefixes or '\0'):
            cut = 0
        return line[:cut].strip(), cut < len(line)

    def _line(self, number, line):
        parser = self.parser
        value, commented = self._value(line)
        goes_on = (self.options is not None and self.option
                   and self.options.get(self.option) is not None)
        if not value:
            if not parser._empty_lines_in_values:
                self.indent = sys.maxsize
            elif not commented and goes_on:
                self.options[self.option].append('')
            return
        match = parser.NONSPACECRE.search(line)
        indent = match.start() if match else 0
        if goes_on and indent > self.indent:
            self.options[self.option].append(value)
            return
        self.indent = indent
        match = parser.SECTCRE.match(value)
        if match:
            self._header(match.group('header'), number)
        elif self.options is None:
            raise MissingSectionHeaderError(self.name, number, line)
        else:
            self._option(value, number, line)

    def _header(self, section, number):
        parser = self.parser
        self.section = section
        self.option = None
        if section in parser._sections:
            if parser._strict and section in self.seen:
                raise DuplicateSectionError(section, self.name, number)
            self.options = parser._sections[section]
        elif section == parser.default_section:
            self.options = parser._defaults
        else:
            self.options = parser._new_section(section)
        self.seen.add(section)

    def _option(self, value, number, line):
        parser = self.parser
        match = parser._optcre.match(value)
        if not match:
            self._wrong(number, line)
            return
        option, mark, text = match.group('option', 'vi', 'value')
        if not option:
            self._wrong(number, line)
        option = self.option = parser.optionxform(option.rstrip())
        if parser._strict and (self.section, option) in self.seen:
            raise DuplicateOptionError(self.section, option, self.name,
                                       number)
        self.seen.add((self.section, option))
        self.options[option] = None if text is None else [text.strip()]

    def _wrong(self, number, line):
        if self.error is None:
            self.error = ParsingError(self.name)
        self.error.append(number, repr(line))


class ConfigParser(RawConfigParser):
    """The same with %(name)s."""

    _DEFAULT_INTERPOLATION = BasicInterpolation()

    def _check(self, *, section='', option='', value=''):
        if not isinstance(section, str):
            raise TypeError('section names must be strings')
        if not isinstance(option, str):
            raise TypeError('option keys must be strings')
        if not (self._allow_no_value and not value
                or isinstance(value, str)):
            raise TypeError('option values must be strings')

    def set(self, section, option, value=None):
        self._check(option=option, value=value)
        super().set(section, option, value)

    def add_section(self, section):
        self._check(section=section)
        super().add_section(section)

    def _read_defaults(self, defaults):
        # Defaults are taken as they are.
        saved, self._interpolation = self._interpolation, Interpolation()
        try:
            super()._read_defaults(defaults)
        finally:
            self._interpolation = saved


class SafeConfigParser(ConfigParser):
    """ConfigParser's old name."""


class SectionProxy(MutableMapping):
    """One section of a parser, as a mapping."""

    def __init__(self, parser, name):
        self._parser = parser
        self._name = name
        for conv in parser.converters:
            self._add(conv)

    def _add(self, conv):
        import functools
        getter = getattr(self._parser, 'get' + conv)
        setattr(self, 'get' + conv,
                functools.partial(self.get, _impl=getter))

    def __repr__(self):
        return f'<Section: {self._name}>'

    def __getitem__(self, key):
        if not self._parser.has_option(self._name, key):
            raise KeyError(key)
        return self._parser.get(self._name, key)

    def __setitem__(self, key, value):
        check = getattr(self._parser, '_check', None)
        if check:
            check(option=key, value=value)
        self._parser.set(self._name, key, value)

    def __delitem__(self, key):
        if not (self._parser.has_option(self._name, key)
                and self._parser.remove_option(self._name, key)):
            raise KeyError(key)

    def __contains__(self, key):
        return self._parser.has_option(self._name, key)

    def _names(self):
        if self._name == self._parser.default_section:
            return list(self._parser.defaults())
        return self._parser.options(self._name)

    def __len__(self):
        return len(self._names())

    def __iter__(self):
        return iter(self._names())

    @property
    def parser(self):
        return self._parser

    @property
    def name(self):
        return self._name

    def get(self, option, fallback=None, *, raw=False, vars=None,
            _impl=None, **kwargs):
        return (_impl or self._parser.get)(
            self._name, option, raw=raw, vars=vars, fallback=fallback,
            **kwargs)


class ConverterMapping(MutableMapping):
    """name -> function; each is a get<name>() of parser and sections."""

    def __init__(self, parser):
        self._parser = parser
        self._data = {}
        for name in dir(parser):
            if name[:3] == 'get' and name[3:] and callable(
                    getattr(parser, name)):
                self._data[name[3:]] = None

    def __getitem__(self, key):
        return self._data[key]

    def __setitem__(self, key, value):
        import functools
        if not isinstance(key, str) or not ('get' + key).isidentifier() or (
                key == ''):
            raise ValueError(f'Incompatible key: {key} (cannot be the name '
                             'of a method)')
        name = 'get' + key
        self._data[key] = value
        parser = self._parser
        setattr(parser, name, functools.partial(parser._get_conv, conv=value))
        for proxy in parser.values():
            proxy._add(key)

    def __delitem__(self, key):
        del self._data[key]
        for thing in (self._parser, *self._parser.values()):
            vars(thing).pop('get' + key, None)

    def __iter__(self):
        return iter(self._data)

    def __len__(self):
        return len(self._data)
