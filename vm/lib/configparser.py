# SPDX-License-Identifier: MIT
# Configuration files: sections of options, with values from other options.

from collections import ChainMap
from _collections_abc import MutableMapping
import io
import os
import re
import sys
import warnings

__all__ = ['NoSectionError', 'DuplicateOptionError', 'DuplicateSectionError',
           'NoOptionError', 'InterpolationError', 'InterpolationDepthError',
           'InterpolationMissingOptionError', 'InterpolationSyntaxError',
           'ParsingError', 'MissingSectionHeaderError', 'ConfigParser',
           'SafeConfigParser', 'RawConfigParser', 'Interpolation',
           'BasicInterpolation', 'ExtendedInterpolation',
           'LegacyInterpolation', 'DEFAULTSECT',
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
        self.args = self.section, self.source, self.lineno = (
            section, source, lineno)


class DuplicateOptionError(Error):
    def __init__(self, section, option, source=None, lineno=None):
        text = f'option {option!r} in section {section!r} already exists'
        super().__init__(_place(text, source, lineno))
        self.section, self.option = section, option
        self.source, self.lineno = source, lineno
        self.args = section, option, source, lineno


class NoOptionError(Error):
    def __init__(self, option, section):
        super().__init__(f'No option {option!r} in section: {section!r}')
        self.args = self.option, self.section = option, section


class InterpolationError(Error):
    def __init__(self, option, section, msg):
        super().__init__(msg)
        self.option, self.section = option, section
        self.args = option, section, msg


class InterpolationMissingOptionError(InterpolationError):
    def __init__(self, option, section, rawval, reference):
        super().__init__(option, section, (
            f'Bad value substitution: option {option!r} in section '
            f'{section!r} contains an interpolation key {reference!r} which '
            f'is not a valid option name. Raw value: {rawval!r}'))
        self.reference = reference
        self.args = option, section, rawval, reference


class InterpolationSyntaxError(InterpolationError):
    pass


class InterpolationDepthError(InterpolationError):
    def __init__(self, option, section, rawval):
        super().__init__(option, section, (
            f'Recursion limit exceeded in value substitution: option '
            f'{option!r} in section {section!r} contains an interpolation '
            f'key which cannot be substituted in '
            f'{MAX_INTERPOLATION_DEPTH} steps. Raw value: {rawval!r}'))
        self.args = option, section, rawval


class ParsingError(Error):
    def __init__(self, source=None, filename=None):
        if source is not None and filename is not None:
            raise ValueError("Cannot specify both `filename' and `source'. "
                             "Use `source'.")
        source = filename if source is None else source
        if source is None:
            raise ValueError("Required argument `source' not given.")
        super().__init__('Source contains parsing errors: ' + repr(source))
        self.source, self.errors = source, []
        self.args = source,

    @property
    def filename(self):
        self._warn_of_filename()
        return self.source

    @filename.setter
    def filename(self, value):
        self._warn_of_filename()
        self.source = value

    @staticmethod
    def _warn_of_filename():
        warnings.warn("The 'filename' attribute will be removed in future "
                      "versions.  Use 'source' instead.", DeprecationWarning,
                      stacklevel=3)

    def append(self, lineno, line):
        self.message += f'\n\t[line {lineno:2d}]: {line}'
        self.errors.append((lineno, line))


class MissingSectionHeaderError(ParsingError):
    def __init__(self, filename, lineno, line):
        Error.__init__(self, 'File contains no section headers.\nfile: '
                             f'{filename!r}, line: {lineno}\n{line!r}')
        self.args = self.source, self.lineno, self.line = (filename, lineno,
                                                           line)


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
        except (NoSectionError, NoOptionError, KeyError):
            raise InterpolationMissingOptionError(
                option, section, raw, ':'.join(path)) from None
        raise InterpolationSyntaxError(
            option, section, f"More than one ':' found: {key!r}")


class LegacyInterpolation(Interpolation):
    """%(name)s by the % operator, again and again: so % is not escaped."""

    _key = re.compile(r'%\(([^)]*)\)s|.', re.S)

    def before_get(self, parser, section, option, value, vars):
        def folded(match):
            name = match.group(1)
            return (match.group() if name is None
                    else f'%({parser.optionxform(name)})s')

        text = value
        for _ in range(MAX_INTERPOLATION_DEPTH):
            if not text or '%(' not in text:
                return text
            try:
                text = self._key.sub(folded, text) % vars
            except KeyError as error:
                raise InterpolationMissingOptionError(
                    option, section, value, error.args[0]) from None
        if '%(' in text:
            raise InterpolationDepthError(option, section, value)
        return text


# ---- Parsers ----

class RawConfigParser(MutableMapping):
    """Sections of options; no interpolation."""

    _DEFAULT_INTERPOLATION = Interpolation()
    SECTCRE = re.compile(r'\[(?P<header>.+)\]' if sys.version_info >= (3, 9)
                         else r'\[(?P<header>[^]]+)\]')
    NONSPACECRE = re.compile(r'\S')
    BOOLEAN_STATES = {**dict.fromkeys(('1', 'yes', 'true', 'on'), True),
                      **dict.fromkeys(('0', 'no', 'false', 'off'), False)}

    def __init__(self, defaults=None, dict_type=dict, allow_no_value=False,
                 *, delimiters=('=', ':'), comment_prefixes=('#', ';'),
                 inline_comment_prefixes=None, strict=True,
                 empty_lines_in_values=True, default_section=DEFAULTSECT,
                 interpolation=_UNSET, converters=_UNSET):
        # what was read
        self._dict = dict_type
        self._sections, self._defaults, self._proxies = (
            dict_type(), dict_type(), dict_type())
        self.default_section = default_section
        # how it is written
        self._delimiters, self._comment_prefixes, self._inline_marks = [
            tuple(given or ()) for given in (delimiters, comment_prefixes,
                                             inline_comment_prefixes)]
        self._allow_no_value, self._strict = allow_no_value, strict
        self._empty_lines_in_values = empty_lines_in_values
        marks = '|'.join(map(re.escape, self._delimiters))
        optional = '?' if allow_no_value else ''
        self._optcre = re.compile(
            rf'(?P<option>.*?)\s*(?:(?P<vi>{marks})\s*(?P<value>.*)){optional}'
            r'$')
        # how it is given out
        self._interpolation = (
            self._DEFAULT_INTERPOLATION if interpolation is _UNSET
            else interpolation) or Interpolation()
        self._converters = ConverterMapping(self)
        self._add_proxy(default_section)
        self._converters.update(() if converters is _UNSET else converters)
        if defaults:
            self._read_defaults(defaults)

    def _add_proxy(self, section):
        self._proxies[section] = SectionProxy(self, section)

    def _read_defaults(self, defaults):
        for key, value in defaults.items():
            self._defaults[self.optionxform(key)] = value

    def _is_default(self, section):
        return not section or section == self.default_section

    def _own(self, section):
        # The section's own options; the default section has none of its own.
        try:
            return self._sections[section]
        except KeyError:
            if section == self.default_section:
                return {}
            raise NoSectionError(section) from None

    def _changeable(self, section):
        return (self._defaults if self._is_default(section)
                else self._own(section))

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
        name = self.optionxform(option)
        own = () if self._is_default(section) else self._sections.get(section)
        return own is not None and (name in own or name in self._defaults)

    def optionxform(self, optionstr):
        return optionstr.lower()

    def _known(self, section, vars):
        own = self._own(section)
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
        name = self.optionxform(option)
        try:
            value = known[name]
        except KeyError:
            if fallback is _UNSET:
                raise NoOptionError(name, section) from None
            return fallback
        if raw or value is None:
            return value
        return self._interpolation.before_get(self, section, name, value,
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
        known.update(self._own(section))
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
        if self.has_section(section):
            raise DuplicateSectionError(section)
        if section == self.default_section:
            raise ValueError(f'Invalid section name: {section!r}')
        self._new_section(section)

    def _new_section(self, section):
        self._sections[section] = made = self._dict()
        self._add_proxy(section)
        return made

    def set(self, section, option, value=None):
        if value:
            value = self._interpolation.before_set(self, section, option,
                                                   value)
        self._changeable(section)[self.optionxform(option)] = value

    def remove_option(self, section, option):
        options, name = self._changeable(section), self.optionxform(option)
        there = name in options
        if there:
            del options[name]
        return there

    def remove_section(self, section):
        there = section in self._sections
        if there:
            for table in (self._sections, self._proxies):
                del table[section]
        return there

    # ---- reading ----

    def read(self, filenames, encoding=None):
        """Read those of the files that are there; their names."""
        one = isinstance(filenames, (os.PathLike, str, bytes))
        done = []
        for name in [filenames] if one else filenames:
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

    def readfp(self, fp, filename=None):
        warnings.warn("This method will be removed in future versions.  Use "
                      "'parser.read_file()' instead.", DeprecationWarning,
                      stacklevel=2)
        self.read_file(fp, source=filename)

    def read_string(self, string, source='<string>'):
        self.read_file(io.StringIO(string), source)

    def read_dict(self, dictionary, source='<dict>'):
        seen = set()
        for section, options in dictionary.items():
            section = str(section)
            try:
                self.add_section(section)
            except (ValueError, DuplicateSectionError):
                if self._strict and section in seen:
                    raise
            seen.add(section)
            for option, value in options.items():
                name = self.optionxform(str(option))
                if self._strict and (section, name) in seen:
                    raise DuplicateOptionError(section, name, source)
                seen.add((section, name))
                self.set(section, name, None if value is None else str(value))

    def _read(self, lines, name):
        _Reading(self, name).run(lines)

    def _join_values(self):
        for section, options in [(self.default_section, self._defaults),
                                 *self._sections.items()]:
            for option, lines in options.items():
                text = ('\n'.join(lines).rstrip()
                        if isinstance(lines, list) else lines)
                options[option] = self._interpolation.before_read(
                    self, section, option, text)

    # ---- writing ----

    def write(self, fp, space_around_delimiters=True):
        blank = ' ' if space_around_delimiters else ''
        mark = blank + self._delimiters[0] + blank
        parts = [*self._sections.items()]
        if self._defaults:
            parts.insert(0, (self.default_section, self._defaults))
        for section, options in parts:
            self._write_section(fp, section, options.items(), mark)

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
        if key in self:
            return self._proxies[key]
        raise KeyError(key)

    def __setitem__(self, key, value):
        if key in self:
            if self[key] is value:
                return
            whole = key == self.default_section
            (self._defaults if whole else self._sections[key]).clear()
        self.read_dict({key: value})

    def __delitem__(self, key):
        if key == self.default_section:
            raise ValueError('Cannot remove the default section.')
        if not self.remove_section(key):
            raise KeyError(key)

    def popitem(self):
        first = next(iter(self._sections), None)
        if first is None:
            raise KeyError
        return first, self.pop(first)

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
        for prefix in parser._inline_marks:
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
        for given, what in ((section, 'section names'),
                            (option, 'option keys')):
            if not isinstance(given, str):
                raise TypeError(f'{what} must be strings')
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
            self.read_dict({self.default_section: defaults})
        finally:
            self._interpolation = saved


class SafeConfigParser(ConfigParser):
    """ConfigParser's old name."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        warnings.warn('The SafeConfigParser class has been renamed to '
                      'ConfigParser in Python 3.2. This alias will be removed '
                      'in future versions. Use ConfigParser directly '
                      'instead.', DeprecationWarning, stacklevel=2)


class SectionProxy(MutableMapping):
    """One section of a parser, as a mapping."""

    def __init__(self, parser, name):
        self._parser, self._name = parser, name
        for conversion in parser.converters:
            self._add(conversion)

    def _add(self, conv):
        import functools
        getter = getattr(self._parser, 'get' + conv)
        setattr(self, 'get' + conv,
                functools.partial(self.get, _impl=getter))

    def __repr__(self):
        return f'<Section: {self._name}>'

    def __getitem__(self, key):
        if key in self:
            return self._parser.get(self._name, key)
        raise KeyError(key)

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
