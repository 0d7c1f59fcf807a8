# SPDX-License-Identifier: MIT
# Character sets, $-templates, and str.format() as a class to inherit from.

__all__ = ['ascii_letters', 'ascii_lowercase', 'ascii_uppercase', 'capwords',
           'digits', 'hexdigits', 'octdigits', 'printable', 'punctuation',
           'whitespace', 'Formatter', 'Template']

whitespace = ' \t\n\r\v\f'
ascii_lowercase = 'abcdefghijklmnopqrstuvwxyz'
ascii_uppercase = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
ascii_letters = ascii_lowercase + ascii_uppercase
digits = '0123456789'
hexdigits = digits + 'abcdef' + 'ABCDEF'
octdigits = '01234567'
punctuation = r"""!"#$%&'()*+,-./:;<=>?@[\]^_`{|}~"""
printable = digits + ascii_letters + punctuation + whitespace


def capwords(s, sep=None):
    return (sep or ' ').join(word.capitalize() for word in s.split(sep))


class _Pattern:
    # Template.pattern: the class's regular expression, compiled when it is
    # first wanted.

    def __get__(self, instance, cls):
        import re
        delim = re.escape(cls.delimiter)
        name = cls.idpattern
        braced = cls.braceidpattern or name
        pattern = (rf'{delim}(?:(?P<escaped>{delim})|(?P<named>{name})|'
                   rf'{{(?P<braced>{braced})}}|(?P<invalid>))')
        compiled = re.compile(pattern, cls.flags | re.VERBOSE)
        cls.pattern = compiled
        return compiled


class Template:
    delimiter = '$'
    idpattern = r'(?a:[_a-z][_a-z0-9]*)'
    braceidpattern = None
    flags = 2               # re.IGNORECASE
    pattern = _Pattern()

    def __init_subclass__(cls):
        super().__init_subclass__()
        own = vars(cls).get('pattern')
        if own is None:
            cls.pattern = _Pattern()
        elif isinstance(own, str):
            import re
            cls.pattern = re.compile(own, cls.flags | re.VERBOSE)

    def __init__(self, template):
        self.template = template

    def _invalid(self, match):
        start = match.start('invalid')
        lines = self.template[:start].splitlines(keepends=True)
        if lines:
            column = start - len(''.join(lines[:-1]))
        else:
            column = 1
        raise ValueError('Invalid placeholder in string: line '
                         f'{len(lines) or 1}, col {column}')

    def _substituted(self, mapping, kws, missing):
        if mapping is None:
            mapping = kws
        elif kws:
            from collections import ChainMap
            mapping = ChainMap(kws, mapping)

        def convert(match):
            name = match.group('named') or match.group('braced')
            if name is not None:
                return missing(mapping, name, match)
            if match.group('escaped') is not None:
                return self.delimiter
            if match.group('invalid') is not None:
                if missing is _tolerant:
                    return match.group()
                self._invalid(match)
            raise ValueError('Unrecognized named group in pattern',
                             self.pattern)

        return self.pattern.sub(convert, self.template)

    def substitute(self, mapping=None, /, **kws):
        return self._substituted(mapping, kws, _strict)

    def safe_substitute(self, mapping=None, /, **kws):
        return self._substituted(mapping, kws, _tolerant)

    def _names(self, on_invalid):
        found = {}
        for match in self.pattern.finditer(self.template):
            name = match.group('named') or match.group('braced')
            if name is not None:
                found[name] = None
            elif match.group('invalid') is not None:
                on_invalid(match)
        return found

    def is_valid(self):
        try:
            self._names(self._invalid)
        except ValueError:
            return False
        return True

    def get_identifiers(self):
        return list(self._names(lambda match: None))


def _strict(mapping, name, match):
    return str(mapping[name])


def _tolerant(mapping, name, match):
    try:
        return str(mapping[name])
    except KeyError:
        return match.group()


# ---- Formatter ----

def _scan_field(text, place):
    # `place` is just behind '{'.  Returns where the field ends and where its
    # name does; brackets in the name hide what would end it.
    depth = 1
    bracket = False
    name_end = None
    for here in range(place, len(text)):
        c = text[here]
        if name_end is None and bracket:
            bracket = c != ']'
            continue
        if c == '[' and name_end is None:
            bracket = True
        elif c == '{':
            depth += 1
        elif c == '}':
            depth -= 1
            if depth == 0:
                return here, here if name_end is None else name_end
        elif c in '!:' and depth == 1 and name_end is None:
            name_end = here
    raise ValueError("expected '}' before end of string")


def _pieces(text):
    # (literal text, field name, format specification, conversion).
    literal = ''
    place = 0
    size = len(text)
    while place < size:
        c = text[place]
        place += 1
        if c not in '{}':
            literal += c
            continue
        if place < size and text[place] == c:
            yield literal + c, None, None, None
            literal = ''
            place += 1
            continue
        if c == '}':
            raise ValueError("Single '}' encountered in format string")
        if place == size:
            raise ValueError("Single '{' encountered in format string")
        end, name_end = _scan_field(text, place)
        yield (literal, text[place:name_end],
               *_spec_of(text[name_end:end]))
        literal = ''
        place = end + 1
    if literal:
        yield literal, None, None, None


def _spec_of(tail):
    if not tail.startswith('!'):
        return tail[1:], None
    if len(tail) < 2:
        raise ValueError("end of string while looking for conversion "
                         'specifier')
    if len(tail) > 2 and tail[2] != ':':
        raise ValueError("expected ':' after conversion specifier")
    return tail[3:], tail[1]


def _steps(name):
    # 'a.b[c]' -> 'a', [(True, 'b'), (False, 'c')]; numbers become ints.
    size = len(name)
    place = 0
    while place < size and name[place] not in '.[':
        place += 1
    first = name[:place]
    steps = []
    while place < size:
        if name[place] == '.':
            start = place = place + 1
            while place < size and name[place] not in '.[':
                place += 1
            step = True, name[start:place]
        elif name[place] == '[':
            end = name.find(']', place)
            if end < 0:
                raise ValueError("Missing ']' in format string")
            key = name[place + 1:end]
            step = False, int(key) if key.isdecimal() else key
            place = end + 1
        else:
            raise ValueError("Only '.' or '[' may follow ']' in format field "
                             'specifier')
        if step[1] == '':
            raise ValueError('Empty attribute in format string')
        steps.append(step)
    return int(first) if first.isdecimal() else first, steps


class Formatter:
    def format(self, format_string, /, *args, **kwargs):
        return self.vformat(format_string, args, kwargs)

    def vformat(self, format_string, args, kwargs):
        used = set()
        result, _ = self._vformat(format_string, args, kwargs, used, 2)
        self.check_unused_args(used, args, kwargs)
        return result

    def _vformat(self, format_string, args, kwargs, used_args,
                 recursion_depth, auto_arg_index=0):
        # auto_arg_index is False once a field has given its own number.
        if recursion_depth < 0:
            raise ValueError('Max string recursion exceeded')
        result = []
        for literal, name, spec, conversion in self.parse(format_string):
            if literal:
                result.append(literal)
            if name is None:
                continue
            name, auto_arg_index = _numbered(name, auto_arg_index)
            obj, arg_used = self.get_field(name, args, kwargs)
            used_args.add(arg_used)
            obj = self.convert_field(obj, conversion)
            spec, auto_arg_index = self._vformat(
                spec, args, kwargs, used_args, recursion_depth - 1,
                auto_arg_index)
            result.append(self.format_field(obj, spec))
        return ''.join(result), auto_arg_index

    def parse(self, format_string):
        return _pieces(format_string)

    def get_field(self, field_name, args, kwargs):
        first, steps = _steps(field_name)
        obj = self.get_value(first, args, kwargs)
        for is_attribute, step in steps:
            obj = getattr(obj, step) if is_attribute else obj[step]
        return obj, first

    def get_value(self, key, args, kwargs):
        return args[key] if isinstance(key, int) else kwargs[key]

    def check_unused_args(self, used_args, args, kwargs):
        pass

    def format_field(self, value, format_spec):
        return format(value, format_spec)

    def convert_field(self, value, conversion):
        if conversion is None:
            return value
        converters = {'s': str, 'r': repr, 'a': ascii}
        if conversion not in converters:
            raise ValueError(f'Unknown conversion specifier {conversion!s}')
        return converters[conversion](value)


def _numbered(name, counter):
    if name == '' or name[0] in '.[':
        if counter is False:
            raise ValueError('cannot switch from manual field specification '
                             'to automatic field numbering')
        return f'{counter}{name}', counter + 1
    if name.isdigit():
        if counter:
            raise ValueError('cannot switch from automatic field numbering '
                             'to manual field specification')
        counter = False
    return name, counter
